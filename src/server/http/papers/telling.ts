/** The operation that tells what happened to a paper or a row: acts, comments and files. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import type { Instant } from '#base/date.ts'
import { sealsOf } from '#records/seals-of.ts'
import { timelineSheet } from '#records/timeline-sheet.ts'
import { happeningKinds, timelineOf } from '#records/timeline.ts'
import type { Timeline, TimelineFilter } from '#records/timeline.ts'
import { json, notFound, oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import type { Placed } from '#server/http/papers/counter.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { fileAnswer, tableTypes } from '#server/http/papers/file-answer.ts'
import { openTopic, topicAddress, topicName, topicPath } from '#server/http/papers/topics.ts'
import type { TopicCounter, Whole } from '#server/http/papers/topics.ts'

const happened = {
  at: z.string().meta({ format: 'date-time' }),
  person: z.string(),
  name: z.string().meta({ description: 'The name under which it was done.' }),
  version: z.int(),
}

const act = z.strictObject({
  what: z.literal('act'),
  ...happened,
  verb: z.string(),
  changes: z.array(
    z.strictObject({
      field: z.string().meta({ description: 'lentTo, books[2].title, extra.colour.' }),
      label: z.string(),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
    }),
  ),
  moreChanges: z.int().meta({ description: 'How many there are beyond those.' }),
  entries: z.array(identifier('An entry that it recorded.')),
  origin: z.string().nullable().meta({ description: 'From where: screen, API key, agent, …' }),
})

const comment = z.strictObject({
  what: z.literal('comment'),
  ...happened,
  comment: identifier('The comment.'),
  text: z.string().nullable().meta({ description: 'null where it is withdrawn.' }),
  mentions: z.array(identifier('A person who is named.')),
  changedAt: z.string().nullable().meta({ format: 'date-time' }),
})

const file = z.strictObject({
  what: z.enum(['added', 'replaced', 'withdrawn']),
  ...happened,
  attachment: identifier('The attachment.'),
  fileName: z.string(),
  mediaType: z.string(),
  category: z.string().nullable(),
  size: z.int().nullable().meta({ description: 'Bytes; null where it was withdrawn.' }),
})

const approval = z.strictObject({
  what: z.literal('approval'),
  ...happened,
  verb: z.string(),
  decision: z.enum(['approve', 'reject', 'hand over']),
  standingFor: z.string().nullable().meta({ description: 'In whose place, or to whom, by name.' }),
  comment: z.string().nullable(),
})

const day = z
  .string()
  .refine((text) => parseDate(text) !== null, 'Write a day as 2026-11-22.')
  .optional()

const filterQuery = {
  person: z.string().max(100).optional().meta({ description: 'Only what this person did.' }),
  what: z.enum(happeningKinds).optional().meta({ description: 'Only what is of this kind.' }),
  from: day.meta({ description: 'From this day on, where the company is.' }),
  until: day.meta({ description: 'Until the end of this day.' }),
}

const task = z.strictObject({
  what: z.literal('task'),
  ...happened,
  task: identifier('The task.'),
  text: z.string(),
  assigneeName: z.string().meta({ description: 'Who is to do it.' }),
  dueOn: z.string().nullable().meta({ format: 'date' }),
  isDone: z.boolean().meta({ description: 'Whether this is that it was done.' }),
})

const pageQuery = z.strictObject({
  ...filterQuery,
  after: z.string().max(8_000).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'It must be a whole number between 1 and 100.')
    .optional()
    .meta({ description: 'How many, at most 100; 50 unless said otherwise.' }),
})

/** What happened, page by page; and of what is of a company, whether its entries are sealed. */
export function telling(whole: Whole): Operation[] {
  const seals = whole === 'company' ? [checkSeals(whole)] : []
  return [timeline(whole), exportTimeline(whole), ...seals]
}

function timeline(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'getTimeline'),
    method: 'get',
    address: `${topicAddress(whole)}/timeline`,
    summary: 'See what happened to it',
    description:
      'Acts with what they changed field by field and from where they came, comments, files, ' +
      'tasks, and what approvers decided; the newest first. Of fields that you may not see it is ' +
      'told that they changed, and no values.',
    tag: 'timeline',
    scope: 'papers:read',
    path: topicPath(whole),
    query: pageQuery,
    body: nothing,
    successes: {
      200: {
        description: 'A page, and where the next, older one begins if there is one.',
        schema: z.strictObject({
          happenings: z.array(z.union([act, comment, file, task, approval])),
          next: z.string().optional(),
        }),
      },
    },
    problems: [],
    handle: (call) => pageOf(call, whole),
  })
}

async function pageOf(
  call: Call<Placed, z.infer<typeof pageQuery>, unknown>,
  whole: Whole,
): Promise<Answer> {
  const topic = await openTopic(call, whole)
  if (topic === null) return notFound('paper')
  const { desk, of, reader, key } = topic
  const { after, limit = '50', ...asked } = call.query
  const only = filterOf(asked, topic)
  const look = (behind: { readonly after?: string }): Promise<Timeline | null> =>
    call.services.database.transaction(
      desk.organization,
      (query) =>
        timelineOf({ ...desk, query }, of, reader, key, {
          limit: Number(limit),
          only,
          ...behind,
        }),
      { mode: 'snapshot' },
    )
  const found = await look(after === undefined ? {} : { after })
  if (found === null) {
    // Whether it is there is told by its first page alone.
    return after === undefined || (await look({})) === null ? notFound('paper') : cursorOther
  }
  const { happenings, next } = found
  return json(200, { happenings, ...(next === null ? {} : { next }) })
}

function exportTimeline(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'exportTimeline'),
    method: 'get',
    address: `${topicAddress(whole)}/timeline/export`,
    summary: 'Take what happened to it out as a file',
    description: 'All of it that the filter leaves, as CSV, the newest first.',
    tag: 'timeline',
    scope: 'papers:read',
    path: topicPath(whole),
    query: z.strictObject(filterQuery),
    body: nothing,
    successes: {
      200: { description: 'The file.', schema: nothing, otherTypes: [tableTypes.csv] },
    },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const { desk, of, reader, key } = topic
      const only = filterOf(call.query, topic)
      const wish = { of, reader, key, only }
      const first = await call.services.database.transaction(
        desk.organization,
        (query) => timelineOf({ ...desk, query }, of, reader, key, { limit: 1, only }),
        { mode: 'snapshot' },
      )
      if (first === null) return notFound('paper')
      return fileAnswer(call.services, desk.organization, {
        name: ['timeline', of.name, key].join(' '),
        format: 'csv',
        sheet: (query) => timelineSheet({ ...desk, query }, wish),
      })
    },
  })
}

const checkedAnswer = z.strictObject({
  entries: z.array(
    z.strictObject({
      entry: identifier('The entry.'),
      state: z.enum(['sealed', 'waiting', 'changed', 'seal broken']),
      seal: z.int().nullable(),
      sealedAt: z.string().nullable().meta({ format: 'date-time' }),
    }),
  ),
  sealedUntil: z.string().nullable().meta({ format: 'date-time' }),
  seals: z.int().meta({ description: 'So many seals were looked at, up to the last.' }),
  brokenSeal: z.int().nullable().meta({ description: 'The first that is not what it was.' }),
})

function checkSeals(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'checkSeals'),
    method: 'get',
    address: `${topicAddress(whole)}/seals`,
    summary: 'Check that its entries are what was sealed',
    description:
      'The hash of each entry that it recorded is made anew and compared with the one under its ' +
      'seal, and the chain of seals is followed from there to the last.',
    tag: 'timeline',
    scope: 'papers:read',
    path: topicPath(whole),
    query: nothing,
    body: nothing,
    successes: { 200: { description: 'What was found.', schema: checkedAnswer } },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null || topic.of.noun !== 'document') return notFound('paper')
      const { desk, of, reader, key } = topic
      const found = await call.services.database.transaction(
        desk.organization,
        (query) => sealsOf({ ...desk, query }, of, reader, key),
        { mode: 'snapshot' },
      )
      return found === null ? notFound('paper') : json(200, found)
    },
  })
}

interface Asked {
  readonly person?: string | undefined
  readonly what?: TimelineFilter['what'] | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** What of all is asked for; days are those of the company, or of UTC where there is none. */
function filterOf({ person, what, from, until }: Asked, { company }: TopicCounter): TimelineFilter {
  const zone = company?.timeZone ?? 'UTC'
  const begins = (text: string | undefined, days: number): Instant | null => {
    const on = text === undefined ? null : parseDate(text)
    return on === null ? null : on.add({ days }).toZonedDateTime(zone).toInstant()
  }
  return {
    person: person ?? null,
    what: what ?? null,
    from: begins(from, 0),
    until: begins(until, 1),
  }
}

const cursorOther = oneProblem(
  'invalid-request',
  'cursor-other',
  'It is not what “next” of a page of this timeline said. Begin at the first page.',
  'after',
)
