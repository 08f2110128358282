/** Out of office: who stands in for one, for how long and as what. */
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get, post } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import { CopyButtons } from '#web/controls/copy-items.tsx'
import { colleaguesQuery } from '#web/inbox/colleagues.ts'
import type { Screens } from '#web/screens.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { useTold } from '#web/words/told.ts'
import { Refusal } from '#web/shell/refusal.tsx'

interface Delegation {
  readonly id: string
  readonly from: string
  readonly fromName: string
  readonly toName: string
  readonly firstDay: string
  readonly lastDay: string
  readonly roles: readonly string[]
}

interface Results {
  readonly results: readonly { readonly problems?: readonly Problem[] }[]
}

const queryKey = ['delegations']

export function Absence({ screens }: { readonly screens: Screens }) {
  const [isOpen, setOpen] = useState(false)
  const { formatMessage } = useIntl()
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        <FormattedMessage id="inbox.away" />
      </Button>
      {isOpen ? (
        <Dialog title={formatMessage({ id: 'inbox.away' })} onClose={() => setOpen(false)}>
          <p>
            <FormattedMessage id="inbox.awayText" />
          </p>
          <Standing />
          <AbsenceForm screens={screens} />
        </Dialog>
      ) : null}
    </>
  )
}

/** The delegations that stand, and how one is ended. */
function Standing() {
  const queries = useQueryClient()
  const { told } = useTold()
  const { formatList, formatDate } = useIntl()
  const { data = [] } = useQuery({
    queryKey,
    queryFn: async () => (await get<{ delegations: Delegation[] }>('/delegations')).delegations,
  })
  const end = useMutation({
    mutationFn: (id: string) => post('/delegations/endings', { delegations: [id] }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  })
  const day = (text: string): string => formatDate(text, { dateStyle: 'medium', timeZone: 'UTC' })
  if (data.length === 0) return null
  return (
    <ul className="absences">
      {data.map(({ id, fromName, toName, firstDay, lastDay, roles }) => (
        <li key={id}>
          <FormattedMessage
            id="inbox.awayIs"
            values={{
              from: fromName,
              to: toName,
              first: day(firstDay),
              last: day(lastDay),
              roles: formatList(roles.map((role) => told(role))),
            }}
          />
          <Button variant="subtle" size="compact-sm" onClick={() => end.mutate(id)}>
            <FormattedMessage id="inbox.awayEnd" />
          </Button>
        </li>
      ))}
    </ul>
  )
}

function AbsenceForm({ screens: { person, company } }: { readonly screens: Screens }) {
  const { formatMessage } = useIntl()
  const queries = useQueryClient()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const [to, setTo] = useState<string | null>(null)
  const [roles, setRoles] = useState<string[]>([])
  const form = useRef<HTMLFormElement>(null)
  const callOf = (typed: FormData): { readonly path: string; readonly body: object } => {
    const [firstDay, lastDay] = [typed.get('firstDay'), typed.get('lastDay')]
    const one = { from: person.id, to, roles, firstDay, lastDay, reason: typed.get('reason') }
    return { path: '/delegations', body: { delegations: [one] } }
  }
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (typed: FormData) => {
      const { path, body } = callOf(typed)
      const { results } = await post<Results>(path, body)
      const problems = results.flatMap((result) => result.problems ?? [])
      if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '))
    },
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    mutate(new FormData(event.currentTarget))
  }
  return (
    <form ref={form} onSubmit={send}>
      <Select
        required
        searchable
        value={to}
        onChange={setTo}
        data={colleagues
          .filter(({ id }) => id !== person.id)
          .map(({ id, name }) => ({ value: id, label: name }))}
        label={formatMessage({ id: 'inbox.awayTo' })}
      />
      <OwnRoles all={person.roles} roles={roles} setRoles={setRoles} />
      <DaysAndReason today={company.today} />
      <Refusal error={error} />
      <CopyButtons copied={() => ({ call: callOf(new FormData(form.current ?? undefined)) })} />
      <Button type="submit" loading={isPending}>
        <FormattedMessage id="inbox.awayStart" />
      </Button>
    </form>
  )
}

function OwnRoles(props: {
  readonly all: readonly string[]
  readonly roles: string[]
  readonly setRoles: (roles: string[]) => void
}) {
  const { all, roles, setRoles } = props
  const { formatMessage } = useIntl()
  const { told } = useTold()
  return (
    <Checkbox.Group
      value={roles}
      onChange={setRoles}
      label={formatMessage({ id: 'inbox.awayRoles' })}
    >
      <div className="roles">
        {all.map((role) => (
          <Checkbox key={role} value={role} label={told(role)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function DaysAndReason({ today }: { readonly today: string }) {
  const { formatMessage } = useIntl()
  return (
    <>
      <TextInput
        name="firstDay"
        type="date"
        required
        defaultValue={today}
        label={formatMessage({ id: 'inbox.awayFrom' })}
      />
      <TextInput
        name="lastDay"
        type="date"
        required
        label={formatMessage({ id: 'inbox.awayUntil' })}
      />
      <TextInput
        name="reason"
        required
        maxLength={500}
        label={formatMessage({ id: 'inbox.awayReason' })}
      />
    </>
  )
}
