/** The operations on persons: list, invite, let leave, help, and see what happened at the door. */
import { z } from 'zod'
import { eventKinds, listEvents } from '#server/access/events.ts'
import { mailInvitation } from '#server/access/links.ts'
import { longestMail } from '#server/access/mail-address.ts'
import {
  addHuman,
  leave,
  listPersons as readPersons,
  noteInvitation,
  personUnknown,
  readPerson,
  takeSecondFactor,
} from '#server/access/persons.ts'
import type { Doer } from '#server/access/persons.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import { identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { giveLanguage, readPreferences } from '#server/news/preferences.ts'

const moment = z.string().meta({ format: 'date-time' })
const personAnswer = z.strictObject({
  id: identifier('The number of the person.'),
  kind: z.enum(['human', 'program']),
  name: z.string(),
  email: z.string().nullable(),
  createdBy: z.string(),
  createdAt: moment,
  leftAt: moment.nullable(),
  password: z.boolean().meta({ description: 'Whether a password was set.' }),
  secondFactor: z.boolean().meta({ description: 'Whether there is an authenticator app.' }),
})
const onePerson = z.strictObject({ person: identifier('The number of the person.') })
const limitField = z
  .string()
  .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'It must be a whole number between 1 and 500.')
  .optional()
  .meta({ description: 'How many, at most 500; 100 unless said otherwise.' })

export const listPersons = operation({
  id: 'listPersons',
  method: 'get',
  address: '/persons',
  summary: 'List persons',
  scope: 'persons:read',
  path: nothing,
  query: z.strictObject({
    after: identifier('The `next` of the page before.').optional(),
    limit: limitField,
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of persons, humans and programs, in the order in which they came.',
      schema: z.strictObject({ persons: z.array(personAnswer), next: z.string().optional() }),
    },
  },
  problems: [],
  handle: async ({
    services,
    caller: { organization },
    query: { after = null, limit = '100' },
  }) => {
    const most = Number(limit)
    const found = await services.database.transaction(
      organization,
      (query) => readPersons(query, organization, { after, limit: most + 1 }),
      { mode: 'snapshot' },
    )
    const persons = found.slice(0, most)
    const next = found.length > most ? persons.at(-1)?.id : undefined
    return json(200, { persons, next })
  },
})

export const invitePerson = operation({
  id: 'invitePerson',
  method: 'post',
  address: '/persons',
  summary: 'Invite a person by mail',
  description:
    'The mail has a link to set a password, which is good once and for three days. It is written ' +
    'in your own language, which is the first one of the person, too.',
  scope: 'persons:write',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    name: text(100, 'The name of the person.'),
    email: text(longestMail, 'Where the mail goes, and the name to sign in with.'),
  }),
  successes: { 201: { description: 'The person. The mail is on its way.', schema: personAnswer } },
  problems: ['refused'],
  handle: async (call) => {
    const { services, body } = call
    const doer = doerOf(call)
    return await services.database.transaction(doer.organization, async (query) => {
      const added = await addHuman(query, doer, body)
      if (!added.ok) return problemAnswer('refused', added.problems)
      const { id: person } = added.value
      const { language } = await readPreferences(query, call.caller)
      await giveLanguage(query, { ...doer, person }, language)
      await mailInvitation(query, services.entrance, { ...doer, person })
      await noteInvitation(query, doer, person, 'by mail')
      return json(201, added.value)
    })
  },
})

export const inviteAgain = operation({
  id: 'inviteAgain',
  method: 'post',
  address: '/persons/{person}/invitation',
  summary: 'Send a person a new link to set a password',
  scope: 'persons:write',
  path: onePerson,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The person. The mail is on its way.', schema: personAnswer } },
  problems: ['refused'],
  handle: async (call) => {
    const { services, path } = call
    const doer = doerOf(call)
    const { organization } = doer
    return await services.database.transaction(organization, async (query) => {
      const found = await readPerson(query, organization, path.person)
      if (found === null) return notFound('person')
      const sent = await mailInvitation(query, services.entrance, { ...doer, person: found.id })
      if (!sent) return problemAnswer('refused', [cannotSignIn])
      await noteInvitation(query, doer, found.id, 'by mail')
      return json(200, found)
    })
  },
})

export const personLeaves = operation({
  id: 'personLeaves',
  method: 'post',
  address: '/persons/{person}/leaving',
  summary: 'Let a person leave',
  description:
    'Its sessions and keys are refused within five seconds, and its password and second factor ' +
    'are deleted. What it did stays in its name.',
  scope: 'persons:write',
  fresh: true,
  path: onePerson,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'The person.', schema: personAnswer } },
  problems: ['refused'],
  handle: async (call) => {
    const doer = doerOf(call)
    if (call.caller.person === call.path.person) return problemAnswer('refused', [notOneself])
    return await call.services.database.transaction(doer.organization, async (query) => {
      const left = await leave(query, doer, call.path.person)
      if (left.ok) return json(200, left.value)
      const isThere = left.problems.every(({ rule }) => rule !== 'person-unknown')
      return isThere ? problemAnswer('refused', left.problems) : notFound('person')
    })
  },
})

export const removeSecondFactor = operation({
  id: 'removeSecondFactor',
  method: 'post',
  address: '/persons/{person}/second-factor/removal',
  summary: 'Remove the second factor of a person who lost it',
  description:
    'Make sure by another way than mail that it is that person who asks. All its sessions end, ' +
    'it is told by mail, and its password stays.',
  scope: 'persons:write',
  fresh: true,
  path: onePerson,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'It is removed.', schema: z.strictObject({}) } },
  problems: ['refused'],
  handle: async (call) => {
    const doer = doerOf(call)
    return await call.services.database.transaction(doer.organization, async (query) => {
      const removed = await takeSecondFactor(query, doer, call.path.person)
      if (removed.ok) return json(200, {})
      const unknown = removed.problems.some(({ rule }) => rule === personUnknown.rule)
      return unknown ? notFound('person') : problemAnswer('refused', removed.problems)
    })
  },
})

const kinds = Object.entries(eventKinds)
  .map(([kind, meaning]) => `\`${kind}\` ${meaning}`)
  .join(' ')

export const listAccessEvents = operation({
  id: 'listAccessEvents',
  method: 'get',
  address: '/access-events',
  summary: 'See who signed in, who failed, and what was changed',
  description: `Events are only ever added. Their kinds: ${kinds}`,
  scope: 'persons:read',
  path: nothing,
  query: z.strictObject({
    before: identifier('The `next` of the page before.').optional(),
    person: identifier('Only what concerns this person.').optional(),
    limit: limitField,
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of events, the newest first.',
      schema: z.strictObject({
        events: z.array(
          z.strictObject({
            id: z.string(),
            at: moment,
            kind: z.string(),
            person: z.string().nullable(),
            actor: z.string().nullable().meta({ description: 'Who did it; null: a stranger.' }),
            address: z.string(),
            agent: z.string(),
            about: z.record(z.string(), z.unknown()),
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization }, query: asked }) => {
    const { before = null, person = null, limit = '100' } = asked
    const most = Number(limit)
    const found = await services.database.transaction(
      organization,
      (query) => listEvents(query, organization, { before, person, limit: most + 1 }),
      { mode: 'snapshot' },
    )
    const events = found.slice(0, most)
    const next = found.length > most ? events.at(-1)?.id : undefined
    return json(200, { events, next })
  },
})

function doerOf<Path, Query, Body>({ caller, from }: Call<Path, Query, Body>): Doer {
  const { organization, actor } = caller
  return { organization, actor, from }
}

const cannotSignIn = {
  rule: 'person-left',
  field: 'person',
  message: 'This person has left, or is a program. Only humans who are here set a password.',
}
const notOneself = {
  rule: 'own-leaving',
  field: 'person',
  message: 'You cannot let yourself leave. Ask somebody else who may.',
}
