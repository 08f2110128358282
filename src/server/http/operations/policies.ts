/** The operations on what needs approval: list the policies, and set those of a verb. */
import { z } from 'zod'
import { roles } from '#departments/roles.ts'
import { listPolicies, setPolicies } from '#server/access/policies.ts'
import type { ListedPolicy } from '#server/access/policies.ts'
import { json, problemAnswer } from '#server/http/answer.ts'
import { companyCode, identifier, text, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { actorOf, dutyMissing, oversightMissing } from '#server/http/operations/sets.ts'

export const minorUnits = z
  .string('Write amounts as text, such as "1000000": JSON numbers are not exact.')
  .regex(/^\d{1,18}$/, 'Write it as a whole number of minor units: 1000000 for 10,000.00.')

const policyAnswer = z.strictObject({
  id: identifier('The number of the policy.'),
  company: z.string().nullable(),
  kind: z.string(),
  verb: z.string(),
  from: z.string(),
  below: z.string().nullable(),
  roles: z.array(z.string()),
  persons: z.int(),
  days: z.int().nullable().meta({ description: 'Within how many days it is to be decided.' }),
  madeBy: z.string(),
  madeAt: z.string().meta({ format: 'date-time' }),
})
const policiesAnswer = z.strictObject({ policies: z.array(policyAnswer) })

export const listOfPolicies = operation({
  id: 'listApprovalPolicies',
  method: 'get',
  address: '/approval-policies',
  summary: 'List what needs approval',
  description: 'For auditors and for those who grant roles.',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: { description: 'The policies that stand, by kind and verb.', schema: policiesAnswer },
  },
  problems: [],
  handle: async (call) => {
    const missing = await oversightMissing(call)
    if (missing !== null) return missing
    const { services, caller } = call
    const { organization } = caller
    const policies = await services.database.transaction(
      organization,
      (query) => listPolicies(query, organization),
      { mode: 'snapshot' },
    )
    return json(200, { policies: policies.map(told) })
  },
})

export const setOfPolicies = operation({
  id: 'setApprovalPolicies',
  method: 'post',
  address: '/approval-policies',
  summary: 'Set what a verb needs approval for',
  description:
    'The policies that stood for it in this company, or in all of them in common, are ended; the ' +
    'new ones begin. Without bands it needs no approval any more. Nobody ever approves their own.',
  scope: 'access:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({
    company: companyCode.exactOptional(),
    kind: text(60, 'The name of the paper, such as sales invoice.'),
    verb: text(60, 'What is done with it, such as void.'),
    bands: z
      .array(
        z.strictObject({
          from: minorUnits.exactOptional().meta({
            description: 'From this amount on, in minor units of the company’s currency.',
          }),
          below: minorUnits
            .exactOptional()
            .meta({ description: 'Below this amount; without it there is no end.' }),
          roles: z
            .array(text(60, 'The name of a role.'))
            .min(1, 'Name at least one role.')
            .max(20, 'Name at most 20 roles.'),
          persons: whole(1, 20, 'How many different persons.').exactOptional(),
          days: whole(1, 90, 'Within how many days it is to be decided.').exactOptional(),
        }),
      )
      .max(20, 'Name at most 20 bands.'),
  }),
  successes: {
    200: { description: 'The policies of this verb that stand now.', schema: policiesAnswer },
  },
  problems: ['refused'],
  handle: async (call) => {
    const { services, caller, body } = call
    const { organization } = caller
    const { company = null, kind, verb } = body
    const missing = await dutyMissing(call, 'set approval policies', company)
    if (missing !== null) return missing
    const actor = await actorOf(call)
    const bands = body.bands.map(
      ({ from = '0', below, roles: able, persons = 1, days = null }) => ({
        from: BigInt(from),
        below: below === undefined ? null : BigInt(below),
        roles: able,
        persons,
        days,
      }),
    )
    const set = await services.database.transaction(organization, (query) =>
      setPolicies(query, roles, services.catalogue, organization, actor, {
        company,
        kind,
        verb,
        bands,
      }),
    )
    return set.ok
      ? json(200, { policies: set.value.map(told) })
      : problemAnswer('refused', set.problems)
  },
})

function told({ from, below, days = null, ...rest }: ListedPolicy): object {
  return { ...rest, days, from: from.toString(), below: below?.toString() ?? null }
}
