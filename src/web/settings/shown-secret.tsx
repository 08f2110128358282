/** A secret that is told this once: to be copied, and closed when it is kept elsewhere. */
import { Button, TextInput } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import { Dialog } from '#web/shell/dialog.tsx'
import type { Word } from '#web/words/en.ts'

export function ShownSecret(props: {
  readonly title: Word
  /** What it is and where it belongs. */
  readonly about: Word
  readonly text: string
  readonly close: () => void
}) {
  const { title, about, text, close } = props
  const { formatMessage } = useIntl()
  return (
    <Dialog title={formatMessage({ id: title })}>
      <p>
        <FormattedMessage id={about} />
      </p>
      <TextInput readOnly value={text} aria-label={formatMessage({ id: about })} />
      <Button variant="default" onClick={() => void navigator.clipboard.writeText(text)}>
        <FormattedMessage id="account.copy" />
      </Button>
      <Button onClick={close}>
        <FormattedMessage id="account.kept" />
      </Button>
    </Dialog>
  )
}
