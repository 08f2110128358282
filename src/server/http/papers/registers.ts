/** The operations on a register: its rows seen by their codes, added and changed. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import { refused } from '#base/problem.ts'
import { changeShape, sentShape } from '#kit/derive/schema.ts'
import { answerShape, extraSchema, shown } from '#kit/derive/shown.ts'
import type { Content } from '#kit/erased.ts'
import { aOrAn } from '#kit/naming.ts'
import { rowsOfCode } from '#kit/rows-of-code.ts'
import type { Register } from '#kit/register.ts'
import type { Kept, SentRow } from '#kit/registers.ts'
import { joinedName } from '#kit/spelling.ts'
import { json, notFound } from '#server/http/answer.ts'
import { day } from '#server/http/fields.ts'
import { operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { act, asSent, largestSet, membersOf } from '#server/http/papers/acting.ts'
import { previewQuery, setSchema } from '#server/http/papers/acting.ts'
import { addressOf, codeOf, isSeen, keyShape, openCounter } from '#server/http/papers/counter.ts'
import { placeOf, sightAt, whereaboutsOfRow } from '#server/http/papers/counter.ts'
import type { Placed } from '#server/http/papers/counter.ts'
import { actProblems, answerOf, rowOutcomes, toldRows } from '#server/http/papers/outcomes.ts'
import { seenVersion } from '#server/http/papers/writing.ts'
import { adding, changingRows } from '#server/papers/deeds.ts'
import type { Deed } from '#server/papers/acts.ts'

const firstDay = day('The first day on which the row is good.')

/** What is done with a register, one row or many. */
export function registering(of: Register): Operation[] {
  return [see(of), add(of), change(of)]
}

function see(of: Register): Operation {
  const { name, target } = of
  const row = z.strictObject(answerShape(of, 'whole'))
  return operation({
    id: `get${joinedName(name)}`,
    method: 'get',
    address: `${addressOf(of)}/{code}`,
    summary: `See ${aOrAn(name)}`,
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of, keyShape(of)),
    query: dayQuery(of),
    body: z.strictObject({}),
    successes: {
      200: target.dated
        ? {
            description: 'Its rows, the first of them first; with a day, the one that is good.',
            schema: z.strictObject({ rows: z.array(row) }),
          }
        : { description: `The ${name}.`, schema: row },
    },
    problems: [],
    handle: async (call) => {
      const found = await find(call, of, call.query['goodOn'] ?? null)
      const [first] = found
      if (first === undefined) return notFound('row')
      return json(200, target.dated ? { rows: found.map(({ json: one }) => one) } : first.json)
    },
  })
}

function dayQuery({ target }: Register): z.ZodType<Readonly<Record<string, string | undefined>>> {
  const shape: Record<string, z.ZodType<string | undefined>> = target.dated
    ? { goodOn: day('Only the row that is good on it.').optional() }
    : {}
  return z.strictObject(shape)
}

function add(of: Register): Operation {
  const id = `add${joinedName(of.plural)}`
  const member = z.strictObject({
    ...rowShape(of),
    ...sentShape(of),
    extra: extraSchema.optional(),
  })
  return writes(of, {
    id,
    tail: '',
    member,
    deed: adding(of),
    status: 201,
    summary: `Add ${of.plural}`,
    done: 'All are added.',
  })
}

function change(of: Register): Operation {
  const id = `change${joinedName(of.plural)}`
  const own = { version: seenVersion, ...changeShape(of.fields), extra: extraSchema.optional() }
  return writes(of, {
    id,
    tail: '/changes',
    member: z.strictObject({ ...rowShape(of), ...own }),
    deed: changingRows(of),
    status: 200,
    summary: `Change ${of.plural}`,
    done: 'All are changed.',
  })
}

interface Writing {
  readonly id: string
  readonly tail: string
  readonly member: z.ZodType
  readonly deed: Deed<SentRow, Kept>
  readonly status: 200 | 201
  readonly summary: string
  readonly done: string
}

function writes(
  of: Register,
  { id, tail, member, deed, status, summary, done }: Writing,
): Operation {
  const schema = setSchema('rows', member)
  return operation({
    id,
    method: 'post',
    address: `${addressOf(of)}${tail}`,
    summary,
    description: 'A row is never thrown away; what it was is kept.',
    tag: of.plural,
    scope: 'papers:write',
    path: placeOf(of),
    query: previewQuery,
    body: schema,
    check: asSent(schema),
    keyed: true,
    largestBody: largestSet,
    successes: rowOutcomes(of, status, done),
    problems: actProblems,
    handle: (call) => {
      const sent = membersOf('rows', call.body)
      const keys = sent.map((one) => keyOf(one))
      return act(call, of, {
        id,
        deed,
        members: (actor) =>
          sent.map(({ code: _code, goodFrom: _from, version, ...values }, at) => ({
            code: '',
            ...keys[at],
            values,
            actor,
            ...(typeof version === 'number' ? { version } : {}),
          })),
        answer: (results) =>
          answerOf('rows', toldRows(keys, results), status === 201 ? { location: null } : null),
        told: (result, tell) => (result.ok ? result : refused(...tell(result.problems))),
        previewed: (results) => ({ rows: toldRows(keys, results).map((one) => one.json) }),
      })
    },
  })
}

function rowShape({ name, target }: Register): Record<string, z.ZodType> {
  return { code: codeOf(name), ...(target.dated ? { goodFrom: firstDay } : {}) }
}

function keyOf(sent: Record<string, unknown>): {
  readonly code: string
  readonly goodFrom?: string
} {
  const { code: written, goodFrom } = sent
  return {
    code: String(written),
    ...(typeof goodFrom === 'string' ? { goodFrom } : {}),
  }
}

interface Found {
  readonly json: Content
}

/** The rows of a code that are there for the one who asks. */
async function find(
  call: Call<Placed, unknown, unknown>,
  of: Register,
  goodOn: string | null,
): Promise<Found[]> {
  const counter = await openCounter(call, of)
  const sight = counter === null ? null : sightAt(call, counter, of)
  if (counter === null || sight === null) return []
  const { desk, company } = counter
  const on = goodOn === null ? null : parseDate(goodOn)
  const rows = await call.services.database.transaction(
    desk.organization,
    (query) => rowsOfCode(query, of, desk, call.path['code'] ?? '', on),
    { mode: 'snapshot' },
  )
  return rows.flatMap((row) => {
    const where = whereaboutsOfRow(company?.code ?? null, String(row['madeBy']))
    return isSeen(sight, where) ? [{ json: shown(of, row, sight.at(where)) }] : []
  })
}
