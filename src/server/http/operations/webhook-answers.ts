/** What the operations on webhooks have in common: a webhook as it is told, and how they answer. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import type { Call } from '#server/http/operation.ts'
import { pauses } from '#server/webhooks/webhooks.ts'
import type { Hand } from '#server/webhooks/webhooks.ts'

export const moment = z.string().meta({ format: 'date-time' })

export const webhookAnswer = z.strictObject({
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

export const onePath = z.strictObject({ webhook: identifier('The number of the webhook.') })

export const problems: readonly ProblemKind[] = ['refused']

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'services' | 'caller' | 'from'>

export function handOf({ services, caller, from }: AnyCall): Hand {
  const { organization, person, actor } = caller
  return { organization, person, actor, from, now: services.now() }
}

/** Works in a transaction; what is not there is answered like an address that is not. */
export async function answered(
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
