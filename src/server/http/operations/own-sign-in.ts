/** The operations of whoever is signed in, on its own sessions and password. */
import { z } from 'zod'
import type { Caller } from '#server/access/caller.ts'
import { noteEvents } from '#server/access/events.ts'
import type { Visitor } from '#server/access/visitor.ts'
import {
  changePassword as change,
  confirmSession as confirm,
  ownSignIn,
} from '#server/access/own-sign-in.ts'
import { longest as longestPassword } from '#server/access/password-rules.ts'
import { endOneSession, endSessions, listSessions } from '#server/access/sessions.ts'
import type { OpenedSession } from '#server/access/sessions.ts'
import type { Tried } from '#server/access/throttle.ts'
import { json, notFound, tooMany } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { clearCookie, setCookie } from '#server/http/cookie.ts'
import { identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { codeField, refusal } from '#server/http/operations/sign-in.ts'

const moment = z.string().meta({ format: 'date-time' })
const sessionAnswer = z.strictObject({
  id: identifier('The number of the session.'),
  madeAt: moment,
  usedAt: moment.meta({ description: 'When it was last used, to the minute.' }),
  expiresAt: moment,
  address: z.string().meta({ description: 'From where it was opened.' }),
  agent: z.string().meta({ description: 'The browser, as it calls itself.' }),
  current: z.boolean().meta({ description: 'Whether it is the one that asks.' }),
})

export const whoAmI = operation({
  id: 'whoAmI',
  method: 'get',
  address: '/me',
  summary: 'See who is signed in',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'The person, the organization, and what the sign-in consists of.',
      schema: z.strictObject({
        person: z.string(),
        name: z.string(),
        email: z.string(),
        organization: z.string(),
        organizationName: z.string(),
        session: z.string(),
        confirmedAt: moment,
        confirmedBy: z.string(),
        authenticatorApp: z.boolean(),
        recoveryCodes: z.int().meta({ description: 'How many are left.' }),
      }),
    },
  },
  problems: [],
  handle: async ({ services, caller }) => {
    const own = await ownSignIn(services, caller)
    if (own === null) return notFound('person')
    const { name, email, organizationName, totp, recoveryCodes } = own
    const { person, organization, id: session, confirmed } = caller
    const told = { confirmedAt: confirmed?.at, confirmedBy: confirmed?.by }
    const factors = { authenticatorApp: totp, recoveryCodes }
    const who = { person, name, email, organization, organizationName, session }
    return json(200, { ...who, ...told, ...factors })
  },
})

export const signOut = operation({
  id: 'signOut',
  method: 'post',
  address: '/sign-out',
  summary: 'Sign out',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The session has ended.', schema: z.strictObject({}) } },
  problems: [],
  handle: async ({ services, caller, from }) => {
    const { organization, person, actor, id } = caller
    await services.database.transaction(organization, async (query) => {
      await endSessions(query, organization, person, { one: id })
      await noteEvents(query, organization, from, [{ kind: 'signed-out', person, actor }])
    })
    return json(200, {}, clearCookie(from.https))
  },
})

export const listOwnSessions = operation({
  id: 'listOwnSessions',
  method: 'get',
  address: '/me/sessions',
  summary: 'List your own sessions',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'The sessions that have not ended, the newest first.',
      schema: z.strictObject({ sessions: z.array(sessionAnswer) }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization, person, id } }) => {
    const sessions = await services.database.transaction(
      organization,
      (query) => listSessions(query, organization, person),
      { mode: 'snapshot' },
    )
    const told = sessions.map((session) => ({ ...session, current: session.id === id }))
    return json(200, { sessions: told })
  },
})

const ended = z.strictObject({ ended: z.int().meta({ description: 'How many sessions ended.' }) })

export const endOwnSession = operation({
  id: 'endOwnSession',
  method: 'post',
  address: '/me/sessions/{session}/revocation',
  summary: 'End one of your own sessions',
  description: 'It is refused within five seconds.',
  scope: 'own-session',
  path: z.strictObject({ session: identifier('The number of the session.') }),
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'It has ended.', schema: ended } },
  problems: [],
  handle: async ({ services, caller, from, path }) => {
    const { organization, person } = caller
    return await services.database.transaction(organization, async (query) => {
      const one = await endOneSession(query, organization, person, path.session)
      if (!one.ok) return notFound('session')
      await noteEvents(query, organization, from, [endedEvent(caller, 1)])
      return json(200, { ended: 1 })
    })
  },
})

export const endOtherSessions = operation({
  id: 'endOtherSessions',
  method: 'post',
  address: '/me/sessions/revocation',
  summary: 'End all your other sessions',
  description: 'They are refused within five seconds; this one goes on.',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'They have ended.', schema: ended } },
  problems: [],
  handle: async ({ services, caller, from }) => {
    const { organization, person, id } = caller
    return await services.database.transaction(organization, async (query) => {
      const count = await endSessions(query, organization, person, { but: id })
      await noteEvents(query, organization, from, [endedEvent(caller, count)])
      return json(200, { ended: count })
    })
  },
})

const mostTyped = longestPassword * 8

/** The session goes on under a new secret, which is in the cookie. */
const renewed = {
  200: {
    description: 'It is done; the session goes on under a new cookie.',
    schema: z.strictObject({ session: z.string() }),
  },
}

export const confirmSession = operation({
  id: 'confirmSession',
  method: 'post',
  address: '/me/confirmation',
  summary: 'Show again who you are',
  description:
    'With a code of the authenticator app or a recovery code; who has none shows the password.',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    code: codeField.optional(),
    password: text(mostTyped, 'The password, of those who have no second factor.').optional(),
  }),
  successes: renewed,
  problems: ['sign-in-refused', 'refused', 'too-many'],
  handle: async (call) => goesOn(call, await confirm(...partsOf(call), call.body, call.from)),
})

export const changePassword = operation({
  id: 'changePassword',
  method: 'post',
  address: '/me/password',
  summary: 'Change your password',
  description: 'All your other sessions end.',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    current: text(mostTyped, 'The present password.'),
    password: text(mostTyped, 'The new password: 12 to 128 characters of any kind.'),
  }),
  successes: renewed,
  problems: ['sign-in-refused', 'refused', 'too-many'],
  handle: async (call) => goesOn(call, await change(...partsOf(call), call.body, call.from)),
})

function partsOf<Path, Query, Body>({
  services,
  caller,
}: Call<Path, Query, Body>): [Call<Path, Query, Body>['services'], Caller] {
  return [services, caller]
}

function goesOn(
  { from }: { from: Visitor & { https: boolean } },
  tried: Tried<OpenedSession>,
): Answer {
  if ('wait' in tried) return tooMany(tried.wait)
  if (!tried.ok) return refusal(tried)
  const { id, text: cookie } = tried.value
  return json(200, { session: id }, setCookie(cookie, from.https))
}

function endedEvent({ person, actor }: Caller, sessions: number) {
  return { kind: 'session-ended', person, actor, about: { sessions } } as const
}
