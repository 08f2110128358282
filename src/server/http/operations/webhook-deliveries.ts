/** The operations on what webhooks were told: tried, listed with each attempt, and sent again. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import { failures } from '#server/egress/egress.ts'
import { json, notFound } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { today } from '#server/http/today.ts'
import {
  answered,
  handOf,
  moment,
  onePath,
  problems,
  webhookAnswer,
} from '#server/http/operations/webhook-answers.ts'
import { listDeliveries, sendAgain, sendTest } from '#server/webhooks/deliveries.ts'
import { findWebhook } from '#server/webhooks/webhooks.ts'

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

const deliveryPath = onePath.extend({ delivery: identifier('The number of the message.') })

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
    const sights = { organization, catalogue, permissions, today: today(services) }
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

/** The operations on what webhooks were told, in the order in which they are told. */
export const deliveryOperations: readonly Operation[] = [
  testOfWebhook,
  listOfDeliveries,
  resendingOfDelivery,
]
