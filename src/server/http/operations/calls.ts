/** The log of calls: what was asked with keys, and how it was answered. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import { listCalls as readCalls, statusClasses } from '#server/access/calls.ts'
import { json } from '#server/http/answer.ts'
import { day, identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'

const callAnswer = z.strictObject({
  id: identifier('The number of the call.'),
  at: z.string().meta({ format: 'date-time' }),
  key: identifier('The key that was shown.'),
  name: z.string().meta({ description: 'What the key is for.' }),
  person: identifier('Who acts with the key.'),
  personName: z.string(),
  operation: z.string(),
  method: z.enum(['get', 'post']),
  path: z.string().meta({
    description: 'Below `/api/v1`. Words and figures of the query are masked as `***`.',
  }),
  origin: z.enum(['agent', 'command line']).nullable().meta({
    description: 'Through what of ours it came; null: a program of the caller’s own.',
  }),
  status: z.int(),
  milliseconds: z.int().meta({ description: 'Until the answer was ready.' }),
  request: z.string().meta({ description: 'The `X-Request-Id` of the answer.' }),
  rules: z.array(z.string()).meta({ description: 'The rules that were broken, each once.' }),
})

export const listCalls = operation({
  id: 'listCalls',
  method: 'get',
  address: '/calls',
  summary: 'List the calls that were made with keys',
  description:
    'The newest first. A call is noted about a second after its answer, without its body; calls ' +
    'older than the days that the tidying keeps are gone. Days are those of UTC.',
  scope: 'keys:write',
  path: nothing,
  query: z.strictObject({
    key: identifier('Only those with this key.').optional(),
    operation: text(100, 'Only those of this operation: `postEntries`.').optional(),
    status: z
      .enum(statusClasses)
      .optional()
      .meta({ description: 'Only those that were done, refused, or failed by a fault of ours.' }),
    from: day('Only those from this day on.').optional(),
    to: day('Only those until this day, included.').optional(),
    before: identifier('The `next` of the page before.').optional(),
    limit: z
      .string()
      .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'It must be a whole number between 1 and 500.')
      .optional()
      .meta({ description: 'How many, at most 500; 100 unless said otherwise.' }),
  }),
  body: nothing,
  successes: {
    200: {
      description: 'A page of calls, and where the next one begins if there is one.',
      schema: z.strictObject({ calls: z.array(callAnswer), next: z.string().optional() }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization }, query: asked }) => {
    const { from = '', to = '', limit = '100', ...rest } = asked
    const most = Number(limit)
    const wanted = {
      ...rest,
      from: parseDate(from) ?? undefined,
      to: parseDate(to) ?? undefined,
      limit: most + 1,
    }
    const found = await services.database.transaction(
      organization,
      (query) => readCalls(query, organization, wanted),
      { mode: 'snapshot' },
    )
    const calls = found.slice(0, most)
    return json(200, { calls, next: found.length > most ? calls.at(-1)?.id : undefined })
  },
})
