/** Where one is signed in, and how a session is ended from another. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FormattedMessage, useIntl } from 'react-intl'
import { get, post } from '#web/api.ts'
import { say } from '#web/shell/toasts.tsx'
import { Refusal } from '#web/shell/refusal.tsx'

interface Session {
  readonly id: string
  readonly madeAt: string
  readonly usedAt: string
  readonly address: string
  readonly agent: string
  readonly current: boolean
}

export function AccountSessions() {
  const queries = useQueryClient()
  const { formatMessage } = useIntl()
  const { data: sessions = [] } = useQuery({
    queryKey: ['sessions'],
    queryFn: async () => (await get<{ sessions: Session[] }>('/me/sessions')).sessions,
  })
  const { mutate, error, isPending } = useMutation({
    mutationFn: (path: string) => post<{ ended: number }>(path, {}),
    onSuccess: async ({ ended }) => {
      say({ text: formatMessage({ id: 'account.ended' }, { count: ended }) })
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  return (
    <section aria-labelledby="account-sessions">
      <h2 id="account-sessions">
        <FormattedMessage id="account.sessions" />
      </h2>
      <p>
        <FormattedMessage id="account.sessionsText" />
      </p>
      <Refusal error={error} />
      <ul className="sessions">
        {sessions.map((session) => (
          <OneSession
            key={session.id}
            session={session}
            end={() => mutate(`/me/sessions/${session.id}/revocation`)}
          />
        ))}
      </ul>
      {sessions.length < 2 ? null : (
        <Button
          variant="default"
          loading={isPending}
          onClick={() => mutate('/me/sessions/revocation')}
        >
          <FormattedMessage id="account.endOthers" />
        </Button>
      )}
    </section>
  )
}

function OneSession(props: { readonly session: Session; readonly end: () => void }) {
  const { session, end } = props
  const { formatMessage, formatDate } = useIntl()
  const moment = (at: string): string => formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })
  const when = moment(session.madeAt)
  return (
    <li>
      <span>
        <span>{browserOf(session.agent)}</span>
        <span className="muted">
          {' '}
          {session.address} · <FormattedMessage id="account.since" /> {when} ·{' '}
          <FormattedMessage id="account.used" /> {moment(session.usedAt)}
        </span>
      </span>
      {session.current ? (
        <span className="done">
          <FormattedMessage id="account.thisOne" />
        </span>
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={formatMessage({ id: 'account.endOne' }, { when })}
          onClick={end}
        >
          <FormattedMessage id="account.end" />
        </Button>
      )}
    </li>
  )
}

/** What a browser calls itself, in two words where they are known. */
function browserOf(agent: string): string {
  const name = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent)?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]
  if (name === undefined) return agent.slice(0, 60)
  const called = { Edg: 'Edge', OPR: 'Opera' }[name] ?? name
  return system === undefined ? called : `${called}, ${system}`
}
