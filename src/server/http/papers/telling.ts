/** The operation that tells what happened to a paper or a row: acts, comments and files. */
import { z } from 'zod'
import { timelineOf } from '#records/timeline.ts'
import type { Timeline } from '#records/timeline.ts'
import { json, notFound, oneProblem } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { openTopic, topicAddress, topicName, topicPath } from '#server/http/papers/topics.ts'
import type { Whole } from '#server/http/papers/topics.ts'

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
  after: z.string().max(8_000).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'It must be a whole number between 1 and 100.')
    .optional()
    .meta({ description: 'How many, at most 100; 50 unless said otherwise.' }),
})

/** What happened, page by page. */
export function telling(whole: Whole): Operation[] {
  return [timeline(whole)]
}

function timeline(whole: Whole): Operation {
  return operation({
    id: topicName(whole, 'getTimeline'),
    method: 'get',
    address: `${topicAddress(whole)}/timeline`,
    summary: 'See what happened to it',
    description:
      'Acts with what they changed field by field, comments, files and tasks; the newest first. ' +
      'Of fields that you may not see it is told that they changed, and no values.',
    tag: 'timeline',
    scope: 'papers:read',
    path: topicPath(whole),
    query: pageQuery,
    body: nothing,
    successes: {
      200: {
        description: 'A page, and where the next, older one begins if there is one.',
        schema: z.strictObject({
          happenings: z.array(z.union([act, comment, file, task])),
          next: z.string().optional(),
        }),
      },
    },
    problems: [],
    handle: async (call) => {
      const topic = await openTopic(call, whole)
      if (topic === null) return notFound('paper')
      const { desk, of, reader, key } = topic
      const { after, limit = '50' } = call.query
      const look = (behind: { readonly after?: string }): Promise<Timeline | null> =>
        call.services.database.transaction(
          desk.organization,
          (query) =>
            timelineOf({ ...desk, query }, of, reader, key, { limit: Number(limit), ...behind }),
          { mode: 'snapshot' },
        )
      const found = await look(after === undefined ? {} : { after })
      if (found === null) {
        // Whether it is there is told by its first page alone.
        return after === undefined || (await look({})) === null ? notFound('paper') : cursorOther
      }
      const { happenings, next } = found
      return json(200, { happenings, ...(next === null ? {} : { next }) })
    },
  })
}

const cursorOther = oneProblem(
  'invalid-request',
  'cursor-other',
  'It is not what “next” of a page of this timeline said. Begin at the first page.',
  'after',
)
