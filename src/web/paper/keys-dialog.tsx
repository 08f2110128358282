/** The keys of the page, for who asks with "?". */
import { Modal } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import { gridKeys, paperKeys } from '#web/paper/keys.ts'

export function KeysDialog({ close }: { readonly close: () => void }) {
  const { formatMessage } = useIntl()
  return (
    <Modal opened onClose={close} title={formatMessage({ id: 'paper.keys' })}>
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
    </Modal>
  )
}
