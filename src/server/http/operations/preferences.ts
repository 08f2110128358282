/** The operations on one’s own preferences: the language, the time zone, which news by mail. */
import { z } from 'zod'
import { json, problemAnswer } from '#server/http/answer.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { changePreferences, languages, readPreferences } from '#server/news/preferences.ts'
import { mailWishes } from '#server/news/wishes.ts'

const language = z.enum(languages).nullable().meta({
  description: 'Of screens and letters; null: as the device says, and letters in English.',
})
const timeZone = z
  .string()
  .max(64)
  .nullable()
  .meta({
    description:
      'An IANA name, such as Europe/Berlin; null: as the device says. Moments are told in it; ' +
      'days of the books are the same everywhere.',
  })
const wish = z.enum(mailWishes)
const wishes = {
  mention: wish.meta({ description: 'Somebody names you in a comment.' }),
  question: wish.meta({ description: 'Somebody asks about what you asked approval for.' }),
  task: wish.meta({ description: 'Somebody gives you a task.' }),
  request: wish.meta({ description: 'A request waits for your decision.' }),
  overdue: wish.meta({
    description: 'A request waits for your decision longer than its policy allows.',
  }),
  decision: wish.meta({ description: 'What you asked approval for is approved or refused.' }),
  work: wish.meta({ description: 'What you asked the server to do is over, or stands still.' }),
  comment: wish.meta({
    description: 'Somebody comments on what you wrote, commented on or follow.',
  }),
}
const changesSeen = z.int().min(0).max(1_000_000).meta({
  description: 'The number of the newest change of the screens that you saw; 0 for none.',
})
const answer = z.strictObject({
  language,
  timeZone,
  mails: z.strictObject(wishes).meta({ description: 'How each kind of news comes by mail.' }),
  changesSeen,
})

export const getPreferences = operation({
  id: 'getPreferences',
  method: 'get',
  address: '/me/preferences',
  summary: 'See your own preferences',
  tag: 'preferences',
  scope: 'papers:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: { description: 'The preferences, the usual ones among them.', schema: answer },
  },
  problems: [],
  handle: async ({ services, caller }) => {
    const found = await services.database.transaction(
      caller.organization,
      (query) => readPreferences(query, caller),
      { mode: 'snapshot' },
    )
    return json(200, found)
  },
})

export const setPreferences = operation({
  id: 'setPreferences',
  method: 'post',
  address: '/me/preferences',
  summary: 'Change your own preferences',
  description: 'What is left out stays as it is.',
  tag: 'preferences',
  scope: 'papers:read',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    language: language.exactOptional(),
    timeZone: timeZone.exactOptional(),
    changesSeen: changesSeen.exactOptional(),
    mails: z
      .strictObject({
        mention: wishes.mention.exactOptional(),
        question: wishes.question.exactOptional(),
        task: wishes.task.exactOptional(),
        request: wishes.request.exactOptional(),
        overdue: wishes.overdue.exactOptional(),
        decision: wishes.decision.exactOptional(),
        work: wishes.work.exactOptional(),
        comment: wishes.comment.exactOptional(),
      })
      .exactOptional(),
  }),
  successes: { 200: { description: 'The preferences as they are now.', schema: answer } },
  problems: ['refused'],
  handle: async ({ services, caller, body }) => {
    const changed = await services.database.transaction(caller.organization, (query) =>
      changePreferences(query, caller, body),
    )
    return changed.ok ? json(200, changed.value) : problemAnswer('refused', changed.problems)
  },
})
