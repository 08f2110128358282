/** Reminds those who can decide of requests that wait longer than their policies allow. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'
import { containing, rolesAt } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { placesOf } from '#server/access/deciding.ts'
import { listDelegations } from '#server/access/delegations.ts'
import { holdingOf, holders } from '#server/access/holders.ts'
import { loadRequests } from '#server/access/requests.ts'
import type { Court, StoredRequest } from '#server/access/requests.ts'
import { tellAll } from '#server/news/telling.ts'
import type { NewsOf } from '#server/news/telling.ts'

/** Which requests are looked at: behind one, so many at most. */
export interface OverduePage {
  /** The last request of the page before. */
  readonly after: string | null
  readonly most: number
}

/**
 * Tells of overdue requests to everybody who could decide them today: by roles of their own, or
 * standing in for somebody. It is told anew each so many days, and only once in each of these
 * rounds, however often it is looked. Answers how many requests there were, and the last one of a
 * full page.
 */
export async function tellOverdue(
  query: Query,
  book: RoleBook,
  organization: string,
  { today, every }: { readonly today: PlainDate; readonly every: number },
  { after, most }: OverduePage,
): Promise<{ readonly count: number; readonly last: string | null }> {
  const found = await query<{ id: string }>({
    name: 'access.overdue',
    text: `select id from access.approval_request
      where organization = $1 and state = 'open' and due_on < $2 and expires_on >= $2
        and ($3::uuid is null or id > $3)
      order by id limit $4`,
    values: [organization, today.toString(), after, most],
  })
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return { count: 0, last: null }
  const requests = await loadRequests(query, organization, { ids })
  const deciders = await decidersOf(query, book, organization, requests, today)
  const news = requests.flatMap((one) => newsOf(one, deciders(one), today, every))
  await tellAll(query, organization, news)
  await readEarlier(query, organization, requests, today, every)
  return { count: ids.length, last: ids.length === most ? (ids.at(-1) ?? null) : null }
}

/** The reminder of so many: the first on the day after the last one in time. */
export function roundOf(dueOn: PlainDate, today: PlainDate, every: number): number {
  const late = dueOn.until(today, { largestUnit: 'days' }).days
  return Math.floor((late - 1) / every) + 1
}

function newsOf(
  { id, company, kind, paper, dueOn, askedBy, askedByName }: StoredRequest,
  persons: readonly string[],
  today: PlainDate,
  every: number,
): NewsOf[] {
  if (dueOn === null) return []
  const round = roundOf(dueOn, today, every)
  const by = { person: askedBy, name: askedByName }
  return persons.map((person) => {
    return { company, kind, key: paper, person, what: 'overdue', about: id, round, by }
  })
}

/** A reminder takes the place of the one before. */
async function readEarlier(
  query: Query,
  organization: string,
  requests: readonly StoredRequest[],
  today: PlainDate,
  every: number,
): Promise<void> {
  const rounds = requests.flatMap(({ id, dueOn }) =>
    dueOn === null ? [] : [{ id, round: roundOf(dueOn, today, every) }],
  )
  await query({
    name: 'access.read earlier reminders',
    text: `update access.news n set read_at = clock_timestamp()
      from unnest($2::uuid[], $3::integer[]) u (about, round)
      where n.organization = $1 and n.about = u.about and n.what = 'overdue'
        and n.round < u.round and n.read_at is null`,
    values: [
      organization,
      column(rounds, ({ id }) => id),
      column(rounds, ({ round }) => String(round)),
    ],
  })
}

/** Who could decide each of these requests today: four statements, however many there are. */
async function decidersOf(
  query: Query,
  book: RoleBook,
  organization: string,
  requests: readonly StoredRequest[],
  today: PlainDate,
): Promise<(request: StoredRequest) => string[]> {
  const given = requests.flatMap(({ approvals }) => approvals)
  const used = [...new Set(given.flatMap(({ delegation }) => delegation ?? []))]
  const wanted = new Set(requests.flatMap(({ steps }) => steps.flatMap(({ roles }) => roles)))
  const before = await listDelegations(query, organization, today, { ids: used })
  const now = await listDelegations(query, organization, today)
  const able = await holders(query, organization, today, { roles: containing(book, wanted) })
  const actors = new Map(able.map((holder) => [holder.person, holdingOf(book, holder)]))
  const court: Court = {
    delegations: [...new Map([...before, ...now].map((one) => [one.id, one])).values()],
    rolesOf:
      ({ company, site, department, madeBy }) =>
      (person) => {
        const actor = actors.get(person)
        return actor === undefined
          ? new Set()
          : rolesAt(actor, { company, site, department, madeBy })
      },
  }
  const humans = able.filter(({ isHuman }) => isHuman).map(({ person }) => person)
  const persons = [...new Set([...humans, ...now.map(({ to }) => to)])]
  return (request) => persons.filter((person) => placesOf(court, request, person, today).length > 0)
}
