/** Approval is asked for and withdrawn here, in sets; and what is too old is closed. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { daysToDecide, needed, unfilled } from '#permissions/approval.ts'
import type { ApprovalPolicy, ApprovalStep } from '#permissions/approval.ts'
import { stepWords } from '#permissions/approval-problem.ts'
import { splitWarning } from '#permissions/approval-split.ts'
import type { DatedMatter } from '#permissions/approval-split.ts'
import { containing, rolesAt } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { holdingOf, holders } from '#server/access/holders.ts'
import type { Holder } from '#server/access/holders.ts'
import { listPolicies } from '#server/access/policies.ts'
import { loadRequests } from '#server/access/requests.ts'
import type { StoredRequest } from '#server/access/requests.ts'
import { tellApprovers } from '#server/news/requested.ts'
import type { FreshRequest } from '#server/news/requested.ts'
import { requestsOver } from '#server/news/telling.ts'

/** So many days a request is good for. */
export const requestDays = 30

/** What is to be done with all papers of a set, and who asks. */
export interface AskingPlace {
  readonly organization: string
  readonly company: string
  /** The company's currency, in whose minor units amounts are. */
  readonly currency: string
  readonly kind: string
  readonly verb: string
  /** The person who asks. */
  readonly askedBy: string
}

/** A paper for which approval is asked, as it is now. */
export interface AskedPaper {
  readonly paper: string
  readonly version: number
  readonly contentHash: string
  readonly amount: bigint | null
  /** Where it belongs, for approvers whose role is narrowed. */
  readonly site: string | null
  readonly department: string | null
  readonly party: string | null
  /** The person who wrote it. */
  readonly madeBy: string
}

/** What became of one paper of the set. */
export type Asked = { readonly paper: string } & (
  | { readonly outcome: 'not needed' }
  | {
      readonly outcome: 'asked'
      readonly id: string
      readonly steps: readonly ApprovalStep[]
      /** What approvers should look at. */
      readonly notes: readonly Problem[]
    }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }
)

/**
 * Asks for the approval that policies want, each paper by itself. A request of the same paper and
 * verb that is open for an older version is void. Problems: `approval-asked` (one is open for it as
 * it is), `approver-missing` (there are not enough persons who could); note: `split-suspected`.
 */
export async function askApproval(
  query: Query,
  book: RoleBook,
  place: AskingPlace,
  papers: readonly AskedPaper[],
  today: PlainDate,
): Promise<Asked[]> {
  const { organization, company, kind, verb, askedBy } = place
  const policies = await listPolicies(query, organization, place)
  const wanted = { company, kind, verb, papers: papers.map(({ paper }) => paper) }
  const before = await loadRequests(query, organization, wanted)
  const open = new Map(before.flatMap((one) => (one.state === 'open' ? [[one.paper, one]] : [])))
  const steps = new Map(
    papers.map(({ paper, amount }) => [paper, needed(policies, { company, kind, verb, amount })]),
  )
  const roles = containing(
    book,
    [...steps.values()].flat().flatMap((step) => step.roles),
  )
  const able = await holders(query, organization, today, { roles })
  const asking: AskedPaper[] = []
  const answers = papers.map((one): Asked => {
    const { paper } = one
    const wants = steps.get(paper) ?? []
    if (wants.length === 0) return { paper, outcome: 'not needed' }
    const problem =
      openProblem(open.get(paper), one, today) ??
      (asking.some((other) => other.paper === paper) ? askedAlready : null) ??
      approverProblem(book, wants, able, [askedBy, one.madeBy], place, one)
    if (problem !== null) return { paper, outcome: 'refused', problems: [problem] }
    asking.push(one)
    return { paper, outcome: 'asked', id: newId(Date.now()), steps: wants, notes: [] }
  })
  await closeOld(query, organization, asking, open, today)
  const notes = await splits(query, place, policies, asking, today)
  const noted = answers.map((answer): Asked => {
    return answer.outcome === 'asked' ? { ...answer, notes: notes.get(answer.paper) ?? [] } : answer
  })
  const due = (amount: bigint | null): number | null =>
    daysToDecide(policies, { company, kind, verb, amount })
  const written = await insertRequests(query, place, asking, noted, { today, due })
  await tellApprovers(query, book, place, freshOf(asking, noted, written), able, today)
  return noted.map((answer): Asked => {
    // Somebody else asked at the same moment, and was first.
    const wasLate = answer.outcome === 'asked' && !written.has(answer.id)
    if (!wasLate) return answer
    return { paper: answer.paper, outcome: 'refused', problems: [askedAlready] }
  })
}

/**
 * Withdraws requests, each by itself; only who asked or who wrote the paper can. Problems:
 * `request-unknown`, `request-closed`, `withdrawal-not-allowed`.
 */
export async function withdrawRequests(
  query: Query,
  organization: string,
  person: string,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly problems: readonly Problem[] }[]> {
  await query({ text: 'select access.lock_requests($1, $2)', values: [organization, ids] })
  const found = await loadRequests(query, organization, { ids })
  const byId = new Map(found.map((one) => [one.id, one]))
  const answers = ids.map((id) => {
    const request = byId.get(id)
    if (request === undefined) return { id, problems: [requestUnknown] }
    if (request.state !== 'open') return { id, problems: [requestClosed(request)] }
    const theirs = request.askedBy === person || request.madeBy === person
    return { id, problems: theirs ? [] : [withdrawalNotAllowed] }
  })
  const good = answers.filter(({ problems }) => problems.length === 0).map(({ id }) => id)
  await closeRequests(query, organization, new Map(good.map((id) => [id, 'withdrawn'])))
  return answers
}

/** Closes open requests whose last day is over, so many at most; answers how many. */
export async function closeExpired(
  query: Query,
  organization: string,
  today: PlainDate,
  most = 1_000,
): Promise<number> {
  const old = await query<{ id: string }>({
    text: `select id from access.approval_request
      where organization = $1 and state = 'open' and expires_on < $2 order by id limit $3`,
    values: [organization, today.toString(), most],
  })
  const states = new Map(old.map(({ id }) => [id, 'expired'] as const))
  return (await closeRequests(query, organization, states)).size
}

/** Closes requests with these states; answers those that were open and so were closed. */
export async function closeRequests(
  query: Query,
  organization: string,
  states: ReadonlyMap<string, Exclude<StoredRequest['state'], 'open'>>,
): Promise<Set<string>> {
  if (states.size === 0) return new Set()
  const rows = await query<{ id: string }>({
    text: 'select access.close_requests($1, $2, $3) as id',
    values: [organization, [...states.keys()], [...states.values()]],
  })
  const closed = rows.map(({ id }) => id)
  await requestsOver(query, organization, closed)
  return new Set(closed)
}

/** What was asked now, and by nobody else at the same moment. */
function freshOf(
  asking: readonly AskedPaper[],
  answers: readonly Asked[],
  written: ReadonlySet<string>,
): FreshRequest[] {
  const byPaper = new Map(asking.map((one) => [one.paper, one]))
  return answers.flatMap((answer) => {
    const one = byPaper.get(answer.paper)
    const isFresh = answer.outcome === 'asked' && written.has(answer.id)
    return isFresh && one !== undefined ? [{ ...one, ...answer }] : []
  })
}

function openProblem(
  open: StoredRequest | undefined,
  { version, contentHash }: AskedPaper,
  today: PlainDate,
): Problem | null {
  if (open === undefined || compareDates(today, open.expiresOn) > 0) return null
  return open.version === version && open.contentHash === contentHash ? askedAlready : null
}

/** Refused at the start where nobody could ever approve it. */
function approverProblem(
  book: RoleBook,
  steps: readonly ApprovalStep[],
  able: readonly Holder[],
  makers: readonly string[],
  { company }: AskingPlace,
  { madeBy, site, department }: AskedPaper,
): Problem | null {
  const where = { company, site, department, madeBy }
  const candidates = able
    .filter(({ isHuman, person }) => isHuman && !makers.includes(person))
    .map((holder) => rolesAt(holdingOf(book, holder), where))
  const missing = unfilled(steps, candidates)
  if (missing.length === 0) return null
  const message =
    `Besides who wrote it and who asks, nobody is there for the approval of ` +
    `${stepWords(missing)}. Have the role granted to somebody, or what needs approval changed.`
  return { rule: 'approver-missing', field: '', message }
}

async function closeOld(
  query: Query,
  organization: string,
  asking: readonly AskedPaper[],
  open: ReadonlyMap<string, StoredRequest>,
  today: PlainDate,
): Promise<void> {
  const old = asking.flatMap(({ paper }) => open.get(paper) ?? [])
  await closeRequests(
    query,
    organization,
    new Map(
      old.map(({ id, expiresOn }) => [id, compareDates(today, expiresOn) > 0 ? 'expired' : 'void']),
    ),
  )
}

/** The warnings that papers look like parts of a larger matter, by the paper. */
async function splits(
  query: Query,
  { organization, company, kind, verb }: AskingPlace,
  policies: readonly ApprovalPolicy[],
  asking: readonly AskedPaper[],
  today: PlainDate,
): Promise<Map<string, Problem[]>> {
  const parties = [...new Set(asking.flatMap(({ party }) => party ?? []))]
  if (parties.length === 0) return new Map()
  const matter = { company, kind, verb }
  const earlier = await query<Omit<DatedMatter, 'company' | 'kind' | 'verb'>>({
    text: `select distinct on (paper) paper, party, amount, asked_on as "on"
      from access.approval_request
      where organization = $1 and company = $2 and kind = $3 and verb = $4 and party = any ($5)
        and asked_on >= $6::date - 7 and state in ('open', 'approved')
      order by paper, asked_at desc`,
    values: [organization, company, kind, verb, parties, today.toString()],
  })
  const together = asking.map((one) => ({ ...one, ...matter, on: today }))
  const others = [...earlier.map((one) => ({ ...matter, ...one })), ...together]
  return new Map(
    together.map((one) => {
      const warning = splitWarning(policies, one, others)
      return [one.paper, warning === null ? [] : [warning]]
    }),
  )
}

/** The day on which it is asked, and within how many days a paper of an amount is decided. */
interface Deadline {
  readonly today: PlainDate
  readonly due: (amount: bigint | null) => number | null
}

async function insertRequests(
  query: Query,
  { organization, company, currency, kind, verb, askedBy }: AskingPlace,
  asking: readonly AskedPaper[],
  answers: readonly Asked[],
  { today, due }: Deadline,
): Promise<Set<string>> {
  const byPaper = new Map(asking.map((one) => [one.paper, one]))
  const rows = answers.flatMap((answer) => {
    const one = byPaper.get(answer.paper)
    if (answer.outcome !== 'asked' || one === undefined) return []
    const days = due(one.amount)
    const dueOn = days === null ? null : today.add({ days }).toString()
    return { ...rowOf(answer, one, currency), due_on: dueOn }
  })
  if (rows.length === 0) return new Set()
  const written = await query<{ id: string }>({
    text: `insert into access.approval_request
        (organization, company, kind, verb, asked_by, asked_on, expires_on, id, paper, version,
          content_hash, amount, currency, site, department, party, steps, persons,
          notes, made_by, due_on)
      select $1, $2, $3, $4, $5, $6, $7, r.* from jsonb_to_recordset($8) as r
        (id uuid, paper uuid, version integer, content_hash bytea, amount bigint, currency text,
          site text, department text, party text, steps jsonb, persons smallint,
          notes jsonb, made_by uuid, due_on date)
      on conflict (organization, company, kind, paper, verb) where state = 'open' do nothing
      returning id`,
    values: [
      organization,
      company,
      kind,
      verb,
      askedBy,
      today.toString(),
      today.add({ days: requestDays }).toString(),
      JSON.stringify(rows),
    ],
  })
  return new Set(written.map(({ id }) => id))
}

function rowOf(
  { id, steps, notes }: Extract<Asked, { outcome: 'asked' }>,
  { paper, version, contentHash, amount, site, department, party, madeBy }: AskedPaper,
  currency: string,
): object {
  return {
    id,
    paper,
    version,
    content_hash: `\\x${contentHash}`,
    amount: amount?.toString() ?? null,
    currency: amount === null ? null : currency,
    site,
    department,
    party,
    steps,
    persons: steps.reduce((sum, { persons }) => sum + persons, 0),
    notes,
    made_by: madeBy,
  }
}

/** That a request was decided, withdrawn or void before. */
export function requestClosed({ state }: Pick<StoredRequest, 'state'>): Problem {
  const message = `This request is ${state} already. Nothing more can be done with it.`
  return { rule: 'request-closed', field: 'request', message }
}

export const requestUnknown: Problem = {
  rule: 'request-unknown',
  field: 'request',
  message: 'There is no such request for approval. Take one from the list.',
}

const askedAlready: Problem = {
  rule: 'approval-asked',
  field: '',
  message: 'Its approval was asked for already. Wait for it, or withdraw the request.',
}

const withdrawalNotAllowed: Problem = {
  rule: 'withdrawal-not-allowed',
  field: 'request',
  message: 'Only who asked or who wrote the paper can withdraw the request. Ask one of them.',
}
