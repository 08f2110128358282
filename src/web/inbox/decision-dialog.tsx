/** Asks why something is rejected, or what is to be asked about it. */
import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { FormEvent, KeyboardEvent, RefObject } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { Key } from '#web/keys/key.tsx'
import { deedPressed } from '#web/keys/own-keys.ts'
import { post } from '#web/api.ts'
import { CopyButtons } from '#web/controls/copy-items.tsx'
import { decisionCall } from '#web/inbox/requests.ts'
import type { WaitingRequest } from '#web/inbox/requests.ts'
import type { Screens } from '#web/screens.ts'
import { apiPath } from '#web/screens.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { say } from '#web/shell/toasts.tsx'
import { typedText } from '#web/sign-in/typed.ts'
import { besideField } from '#web/shell/sentences.tsx'

export interface Asking {
  readonly way: 'reject' | 'ask'
  readonly about: readonly WaitingRequest[]
}

export function DecisionDialog(props: {
  readonly asking: Asking
  readonly screens: Screens
  readonly close: () => void
  readonly reject: (comment: string) => Promise<void>
}) {
  const { asking, screens, close, reject } = props
  const { formatMessage } = useIntl()
  const form = useRef<HTMLFormElement>(null)
  const isQuestion = asking.way === 'ask'
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (text: string) => {
      if (!isQuestion) return await reject(text)
      await askAll(asking.about, screens, text)
      say({ text: formatMessage({ id: 'inbox.asked' }) })
      close()
    },
  })
  const title = formatMessage(
    { id: isQuestion ? 'inbox.ask' : 'inbox.rejectMany' },
    { count: asking.about.length },
  )
  return (
    <Dialog title={title} onClose={close}>
      <form ref={form} onSubmit={(event) => mutate(typedIn(event))}>
        <Textarea
          name="text"
          required={isQuestion}
          maxLength={2000}
          rows={3}
          data-autofocus
          label={formatMessage({ id: isQuestion ? 'inbox.question' : 'inbox.why' })}
          description={formatMessage({ id: isQuestion ? 'inbox.questionHelp' : 'inbox.whyHelp' })}
          error={besideField(error)}
          onKeyDown={sendByKeys}
        />
        {isQuestion ? null : (
          <CopyRejection about={asking.about} me={screens.person.id} form={form} />
        )}
        <Button type="submit" loading={isPending}>
          <FormattedMessage id={isQuestion ? 'inbox.ask' : 'inbox.reject'} />
          <Key of="dialog.confirm" />
        </Button>
      </form>
    </Dialog>
  )
}

function typedIn(event: FormEvent<HTMLFormElement>): string {
  event.preventDefault()
  return typedText(new FormData(event.currentTarget), 'text')
}

/** What rejects, as it is typed now. */
function CopyRejection(props: {
  readonly about: readonly WaitingRequest[]
  readonly me: string
  readonly form: RefObject<HTMLFormElement | null>
}) {
  const { about, me, form } = props
  return (
    <CopyButtons
      copied={() => {
        const why = typedText(new FormData(form.current ?? undefined), 'text')
        return { call: decisionCall('rejections', about, me, why) }
      }}
    />
  )
}

/** Sends a form by the key that confirms, wherever one is in its text. */
export function sendByKeys(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (deedPressed('dialog', event) === null) return
  event.currentTarget.form?.requestSubmit()
}

async function askAll(
  about: readonly WaitingRequest[],
  { descriptions }: Screens,
  text: string,
): Promise<void> {
  for (const { kind, company, paper } of about) {
    const of = descriptions.find(({ name }) => name === kind)
    if (of === undefined) continue
    await post(`${apiPath(of, company)}/${paper}/comments`, { comments: [{ text }] })
  }
}
