/** The keys of the page, for who asks with "?". */
import { FormattedMessage, useIntl } from 'react-intl'
import { gridKeys, paperKeys } from '#web/paper/keys.ts'
import { Dialog } from '#web/shell/dialog.tsx'

export function KeysDialog({ close }: { readonly close: () => void }) {
  const { formatMessage } = useIntl()
  return (
    <Dialog onClose={close} title={formatMessage({ id: 'paper.keys' })}>
      <dl className="keys-list">
        {[...paperKeys, ...gridKeys].map(({ keys, word }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>
              <FormattedMessage id={word} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
