/** The operations on one’s own news: what others did that concerns one, read and unread. */
import { z } from 'zod'
import { json } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Services } from '#server/http/operation.ts'
import { mostInSet } from '#server/http/operations/sets.ts'
import { today } from '#server/http/today.ts'
import type { Sights } from '#server/news/eyes.ts'
import { ownTasks } from '#server/news/own-tasks.ts'
import { countUnread, listNews, markNews } from '#server/news/reading.ts'
import type { ReadNews } from '#server/news/reading.ts'
import { newsKinds } from '#server/news/wishes.ts'

const paperAnswer = z.strictObject({
  company: z.string().nullable().meta({ description: 'null where companies have it in common.' }),
  kind: z.string(),
  key: z.string(),
  number: z.string().nullable(),
})

const newsAnswer = z.strictObject({
  id: identifier('The number of the news.'),
  what: z.enum(newsKinds.filter((kind) => kind !== 'request')),
  at: z.string().meta({ format: 'date-time' }),
  by: z.string().meta({ description: 'Who did it.' }),
  isRead: z.boolean(),
  paper: paperAnswer
    .nullable()
    .meta({ description: 'null where you may not read it: being named gives no right to.' }),
  about: identifier('The comment, the request, the task or the job.').nullable(),
  text: z.string().nullable().meta({ description: 'What is said, to whoever may read it.' }),
  state: z
    .string()
    .nullable()
    .meta({
      description:
        'approved or rejected of a decision, open or done of a task, withdrawn; of work how its ' +
        'job stands, partly where some of it was refused.',
    }),
})
const unread = z.int().meta({ description: 'How many are unread.' })

export const listOwnNews = operation({
  id: 'listNews',
  method: 'get',
  address: '/me/news',
  summary: 'List your own news',
  description:
    'What others did that concerns you, the newest first. Requests that wait for your decision ' +
    'stand in `/approval-requests`.',
  tag: 'news',
  scope: 'papers:read',
  path: nothing,
  query: z.strictObject({
    after: identifier('The `next` of the page before.').optional(),
    limit: z
      .string()
      .regex(/^([1-9]\d?|100)$/, 'It must be a whole number between 1 and 100.')
      .optional()
      .meta({ description: 'How many, at most 100; 50 unless said otherwise.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page, how many are unread in all, and where the next, older page begins.',
      schema: z.strictObject({
        news: z.array(newsAnswer),
        unread,
        next: z.string().optional(),
      }),
    },
  },
  problems: [],
  handle: async ({ services, caller, query: { after = null, limit = '50' } }) => {
    const { organization, person } = caller
    const most = Number(limit)
    const page = { before: after, limit: most + 1 }
    const sights = sightsOf(services, organization)
    const { found, count } = await services.database.transaction(
      organization,
      async (query) => ({
        found: await listNews(query, sights, person, page),
        count: await countUnread(query, caller),
      }),
      { mode: 'snapshot' },
    )
    const news = found.slice(0, most)
    const next = found.length > most ? news.at(-1)?.id : undefined
    return json(200, { news: news.map(told), unread: count, next })
  },
})

const numbers = (what: z.ZodType<string>) =>
  z.array(what).max(mostInSet, `Name at most ${mostInSet} at once.`)

export const markOwnNews = operation({
  id: 'markNews',
  method: 'post',
  address: '/me/news/readings',
  summary: 'Mark your own news as read or unread',
  description: 'It is the same on every device. What was read is not told by mail any more.',
  tag: 'news',
  scope: 'papers:read',
  path: nothing,
  query: nothing,
  body: z.strictObject({
    isRead: z.boolean(),
    news: numbers(identifier('The number of news.')).exactOptional(),
    requests: numbers(identifier('A request for approval that news tells of.')).exactOptional(),
    upTo: identifier('The newest that was seen: it, and all before it.').exactOptional(),
  }),
  successes: { 200: { description: 'They are marked.', schema: z.strictObject({ unread }) } },
  problems: [],
  handle: async ({ services, caller, body }) => {
    const { isRead, news = [], requests = [], upTo } = body
    const meant = { ids: news, requests, ...(upTo === undefined ? {} : { upTo }) }
    const count = await services.database.transaction(caller.organization, async (query) => {
      await markNews(query, caller, meant, isRead)
      return await countUnread(query, caller)
    })
    return json(200, { unread: count })
  },
})

const ownTask = z.strictObject({
  task: identifier('The task.'),
  version: z.int(),
  text: z.string(),
  dueOn: z.string().nullable().meta({ format: 'date', description: 'The last day for it.' }),
  by: z.string().meta({ description: 'Who gave it.' }),
  paper: paperAnswer,
})

export const listOwnTasks = operation({
  id: 'listOwnTasks',
  method: 'get',
  address: '/me/tasks',
  summary: 'List what you are to do',
  description: 'Open tasks on what you may read, what is due first before the others.',
  tag: 'tasks',
  scope: 'papers:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'At most two hundred.',
      schema: z.strictObject({ tasks: z.array(ownTask) }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization, person } }) => {
    const sights = sightsOf(services, organization)
    const found = await services.database.transaction(
      organization,
      (query) => ownTasks(query, sights, person),
      { mode: 'snapshot' },
    )
    const tasks = found.map(({ id: task, version, text, dueOn, by, company, ...rest }) => {
      const { kind, key, number } = rest
      const paperOf = { company: company === '' ? null : company, kind, key, number }
      return { task, version, text, dueOn, by, paper: paperOf }
    })
    return json(200, { tasks })
  },
})

function sightsOf(services: Services, organization: string): Sights {
  const { catalogue, permissions } = services
  return { organization, catalogue, permissions, today: today(services) }
}

/** News without its paper where the person may not read that. */
function told({ id, what, at, by, isRead, company, kind, key, about, content }: ReadNews): object {
  const said = { id, what, at, by, isRead }
  if (content === null) return { ...said, paper: null, about: null, text: null, state: null }
  const { number, text, state } = content
  const paper = { company: company === '' ? null : company, kind, key, number }
  return { ...said, paper, about, text, state }
}
