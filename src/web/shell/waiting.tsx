/** What stands where a screen will be, while it is fetched: its place, and nothing that moves. */
import { FormattedMessage } from 'react-intl'

export function Waiting() {
  return (
    <div className="waiting" role="status">
      <span className="sr-only">
        <FormattedMessage id="shell.waiting" />
      </span>
    </div>
  )
}
