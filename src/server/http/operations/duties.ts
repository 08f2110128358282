/** The operations on the separation of duties: the report of conflicts, and exceptions. */
import { z } from 'zod'
import { roles } from '#departments/roles.ts'
import { conflictsReport } from '#server/access/conflicts.ts'
import {
  acknowledgeExceptions,
  endExceptions,
  listExceptions,
  reviewExceptions,
} from '#server/access/exceptions.ts'
import { json } from '#server/http/answer.ts'
import { dayOf } from '#server/http/entry-body.ts'
import { day, identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import {
  actorOf,
  dutyMissing,
  mostInSet,
  numbers,
  oversightMissing,
  setAnswer,
  setJson,
} from '#server/http/operations/sets.ts'
import { today } from '#server/http/today.ts'

const exceptionAnswer = z.strictObject({
  id: identifier('The number of the exception.'),
  person: z.string(),
  name: z.string(),
  rule: z.string(),
  acknowledgedBy: z.string(),
  acknowledgedOn: z.string().meta({ format: 'date' }),
  reason: z.string(),
  review: z.string().meta({ description: 'What stands in for the second person.' }),
  until: z.string().meta({ format: 'date' }),
  reviewedOn: z.string().nullable(),
  reviewDue: z.boolean().meta({ description: 'Whether nobody looked at it for a month.' }),
})

export const listConflicts = operation({
  id: 'listConflicts',
  method: 'get',
  address: '/duty-conflicts',
  summary: 'Report who combines duties that are kept apart',
  description: 'For auditors and for those who grant roles.',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'Each combination, by name and rule, with the exception that stands.',
      schema: z.strictObject({
        conflicts: z.array(
          z.strictObject({
            person: z.string(),
            name: z.string(),
            rule: z.string(),
            mode: z.enum(['block', 'second person', 'detect', 'never']),
            sentence: z.string(),
            held: z.array(z.strictObject({ duty: z.string(), role: z.string() })),
            exception: exceptionAnswer.nullable(),
          }),
        ),
      }),
    },
  },
  problems: [],
  handle: async (call) => {
    const missing = await oversightMissing(call)
    if (missing !== null) return missing
    const { services, caller } = call
    const { organization } = caller
    const conflicts = await services.database.transaction(
      organization,
      (query) => conflictsReport(query, roles, organization, today(services)),
      { mode: 'snapshot' },
    )
    return json(200, { conflicts })
  },
})

export const listOfExceptions = operation({
  id: 'listExceptions',
  method: 'get',
  address: '/duty-exceptions',
  summary: 'List exceptions from the separation of duties',
  description: 'For auditors and for those who grant roles.',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'Those that were not ended, by name and rule.',
      schema: z.strictObject({ exceptions: z.array(exceptionAnswer) }),
    },
  },
  problems: [],
  handle: async (call) => {
    const missing = await oversightMissing(call)
    if (missing !== null) return missing
    const { services, caller } = call
    const { organization } = caller
    const exceptions = await services.database.transaction(
      organization,
      (query) => listExceptions(query, organization, today(services)),
      { mode: 'snapshot' },
    )
    return json(200, { exceptions })
  },
})

export const acknowledge = operation({
  id: 'acknowledgeExceptions',
  method: 'post',
  address: '/duty-exceptions',
  summary: 'Acknowledge exceptions from the separation of duties',
  description:
    'For a firm in which one person does what two should: recorded, for at most twelve months, ' +
    'with what stands in for the second person. From S13 there is none.',
  scope: 'access:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({
    exceptions: z
      .array(
        z.strictObject({
          person: identifier('The number of the person.'),
          rule: text(20, 'The rule, such as S2.'),
          reason: text(500, 'Why, in a few words.'),
          review: text(500, 'Who looks at what, and how often.'),
          until: day('The last day, at most twelve months from now.'),
        }),
      )
      .min(1, 'Name at least one exception.')
      .max(mostInSet, `Name at most ${mostInSet} at once.`),
  }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async (call) => {
    const missing = await dutyMissing(call, 'acknowledge exceptions')
    if (missing !== null) return missing
    const { services, caller, body } = call
    const { organization } = caller
    const actor = await actorOf(call)
    const wanted = body.exceptions.map((one) => ({ ...one, until: dayOf(one.until) }))
    const answers = await services.database.transaction(organization, (query) =>
      acknowledgeExceptions(query, roles, organization, actor, wanted, today(services)),
    )
    return setJson('exceptions', answers)
  },
})

export const reviewOfExceptions = operation({
  id: 'reviewExceptions',
  method: 'post',
  address: '/duty-exceptions/reviews',
  summary: 'Note that exceptions were reviewed',
  description: 'By an auditor or an owner, but never the person who has the exception.',
  scope: 'access:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({ exceptions: numbers }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async (call) => {
    const { services, caller, body } = call
    const { organization } = caller
    const actor = await actorOf(call)
    const answers = await services.database.transaction(organization, (query) =>
      reviewExceptions(query, roles, organization, actor, body.exceptions, today(services)),
    )
    return setJson('exceptions', answers)
  },
})

export const endOfExceptions = operation({
  id: 'endExceptions',
  method: 'post',
  address: '/duty-exceptions/endings',
  summary: 'End exceptions before their time',
  scope: 'access:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({ exceptions: numbers }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async (call) => {
    const missing = await dutyMissing(call, 'acknowledge exceptions')
    if (missing !== null) return missing
    const { services, caller, body } = call
    const { organization } = caller
    const actor = await actorOf(call)
    const answers = await services.database.transaction(organization, (query) =>
      endExceptions(query, organization, actor, body.exceptions),
    )
    return setJson('exceptions', answers)
  },
})
