/** Tells of requests for approval: that one waits to those who decide, and how it was decided. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { Role, Whereabouts } from '#kit/role.ts'
import type { ApprovalStep, Delegation } from '#permissions/approval.ts'
import { rolesAt } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { listDelegations } from '#server/access/delegations.ts'
import { holdingOf } from '#server/access/holders.ts'
import type { Holder } from '#server/access/holders.ts'
import { tell } from '#server/news/telling.ts'

/** A request that was made a moment ago, in this transaction. */
export interface FreshRequest {
  readonly id: string
  readonly paper: string
  readonly steps: readonly ApprovalStep[]
  readonly site: string | null
  readonly department: string | null
  readonly madeBy: string
}

/** Where it was asked, of what, and by whom. */
export interface AskedPlace {
  readonly organization: string
  readonly company: string
  readonly kind: string
  readonly askedBy: string
}

/** Tells those who can decide about requests, and those who stand in for them today. */
export async function tellApprovers(
  query: Query,
  book: RoleBook,
  { organization, company, kind, askedBy }: AskedPlace,
  requests: readonly FreshRequest[],
  able: readonly Holder[],
  today: PlainDate,
): Promise<void> {
  if (requests.length === 0) return
  const delegations = (await listDelegations(query, organization, today)).filter(
    ({ firstDay }) => compareDates(firstDay, today) <= 0,
  )
  const news = requests.flatMap(({ id, paper, steps, madeBy, site, department }) => {
    const makers = [askedBy, madeBy]
    const held = heldBy(book, able, { company, site, department, madeBy })
    return approversOf(steps, held, delegations, makers).map((person) => {
      return { company, kind, key: paper, person, what: 'request', about: id } as const
    })
  })
  await tell(query, organization, { person: askedBy, name: askedBy }, news)
}

/** Tells who asked and who wrote the paper that it was approved or refused. */
export async function tellOfDecisions(
  query: Query,
  organization: string,
  by: string,
  decided: readonly (Pick<AskedPlace, 'company' | 'kind' | 'askedBy'> &
    Pick<FreshRequest, 'id' | 'paper' | 'madeBy'>)[],
): Promise<void> {
  const news = decided.flatMap(({ company, kind, paper, id, askedBy, madeBy }) =>
    [...new Set([askedBy, madeBy])].map((person) => {
      return { company, kind, key: paper, person, what: 'decision', about: id } as const
    }),
  )
  await tell(query, organization, { person: by, name: by }, news)
}

/** The roles of each human who holds some where a paper belongs. */
function heldBy(
  book: RoleBook,
  able: readonly Holder[],
  where: Whereabouts,
): ReadonlyMap<string, ReadonlySet<Role>> {
  return new Map(
    able
      .filter(({ isHuman }) => isHuman)
      .map((holder) => [holder.person, rolesAt(holdingOf(book, holder), where)]),
  )
}

/**
 * Who can fill a place of one of the steps by roles of their own, or by those that were delegated
 * to them and that the delegator holds; never who asked or wrote the paper.
 */
export function approversOf(
  steps: readonly ApprovalStep[],
  held: ReadonlyMap<string, ReadonlySet<Role>>,
  delegations: readonly Pick<Delegation, 'from' | 'to' | 'roles'>[],
  makers: readonly string[],
): string[] {
  const wanted = new Set(steps.flatMap(({ roles }) => roles))
  const own = [...held].filter(([, roles]) => !wanted.isDisjointFrom(roles)).map(([one]) => one)
  const standIns = delegations
    .filter(({ from, roles }) => {
      const holds = held.get(from) ?? new Set()
      return !makers.includes(from) && roles.some((role) => wanted.has(role) && holds.has(role))
    })
    .map(({ to }) => to)
  return [...new Set([...own, ...standIns])].filter((person) => !makers.includes(person))
}
