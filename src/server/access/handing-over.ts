/** A request is handed to another person who may decide it, with a note; it is kept who did so. */
import { compareDates } from '#base/date.ts'
import type { Instant, PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { stepWords } from '#permissions/approval-problem.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { requestClosed, requestUnknown } from '#server/access/asking.ts'
import { placesOf, requestExpired } from '#server/access/deciding.ts'
import { courtOf, loadRequests } from '#server/access/requests.ts'
import type { Court, StoredRequest } from '#server/access/requests.ts'

/** What is handed over, to whom, and what is said with it. */
export interface Handing {
  readonly requests: readonly string[]
  readonly to: string
  readonly note: string
}

/** The last handing of a request. */
export interface Handed {
  readonly request: string
  readonly person: string
  readonly name: string
  readonly to: string
  readonly toName: string
  readonly note: string
  readonly at: Instant
}

/**
 * Hands requests over, each by itself: only what one could decide, and only to who could. Nobody
 * gets a right by it, and both still may decide. Problems: `request-unknown`, `request-closed`,
 * `request-expired`, `handing-not-yours`, `handing-self`, `handing-person`, `handing-maker`,
 * `handing-decided`, `handing-role`.
 */
export async function handOver(
  query: Query,
  book: RoleBook,
  organization: string,
  person: string,
  { requests: ids, to, note }: Handing,
  today: PlainDate,
): Promise<{ readonly id: string; readonly problems: readonly Problem[] }[]> {
  await query({ text: 'select access.lock_requests($1, $2)', values: [organization, ids] })
  const found = await loadRequests(query, organization, { ids })
  const byId = new Map(found.map((one) => [one.id, one]))
  const own = await courtOf(query, book, organization, found, today, person)
  const theirs = await courtOf(query, book, organization, found, today, to)
  const colleague = await colleagueOf(query, organization, to)
  const answers = [...new Set(ids)].map((id) => {
    const request = byId.get(id)
    const problem =
      request === undefined
        ? requestUnknown
        : (ownProblem(own, request, person, today) ??
          theirProblem(theirs, request, { person, to, name: colleague }, today))
    return { id, problems: problem === null ? [] : [problem] }
  })
  const good = answers.filter(({ problems }) => problems.length === 0).map(({ id }) => id)
  if (good.length > 0) {
    await query({
      text: `insert into access.approval_handing (organization, request, person, to_person, note)
        select $1, u, $3, $4, $5 from unnest($2::uuid[]) u`,
      values: [organization, good, person, to, note],
    })
  }
  return answers
}

/** The last handing of each of these requests. */
export async function handingsOf(
  query: Query,
  organization: string,
  requests: readonly string[],
): Promise<ReadonlyMap<string, Handed>> {
  const rows = await query<Handed>({
    name: 'access.handings',
    text: `select distinct on (h.request) h.request, h.person, p.name, h.to_person as "to",
        o.name as "toName", h.note, h.at
      from access.approval_handing h
      join access.person p on p.organization = h.organization and p.id = h.person
      join access.person o on o.organization = h.organization and o.id = h.to_person
      where h.organization = $1 and h.request = any ($2)
      order by h.request, h.at desc`,
    values: [organization, requests],
  })
  return new Map(rows.map((one) => [one.request, one]))
}

function ownProblem(
  court: Court,
  request: StoredRequest,
  person: string,
  today: PlainDate,
): Problem | null {
  if (request.state !== 'open') return requestClosed(request)
  if (compareDates(today, request.expiresOn) > 0) return requestExpired
  if (placesOf(court, request, person, today).length > 0) return null
  const message = 'You cannot decide this request, so you cannot hand it over. Leave it to others.'
  return { rule: 'handing-not-yours', field: '', message }
}

interface Colleague {
  readonly person: string
  readonly to: string
  /** Null where there is nobody who could sign in. */
  readonly name: string | null
}

function theirProblem(
  court: Court,
  request: StoredRequest,
  { person, to, name }: Colleague,
  today: PlainDate,
): Problem | null {
  const problem = (rule: string, message: string): Problem => ({ rule, field: 'to', message })
  if (to === person) {
    return problem('handing-self', 'You are that person yourself. Choose somebody else.')
  }
  if (name === null) {
    return problem('handing-person', 'There is no such person here any more. Choose another.')
  }
  if (request.askedBy === to || request.madeBy === to) {
    const message = `${name} wrote this paper or asked for its approval. Choose somebody else.`
    return problem('handing-maker', message)
  }
  if (request.approvals.some((one) => one.person === to)) {
    return problem('handing-decided', `${name} has decided about it already. Choose another.`)
  }
  if (placesOf(court, request, to, today).length > 0) return null
  const message =
    `${name} may not decide this: it takes the approval of ${stepWords(request.steps)}. Choose ` +
    'somebody who holds such a role, or have it granted.'
  return problem('handing-role', message)
}

async function colleagueOf(query: Query, organization: string, id: string) {
  const [found] = await query<{ name: string }>({
    text: `select name from access.person
      where organization = $1 and id = $2 and kind = 'human' and left_at is null`,
    values: [organization, id],
  })
  return found?.name ?? null
}
