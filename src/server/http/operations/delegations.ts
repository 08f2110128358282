/** The operations on delegations: list, make and end them. */
import { z } from 'zod'
import { roles } from '#departments/roles.ts'
import { delegate, endDelegations, listDelegations } from '#server/access/delegations.ts'
import { json } from '#server/http/answer.ts'
import { dayOf } from '#server/http/entry-body.ts'
import { day, identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import {
  actorOf,
  mostInSet,
  numbers,
  oversightMissing,
  setAnswer,
  setJson,
} from '#server/http/operations/sets.ts'
import { today } from '#server/http/today.ts'

const delegationAnswer = z.strictObject({
  id: identifier('The number of the delegation.'),
  from: z.string(),
  fromName: z.string(),
  to: z.string(),
  toName: z.string(),
  firstDay: z.string().meta({ format: 'date' }),
  lastDay: z.string().meta({ format: 'date' }),
  roles: z.array(z.string()),
  reason: z.string(),
  madeBy: z.string(),
})

export const listOfDelegations = operation({
  id: 'listDelegations',
  method: 'get',
  address: '/delegations',
  summary: 'List who stands in for whom',
  description: 'Those of the caller; all of them for an auditor and for who grants roles.',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'Those that hold now or later, by the first day.',
      schema: z.strictObject({ delegations: z.array(delegationAnswer) }),
    },
  },
  problems: [],
  handle: async (call) => {
    const { services, caller } = call
    const { organization, person } = caller
    const all = await services.database.transaction(
      organization,
      (query) => listDelegations(query, organization, today(services)),
      { mode: 'snapshot' },
    )
    const seesAll = (await oversightMissing(call)) === null
    const own = all.filter(({ from, to }) => from === person || to === person)
    return json(200, { delegations: seesAll ? all : own })
  },
})

export const addDelegations = operation({
  id: 'addDelegations',
  method: 'post',
  address: '/delegations',
  summary: 'Let somebody approve in somebody’s place',
  description:
    'For some days and some of the roles that the person holds, and nothing else. Both names ' +
    'stand in the record of each approval. Nobody who wrote a paper approves it by this.',
  scope: 'access:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({
    delegations: z
      .array(
        z.strictObject({
          from: identifier('Who is stood in for.'),
          to: identifier('Who stands in.'),
          firstDay: day('The first day.'),
          lastDay: day('The last day, at most twelve months later.'),
          roles: z
            .array(text(60, 'The name of a role.'))
            .min(1, 'Name at least one role.')
            .max(20, 'Name at most 20 roles.'),
          reason: text(500, 'Why, in a few words.'),
        }),
      )
      .min(1, 'Name at least one delegation.')
      .max(mostInSet, `Name at most ${mostInSet} at once.`),
  }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async (call) => {
    const { services, caller, body } = call
    const { organization } = caller
    const actor = await actorOf(call)
    const wanted = body.delegations.map((one) => ({
      ...one,
      firstDay: dayOf(one.firstDay),
      lastDay: dayOf(one.lastDay),
    }))
    const answers = await services.database.transaction(organization, (query) =>
      delegate(query, roles, organization, actor, wanted, today(services)),
    )
    return setJson('delegations', answers)
  },
})

export const endOfDelegations = operation({
  id: 'endDelegations',
  method: 'post',
  address: '/delegations/endings',
  summary: 'End delegations before their time',
  scope: 'access:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({ delegations: numbers }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async (call) => {
    const { services, caller, body } = call
    const { organization } = caller
    const actor = await actorOf(call)
    const answers = await services.database.transaction(organization, (query) =>
      endDelegations(query, roles, organization, actor, body.delegations),
    )
    return setJson('delegations', answers)
  },
})
