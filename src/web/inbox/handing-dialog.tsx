/** Hands requests to another who may decide them, with a note. */
import { Button, Select, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { sendByKeys } from '#web/inbox/decision-dialog.tsx'
import { colleaguesQuery } from '#web/inbox/colleagues.ts'
import { handOver, requestsQuery } from '#web/inbox/requests.ts'
import type { WaitingRequest } from '#web/inbox/requests.ts'
import { Key } from '#web/keys/key.tsx'
import { Dialog } from '#web/shell/dialog.tsx'
import { say } from '#web/shell/toasts.tsx'
import { typedText } from '#web/sign-in/typed.ts'

export function HandingDialog(props: {
  readonly about: readonly WaitingRequest[]
  readonly me: string
  readonly close: () => void
}) {
  const { about, me, close } = props
  const { formatMessage } = useIntl()
  const { to, setTo, mutate, wrong, isPending } = useHanding(about, close)
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (to !== null) mutate(typedText(new FormData(event.currentTarget), 'note'))
  }
  return (
    <Dialog title={formatMessage({ id: 'inbox.handOver' })} onClose={close}>
      <form onSubmit={send}>
        <Select
          required
          searchable
          data-autofocus
          label={formatMessage({ id: 'inbox.handTo' })}
          value={to}
          onChange={setTo}
          data={colleagues
            .filter(({ id }) => id !== me)
            .map(({ id, name }) => ({ value: id, label: name }))}
          error={wrong.length === 0 ? undefined : wrong.join(' ')}
        />
        <Textarea
          name="note"
          required
          maxLength={2000}
          rows={3}
          label={formatMessage({ id: 'inbox.handNote' })}
          description={formatMessage({ id: 'inbox.handHelp' })}
          onKeyDown={sendByKeys}
        />
        <Button type="submit" loading={isPending}>
          <FormattedMessage id="inbox.handOver" />
          <Key of="dialog.confirm" />
        </Button>
      </form>
    </Dialog>
  )
}

/** To whom they are handed, and what was refused of it. */
function useHanding(about: readonly WaitingRequest[], close: () => void) {
  const { formatMessage } = useIntl()
  const queries = useQueryClient()
  const [to, setTo] = useState<string | null>(null)
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (note: string) => handOver(about, to ?? '', note),
    onSuccess: async (refused) => {
      await queries.invalidateQueries(requestsQuery)
      if (refused.length > 0) return
      say({ text: formatMessage({ id: 'inbox.handDone' }, { count: about.length }) })
      close()
    },
  })
  const wrong = error === null ? (data ?? []) : [error.message]
  return { to, setTo, mutate, wrong, isPending }
}
