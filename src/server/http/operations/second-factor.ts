/** The operations on the second factor of whoever is signed in. */
import { z } from 'zod'
import {
  beginOwnTotp,
  confirmOwnTotp,
  removeOwnSecondFactor,
  renewOwnRecoveryCodes,
} from '#server/access/own-sign-in.ts'
import { json, tooMany } from '#server/http/answer.ts'
import { setCookie } from '#server/http/cookie.ts'
import { text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { refusal } from '#server/http/operations/sign-in.ts'

const codes = z.strictObject({ recoveryCodes: z.array(z.string()) })

export const beginTotp = operation({
  id: 'beginTotp',
  method: 'post',
  address: '/me/authenticator-app',
  summary: 'Begin to add an authenticator app',
  description:
    'TOTP (RFC 6238) with SHA-1, six digits and 30 seconds. It counts once a code of it was shown.',
  scope: 'own-session',
  fresh: true,
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'The secret to type, and the address to scan. They are told this once.',
      schema: z.strictObject({ secret: z.string(), address: z.string() }),
    },
  },
  problems: ['refused'],
  handle: async ({ services, caller }) => {
    const begun = await beginOwnTotp(services, caller)
    return begun.ok ? json(200, begun.value) : refusal(begun)
  },
})

export const confirmTotp = operation({
  id: 'confirmTotp',
  method: 'post',
  address: '/me/authenticator-app/confirmation',
  summary: 'Confirm an authenticator app with its first code',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: z.strictObject({ code: text(40, 'The code that the app shows.') }),
  successes: {
    200: { description: 'Ten recovery codes, each good once. They are told now.', schema: codes },
  },
  problems: ['sign-in-refused', 'refused', 'too-many'],
  handle: async ({ services, caller, from, body }) => {
    const added = await confirmOwnTotp(services, caller, body.code, from)
    if ('wait' in added) return tooMany(added.wait)
    if (!added.ok) return refusal(added)
    const { session, recoveryCodes } = added.value
    return json(200, { recoveryCodes }, setCookie(session.text, from.https))
  },
})

export const removeTotp = operation({
  id: 'removeTotp',
  method: 'post',
  address: '/me/authenticator-app/removal',
  summary: 'Remove your authenticator app and recovery codes',
  scope: 'own-session',
  fresh: true,
  path: nothing,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'They are removed.', schema: z.strictObject({}) } },
  problems: ['refused'],
  handle: async ({ services, caller, from }) => {
    const removed = await removeOwnSecondFactor(services, caller, from)
    return removed.ok ? json(200, {}) : refusal(removed)
  },
})

export const makeRecoveryCodes = operation({
  id: 'makeRecoveryCodes',
  method: 'post',
  address: '/me/recovery-codes',
  summary: 'Make new recovery codes in place of the old ones',
  scope: 'own-session',
  fresh: true,
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: { description: 'Ten recovery codes, each good once. They are told now.', schema: codes },
  },
  problems: ['refused'],
  handle: async ({ services, caller, from }) => {
    const made = await renewOwnRecoveryCodes(services, caller, from)
    return made.ok ? json(200, { recoveryCodes: made.value }) : refusal(made)
  },
})
