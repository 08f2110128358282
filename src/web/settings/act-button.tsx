/** A button that does one thing at once, and says beside it why it was refused. */
import { Button } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import { useAct } from '#web/settings/acts.ts'
import type { Act } from '#web/settings/acts.ts'
import { saidIn, Sentences } from '#web/shell/sentences.tsx'
import { say } from '#web/shell/toasts.tsx'
import type { Word } from '#web/words/en.ts'

export function ActButton(props: {
  readonly word: Word
  readonly called: string
  readonly act: Act
  readonly said?: Word
  readonly done?: () => void
}) {
  const { word, called, act, said = 'set.done', done } = props
  const { formatMessage } = useIntl()
  const { mutate, error, isPending } = useAct(() => {
    say({ text: formatMessage({ id: said }) })
    done?.()
  })
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={isPending}
        aria-label={called}
        onClick={() => mutate(act)}
      >
        <FormattedMessage id={word} />
      </Button>
      {error === null ? null : (
        <span className="wrong" role="alert">
          <Sentences problems={saidIn(error)} />
        </span>
      )}
    </>
  )
}
