/** The operations on webhooks: make, list, pause and remove them, and see what they were told. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { failures } from '#server/egress/egress.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { companyCode, identifier, text, textOrNone } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { today } from '#server/http/operations/sets.ts'
import { listDeliveries, sendAgain, sendTest } from '#server/webhooks/deliveries.ts'
import { stepsOf } from '#server/webhooks/steps.ts'
import {
  findWebhook,
  listWebhooks,
  makeWebhook,
  pauseWebhook,
  pauses,
  removeWebhook,
  renewSecret,
  resumeWebhook,
} from '#server/webhooks/webhooks.ts'
import type { Hand } from '#server/webhooks/webhooks.ts'

const moment = z.string().meta({ format: 'date-time' })

const webhookAnswer = z.strictObject({
  id: identifier('The number of the webhook.'),
  company: z.string().nullable().meta({ description: 'null: the papers of all companies.' }),
  address: z.string(),
  note: z.string(),
  hears: z.array(z.string()).meta({ description: 'The steps that it hears.' }),
  madeBy: z.string(),
  madeAt: moment,
  oldSecretUntil: moment.nullable().meta({
    description: 'Until when the secret before the last change is valid, too.',
  }),
  pausedAt: moment.nullable(),
  pause: z.enum(pauses).nullable().meta({
    description: 'wished: by a person; gone: the receiver answered 410; failing: for three days.',
  }),
  pausedBy: z.string().nullable(),
  waiting: z.int().meta({ description: 'How many messages wait, counted up to a thousand.' }),
  restsUntil: moment.nullable().meta({
    description: 'Until when no attempt is made, as the last ones failed.',
  }),
})

const secretAnswer = z.strictObject({
  id: z.string(),
  secret: z.string().meta({ description: '`whsec_` and its bytes in base64.' }),
})

const deliveryAnswer = z.strictObject({
  id: identifier('The number of the message: the header `webhook-id`.'),
  type: z.string(),
  company: z.string().nullable(),
  kind: z.string().nullable().meta({ description: 'null of a test, as are `key` and `number`.' }),
  key: z.string().nullable(),
  number: z.string().nullable().meta({ description: 'To who may read the paper.' }),
  at: moment.meta({ description: 'When the step was done.' }),
  deliveredAt: moment.nullable(),
  nextAt: moment.nullable().meta({ description: 'When it is tried next.' }),
  attempts: z.array(
    z.strictObject({
      attempt: z.int(),
      at: moment,
      status: z.int().nullable().meta({ description: 'What the receiver answered.' }),
      failure: z.enum(failures).nullable().meta({ description: 'Why nothing was answered.' }),
      milliseconds: z.int(),
    }),
  ),
})

const onePath = z.strictObject({ webhook: identifier('The number of the webhook.') })
const deliveryPath = onePath.extend({ delivery: identifier('The number of the message.') })

const problems: readonly ProblemKind[] = ['refused']

const listOfWebhooks = operation({
  id: 'listWebhooks',
  method: 'get',
  address: '/webhooks',
  summary: 'List the webhooks',
  scope: 'keys:write',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'All webhooks, the newest first, without their secrets.',
      schema: z.strictObject({ webhooks: z.array(webhookAnswer) }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization } }) => {
    const webhooks = await services.database.transaction(
      organization,
      (query) => listWebhooks(query, organization),
      { mode: 'snapshot' },
    )
    return json(200, { webhooks })
  },
})

const listOfSteps = operation({
  id: 'listWebhookSteps',
  method: 'get',
  address: '/webhook-steps',
  tag: 'webhooks',
  summary: 'List what webhooks can hear',
  scope: 'keys:write',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'The steps of all kinds of papers.',
      schema: z.strictObject({
        steps: z.array(
          z.strictObject({
            type: z.string().meta({ examples: ['sales_invoice.issue'] }),
            kind: z.string(),
            step: z.string(),
          }),
        ),
      }),
    },
  },
  problems: [],
  handle: async ({ services }) => json(200, { steps: stepsOf(services.catalogue) }),
})

const makingOfWebhook = operation({
  id: 'makeWebhook',
  method: 'post',
  address: '/webhooks',
  summary: 'Make a webhook',
  description:
    'From then on each step that it hears is told to the address, signed as the specification ' +
    'Standard Webhooks says. The secret is told this once.',
  scope: 'keys:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({
    address: text(2_000, 'Where it leads: https://example.com/hooks.'),
    company: companyCode.exactOptional().meta({
      description: 'Whose papers it hears; those of all companies unless said.',
    }),
    hears: z
      .array(text(200, 'A step: sales_invoice.issue.'))
      .min(1, 'Name at least one step.')
      .max(500, 'Name each step once.'),
    note: textOrNone(200, 'What it is for.').exactOptional(),
  }),
  successes: {
    201: {
      description: 'Its number and its secret, which is not told again.',
      schema: secretAnswer,
    },
  },
  problems: ['refused', 'not-found'],
  handle: async (call) => {
    const { services, caller, body } = call
    const { company = null, note = '' } = body
    if (company !== null) {
      const known = await services.directory.company(caller.organization, company)
      if (known === null) return notFound('company')
    }
    const { catalogue, entrance, egress } = services
    const workshop = { catalogue, vault: entrance.vault, allowance: egress.allowance }
    return await answered(call, 201, (query) =>
      makeWebhook(query, workshop, handOf(call), { ...body, company, note }),
    )
  },
})

const renewalOfSecret = operation({
  id: 'renewWebhookSecret',
  method: 'post',
  address: '/webhooks/{webhook}/secrets',
  tag: 'webhooks',
  summary: 'Give a webhook a new secret',
  description:
    'For a day what is sent bears the signatures of both. The new secret is told this once.',
  scope: 'keys:write',
  fresh: true,
  path: onePath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The new secret.', schema: secretAnswer } },
  problems,
  handle: (call) =>
    answered(call, 200, (query) =>
      renewSecret(query, call.services.entrance.vault, handOf(call), call.path.webhook),
    ),
})

const pauseOfWebhook = changing('pauseWebhook', 'pauses', {
  summary: 'Pause a webhook',
  description: 'Nothing is sent to it; what it would be told waits, for thirty days at most.',
  work: pauseWebhook,
})

const resumptionOfWebhook = changing('resumeWebhook', 'resumptions', {
  summary: 'Let a paused webhook go on',
  description: 'What waits is sent at once, of each paper in its order.',
  work: resumeWebhook,
})

const removalOfWebhook = operation({
  id: 'removeWebhook',
  method: 'post',
  address: '/webhooks/{webhook}/removal',
  tag: 'webhooks',
  summary: 'Remove a webhook',
  description: 'Nothing more is sent to it, nor what waits. Its secret is forgotten.',
  scope: 'keys:write',
  path: onePath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'It is removed.', schema: nothing } },
  problems,
  handle: (call) =>
    answered(call, 200, async (query) => {
      const removed = await removeWebhook(query, handOf(call), call.path.webhook)
      return removed.ok ? fine({}) : removed
    }),
})

const testOfWebhook = operation({
  id: 'testWebhook',
  method: 'post',
  address: '/webhooks/{webhook}/tests',
  tag: 'webhooks',
  summary: 'Send a test to a webhook',
  description: 'A message of the type `webhook.test`, which tells nothing of any paper.',
  scope: 'keys:write',
  path: onePath,
  query: nothing,
  body: nothing,
  successes: {
    200: { description: 'The number of the message.', schema: z.strictObject({ id: z.string() }) },
  },
  problems,
  handle: (call) =>
    answered(call, 200, async (query) => {
      const { organization, now } = handOf(call)
      const sent = await sendTest(query, organization, call.path.webhook, now)
      return sent.ok ? { ok: true, value: { id: sent.value } } : sent
    }),
})

const listOfDeliveries = operation({
  id: 'listWebhookDeliveries',
  method: 'get',
  address: '/webhooks/{webhook}/deliveries',
  tag: 'webhooks',
  summary: 'List what a webhook was told and is to be told',
  description: 'The newest first, each with its attempts. They are kept for thirty days.',
  scope: 'keys:write',
  path: onePath,
  query: z.strictObject({
    before: identifier('The `next` of the page before.').optional(),
    limit: z
      .string()
      .regex(/^([1-9]\d?|100)$/, 'It must be a whole number between 1 and 100.')
      .optional()
      .meta({ description: 'How many, at most 100; 50 unless said otherwise.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'The webhook, a page, and where the next one begins if there is one.',
      schema: z.strictObject({
        webhook: webhookAnswer,
        deliveries: z.array(deliveryAnswer),
        next: z.string().optional(),
      }),
    },
  },
  problems,
  handle: async ({ services, caller: { organization, person }, path, query: asked }) => {
    const { catalogue, permissions } = services
    const sights = { organization, catalogue, permissions, today: today() }
    const most = Number(asked.limit ?? '50')
    const page = { before: asked.before ?? null, limit: most + 1 }
    const [webhook, found] = await services.database.transaction(
      organization,
      async (query) => [
        await findWebhook(query, organization, path.webhook),
        await listDeliveries(query, { person, sights }, path.webhook, page),
      ],
      { mode: 'snapshot' },
    )
    if (!webhook.ok || !found.ok) return notFound('webhook')
    const deliveries = found.value.slice(0, most)
    const next = found.value.length > most ? deliveries.at(-1)?.id : undefined
    return json(200, { webhook: webhook.value, deliveries, next })
  },
})

const resendingOfDelivery = operation({
  id: 'resendWebhookDelivery',
  method: 'post',
  address: '/webhooks/{webhook}/deliveries/{delivery}/resendings',
  tag: 'webhooks',
  summary: 'Send a message of a webhook again',
  description: 'At once, under the same number: a receiver that has it already may leave it out.',
  scope: 'keys:write',
  path: deliveryPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'It is sent.', schema: nothing } },
  problems,
  handle: (call) =>
    answered(call, 200, async (query) => {
      const { organization, now } = handOf(call)
      const { webhook, delivery } = call.path
      const sent = await sendAgain(query, organization, webhook, delivery, now)
      return sent.ok ? fine({}) : sent
    }),
})

/** The operations, in the order in which they are told. */
export const webhookOperations: readonly Operation[] = [
  listOfWebhooks,
  listOfSteps,
  makingOfWebhook,
  renewalOfSecret,
  pauseOfWebhook,
  resumptionOfWebhook,
  removalOfWebhook,
  testOfWebhook,
  listOfDeliveries,
  resendingOfDelivery,
]

interface Changing {
  readonly summary: string
  readonly description: string
  readonly work: (query: Query, hand: Hand, webhook: string) => Promise<Outcome<object>>
}

/** An operation that changes how a webhook stands. */
function changing(id: string, word: string, { work, ...told }: Changing): Operation {
  return operation({
    id,
    method: 'post',
    address: `/webhooks/{webhook}/${word}`,
    tag: 'webhooks',
    ...told,
    scope: 'keys:write',
    path: onePath,
    query: nothing,
    body: nothing,
    successes: { 200: { description: 'The webhook, as it stands.', schema: webhookAnswer } },
    problems,
    handle: (call) => answered(call, 200, (query) => work(query, handOf(call), call.path.webhook)),
  })
}

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'services' | 'caller' | 'from'>

function handOf({ services, caller, from }: AnyCall): Hand {
  const { organization, person, actor } = caller
  return { organization, person, actor, from, now: services.now() }
}

/** Works in a transaction; what is not there is answered like an address that is not. */
async function answered(
  { services, caller: { organization } }: AnyCall,
  status: 200 | 201,
  work: (query: Query) => Promise<Outcome<object>>,
): Promise<Answer> {
  const done = await services.database.transaction(organization, work)
  if (done.ok) return json(status, done.value)
  const [first] = done.problems
  if (first?.rule === 'webhook-unknown') return notFound('webhook')
  if (first?.rule === 'delivery-unknown') return notFound('delivery')
  return problemAnswer('refused', done.problems)
}
