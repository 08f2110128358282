/** The operations on an example organization: see what there is of it, and end it whole. */
import { z } from 'zod'
import { ownerRole } from '#departments/roles.ts'
import { endExample, readExample } from '#server/access/example-end.ts'
import { wasWelcomed } from '#server/access/welcome.ts'
import { json, notFound, oneProblem, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { clearCookie } from '#server/http/cookie.ts'
import { text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { actorOf } from '#server/http/operations/sets.ts'

export const seeExample = operation({
  id: 'seeExample',
  method: 'get',
  address: '/example',
  summary: 'See what there is of the example',
  description: 'Of an organization that is no example there is nothing here.',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'What ending it would remove, and whether the caller may.',
      schema: z.strictObject({
        name: z.string().meta({ description: 'What is typed to end it.' }),
        companies: z.int(),
        entries: z.int(),
        persons: z.int(),
        mayEnd: z.boolean(),
      }),
    },
  },
  problems: [],
  handle: async (call) => {
    const { services, caller } = call
    const { organization } = caller
    const found = await services.database.transaction(
      organization,
      (query) => readExample(query, organization),
      { mode: 'snapshot' },
    )
    if (found === null) return notFound('example')
    const mayEnd = (await endingMissing(call)) === null
    return json(200, { ...found, entries: Number(found.entries), mayEnd })
  },
})

export const endOfExample = operation({
  id: 'endExample',
  method: 'post',
  address: '/example/ending',
  tag: 'example',
  summary: 'End the example for ever',
  description:
    'All rows of the organization are removed in one transaction; nothing takes it back. Only an ' +
    'organization that was made as an example has this end: books that are kept have none.',
  scope: 'access:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({ name: text(200, 'The name of the organization, as it stands.') }),
  successes: {
    200: {
      description: 'It is gone, with the session or key that asked.',
      schema: z.strictObject({ ended: z.literal(true) }),
    },
  },
  problems: ['refused', 'scope-missing'],
  handle: async (call) => {
    const { services, caller, from, body } = call
    const missing = await endingMissing(call)
    if (missing !== null) return missing
    const { organization, actor } = caller
    const ended = await endExample(services.database, organization, body.name, actor)
    if (!ended.ok) return problemAnswer('refused', ended.problems)
    return json(200, { ended: true }, caller.by === 'session' ? clearCookie(from.https) : {})
  },
})

/** Why the caller may not end it; its owner may, and who came in by the terminal's link. */
async function endingMissing(call: Call<unknown, unknown, unknown>): Promise<Answer | null> {
  const { grants } = await actorOf(call)
  const owns = grants.some(({ role, scope }) => role === ownerRole && scope.company === null)
  if (owns || wasWelcomed(call.caller)) return null
  const message = 'Only an owner of it, or who came by the terminal’s link, ends the example.'
  return oneProblem('scope-missing', 'role-missing', message)
}
