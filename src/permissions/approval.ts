/** Approvals: what needs whose, and how a request stands; without the database. */
import type { PlainDate } from '#base/date.ts'
import { compareDates } from '#base/date.ts'
import type { Role } from '#kit/role.ts'

/** A standing rule of the organization: who approves what, from which amount. */
export interface ApprovalPolicy {
  readonly id: string
  /** The company's code; null for all of them. */
  readonly company: string | null
  /** The paper's name: "sales invoice". */
  readonly kind: string
  readonly verb: string
  /** From this amount on, in minor units of the company's currency. */
  readonly from: bigint
  /** Below this amount; null where there is no end. */
  readonly below: bigint | null
  /** Who may approve: one of these roles. */
  readonly roles: readonly Role[]
  /** How many different persons must. */
  readonly persons: number
  /** Within how many days; left out or null where nothing is said. */
  readonly days?: number | null
}

/** What is to be done, as policies ask. */
export interface ApprovalMatter {
  readonly company: string
  readonly kind: string
  readonly verb: string
  /** In minor units of the company's currency; null where the paper is worth no amount. */
  readonly amount: bigint | null
}

/** So many different persons of these roles; a person counts in one step only. */
export interface ApprovalStep {
  readonly roles: readonly Role[]
  readonly persons: number
}

export type ApprovalState = 'open' | 'approved' | 'rejected' | 'withdrawn' | 'expired' | 'void'

/** What an approval is bound to: a paper of this version and content. */
export interface ApprovedContent {
  readonly version: number
  readonly contentHash: string
}

/** A request for approval. */
export interface ApprovalRequest extends ApprovedContent {
  readonly askedBy: string
  /** Who wrote the paper. */
  readonly madeBy: string
  /** The last day on which it is good for anything. */
  readonly expiresOn: PlainDate
  /** The state that was recorded. */
  readonly state: ApprovalState
}

/** What one person decided about a request. */
export interface Approval {
  readonly person: string
  /** In whose place; the person themself where there is no delegation. */
  readonly standingFor: string
  /** The delegation by which they stand in. */
  readonly delegation: string | null
  readonly decision: 'approve' | 'reject'
  readonly on: PlainDate
}

/** That somebody approves in somebody's place, for some days and roles, and nothing else. */
export interface Delegation {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly firstDay: PlainDate
  readonly lastDay: PlainDate
  readonly roles: readonly Role[]
}

/** How a request stands. `waiting` says for how many of which roles. */
export type ApprovalStanding =
  | { readonly standing: 'approved' }
  | { readonly standing: 'waiting'; readonly for: readonly ApprovalStep[] }
  | { readonly standing: 'rejected' | 'withdrawn' | 'expired' }
  | { readonly standing: 'void'; readonly because: 'content' | 'approvers' | 'recorded' }

/** What is asked of the world to tell how a request stands. */
export interface Judged {
  readonly request: ApprovalRequest
  /** What the request was asked for, or what the policies of today ask. */
  readonly steps: readonly ApprovalStep[]
  /** In the order in which they were given. */
  readonly approvals: readonly Approval[]
  /** Those by which the approvals were given, also where they were ended since. */
  readonly delegations: readonly Delegation[]
  /** The roles that a person holds today where the paper belongs. */
  readonly rolesOf: (person: string) => ReadonlySet<Role>
  /** The paper as it is now. */
  readonly current: ApprovedContent
  readonly today: PlainDate
}

/**
 * The steps that the policies ask for, one for each policy that meets the matter. A paper of a
 * negative amount is judged by its size; one of no amount by every policy of its kind and verb, as
 * nobody can say that it is small.
 */
export function needed(
  policies: readonly ApprovalPolicy[],
  { company, kind, verb, amount }: ApprovalMatter,
): ApprovalStep[] {
  return meeting(policies, { company, kind, verb, amount }).map(({ roles, persons }) => ({
    roles,
    persons,
  }))
}

/** Within how many days it is decided: the fewest that a policy says; null where none does. */
export function daysToDecide(
  policies: readonly ApprovalPolicy[],
  matter: ApprovalMatter,
): number | null {
  const days = meeting(policies, matter).flatMap((policy) => policy.days ?? [])
  return days.length === 0 ? null : Math.min(...days)
}

/** The policies that meet something. */
function meeting(
  policies: readonly ApprovalPolicy[],
  { company, kind, verb, amount }: ApprovalMatter,
): ApprovalPolicy[] {
  return policies
    .filter((policy) => policy.kind === kind && policy.verb === verb)
    .filter((policy) => policy.company === null || policy.company === company)
    .filter((policy) => amount === null || within(policy, sizeOf(amount)))
}

/**
 * How a request stands. It is void as soon as the paper is of another version or content, also
 * after it was approved; and when, after it was approved, a role of an approver was ended or the
 * policies ask for more. One rejection rejects. What is neither used nor decided expires.
 */
export function standing({
  request,
  steps,
  approvals,
  delegations,
  rolesOf,
  current,
  today,
}: Judged): ApprovalStanding {
  const { state } = request
  if (state === 'void') return { standing: 'void', because: 'recorded' }
  if (state !== 'open' && state !== 'approved') return { standing: state }
  if (current.version !== request.version || current.contentHash !== request.contentHash) {
    return { standing: 'void', because: 'content' }
  }
  if (compareDates(today, request.expiresOn) > 0) return { standing: 'expired' }
  if (approvals.some(({ decision }) => decision === 'reject')) return { standing: 'rejected' }
  const missing = unfilled(steps, countedRoles(request, approvals, delegations, rolesOf))
  if (missing.length === 0) return { standing: 'approved' }
  if (state === 'approved') return { standing: 'void', because: 'approvers' }
  return { standing: 'waiting', for: missing }
}

/**
 * The roles with which each approval counts, in their order. Nobody counts who asked or wrote the
 * paper, in their own name or another's, nor a person who has part in an earlier approval, as the
 * one who gave it or the one for whom it was given. A delegate counts with the delegated roles
 * that the delegator holds.
 */
export function countedRoles(
  { askedBy, madeBy }: Pick<ApprovalRequest, 'askedBy' | 'madeBy'>,
  approvals: readonly Approval[],
  delegations: readonly Delegation[],
  rolesOf: (person: string) => ReadonlySet<Role>,
): ReadonlySet<Role>[] {
  const seen = new Set([askedBy, madeBy])
  return approvals.flatMap(({ person, standingFor, delegation, decision, on }) => {
    if (decision !== 'approve' || seen.has(person) || seen.has(standingFor)) return []
    const held = rolesOf(standingFor)
    const roles =
      person === standingFor
        ? held
        : delegatedRoles(
            delegations.find(({ id }) => id === delegation),
            { person, standingFor, on },
            held,
          )
    if (roles === null) return []
    seen.add(person).add(standingFor)
    return [roles]
  })
}

/**
 * What is left of the steps when each of these holders of roles fills one place of one of them, as
 * well as it can be done: a person with two roles leaves a place to one with a single role.
 */
export function unfilled(
  steps: readonly ApprovalStep[],
  holders: readonly ReadonlySet<Role>[],
): ApprovalStep[] {
  const places = steps.flatMap((step, at) =>
    Array.from({ length: step.persons }, () => ({ at, roles: step.roles })),
  )
  const taken = new Map<number, number>()
  // Each holder in turn takes a place, and who had it looks for another one (Kuhn's matching).
  const seat = (holder: number, tried: Set<number>): boolean =>
    places.some(({ roles }, place) => {
      if (tried.has(place) || !roles.some((role) => holders[holder]?.has(role))) return false
      tried.add(place)
      const before = taken.get(place)
      if (before !== undefined && !seat(before, tried)) return false
      taken.set(place, holder)
      return true
    })
  for (const holder of holders.keys()) seat(holder, new Set())
  return steps.flatMap(({ roles }, at) => {
    const persons = places.filter((one, place) => one.at === at && !taken.has(place)).length
    return persons === 0 ? [] : [{ roles, persons }]
  })
}

/** The roles with which a delegate counts on a day; null where the delegation is not good. */
function delegatedRoles(
  delegation: Delegation | undefined,
  { person, standingFor, on }: Pick<Approval, 'person' | 'standingFor' | 'on'>,
  held: ReadonlySet<Role>,
): ReadonlySet<Role> | null {
  if (delegation === undefined) return null
  const { from, to, firstDay, lastDay, roles } = delegation
  const isTheirs = from === standingFor && to === person
  const inTime = compareDates(firstDay, on) <= 0 && compareDates(on, lastDay) <= 0
  return isTheirs && inTime ? new Set(roles.filter((role) => held.has(role))) : null
}

function within({ from, below }: ApprovalPolicy, size: bigint): boolean {
  return size >= from && (below === null || size < below)
}

/** How large an amount is, whatever its sign. */
export function sizeOf(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
