/** The operations on roles: what there is, who holds which, grant and end them. */
import { z } from 'zod'
import { roles } from '#departments/roles.ts'
import { endGrants, grantRoles, listGrants } from '#server/access/grants.ts'
import type { NewGrant } from '#server/access/grants.ts'
import { json } from '#server/http/answer.ts'
import { dayOf } from '#server/http/entry-body.ts'
import { companyCode, day, identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import {
  actorOf,
  mostInSet,
  numbers,
  oversightMissing,
  placed,
  problemsAnswer,
  setAnswer,
  setJson,
} from '#server/http/operations/sets.ts'
import { today } from '#server/http/today.ts'

const rolesAnswer = z.strictObject({
  roles: z.array(
    z.strictObject({
      name: z.string(),
      meaning: z.string(),
      contains: z.array(z.string()).meta({ description: 'The roles that its holder has, too.' }),
      duties: z.array(z.string()).meta({ description: 'What its holder may do.' }),
      grantedBy: z.array(z.string()),
    }),
  ),
})

export const listOfRoles = operation({
  id: 'listRoles',
  method: 'get',
  address: '/roles',
  summary: 'List the roles',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: { description: 'All roles with their meanings and duties.', schema: rolesAnswer },
  },
  problems: [],
  handle: () => {
    const told = [...roles.values()].map(({ name, meaning, contains, duties, grantedBy }) => ({
      name,
      meaning,
      contains: [...contains.keys()].filter((inner) => inner !== name),
      duties: [...duties.keys()],
      grantedBy,
    }))
    return Promise.resolve(json(200, { roles: told }))
  },
})

const grantAnswer = z.strictObject({
  id: identifier('The number of the grant.'),
  person: z.string(),
  name: z.string().meta({ description: 'The name of the person.' }),
  role: z.string(),
  company: z.string().nullable(),
  site: z.string().nullable(),
  department: z.string().nullable(),
  own: z.boolean().meta({ description: 'Whether it holds only of what the person made.' }),
  until: z.string().nullable().meta({ description: 'The last day.' }),
  reason: z.string(),
  grantedBy: z.string(),
  grantedAt: z.string().meta({ format: 'date-time' }),
  atSetUp: z.boolean().meta({ description: 'Whether this made the first owner.' }),
})

export const listOfGrants = operation({
  id: 'listGrants',
  method: 'get',
  address: '/grants',
  summary: 'List who holds which roles',
  description: 'For auditors and for those who grant roles.',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'All grants that were not ended, by the names of the persons.',
      schema: z.strictObject({ grants: z.array(grantAnswer) }),
    },
  },
  problems: [],
  handle: async (call) => {
    const missing = await oversightMissing(call)
    if (missing !== null) return missing
    const { services, caller } = call
    const { organization } = caller
    const grants = await services.database.transaction(
      organization,
      (query) => listGrants(query, organization),
      { mode: 'snapshot' },
    )
    return json(200, { grants })
  },
})

const newGrant = z.strictObject({
  person: identifier('The number of the person.'),
  role: text(60, 'The name of the role.'),
  company: companyCode.exactOptional(),
  site: text(100, 'Only at this site.').exactOptional(),
  department: text(100, 'Only in this department.').exactOptional(),
  own: z.boolean().exactOptional().meta({ description: 'Only for what the person makes.' }),
  until: day('The last day.').exactOptional(),
  reason: text(500, 'Why, in a few words.'),
})

const grantedAnswer = z.strictObject({
  grants: z.array(
    z.union([
      z.strictObject({
        outcome: z.literal('granted'),
        id: z.string(),
        notes: problemsAnswer.meta({ description: 'What is allowed, but watched.' }),
      }),
      z.strictObject({ outcome: z.literal('refused'), problems: problemsAnswer }),
    ]),
  ),
})

export const grant = operation({
  id: 'grantRoles',
  method: 'post',
  address: '/grants',
  summary: 'Grant roles',
  description:
    'Each by itself, in the order of the set. Nobody grants to themself. Duties that one person ' +
    'must not combine are refused, with both roles and the reason, unless an exception stands.',
  scope: 'access:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({
    grants: z
      .array(newGrant)
      .min(1, 'Name at least one grant.')
      .max(mostInSet, `Name at most ${mostInSet} at once.`),
  }),
  successes: { 200: { description: 'What became of each grant.', schema: grantedAnswer } },
  problems: [],
  handle: async (call) => {
    const { services, caller, body } = call
    const { organization } = caller
    const actor = await actorOf(call)
    const wanted = body.grants.map(asGrant)
    const answers = await services.database.transaction(organization, (query) =>
      grantRoles(query, roles, organization, actor, wanted, today(services)),
    )
    services.actors.forget(
      organization,
      wanted.map(({ person }) => person),
    )
    const grants = answers.map((answer, at) =>
      answer.outcome === 'granted'
        ? answer
        : { outcome: 'refused', problems: placed(answer.problems, 'grants', at) },
    )
    return json(200, { grants })
  },
})

export const endOfGrants = operation({
  id: 'endGrants',
  method: 'post',
  address: '/grants/endings',
  summary: 'End grants',
  description: 'Each by itself. What was ended holds nowhere any more within five seconds.',
  scope: 'access:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({ grants: numbers, reason: text(500, 'Why, in a few words.') }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async (call) => {
    const { services, caller, body } = call
    const { organization } = caller
    const actor = await actorOf(call)
    const answers = await services.database.transaction(organization, (query) =>
      endGrants(query, roles, organization, actor, body.grants, body.reason),
    )
    services.actors.forget(
      organization,
      answers.flatMap(({ person }) => person ?? []),
    )
    return setJson('grants', answers)
  },
})

function asGrant(written: z.output<typeof newGrant>): NewGrant {
  const { person, role, company, site, department, own, until, reason } = written
  return {
    person,
    role,
    scope: {
      company: company ?? null,
      site: site ?? null,
      department: department ?? null,
      own: own ?? false,
    },
    until: until === undefined ? null : dayOf(until),
    reason,
  }
}
