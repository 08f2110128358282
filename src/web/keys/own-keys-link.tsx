/** Below a list of keys: where each is given another. */
import { Link, useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'

export function OwnKeys() {
  const { company = '' } = useParams({ strict: false })
  return (
    <p>
      <Link to="/c/$company/account" params={{ company }} hash="account-keys">
        <FormattedMessage id="keys.change" />
      </Link>
    </p>
  )
}
