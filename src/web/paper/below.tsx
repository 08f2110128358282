/** Below a paper: the entries that it made, and the papers before and after it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { get } from '#web/api.ts'
import { Entries } from '#web/paper/entries.tsx'
import { useHappened } from '#web/paper/happened.ts'
import type { Entry } from '#web/paper/paper-api.ts'
import { useTold } from '#web/words/told.ts'
import { Refusal } from '#web/shell/refusal.tsx'

interface BelowProps {
  readonly company: string
  readonly path: string
}

export function Below({ company, path }: BelowProps) {
  return (
    <>
      <Chain company={company} path={path} />
      <Made company={company} path={path} />
    </>
  )
}

interface Neighbour {
  readonly kind: string
  readonly name: string
  readonly id: string
  readonly number: string | null
  readonly state: string
  readonly distance: number
}

/** The papers before and after as a small chain, the paper itself in its middle. */
function Chain({ company, path }: BelowProps) {
  const { data } = useQuery({
    queryKey: ['happened', 'chain', path],
    queryFn: () =>
      get<{ before: readonly Neighbour[]; after: readonly Neighbour[] }>(`${path}/chain`),
    retry: false,
  })
  if (data === undefined || data.before.length + data.after.length === 0) return null
  return (
    <section className="below">
      <h2>
        <FormattedMessage id="paper.chain" />
      </h2>
      <ol className="chain">
        {data.before.toReversed().map((one) => (
          <OnePaper key={one.id} one={one} company={company} />
        ))}
        <li aria-current="true">
          <FormattedMessage id="paper.this" />
        </li>
        {data.after.map((one) => (
          <OnePaper key={one.id} one={one} company={company} />
        ))}
      </ol>
    </section>
  )
}

function OnePaper({ one, company }: { readonly one: Neighbour; readonly company: string }) {
  const { told } = useTold()
  const { kind, name, id, number, state } = one
  return (
    <li>
      <Link to="/c/$company/$list/$key" params={{ company, list: kind, key: id }}>
        {told(name, 'title')} <bdi>{number}</bdi>
      </Link>{' '}
      <span className="muted">{told(state)}</span>
    </li>
  )
}

/** The entries that the paper's acts recorded. */
function Made({ company, path }: BelowProps) {
  const { happenings } = useHappened(path)
  const ids = happenings.flatMap((one) => (one.what === 'act' ? (one.entries ?? []) : []))
  const root = `/companies/${encodeURIComponent(company)}/entries/`
  const { data = [], error } = useQuery({
    queryKey: ['happened', 'entries', company, ids],
    queryFn: () => Promise.all(ids.map((id) => get<Entry>(root + encodeURIComponent(id)))),
    enabled: ids.length > 0,
    retry: false,
  })
  if (ids.length === 0) return null
  return (
    <section className="below">
      <h2>
        <FormattedMessage id="paper.entries" />
      </h2>
      <Refusal error={error} />
      <Entries entries={data} company={company} opens />
    </section>
  )
}
