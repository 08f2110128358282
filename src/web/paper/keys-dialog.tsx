/** The keys of the page, for who asks with "?". */
import { FormattedMessage, useIntl } from 'react-intl'
import { Key } from '#web/keys/key.tsx'
import { OwnKeys } from '#web/keys/own-keys-link.tsx'
import { gridKeys, paperKeys } from '#web/paper/keys.ts'
import { Dialog } from '#web/shell/dialog.tsx'

export function KeysDialog({ close }: { readonly close: () => void }) {
  const { formatMessage } = useIntl()
  return (
    <Dialog onClose={close} title={formatMessage({ id: 'paper.keys' })}>
      <dl className="keys-list">
        {[...paperKeys, ...gridKeys].map(({ keys, word, deed }) => (
          <div key={keys}>
            <dt>
              {deed === undefined ? <kbd>{keys}</kbd> : <Key of={`paper.${deed}`} isSpelled />}
            </dt>
            <dd>
              <FormattedMessage id={word} />
            </dd>
          </div>
        ))}
      </dl>
      <OwnKeys />
    </Dialog>
  )
}
