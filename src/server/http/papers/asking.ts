/** How lists are asked for in addresses: `?state=lent&lentOn.from=2026-11-01&sort=-lentOn`. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Described } from '#kit/key.ts'
import type { Question } from '#lists/list.ts'
import { mostListed } from '#lists/list.ts'
import type { Asking, Filter } from '#lists/list-conditions.ts'
import { listedOf } from '#kit/list-fields.ts'
import type { Listed } from '#kit/list-fields.ts'
import { validated } from '#kit/validation.ts'
import { day } from '#server/http/fields.ts'
import { readJson } from '#server/http/json-body.ts'

/** The parameters of a list, as they were given. */
export type Asked = Readonly<Record<string, string | undefined>>

const longest = 8_000

/** The parameters by which lists of a description are filtered. */
export function filterSchema(of: Described): Record<string, z.ZodType<string | undefined>> {
  const fields = [...listedOf(of).values()].flatMap((listed) =>
    [...listed.field.kind.operators, ...(listed.field.optional ? (['isEmpty'] as const) : [])].map(
      (operator) => [parameterName(listed.name, operator), parameter(listed, operator)] as const,
    ),
  )
  const goodOn = of.target.dated ? { goodOn: day('Only the rows that are good on it.') } : {}
  return {
    ...Object.fromEntries(fields),
    ...Object.fromEntries(Object.entries(goodOn).map(([name, one]) => [name, one.optional()])),
    extra: z.string().max(longest).optional().meta({ description: extraSentence }),
  }
}

/** The parameters of a page of a list. */
export function pageSchema(of: Described): Record<string, z.ZodType<string | undefined>> {
  const names = [...listedOf(of).keys()].join('|')
  const fields = filterSchema(of)
  for (const name of pageNames) {
    if (Object.hasOwn(fields, name)) {
      throw new Error(`a field of the ${of.name} cannot be called ${name}: lists take that word`)
    }
  }
  return {
    ...fields,
    sort: z
      .string()
      .max(400)
      .regex(new RegExp(`^-?(${names})(,-?(${names})){0,3}$`), sortSentence)
      .optional()
      .meta({ description: `${sortMeaning} Indexed: ${indexed(of)}.` }),
    after: z
      .string()
      .max(longest)
      .optional()
      .meta({ description: 'The `next` of the page before.' }),
    limit: z
      .string()
      .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'It must be a whole number between 1 and 500.')
      .optional()
      .meta({ description: `How many, at most ${mostListed}; 50 unless said otherwise.` }),
  }
}

const pageNames = ['sort', 'after', 'limit']

/** The question of an address. Problems: of `extra`, and of lists in quotes. */
export function questionOf(asked: Asked): Outcome<Question> {
  const filters: Filter[] = []
  const { sort, after, limit = '50', extra, goodOn, ...rest } = asked
  for (const [name, written] of Object.entries(rest)) {
    if (written === undefined) continue
    const [field = '', operator = 'is'] = name.split('.')
    const filter = filterOf(field, operator, written)
    if (!filter.ok) return filter
    filters.push(filter.value)
  }
  const own = extra === undefined ? fine([]) : ownFilters(extra)
  if (!own.ok) return own
  const on = goodOn === undefined ? null : parseDate(goodOn)
  return fine({
    filters,
    own: own.value,
    sort: (sort?.split(',') ?? []).map((word) => ({
      name: word.replace(/^-/, ''),
      descending: word.startsWith('-'),
    })),
    limit: Number(limit),
    ...(on === null ? {} : { goodOn: on }),
    ...(after === undefined ? {} : { after }),
  })
}

function filterOf(name: string, operator: string, written: string): Outcome<Filter> {
  if (operator !== 'anyOf') return fine({ name, operator: asking(operator), written })
  const list = listOf(written)
  if (list !== null) return fine({ name, operator, written: list })
  const message = 'It is no list. Write A,B and a value with a comma in it as "A,B".'
  return refused({ rule: 'field-form', field: `${name}.anyOf`, message })
}

/** Filters of own fields: `{"colour":"red","size":{"from":"10"}}`. */
function ownFilters(extra: string): Outcome<Filter[]> {
  const read = readJson(Buffer.from(extra))
  const asked = read.ok ? validated(extraAsked, read.value) : read
  if (!asked.ok) {
    return refused(
      ...asked.problems.map(({ field, rule, message }) => ({
        rule,
        field: field === '' ? 'extra' : `extra.${field}`,
        message,
      })),
    )
  }
  return fine(
    Object.entries(asked.value).flatMap(([name, wish]): Filter[] =>
      typeof wish === 'object'
        ? Object.entries(wish).map(([operator, written]) => ({
            name,
            operator: asking(operator),
            written: typeof written === 'boolean' ? String(written) : written,
          }))
        : [{ name, operator: 'is', written: wish }],
    ),
  )
}

const extraValue = z.string().max(2000)
const extraAsked = z.record(
  z.string().min(1).max(40),
  z.union([
    extraValue,
    z.boolean(),
    z.strictObject({
      is: z.union([extraValue, z.boolean()]).exactOptional(),
      anyOf: z.array(extraValue).exactOptional(),
      from: extraValue.exactOptional(),
      to: extraValue.exactOptional(),
      startsWith: extraValue.exactOptional(),
      isEmpty: z.boolean().exactOptional(),
    }),
  ]),
)

/** Values with commas between them; one that has commas or quotes stands in quotes, as in CSV. */
export function listOf(written: string): string[] | null {
  const found: string[] = []
  const value = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (let end = ','; end === ',';) {
    const [, quoted, bare, behind] = value.exec(written) ?? []
    if (behind === undefined) return null
    found.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    end = behind
  }
  return found
}

function asking(operator: string): Asking {
  return askings.find((one) => one === operator) ?? 'is'
}

const askings: readonly Asking[] = ['is', 'anyOf', 'from', 'to', 'startsWith', 'isEmpty']

function parameterName(name: string, operator: Asking): string {
  return operator === 'is' ? name : `${name}.${operator}`
}

function parameter({ field }: Listed, operator: Asking): z.ZodType<string | undefined> {
  const { label, help, kind } = field
  const what = help ?? (label === undefined ? '' : `${label}.`)
  const about = [what, meanings[operator]].filter((part) => part !== '').join(' ')
  const bare = z.string().max(longest).optional()
  const told = operator === 'isEmpty' ? { enum: ['true', 'false'] } : textForm(kind.codec, operator)
  return bare.meta({ ...told, description: about })
}

const meanings: Readonly<Record<Asking, string>> = {
  is: '',
  anyOf: 'One of these, with commas between them.',
  from: 'From this on.',
  to: 'Up to this.',
  startsWith: 'It begins so.',
  isEmpty: 'Whether it is empty.',
}

/** What the text of a value looks like: its format in JSON, where that is text. */
function textForm(codec: z.ZodType, operator: Asking): object {
  if (operator === 'anyOf' || operator === 'startsWith') return {}
  const { type, format, pattern, enum: words, examples } = z.toJSONSchema(codec, { io: 'input' })
  if (type === 'boolean') return { enum: ['true', 'false'] }
  if (type === 'integer') return { pattern: String.raw`^-?\d+$` }
  return {
    ...(format === undefined ? {} : { format }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(words === undefined ? {} : { enum: words }),
    ...(examples === undefined ? {} : { examples }),
  }
}

/** The sorts that an index answers, with what leads them as filters. */
function indexed(of: Described): string {
  const sorts = of.noun === 'register' ? of.sorts.map((name) => [name]) : of.sorts
  const own = of.noun === 'register' ? [['code']] : [['id'], ...(of.number ? [['number']] : [])]
  return [...own, ...sorts].map((names) => names.join(' then ')).join('; ')
}

const extraSentence =
  'Filters of the organization’s own fields, as JSON: ' +
  '`{"colour":"red","size":{"from":"10"}}`; with is, anyOf, from, to, startsWith, isEmpty.'
const sortMeaning =
  'Fields with commas between them, each behind a minus for the last first. Fast, where the ' +
  'first of an index are filtered and the next are the sort.'
const sortSentence = 'It names at most four fields of the list, as in -postedOn,number.'
