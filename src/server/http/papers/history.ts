/** The operation that tells what happened to a paper or a row of a register. */
import { z } from 'zod'
import type { Described } from '#kit/key.ts'
import { aOrAn } from '#kit/naming.ts'
import { joinedName } from '#kit/spelling.ts'
import { timelineOf } from '#records/timeline.ts'
import { json, notFound, oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { day, identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { addressOf, keyShape, openCounter, placeOf, sightAt } from '#server/http/papers/counter.ts'
import type { Placed } from '#server/http/papers/counter.ts'

type Asked = Readonly<Record<string, string | undefined>>

/** Who did what with a paper or row, what was said about it, which files came and went. */
export function history(of: Described): Operation {
  const { name, noun, target } = of
  const page: Record<string, z.ZodType<string | undefined>> = {
    after: z.string().max(200).optional().meta({ description: 'The `next` of the page before.' }),
    limit: z
      .string()
      .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'It must be a whole number between 1 and 500.')
      .optional()
      .meta({ description: 'How many, at most 500; 50 unless said otherwise.' }),
  }
  // Each row of a dated register has a history of its own.
  const asked = target.dated ? { goodFrom: day('The first day of the row.'), ...page } : page
  return operation({
    id: `get${joinedName(name)}History`,
    method: 'get',
    address: `${addressOf(of)}/{${noun === 'document' ? 'id' : 'code'}}/history`,
    summary: `See what happened to ${aOrAn(name)}`,
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of, keyShape(of)),
    query: z.strictObject(asked),
    body: nothing,
    successes: {
      200: {
        description:
          'Who did what and when, what was said and which files came, the newest first. Of a ' +
          'field that may not be seen it is told only that it became different.',
        schema: z.strictObject({
          happenings: z.array(z.union([actAnswer, commentAnswer, fileAnswer])),
          next: z.string().optional(),
        }),
      },
    },
    problems: [],
    handle: (call) => tell(call, of),
  })
}

const happened = {
  at: z.string().meta({ format: 'date-time' }),
  person: z.string(),
  name: z.string().meta({ description: 'The name under which it was done.' }),
  version: z.int(),
}

const actAnswer = z.strictObject({
  what: z.literal('act'),
  ...happened,
  verb: z.string(),
  changes: z.array(
    z.strictObject({
      field: z.string().meta({ examples: ['lines[2].item'] }),
      label: z.string(),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
    }),
  ),
  moreChanges: z.int().meta({ description: 'How many changes there are beyond those told.' }),
  entries: z.array(identifier('An entry that it recorded.')),
})

const commentAnswer = z.strictObject({
  what: z.literal('comment'),
  ...happened,
  comment: identifier('The comment.'),
  text: z.string().nullable().meta({ description: 'null: it is withdrawn.' }),
  mentions: z.array(z.string()),
  changedAt: z.string().nullable(),
})

const fileAnswer = z.strictObject({
  what: z.enum(['added', 'replaced', 'withdrawn']),
  ...happened,
  attachment: identifier('The attachment.'),
  fileName: z.string(),
  mediaType: z.string(),
  category: z.string().nullable(),
  size: z.int().nullable().meta({ description: 'Bytes; null where it was withdrawn.' }),
})

async function tell(call: Call<Placed, Asked, unknown>, of: Described): Promise<Answer> {
  const missing = notFound(of.noun === 'document' ? 'paper' : 'row')
  const counter = await openCounter(call, of)
  const sight = counter === null ? null : sightAt(call, counter, of)
  if (counter === null || sight === null) return missing
  const { desk } = counter
  const { after, goodFrom, limit = '50' } = call.query
  const own = call.path['id'] ?? call.path['code'] ?? ''
  const key = goodFrom === undefined ? own : `${own} ${goodFrom}`
  const look = (behind?: string) =>
    call.services.database.transaction(
      desk.organization,
      (query) =>
        timelineOf({ ...desk, query }, of, { sight }, key, {
          limit: Number(limit),
          ...(behind === undefined ? {} : { after: behind }),
        }),
      { mode: 'snapshot' },
    )
  const found = await look(after)
  if (found === null) {
    // Whether it is there is told by its first page alone.
    if (after === undefined || (await look()) === null) return missing
    const message = 'It is not what “next” of a page of this history said. Begin at the first page.'
    return oneProblem('invalid-request', 'cursor-other', message, 'after')
  }
  const { next, happenings } = found
  return json(200, {
    happenings,
    ...(next === null ? {} : { next }),
  })
}
