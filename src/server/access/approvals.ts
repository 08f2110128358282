/** How papers stand with the approval that policies ask for; and what waits for a person. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { needed, standing } from '#permissions/approval.ts'
import type { ApprovalStanding, ApprovalStep, ApprovedContent } from '#permissions/approval.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { placesOf } from '#server/access/deciding.ts'
import { handingsOf } from '#server/access/handing-over.ts'
import type { Handed } from '#server/access/handing-over.ts'
import { listPolicies } from '#server/access/policies.ts'
import { courtOf, loadRequests } from '#server/access/requests.ts'
import type { StoredRequest } from '#server/access/requests.ts'

/** A paper that is about to go on, as it is now. */
export interface GoingPaper extends ApprovedContent {
  readonly paper: string
  readonly amount: bigint | null
}

/** How a paper stands: no steps where it needs no approval, no standing where nobody asked. */
export interface PaperStanding {
  readonly steps: readonly ApprovalStep[]
  readonly standing: ApprovalStanding | null
}

/**
 * How papers stand with the approval of one verb, by the policies, roles and content of this
 * moment: a paper goes on where `steps` is empty or `standing` is approved. The answer is by the
 * paper's identifier, from as many statements for one as for all; empty where there is no policy,
 * and then the papers are not looked at.
 */
export async function standingsOf(
  query: Query,
  book: RoleBook,
  place: {
    readonly organization: string
    readonly company: string
    readonly kind: string
    readonly verb: string
  },
  look: () => readonly GoingPaper[],
  today: PlainDate,
): Promise<ReadonlyMap<string, PaperStanding>> {
  const { organization, company, kind, verb } = place
  const policies = await listPolicies(query, organization, place)
  if (policies.length === 0) return new Map()
  const papers = look()
  const ids = papers.map(({ paper }) => paper)
  const requests = await loadRequests(query, organization, { company, kind, verb, papers: ids })
  const byPaper = new Map(requests.map((one) => [one.paper, one]))
  const court = await courtOf(query, book, organization, requests, today)
  return new Map(
    papers.map((current) => {
      const { paper, amount } = current
      const steps = needed(policies, { company, kind, verb, amount })
      const request = byPaper.get(paper)
      const stands =
        request === undefined
          ? null
          : standing({
              request,
              steps,
              approvals: request.approvals,
              delegations: court.delegations,
              rolesOf: court.rolesOf(request),
              current,
              today,
            })
      return [paper, { steps, standing: stands }]
    }),
  )
}

/** A request that waits for a person. */
export interface WaitingRequest extends StoredRequest {
  /** What it still takes. */
  readonly waitingFor: readonly ApprovalStep[]
  /** In whose place the person can approve it, themself among them. */
  readonly inPlaceOf: readonly string[]
  /** Whether its time to be decided is over. */
  readonly isOverdue: boolean
  /** Who handed it last to whom; null where nobody did. */
  readonly handed: Handed | null
}

/** So many open requests are looked at; who has more of them sees the oldest. */
const mostLookedAt = 2_000

/**
 * The open requests that a person can approve: overdue ones first, then what was handed to
 * them, then the oldest.
 */
export async function inboxOf(
  query: Query,
  book: RoleBook,
  organization: string,
  person: string,
  today: PlainDate,
): Promise<WaitingRequest[]> {
  const wanted = { openTo: person, today, most: mostLookedAt }
  const requests = await loadRequests(query, organization, wanted)
  const court = await courtOf(query, book, organization, requests, today, person)
  const handings = await handingsOf(
    query,
    organization,
    requests.map(({ id }) => id),
  )
  const waiting = requests.flatMap((request) => {
    const places = placesOf(court, request, person, today)
    if (places.length === 0) return []
    const stands = standing({
      request,
      steps: request.steps,
      approvals: request.approvals,
      delegations: court.delegations,
      rolesOf: court.rolesOf(request),
      current: request,
      today,
    })
    const waitingFor = stands.standing === 'waiting' ? stands.for : []
    return [
      {
        ...request,
        waitingFor,
        inPlaceOf: places.map(({ standingFor }) => standingFor),
        isOverdue: request.dueOn !== null && compareDates(today, request.dueOn) > 0,
        handed: handings.get(request.id) ?? null,
      },
    ]
  })
  const rank = ({ isOverdue, handed }: WaitingRequest): number =>
    (isOverdue ? 2 : 0) + (handed?.to === person ? 1 : 0)
  return waiting.toSorted((one, other) => rank(other) - rank(one))
}
