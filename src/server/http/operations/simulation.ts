/** The operation that tells what a policy would have stopped, before it is set. */
import { z } from 'zod'
import { isSeen } from '#server/http/papers/counter.ts'
import { sightOf } from '#kit/sight.ts'
import { matterProblems } from '#server/access/policies.ts'
import { daysLookedAt, simulate } from '#server/access/simulation.ts'
import type { Reads, Simulated } from '#server/access/simulation.ts'
import { json, problemAnswer } from '#server/http/answer.ts'
import { companyCode, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { minorUnits } from '#server/http/operations/policies.ts'
import { oversightMissing } from '#server/http/operations/sets.ts'
import { today } from '#server/http/today.ts'
import type { Document } from '#kit/document.ts'

const amount = z.strictObject({
  currency: z.string(),
  amount: z.string().meta({ description: 'In minor units, such as "1000000".' }),
  digits: z.int().meta({ description: 'The digits of the currency behind its point.' }),
})

export const simulatePolicy = operation({
  id: 'simulateApprovalPolicy',
  method: 'get',
  address: '/approval-simulations',
  summary: 'See what a policy would have stopped',
  description:
    `The papers with which this was done in the last ${daysLookedAt} days, at most the newest ` +
    '5,000, judged by one band as if it had stood: how many it would have stopped, and of what ' +
    'worth. Of papers that the one who asks does not read whole nothing is told.',
  scope: 'papers:read',
  path: nothing,
  query: z.strictObject({
    company: companyCode.optional(),
    kind: text(60, 'The name of the paper, such as sales invoice.'),
    verb: text(60, 'What is done with it, such as void.'),
    from: minorUnits.optional().meta({ description: 'From this amount on, in minor units.' }),
    below: minorUnits
      .optional()
      .meta({ description: 'Below this amount; without it there is no end.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'What it would have stopped.',
      schema: z.strictObject({
        days: z.int(),
        looked: z.int().meta({ description: 'How many papers were judged.' }),
        stopped: z.int(),
        worth: z.array(amount),
        withoutAmount: z.int().meta({ description: 'How many of them have no amount.' }),
        isWhole: z.boolean().meta({ description: 'False where there were more than 5,000.' }),
        isPartial: z.boolean().meta({ description: 'Whether papers were left out as unseen.' }),
        papers: z
          .array(
            z.strictObject({
              company: z.string(),
              paper: z.string(),
              number: z.string().nullable(),
              at: z.string().meta({ format: 'date-time' }),
              by: z.string(),
              amount: z.string().nullable(),
              currency: z.string(),
              digits: z.int(),
            }),
          )
          .meta({ description: 'The newest twenty of them.' }),
      }),
    },
  },
  problems: ['refused'],
  handle: async (call) => {
    const missing = await oversightMissing(call)
    if (missing !== null) return missing
    const { services, caller, query: asked } = call
    const { company = null, kind, verb, from = '0', below } = asked
    const problems = matterProblems(services.catalogue, kind, verb)
    const document = services.catalogue.document(kind)
    if (problems.length > 0 || document === undefined) return problemAnswer('refused', problems)
    const end = below === undefined ? null : BigInt(below)
    const thought = { company, kind, verb, from: BigInt(from), below: end }
    const reads = await readsOf(call, document)
    const { organization } = caller
    const found = await services.database.transaction(
      organization,
      (query) => simulate(query, organization, document, thought, reads, services.now()),
      { mode: 'snapshot' },
    )
    return json(200, told(found))
  },
})

/** What the caller reads of a paper where it belongs; null of what they do not see. */
async function readsOf(
  { services, caller }: Pick<Call<unknown, unknown, unknown>, 'services' | 'caller'>,
  document: Document,
): Promise<Reads> {
  const actor = await services.permissions.actorOf(caller, today(services))
  const scopes = services.permissions.scopesOf(document, actor)
  const at = services.permissions.readableAt(document, actor)
  return (where) => {
    const sight = sightOf(actor, where.company, scopes, at)
    return sight !== null && isSeen(sight, where) ? at(where) : null
  }
}

function told({ worth, papers, ...rest }: Simulated): object {
  return {
    days: daysLookedAt,
    ...rest,
    worth: worth.map((one) => ({ ...one, amount: one.amount.toString() })),
    papers: papers.map((one) => ({
      ...one,
      at: one.at.toString(),
      amount: one.amount?.toString() ?? null,
    })),
  }
}
