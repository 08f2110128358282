/** The operations that everybody may use: sign in, accept an invitation, set a new password. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import { askForPassword, setPasswordByLink } from '#server/access/links.ts'
import { longestMail } from '#server/access/mail-address.ts'
import { longest as longestPassword } from '#server/access/password-rules.ts'
import { chooseOrganization as choose, signIn as enter } from '#server/access/sign-in.ts'
import { signInWithCode } from '#server/access/sign-in.ts'
import type { SignInStep } from '#server/access/sign-in.ts'
import type { Tried } from '#server/access/throttle.ts'
import { json, problemAnswer, tooMany } from '#server/http/answer.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { setCookie } from '#server/http/cookie.ts'
import { identifier, text } from '#server/http/fields.ts'
import { nothing, openOperation } from '#server/http/operation.ts'

/** Longer than any that is taken, as one character may be normalised from several. */
const mostTyped = longestPassword * 8

const email = text(longestMail, 'The mail address of the person.')
const typedPassword = text(mostTyped, 'The password as it is typed.')
const newPassword = text(mostTyped, 'The new password: 12 to 128 characters of any kind.')
const stepToken = text(200, 'The token that the step before answered.')
const linkToken = text(200, 'What stands behind the # in the link.')

export const codeField = text(40, 'The code of an authenticator app, or a recovery code.')

const signedIn = z.strictObject({
  step: z.literal('signed-in'),
  organization: identifier('The organization in which the session is.'),
  session: identifier('The number of the session.'),
})

const stepAnswer = z.union([
  signedIn,
  z.strictObject({
    step: z.literal('organization'),
    choices: z.array(
      z.strictObject({ organization: z.string(), name: z.string(), token: z.string() }),
    ),
  }),
  z.strictObject({
    step: z.literal('second-factor'),
    organization: z.string(),
    token: z.string(),
  }),
])

const steps = {
  200: {
    description:
      'How far the sign-in has come: `signed-in`, with the session in a cookie; `organization`, ' +
      'where the password fits several; or `second-factor`. Tokens are good for five minutes.',
    schema: stepAnswer,
  },
}

export const signIn = openOperation({
  id: 'signIn',
  method: 'post',
  address: '/sign-in',
  summary: 'Sign in with mail and password',
  description:
    'A mail that nobody has, a wrong password and a person who left get the same answer.',
  scope: null,
  path: nothing,
  query: nothing,
  body: z.strictObject({
    email,
    password: typedPassword,
    organization: identifier('The organization that is meant, where it is known.').optional(),
  }),
  successes: steps,
  problems: ['sign-in-refused', 'too-many'],
  handle: async ({ services, from, body }) =>
    stepReached(await enter(services, body, from), from.https),
})

export const chooseOrganization = openOperation({
  id: 'chooseOrganization',
  method: 'post',
  address: '/sign-in/organization',
  summary: 'Choose the organization to sign in to',
  scope: null,
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: stepToken }),
  successes: steps,
  problems: ['sign-in-refused'],
  handle: async ({ services, from, body }) =>
    stepReached(await choose(services, body.token, from), from.https),
})

export const showSecondFactor = openOperation({
  id: 'showSecondFactor',
  method: 'post',
  address: '/sign-in/second-factor',
  summary: 'Sign in with a code of an app, or a recovery code',
  description: 'A recovery code is used up. After five wrong codes the password is asked for anew.',
  scope: null,
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: stepToken, code: codeField }),
  successes: steps,
  problems: ['sign-in-refused', 'too-many'],
  handle: async ({ services, from, body }) =>
    stepReached(await signInWithCode(services, body, from), from.https),
})

const passwordSet = {
  200: {
    description: 'The password is set; sign in with it.',
    schema: z.strictObject({ email: z.string(), organizationName: z.string() }),
  },
}

export const acceptInvitation = openOperation({
  id: 'acceptInvitation',
  method: 'post',
  address: '/invitation',
  summary: 'Accept an invitation by setting a password',
  scope: null,
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: linkToken, password: newPassword }),
  successes: passwordSet,
  problems: ['sign-in-refused', 'refused'],
  handle: async ({ services, from, body }) =>
    setByLink(await setPasswordByLink(services, body, 'invitation', from)),
})

export const askForNewPassword = openOperation({
  id: 'askForNewPassword',
  method: 'post',
  address: '/password-reset',
  summary: 'Ask for a link to set a new password',
  description: 'The answer is the same whether anybody has this mail or not.',
  scope: null,
  path: nothing,
  query: nothing,
  body: z.strictObject({ email }),
  successes: {
    202: {
      description: 'If anybody has this mail, a link is sent to it, which is good for an hour.',
      schema: z.strictObject({}),
    },
  },
  problems: ['too-many'],
  handle: async ({ services, from, body }) => {
    const refused = await askForPassword(services, body.email, from)
    return refused === null ? json(202, {}) : tooMany(refused.wait)
  },
})

export const setNewPassword = openOperation({
  id: 'setNewPassword',
  method: 'post',
  address: '/password-reset/password',
  summary: 'Set a new password with a link',
  description: 'All sessions of the person end. The second factor stays.',
  scope: null,
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: linkToken, password: newPassword }),
  successes: passwordSet,
  problems: ['sign-in-refused', 'refused'],
  handle: async ({ services, from, body }) =>
    setByLink(await setPasswordByLink(services, body, 'password reset', from)),
})

function stepReached(tried: Tried<SignInStep>, https: boolean): Answer {
  if ('wait' in tried) return tooMany(tried.wait)
  if (!tried.ok) return refusal(tried)
  const step = tried.value
  if (step.step !== 'signed-in') return json(200, step)
  const { organization, session } = step
  const told = { step: step.step, organization, session: session.id }
  return json(200, told, setCookie(session.text, https))
}

function setByLink(set: Outcome<object>): Answer {
  return set.ok ? json(200, set.value) : refusal(set)
}

/** Rules that say that somebody is not let in; the others are about what was typed. */
const notLetIn: ReadonlySet<string> = new Set(['sign-in-refused', 'code-wrong', 'link-invalid'])

/** The answer to what a person is refused who shows a password, code or link. */
export function refusal({ problems }: Outcome<unknown> & { readonly ok: false }): Answer {
  const kind: ProblemKind = problems.every(({ rule }) => notLetIn.has(rule))
    ? 'sign-in-refused'
    : 'refused'
  return problemAnswer(kind, problems)
}
