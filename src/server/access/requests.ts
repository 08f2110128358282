/** Requests for approval with what was decided about them, read in sets; and what judging needs. */
import type { Instant, PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Approval, ApprovalRequest, ApprovalStep, Delegation } from '#permissions/approval.ts'
import type { Role } from '#kit/role.ts'
import { rolesAt } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { holdingOf, holders } from '#server/access/holders.ts'
import { listDelegations } from '#server/access/delegations.ts'

/** What one person decided, with names. */
export interface StoredApproval extends Approval {
  readonly name: string
  readonly standingForName: string
  readonly comment: string | null
  readonly at: Instant
}

/** A request as it is kept. */
export interface StoredRequest extends ApprovalRequest {
  readonly id: string
  readonly company: string
  readonly kind: string
  readonly paper: string
  readonly verb: string
  readonly amount: bigint | null
  readonly currency: string | null
  /** Where the paper belongs, for roles that are narrowed. */
  readonly site: string | null
  readonly department: string | null
  readonly party: string | null
  /** What the policies asked for when it was asked. */
  readonly steps: readonly ApprovalStep[]
  /** What approvers should look at, such as that it looks like a part of a larger matter. */
  readonly notes: readonly Problem[]
  readonly askedByName: string
  readonly madeByName: string
  readonly askedOn: PlainDate
  /** The last day on which it is in time; null where the policies say nothing of it. */
  readonly dueOn: PlainDate | null
  /** In the order in which they were given. */
  readonly approvals: readonly StoredApproval[]
}

/** Which requests are read. */
export type WantedRequests =
  | { readonly ids: readonly string[] }
  /** The newest of each paper, whatever became of it. */
  | {
      readonly company: string
      readonly kind: string
      readonly verb: string
      readonly papers: readonly string[]
    }
  /** Open ones that a person has neither asked for nor decided about, the oldest first. */
  | { readonly openTo: string; readonly today: PlainDate; readonly most: number }

/** Reads requests and their approvals: two statements, however many there are. */
export async function loadRequests(
  query: Query,
  organization: string,
  wanted: WantedRequests,
): Promise<StoredRequest[]> {
  const { text, values } = whichOf(wanted)
  const rows = await query<Omit<StoredRequest, 'approvals'>>({
    text: `select r.id, r.company, r.kind, r.paper, r.verb, r.version,
        encode(r.content_hash, 'hex') as "contentHash", r.amount, r.currency, r.site, r.department,
        r.party, r.steps, r.notes, r.asked_by as "askedBy", a.name as "askedByName",
        r.made_by as "madeBy", m.name as "madeByName", r.asked_on as "askedOn",
        r.due_on as "dueOn", r.expires_on as "expiresOn", r.state
      from access.approval_request r
      join access.person a on a.organization = r.organization and a.id = r.asked_by
      join access.person m on m.organization = r.organization and m.id = r.made_by
      where r.organization = $1 and ${text}`,
    values: [organization, ...values],
  })
  const approvals = await query<StoredApproval & { request: string }>({
    name: 'access.approvals',
    text: `select a.request, a.person, p.name, a.standing_for as "standingFor",
        s.name as "standingForName", a.delegation, a.decision, a.decided_on as "on", a.comment, a.at
      from access.approval a
      join access.person p on p.organization = a.organization and p.id = a.person
      join access.person s on s.organization = a.organization and s.id = a.standing_for
      where a.organization = $1 and a.request = any ($2) order by a.request, a.at, a.person`,
    values: [organization, rows.map(({ id }) => id)],
  })
  const byRequest = Map.groupBy(approvals, ({ request }) => request)
  return rows.map((row) => ({ ...row, approvals: byRequest.get(row.id) ?? [] }))
}

function whichOf(wanted: WantedRequests): {
  readonly text: string
  readonly values: readonly unknown[]
} {
  if ('ids' in wanted) return { text: 'r.id = any ($2) order by r.id', values: [wanted.ids] }
  if ('papers' in wanted) {
    const { company, kind, verb, papers } = wanted
    return {
      text: `r.id in (
          select distinct on (n.paper) n.id from access.approval_request n
          where n.organization = $1 and n.company = $2 and n.kind = $3 and n.verb = $4
            and n.paper = any ($5)
          order by n.paper, n.asked_at desc, n.id desc)`,
      values: [company, kind, verb, papers],
    }
  }
  const { openTo, today, most } = wanted
  return {
    text: `r.state = 'open' and r.expires_on >= $2 and r.asked_by <> $3 and r.made_by <> $3
        and not exists (select from access.approval d where d.organization = $1
          and d.request = r.id and d.person = $3)
      order by r.asked_at, r.id limit ${most}`,
    values: [today.toString(), openTo],
  }
}

/** What judging requests asks of the world. */
export interface Court {
  /** The delegations by which decisions were given, and those that a decider has today. */
  readonly delegations: readonly Delegation[]
  /** The roles of a person, today, where a request belongs. */
  rolesOf(
    request: Pick<StoredRequest, 'company' | 'site' | 'department' | 'madeBy'>,
  ): (person: string) => ReadonlySet<Role>
}

/**
 * The roles and delegations of all who decided about these requests and, where one is named, of
 * who is about to: three statements at most, however many there are.
 */
export async function courtOf(
  query: Query,
  book: RoleBook,
  organization: string,
  requests: readonly StoredRequest[],
  today: PlainDate,
  decider: string | null = null,
): Promise<Court> {
  const given = requests.flatMap(({ approvals }) => approvals)
  const used = [...new Set(given.flatMap(({ delegation }) => delegation ?? []))]
  const before = await listDelegations(query, organization, today, { ids: used })
  const mine =
    decider === null ? [] : await listDelegations(query, organization, today, { to: decider })
  const delegations = [...before, ...mine]
  const persons = [
    ...given.flatMap(({ person, standingFor }) => [person, standingFor]),
    ...delegations.map(({ from }) => from),
    ...(decider === null ? [] : [decider]),
  ]
  const found = await holders(query, organization, today, { persons: [...new Set(persons)] })
  const actors = new Map(found.map((holder) => [holder.person, holdingOf(book, holder)]))
  return {
    delegations,
    rolesOf:
      ({ company, site, department, madeBy }) =>
      (person) => {
        const actor = actors.get(person)
        const where = { company, site, department, madeBy }
        return actor === undefined ? new Set<Role>() : rolesAt(actor, where)
      },
  }
}
