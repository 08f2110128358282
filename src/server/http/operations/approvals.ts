/** The operations on approvals: what waits for the caller; approve, refuse and withdraw. */
import { z } from 'zod'
import { roles } from '#departments/roles.ts'
import type { Actor } from '#kit/role.ts'
import { allFields } from '#kit/sight.ts'
import { inboxOf } from '#server/access/approvals.ts'
import type { WaitingRequest } from '#server/access/approvals.ts'
import { withdrawRequests } from '#server/access/asking.ts'
import { handOver } from '#server/access/handing-over.ts'
import { decideRequests } from '#server/access/deciding.ts'
import type { Decision } from '#server/access/deciding.ts'
import { json, oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Services } from '#server/http/operation.ts'
import {
  mostInSet,
  numbers,
  placed,
  problemsAnswer,
  setAnswer,
  setJson,
} from '#server/http/operations/sets.ts'
import { today } from '#server/http/today.ts'

const stepsAnswer = z
  .array(z.strictObject({ roles: z.array(z.string()), persons: z.int() }))
  .meta({ description: 'How many persons, of which of these roles.' })

const requestAnswer = z.strictObject({
  id: identifier('The number of the request.'),
  company: z.string(),
  kind: z.string(),
  paper: z.string(),
  verb: z.string(),
  version: z.int(),
  contentHash: z.string().meta({ description: 'SHA-256 of the content that is decided about.' }),
  amount: z.string().nullable().meta({
    description: 'In minor units of the currency; null also for who may not read all of the paper.',
  }),
  currency: z.string().nullable(),
  party: z.string().nullable().meta({ description: 'null also for them.' }),
  askedBy: z.string(),
  madeBy: z.string(),
  askedOn: z.string().meta({ format: 'date' }),
  expiresOn: z.string().meta({ format: 'date' }),
  dueOn: z.string().nullable().meta({ format: 'date' }),
  isOverdue: z.boolean().meta({ description: 'Whether the policy’s time is over.' }),
  handed: z
    .strictObject({
      person: z.string(),
      name: z.string(),
      to: z.string(),
      toName: z.string(),
      note: z.string(),
      at: z.string().meta({ format: 'date-time' }),
    })
    .nullable()
    .meta({ description: 'Who handed it to whom last.' }),
  notes: problemsAnswer.meta({ description: 'What approvers should look at.' }),
  waitingFor: stepsAnswer,
  inPlaceOf: z.array(z.string()).meta({ description: 'As whom the caller can approve it.' }),
  approvals: z.array(
    z.strictObject({
      name: z.string(),
      standingFor: z.string(),
      decision: z.enum(['approve', 'reject']),
      comment: z.string().nullable(),
      at: z.string().meta({ format: 'date-time' }),
    }),
  ),
})

export const listApprovals = operation({
  id: 'listApprovalRequests',
  method: 'get',
  address: '/approval-requests',
  summary: 'List what waits for the caller’s approval',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'Open requests that the caller can approve: overdue, handed over, oldest first.',
      schema: z.strictObject({ requests: z.array(requestAnswer) }),
    },
  },
  problems: [],
  handle: async ({ services, caller }) => {
    const { organization, person } = caller
    const requests = await services.database.transaction(
      organization,
      (query) => inboxOf(query, roles, organization, person, today(services)),
      { mode: 'snapshot' },
    )
    const actor = await services.permissions.actorOf(caller, today(services))
    return json(200, { requests: requests.map((one) => told(one, isRead(services, actor, one))) })
  },
})

/** Whether somebody may read all of the paper that a request is about. */
function isRead(
  { catalogue, permissions }: Services,
  actor: Actor,
  { kind, company, site, department, madeBy }: WaitingRequest,
): boolean {
  const of = catalogue.document(kind)
  if (of === undefined) return true
  const readable = permissions.readableAt(of, actor)({ company, site, department, madeBy })
  return allFields(of.fields).isSubsetOf(readable)
}

const contentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Copy it from the list: 64 digits and small letters.')
  .meta({ description: 'The `contentHash` of what was seen.' })

const decisionBody = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        id: identifier('The number of the request.'),
        contentHash,
        inPlaceOf: identifier('As whom; as oneself unless said otherwise.').exactOptional(),
      }),
    )
    .min(1, 'Name at least one request.')
    .max(mostInSet, `Name at most ${mostInSet} at once.`),
  comment: text(2000, 'What is to be said about it.').exactOptional(),
})

const decidedAnswer = z.strictObject({
  results: z.array(
    z.union([
      z.strictObject({
        outcome: z.literal('done'),
        request: z.string(),
        state: z.enum(['open', 'approved', 'rejected']),
        waitingFor: stepsAnswer,
      }),
      z.strictObject({
        outcome: z.literal('refused'),
        request: z.string(),
        problems: problemsAnswer,
      }),
    ]),
  ),
})

export const approve = operation({
  id: 'approveRequests',
  method: 'post',
  address: '/approval-requests/approvals',
  summary: 'Approve requests',
  description:
    'Each by itself, with the hash of what was seen: what was changed is not approved. Humans ' +
    'who are signed in approve; a key does not.',
  scope: 'access:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: decisionBody,
  successes: { 200: { description: 'What became of each.', schema: decidedAnswer } },
  problems: [],
  handle: (call) => decided(call, 'approve'),
})

export const reject = operation({
  id: 'rejectRequests',
  method: 'post',
  address: '/approval-requests/rejections',
  summary: 'Refuse requests',
  description: 'Each by itself. One refusal ends a request; who could approve it can refuse it.',
  scope: 'access:write',
  path: nothing,
  query: nothing,
  body: decisionBody,
  successes: { 200: { description: 'What became of each.', schema: decidedAnswer } },
  problems: [],
  handle: (call) => decided(call, 'reject'),
})

export const withdraw = operation({
  id: 'withdrawRequests',
  method: 'post',
  address: '/approval-requests/withdrawals',
  summary: 'Withdraw requests',
  description: 'By who asked or who wrote the paper.',
  scope: 'access:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({ requests: numbers }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async ({ services, caller: { organization, person }, body }) => {
    const answers = await services.database.transaction(organization, (query) =>
      withdrawRequests(query, organization, person, body.requests),
    )
    return setJson('requests', answers)
  },
})

export const handRequestsOver = operation({
  id: 'handRequestsOver',
  method: 'post',
  address: '/approval-requests/handings',
  summary: 'Hand requests to another who may decide them',
  description:
    'Each by itself, with a note. It gives nobody a right: it goes only from who could decide a ' +
    'request to who could, and both still may.',
  scope: 'access:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    requests: numbers,
    to: identifier('The person to whom.'),
    note: text(2000, 'What is to be said with it.'),
  }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async ({ services, caller: { organization, person, by }, body }) => {
    if (by === 'key') return oneProblem('scope-missing', 'approval-by-key', byKey)
    const answers = await services.database.transaction(organization, (query) =>
      handOver(query, roles, organization, person, body, today(services)),
    )
    return setJson('requests', answers)
  },
})

const byKey = 'A key approves and refuses nothing. Sign in, and decide there.'

async function decided(
  { services, caller, body }: Call<unknown, unknown, z.output<typeof decisionBody>>,
  decision: Decision['decision'],
): Promise<Answer> {
  const { organization, person, by } = caller
  if (by === 'key') return oneProblem('scope-missing', 'approval-by-key', byKey)
  const decisions = body.requests.map((one) => ({
    request: one.id,
    contentHash: one.contentHash,
    decision,
    comment: body.comment ?? null,
    standingFor: one.inPlaceOf ?? null,
  }))
  const answers = await services.database.transaction(organization, (query) =>
    decideRequests(query, roles, organization, person, decisions, today(services)),
  )
  const results = answers.map((answer, at) =>
    answer.outcome === 'done'
      ? answer
      : { ...answer, problems: placed(answer.problems, 'requests', at) },
  )
  return json(200, { results })
}

/** With whom and how much a paper is about, and what that recalls, is for who reads all of it. */
function told(request: WaitingRequest, isAll: boolean): object {
  const { id, company, kind, paper, verb, version, askedOn, expiresOn } = request
  const { amount, currency, party, notes } = isAll ? request : nothingOfIt
  return {
    id,
    company,
    kind,
    paper,
    verb,
    version,
    contentHash: request.contentHash,
    amount: amount?.toString() ?? null,
    currency,
    party,
    askedBy: request.askedByName,
    madeBy: request.madeByName,
    askedOn,
    expiresOn,
    dueOn: request.dueOn,
    isOverdue: request.isOverdue,
    handed: handedTold(request.handed),
    notes,
    waitingFor: request.waitingFor,
    inPlaceOf: request.inPlaceOf,
    approvals: request.approvals.map(({ name, standingForName, decision, comment, at }) => ({
      name,
      standingFor: standingForName,
      decision,
      comment,
      at,
    })),
  }
}

function handedTold(handed: WaitingRequest['handed']): object | null {
  if (handed === null) return null
  const { person, name, to, toName, note, at } = handed
  return { person, name, to, toName, note, at }
}

const nothingOfIt = { amount: null, currency: null, party: null, notes: [] } as const
