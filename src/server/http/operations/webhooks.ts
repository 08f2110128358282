/** The operations on webhooks: make, list, change, pause and remove them. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { json, notFound } from '#server/http/answer.ts'
import { companyCode, text, textOrNone } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import {
  answered,
  handOf,
  onePath,
  problems,
  webhookAnswer,
} from '#server/http/operations/webhook-answers.ts'
import { stepsOf } from '#server/webhooks/steps.ts'
import {
  changeWebhook,
  listWebhooks,
  makeWebhook,
  pauseWebhook,
  removeWebhook,
  renewSecret,
  resumeWebhook,
} from '#server/webhooks/webhooks.ts'
import type { Hand } from '#server/webhooks/webhooks.ts'

const secretAnswer = z.strictObject({
  id: z.string(),
  secret: z.string().meta({ description: '`whsec_` and its bytes in base64.' }),
})

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

const address = text(2_000, 'Where it leads: https://example.com/hooks.')
const hears = z
  .array(text(200, 'A step: sales_invoice.issue.'))
  .min(1, 'Name at least one step.')
  .max(500, 'Name each step once.')
const purpose = textOrNone(200, 'What it is for.')

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
    address,
    company: companyCode.exactOptional().meta({
      description: 'Whose papers it hears; those of all companies unless said.',
    }),
    hears,
    note: purpose.exactOptional(),
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

const changeOfWebhook = operation({
  id: 'changeWebhook',
  method: 'post',
  address: '/webhooks/{webhook}/changes',
  tag: 'webhooks',
  summary: 'Change where a webhook leads, what it hears, or what it is for',
  description:
    'What is left out stays. What waits is sent to the new address. Its secret stays, and so ' +
    'does whose papers it hears.',
  scope: 'keys:write',
  fresh: true,
  path: onePath,
  query: nothing,
  body: z.strictObject({
    address: address.exactOptional(),
    hears: hears.exactOptional(),
    note: purpose.exactOptional(),
  }),
  successes: { 200: { description: 'The webhook, as it stands.', schema: webhookAnswer } },
  problems,
  handle: (call) => {
    const { catalogue, egress } = call.services
    const workshop = { catalogue, allowance: egress.allowance }
    return answered(call, 200, (query) =>
      changeWebhook(query, workshop, handOf(call), call.path.webhook, call.body),
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

/** The operations on webhooks themselves, in the order in which they are told. */
export const webhookOperations: readonly Operation[] = [
  listOfWebhooks,
  listOfSteps,
  makingOfWebhook,
  changeOfWebhook,
  renewalOfSecret,
  pauseOfWebhook,
  resumptionOfWebhook,
  removalOfWebhook,
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
