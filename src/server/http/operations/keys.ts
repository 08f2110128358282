/** The operations on keys: list, make and revoke them. */
import { z } from 'zod'
import { createKey, listKeys as readKeys, revokeKey as revoke } from '#server/access/keys.ts'
import { allScopes, scopes } from '#server/access/scopes.ts'
import { json, notFound, oneProblem, problemAnswer } from '#server/http/answer.ts'
import { identifier, moment, text, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'

const scopeNames = z.enum(allScopes)

const keyAnswer = z.strictObject({
  id: identifier('The number of the key.'),
  name: z.string(),
  scopes: z.array(scopeNames),
  readsTo: z.int().meta({ description: 'The highest class of lines that it sees: 0 to 6.' }),
  createdBy: z.string(),
  createdAt: z.string().meta({ format: 'date-time' }),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedOn: z.string().nullable().meta({ description: 'The last day on which it was used.' }),
})

export const listKeys = operation({
  id: 'listKeys',
  method: 'get',
  address: '/keys',
  summary: 'List the keys',
  scope: 'keys:write',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'All keys, the newest first, without their secrets.',
      schema: z.strictObject({ keys: z.array(keyAnswer) }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization } }) =>
    json(200, { keys: await readKeys(services.database, organization) }),
})

export const listScopes = operation({
  id: 'listScopes',
  method: 'get',
  address: '/scopes',
  tag: 'keys',
  summary: 'List what a key may be allowed',
  scope: 'keys:write',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'The scopes with their meanings, and whether the caller could give them.',
      schema: z.strictObject({
        scopes: z.array(
          z.strictObject({ scope: scopeNames, meaning: z.string(), held: z.boolean() }),
        ),
      }),
    },
  },
  problems: [],
  handle: async ({ caller }) =>
    json(200, {
      scopes: allScopes.map((scope) => ({
        scope,
        meaning: scopes[scope],
        held: caller.scopes.has(scope),
      })),
    }),
})

export const makeKey = operation({
  id: 'makeKey',
  method: 'post',
  address: '/keys',
  summary: 'Make a key',
  description:
    'With no more scopes than the key has that asks, and it sees no lines that this one does not ' +
    'see. The text is told this once.',
  scope: 'keys:write',
  fresh: true,
  path: nothing,
  query: nothing,
  body: z.strictObject({
    name: text(100, 'What the key is for.'),
    scopes: z.array(scopeNames).min(1, 'Name at least one scope.').max(20, 'Name each once.'),
    readsTo: whole(0, 6, 'The highest class of lines that it sees; yours unless said.').optional(),
    expiresAt: moment('When it ends.').optional(),
  }),
  successes: {
    201: {
      description: 'The key. It is not told again.',
      schema: z.strictObject({ id: z.string(), key: z.string() }),
    },
  },
  problems: ['scope-missing', 'refused'],
  handle: async ({ services, caller, from, body }) => {
    const beyond = body.scopes.find((scope) => !caller.scopes.has(scope))
    if (beyond !== undefined) {
      const message = `Your key lacks the scope ${beyond}, so it cannot give it.`
      return oneProblem('scope-missing', 'scope-missing', message, 'scopes')
    }
    const { readsTo = caller.readsTo } = body
    if (readsTo > caller.readsTo) {
      const message = `You see lines up to class ${caller.readsTo}, so a key of yours sees no more.`
      return oneProblem('scope-missing', 'scope-missing', message, 'readsTo')
    }
    const made = await createKey(services.database, caller.organization, {
      name: body.name,
      scopes: body.scopes,
      readsTo,
      createdBy: caller.actor,
      from,
      ...(body.expiresAt === undefined ? {} : { expiresAt: Temporal.Instant.from(body.expiresAt) }),
    })
    if (!made.ok) return problemAnswer('refused', made.problems)
    return json(201, { id: made.value.id, key: made.value.text })
  },
})

export const revokeKey = operation({
  id: 'revokeKey',
  method: 'post',
  address: '/keys/{key}/revocation',
  summary: 'Revoke a key',
  description: 'It is refused within five seconds, and for ever.',
  scope: 'keys:write',
  path: z.strictObject({ key: identifier('The number of the key.') }),
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The key.', schema: keyAnswer } },
  problems: [],
  handle: async ({ services, caller: { organization, actor }, from, path }) => {
    const by = { actor, from }
    const revoked = await revoke(services.database, organization, path.key, by)
    return revoked.ok ? json(200, revoked.value) : notFound('key')
  },
})
