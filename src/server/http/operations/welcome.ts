/** Coming in by the link of the terminal, and beginning a new organization from there. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import { openWelcome, wasWelcomed } from '#server/access/welcome.ts'
import { longest as longestPassword } from '#server/access/password-rules.ts'
import { longestMail } from '#server/access/mail-address.ts'
import { roles } from '#departments/roles.ts'
import { taxedCountries } from '#server/first-rows.ts'
import { found, soleConflicts, soleRoles } from '#server/founding.ts'
import { json, oneProblem } from '#server/http/answer.ts'
import { setCookie } from '#server/http/cookie.ts'
import { companyCode, day, identifier, text } from '#server/http/fields.ts'
import { nothing, openOperation, operation } from '#server/http/operation.ts'
import { refusal } from '#server/http/operations/sign-in.ts'

export const welcome = openOperation({
  id: 'welcome',
  method: 'post',
  address: '/welcome',
  summary: 'Come in with the link that the terminal told',
  description:
    'Opens a session in the example company, once: the link is used up. It has no password.',
  scope: null,
  path: nothing,
  query: nothing,
  body: z.strictObject({ token: text(200, 'What stands behind the # in the link.') }),
  successes: {
    200: {
      description: 'The session is in a cookie.',
      schema: z.strictObject({
        organization: identifier('The organization of the example.'),
        session: identifier('The number of the session.'),
      }),
    },
  },
  problems: ['sign-in-refused'],
  handle: async ({ services, from, body }) => {
    const opened = await openWelcome(services, body.token, from)
    if (!opened.ok) return refusal(opened)
    const { organization, session } = opened.value
    return json(200, { organization, session: session.id }, setCookie(session.text, from.https))
  },
})

export const organizationForm = operation({
  id: 'organizationForm',
  method: 'get',
  address: '/organizations/form',
  tag: 'organizations',
  summary: 'See what a new organization begins with',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'What comes with it, and what its owner answers for alone.',
      schema: z.strictObject({
        allowed: z.boolean().meta({ description: 'Whether the caller came by the link.' }),
        taxedCountries: z.array(z.string()),
        roles: z.array(z.strictObject({ role: z.string(), meaning: z.string() })),
        exceptions: z.array(z.strictObject({ rule: z.string(), sentence: z.string() })),
      }),
    },
  },
  problems: [],
  handle: async ({ caller }) =>
    json(200, {
      allowed: wasWelcomed(caller),
      taxedCountries,
      roles: soleRoles.map((role) => ({ role, meaning: roles.get(role)?.meaning ?? '' })),
      exceptions: soleConflicts.map(({ id: rule, sentence }) => ({ rule, sentence })),
    }),
})

const form = z.strictObject({
  organization: text(200, 'The name of the organization.'),
  company: text(200, 'The name of its first company.'),
  country: z.string().regex(/^[A-Z]{2}$/, 'Write the country as two large letters: GB.'),
  currency: text(3, 'The currency in which it keeps its books.'),
  timeZone: z.string().max(60).refine(isTimeZone, 'It is no time zone. Write it as Europe/London.'),
  yearStarts: day('The first day of the first fiscal year.'),
  name: text(100, 'The name of the owner.'),
  email: text(longestMail, 'The mail of the owner, to sign in with.'),
  password: text(longestPassword * 8, 'The password of the owner.'),
  acknowledged: z.array(text(20, 'The number of a rule.')).max(50),
  review: text(500, 'Who looks at it instead of a second person, and how often.'),
})

export const createOrganization = operation({
  id: 'createOrganization',
  method: 'post',
  address: '/organizations',
  summary: 'Begin a new organization with its first company',
  description: 'Only who came in with the link of the terminal does; then the owner is signed in.',
  scope: 'own-session',
  path: nothing,
  query: nothing,
  body: form,
  successes: {
    201: {
      description: 'The organization; the session of its owner is in a cookie.',
      schema: z.strictObject({
        organization: identifier('The organization.'),
        company: companyCode,
      }),
    },
  },
  problems: ['refused', 'scope-missing'],
  handle: async ({ services, caller, from, body }) => {
    if (!wasWelcomed(caller)) {
      const message =
        'Only who came in with the link that the server tells at its start begins an ' +
        'organization here. On the machine itself, “backstay init” does the same.'
      return oneProblem('scope-missing', 'welcome-missing', message)
    }
    const yearStarts = parseDate(body.yearStarts)
    if (yearStarts === null) throw new Error('A day was checked that is none.')
    const made = await found(services, { ...body, yearStarts }, from)
    if (!made.ok) return refusal(made)
    const { organization, company, session } = made.value
    return json(201, { organization, company }, setCookie(session.text, from.https))
  },
})

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
