/** Requests are approved and refused here, in sets; of two at once, each sees the other. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { countedRoles, standing, unfilled } from '#permissions/approval.ts'
import type { Approval, ApprovalState, ApprovalStep } from '#permissions/approval.ts'
import { stepWords } from '#permissions/approval-problem.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { closeRequests, requestClosed, requestUnknown } from '#server/access/asking.ts'
import { courtOf, loadRequests } from '#server/access/requests.ts'
import type { Court, StoredRequest } from '#server/access/requests.ts'
import { tellOfDecisions } from '#server/news/requested.ts'
import { requestsOver } from '#server/news/telling.ts'

/** What a person decides about one request. */
export interface Decision {
  readonly request: string
  /** The hash of the content that the person saw. */
  readonly contentHash: string
  readonly decision: 'approve' | 'reject'
  readonly comment: string | null
  /** In whose place; null: in their own where that counts, otherwise by a delegation. */
  readonly standingFor: string | null
}

/** What became of one decision; `waitingFor` is what the request still takes. */
export type Decided = { readonly request: string } & (
  | {
      readonly outcome: 'done'
      readonly state: ApprovalState
      readonly waitingFor: readonly ApprovalStep[]
    }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }
)

/**
 * Decides about requests, each by itself, for one person; what is approved by this can be done now.
 * Problems: `request-unknown`, `request-twice`, `request-closed`, `request-expired`,
 * `content-other`, `approver-program`, `approver-maker`, `decided-already`, `approver-role`.
 */
export async function decideRequests(
  query: Query,
  book: RoleBook,
  organization: string,
  person: string,
  decisions: readonly Decision[],
  today: PlainDate,
): Promise<Decided[]> {
  const ids = decisions.map(({ request }) => request)
  await query({ text: 'select access.lock_requests($1, $2)', values: [organization, ids] })
  const requests = await loadRequests(query, organization, { ids })
  const byId = new Map(requests.map((one) => [one.id, one]))
  const court = await courtOf(query, book, organization, requests, today, person)
  const isHuman = await isHumanHere(query, organization, person)
  const given = new Map<string, Given>()
  const closing = new Map<string, Exclude<ApprovalState, 'open'>>()
  const answers = decisions.map((decision): Decided => {
    const { request: id } = decision
    const request = byId.get(id)
    const problem = hindrance({ request, decision, person, isHuman, ids, today })
    if (request === undefined || problem !== null) {
      return { request: id, outcome: 'refused', problems: [problem ?? requestUnknown] }
    }
    const approval = approvalBy(court, request, decision, person, today)
    if (approval === null) {
      return { request: id, outcome: 'refused', problems: [roleMissing(request)] }
    }
    given.set(id, { ...approval, comment: decision.comment, request })
    const stands = standing({
      request,
      steps: request.steps,
      approvals: [...request.approvals, approval],
      delegations: court.delegations,
      rolesOf: court.rolesOf(request),
      current: request,
      today,
    })
    if (stands.standing === 'approved' || stands.standing === 'rejected') {
      closing.set(id, stands.standing)
    }
    const waitingFor = stands.standing === 'waiting' ? stands.for : []
    return { request: id, outcome: 'done', state: closing.get(id) ?? 'open', waitingFor }
  })
  await insertApprovals(query, organization, [...given.values()])
  await closeRequests(query, organization, closing)
  await requestsOver(query, organization, [...given.keys()], person)
  const decided = requests.filter(({ id }) => closing.has(id))
  await tellOfDecisions(query, organization, person, decided)
  return answers
}

/**
 * In whose place a person can approve a request: themself, or those who delegated to them; such
 * that it brings the request further.
 */
export function placesOf(
  court: Court,
  request: StoredRequest,
  person: string,
  today: PlainDate,
): Approval[] {
  return candidates(court, request, person, 'approve', today).filter((approval) =>
    furthers(court, request, approval),
  )
}

interface Given extends Approval {
  readonly request: StoredRequest
  readonly comment: string | null
}

function hindrance({
  request,
  decision: { request: id, contentHash },
  person,
  isHuman,
  ids,
  today,
}: {
  readonly request: StoredRequest | undefined
  readonly decision: Decision
  readonly person: string
  readonly isHuman: boolean
  readonly ids: readonly string[]
  readonly today: PlainDate
}): Problem | null {
  if (request === undefined) return requestUnknown
  if (ids.filter((other) => other === id).length > 1) return requestTwice
  if (request.state !== 'open') return requestClosed(request)
  if (compareDates(today, request.expiresOn) > 0) return requestExpired
  if (request.contentHash !== contentHash) return contentOther
  if (!isHuman) return approverProgram
  if (request.askedBy === person || request.madeBy === person) return approverMaker
  return request.approvals.some((one) => one.person === person) ? decidedAlready : null
}

/** The approval or rejection that a person can give; null where they have no say in it. */
function approvalBy(
  court: Court,
  request: StoredRequest,
  { decision, standingFor }: Decision,
  person: string,
  today: PlainDate,
): Approval | null {
  const possible = candidates(court, request, person, decision, today).filter(
    (one) => standingFor === null || one.standingFor === standingFor,
  )
  return possible.find((approval) => furthers(court, request, approval)) ?? null
}

function candidates(
  { delegations }: Court,
  { approvals, askedBy, madeBy }: StoredRequest,
  person: string,
  decision: Approval['decision'],
  today: PlainDate,
): Approval[] {
  const taken = new Set([
    askedBy,
    madeBy,
    ...approvals.flatMap((one) => [one.person, one.standingFor]),
  ])
  const own: Approval = { person, standingFor: person, delegation: null, decision, on: today }
  const standIns = delegations
    .filter(({ to, firstDay, lastDay }) => {
      const inTime = compareDates(firstDay, today) <= 0 && compareDates(today, lastDay) <= 0
      return to === person && inTime
    })
    .map(({ id, from }) => ({ ...own, standingFor: from, delegation: id }))
  return taken.has(person) ? [] : [own, ...standIns].filter((one) => !taken.has(one.standingFor))
}

/** Whether it fills a place that would stay empty; who refuses must be able to approve. */
function furthers(court: Court, request: StoredRequest, approval: Approval): boolean {
  const { steps, approvals } = request
  const missing = (given: readonly Approval[]): number => {
    const counted = countedRoles(request, given, court.delegations, court.rolesOf(request))
    return unfilled(steps, counted).reduce((sum, { persons }) => sum + persons, 0)
  }
  const approving: Approval = { ...approval, decision: 'approve' }
  return missing([...approvals, approving]) < missing(approvals)
}

async function isHumanHere(query: Query, organization: string, person: string): Promise<boolean> {
  const found = await query({
    text: `select from access.person where organization = $1 and id = $2 and kind = 'human'
        and left_at is null`,
    values: [organization, person],
  })
  return found.length > 0
}

async function insertApprovals(
  query: Query,
  organization: string,
  given: readonly Given[],
): Promise<void> {
  if (given.length === 0) return
  const rows = given.map(({ request, person, standingFor, delegation, decision, comment, on }) => ({
    request: request.id,
    asked_by: request.askedBy,
    made_by: request.madeBy,
    person,
    standing_for: standingFor,
    delegation,
    decision,
    comment,
    decided_on: on.toString(),
  }))
  await query({
    text: `insert into access.approval (organization, request, asked_by, made_by, person,
        standing_for, delegation, decision, comment, decided_on)
      select $1, a.* from jsonb_to_recordset($2) as a (request uuid, asked_by uuid, made_by uuid,
        person uuid, standing_for uuid, delegation uuid, decision text, comment text,
        decided_on date)`,
    values: [organization, JSON.stringify(rows)],
  })
}

function roleMissing({ steps, approvals }: StoredRequest): Problem {
  const rest = approvals.length === 0 ? '' : ' beside those who approved already'
  const message = `It takes the approval of ${stepWords(steps)}${rest}, and yours is none of them.`
  return { rule: 'approver-role', field: 'request', message: `${message} Leave it to them.` }
}

const requestTwice: Problem = {
  rule: 'request-twice',
  field: 'request',
  message: 'This request stands in the set twice. Send it once.',
}

export const requestExpired: Problem = {
  rule: 'request-expired',
  field: 'request',
  message: 'The time of this request is over. Let it be asked for again.',
}

const contentOther: Problem = {
  rule: 'content-other',
  field: 'contentHash',
  message: 'The paper is not the one that you saw. Look at it again, and decide then.',
}

const approverProgram: Problem = {
  rule: 'approver-program',
  field: '',
  message: 'A program approves nothing. Let a human decide.',
}

const approverMaker: Problem = {
  rule: 'approver-maker',
  field: 'request',
  message: 'You wrote it or asked for its approval. Another person decides about it.',
}

const decidedAlready: Problem = {
  rule: 'decided-already',
  field: 'request',
  message: 'You decided about it already. It is for others now.',
}
