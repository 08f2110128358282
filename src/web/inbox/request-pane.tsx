/** One request: what it is about, why it is asked, who decided before, and the decision. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { colleaguesQuery } from '#web/inbox/colleagues.ts'
import { Amount, useWanted } from '#web/inbox/inbox-row.tsx'
import { PaperFacts } from '#web/inbox/paper-facts.tsx'
import type { WaitingRequest } from '#web/inbox/requests.ts'
import type { Screens } from '#web/screens.ts'
import { apiPath } from '#web/screens.ts'
import { Sentences } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'

interface PaneProps {
  readonly request: WaitingRequest
  readonly screens: Screens
  /** How many are decided about at once. */
  readonly count: number
  readonly close: () => void
  readonly approve: () => void
  readonly reject: () => void
  readonly ask: () => void
  readonly handOver: () => void
}

export function RequestPane(props: PaneProps) {
  const { request, screens, count, close, approve, reject, ask, handOver } = props
  const what = useWanted(request)
  const { formatDate } = useIntl()
  return (
    <section className="request" aria-label={what}>
      <Button className="back" variant="subtle" onClick={close}>
        <FormattedMessage id="inbox.back" />
      </Button>
      <header>
        <h2>{what}</h2>
        <Amount request={request} />
      </header>
      <p className="muted">
        <FormattedMessage id="inbox.madeBy" values={{ name: request.madeBy }} /> ·{' '}
        <FormattedMessage id="inbox.askedBy" values={{ name: request.askedBy }} /> ·{' '}
        <FormattedMessage
          id="inbox.until"
          values={{ day: formatDate(request.expiresOn, { dateStyle: 'medium', timeZone: 'UTC' }) }}
        />
      </p>
      <Handed request={request} />
      <Notes request={request} />
      <Paper request={request} screens={screens} />
      <Policy request={request} me={screens.person.id} />
      <Before request={request} />
      <Decide {...{ count, approve, reject, ask, handOver }} />
    </section>
  )
}

/** What may be done with it, or with all that are selected. */
function Decide(props: Pick<PaneProps, 'count' | 'approve' | 'reject' | 'ask' | 'handOver'>) {
  const { count, approve, reject, ask, handOver } = props
  return (
    <div className="decide">
      <Button onClick={approve}>
        {count > 1 ? (
          <FormattedMessage id="inbox.approveMany" values={{ count }} />
        ) : (
          <FormattedMessage id="inbox.approve" />
        )}
      </Button>
      <Button variant="default" onClick={reject}>
        {count > 1 ? (
          <FormattedMessage id="inbox.rejectMany" values={{ count }} />
        ) : (
          <FormattedMessage id="inbox.reject" />
        )}
      </Button>
      <Button variant="default" onClick={ask}>
        <FormattedMessage id="inbox.ask" />
      </Button>
      <Button variant="default" onClick={handOver}>
        <FormattedMessage id="inbox.handOver" />
      </Button>
    </div>
  )
}

/** Who handed it to whom, and what was said with it. */
function Handed({ request: { handed, dueOn, isOverdue } }: { readonly request: WaitingRequest }) {
  const { formatDate } = useIntl()
  const day = formatDate(dueOn ?? '', { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <>
      {dueOn === null ? null : (
        <p className={isOverdue ? 'overdue' : 'muted'}>
          <FormattedMessage id={isOverdue ? 'inbox.overdue' : 'inbox.due'} values={{ day }} />
        </p>
      )}
      {handed === null ? null : (
        <p>
          <FormattedMessage id="inbox.handed" values={{ name: handed.name, to: handed.toName }} />
          {': '}
          <q dir="auto">{handed.note}</q>
        </p>
      )}
    </>
  )
}

function Notes({ request: { notes } }: { readonly request: WaitingRequest }) {
  if (notes.length === 0) return null
  return (
    <>
      <h3>
        <FormattedMessage id="inbox.look" />
      </h3>
      <ul className="notes">
        {notes.map((one) => (
          <li key={one.message}>
            <Sentences problems={[one]} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** The paper as it is now, where one may see it. */
function Paper(props: { readonly request: WaitingRequest; readonly screens: Screens }) {
  const { request, screens } = props
  const of = screens.descriptions.find(({ name }) => name === request.kind)
  const { data } = useQuery({
    queryKey: ['paper', request.company, request.kind, request.paper],
    queryFn: () =>
      get<Record<string, unknown>>(
        `${of === undefined ? '' : apiPath(of, request.company)}/${request.paper}`,
      ),
    enabled: of !== undefined,
    retry: false,
  })
  if (of === undefined || data === undefined) return null
  return (
    <>
      <h3>
        <FormattedMessage id="inbox.paper" />
      </h3>
      <PaperFacts of={of} paper={data} />
      <Link
        to="/c/$company/$list/$key"
        params={{ company: request.company, list: of.address, key: request.paper }}
      >
        <FormattedMessage id="inbox.openPaper" />
      </Link>
    </>
  )
}

function Policy({ request, me }: { readonly request: WaitingRequest; readonly me: string }) {
  const { told } = useTold()
  const { formatList } = useIntl()
  const others = request.inPlaceOf.filter((one) => one !== me)
  return (
    <>
      <h3>
        <FormattedMessage id="inbox.policy" />
      </h3>
      <ul>
        {request.waitingFor.map(({ roles, persons }) => (
          <li key={roles.join()}>
            <FormattedMessage
              id="inbox.step"
              values={{
                persons,
                roles: formatList(
                  roles.map((role) => told(role)),
                  { type: 'disjunction' },
                ),
              }}
            />
          </li>
        ))}
      </ul>
      {others.length === 0 || request.inPlaceOf.includes(me) ? null : (
        <InPlace person={others[0]} />
      )}
    </>
  )
}

/** In whose place one decides, by name. */
function InPlace({ person }: { readonly person: string | undefined }) {
  const { data = [] } = useQuery(colleaguesQuery)
  const name = data.find(({ id }) => id === person)?.name ?? ''
  return (
    <p>
      <FormattedMessage id="inbox.inPlace" values={{ name }} />
    </p>
  )
}

function Before({ request: { approvals } }: { readonly request: WaitingRequest }) {
  const { formatDate } = useIntl()
  return (
    <>
      <h3>
        <FormattedMessage id="inbox.before" />
      </h3>
      {approvals.length === 0 ? (
        <p className="muted">
          <FormattedMessage id="inbox.beforeNone" />
        </p>
      ) : (
        <ul>
          {approvals.map(({ name, standingFor, decision, comment, at }) => (
            <li key={name + at}>
              <FormattedMessage
                id={
                  decision === 'reject'
                    ? 'inbox.rejected'
                    : standingFor === name
                      ? 'inbox.approved'
                      : 'inbox.approvedFor'
                }
                values={{ name, other: standingFor }}
              />{' '}
              <span className="muted">{formatDate(at, { dateStyle: 'medium' })}</span>
              {comment === null ? null : <q>{comment}</q>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
