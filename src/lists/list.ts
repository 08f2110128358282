/**
 * Lists of a description: filtered, sorted, and read page by page from behind the last row. Every
 * name in the SQL comes from the description; what somebody asks for is a parameter or refused.
 */
import { hash } from 'node:crypto'
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Statement } from '#base/query.ts'
import { column } from '#kit/columns.ts'
import { readCursor, writeCursor } from '#lists/cursor.ts'
import { plainFields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { conditionsOf, fieldUnknown, ownConditionsOf } from '#lists/list-conditions.ts'
import type { Condition, Filter } from '#lists/list-conditions.ts'
import { listedOf } from '#kit/list-fields.ts'
import type { Listed } from '#kit/list-fields.ts'
import { behind, cursorTexts, orderOf, orderText } from '#lists/list-order.ts'
import type { Order, Ordered, Sorting } from '#lists/list-order.ts'
import type { OwnKind } from '#kit/own-fields.ts'
import { Parameters } from '#kit/parameters.ts'
import { narrowed } from '#kit/sight.ts'
import type { Sight } from '#kit/sight.ts'
import { columnName } from '#kit/spelling.ts'
import type { Place } from '#kit/store.ts'

/** What is asked of a list. */
export interface Question {
  readonly filters: readonly Filter[]
  /** Filters of the organization's own fields, by their codes. */
  readonly own: readonly Filter[]
  readonly sort: readonly Sorting[]
  /** Of a dated register: only the rows that are good on this day, one of each code. */
  readonly goodOn?: PlainDate
  /** The cursor of the page before. */
  readonly after?: string
  /** How many rows a page has, at most 500. */
  readonly limit: number
}

/** A row of a page: its JSON as text, and where it belongs. */
export interface ListRow {
  readonly json: string
  readonly madeBy: string
  readonly site: string | null
  readonly department: string | null
}

/** A list that can be asked of the database. */
export interface List {
  /** Whether indexes answer it, however many papers there are. */
  readonly isIndexed: boolean
  /** The rows of the page, and more than it holds where there are any. */
  readonly rows: Statement
  /** How many there are, counted up to `mostCounted` + 1. */
  readonly count: Statement
  /** The cursor behind a row of the page. */
  readonly next: (row: ListRow) => string
}

/** Rows are counted one by one up to here. */
export const mostCounted = 10_000
/** A page has so many rows at most. */
export const mostListed = 500
const mostSorts = 4

/**
 * Compiles a question. Problems: those of `conditionsOf`, `sort-many`, `cursor-other`,
 * `page-large`.
 */
export function compileList(
  of: Described,
  place: Place,
  sight: Sight,
  own: ReadonlyMap<string, OwnKind>,
  question: Question,
): Outcome<List> {
  const listed = readable(of, sight)
  const seen = seenOnly(of, sight)
  const conditions = conditionsOf(question.filters, listed)
  const ownConditions = ownConditionsOf(question.own, own)
  const sort = sortOf(question.sort, listed)
  const problems = [
    ...[conditions, ownConditions, sort].flatMap((one) => (one.ok ? [] : one.problems)),
    ...(question.limit < 1 || question.limit > mostListed ? [pageLarge] : []),
  ]
  if (!conditions.ok || !ownConditions.ok || !sort.ok || problems.length > 0) {
    return refused(...problems)
  }
  const good = question.goodOn === undefined ? [] : [goodOn(of, question.goodOn)]
  const all = [...conditions.value, ...ownConditions.value, ...seen, ...good]
  const order = orderOf(of, listed, all, sort.value)
  const asked = askedText(of, question, order)
  const after = question.after === undefined ? null : behindOf(question.after, asked, order)
  if (after === undefined) return refused(cursorOther)
  const source: Source = { of, place, order, conditions: all }
  return fine({
    isIndexed: order.isIndexed,
    rows: prepared(order, rowsStatement(source, sight, after, bucketOf(question.limit))),
    count: prepared(order, countStatement(source)),
    next: ({ json }) => {
      const row: unknown = JSON.parse(json)
      return writeCursor(
        asked,
        order.by.map(({ name }) => memberOf(row, name)),
      )
    },
  })
}

interface Source {
  readonly of: Described
  readonly place: Place
  readonly order: Order
  readonly conditions: readonly Condition[]
}

/**
 * The rows, each looked up where an index leads to it: one look for each of several values, and for
 * each way in which a row can stand behind the last one.
 */
function rowsStatement(
  { of, place, order, conditions }: Source,
  sight: Sight,
  after: readonly (string | null)[] | null,
  limit: number,
): Statement {
  const written = new Parameters()
  const by = orderText(order.by, 't')
  const { from, where } = sourceText({ of, place, order, conditions }, written)
  const branches = after === null ? [[]] : behind(order.by, after, written).map((one) => [one])
  const parts = branches.map(
    (branch) =>
      `select t.* from ${of.target.table} t where ${[...where, ...branch].join(' and ')} ` +
      `order by ${by} limit ${limit}`,
  )
  const rest = `order by ${by} limit ${limit}`
  const whole =
    parts.length === 1
      ? parts.join('')
      : // One after the other until there are enough; what fits an earlier one comes first. As each
        // has a limit, PostgreSQL gives them to no parallel workers, who would mix them.
        `select t.* from (${parts.map((part) => `(${part})`).join(' union all ')}) t ` +
        `limit ${limit}`
  const rows =
    from === null ? whole : `select t.* from ${from} cross join lateral (${whole}) t ${rest}`
  const { site, department } = of.noun === 'document' ? of.belongs : {}
  const belongsTo = (name: string | undefined): string =>
    name === undefined ? 'null' : `t.${columnName(name)}`
  return {
    text:
      'select row_to_json(j)::text as json, t.created_by as "madeBy", ' +
      `${belongsTo(site)} as site, ` +
      `${belongsTo(department)} as department from (${rows}) t ` +
      `cross join lateral (select ${shown(of, sight)}) j ${rest}`,
    values: written.values,
  }
}

function countStatement(source: Source): Statement {
  const written = new Parameters()
  const { from, where } = sourceText(source, written)
  const limit = `limit ${mostCounted + 1}`
  const rows = `select from ${source.of.target.table} t where ${where.join(' and ')} ${limit}`
  const whole = from === null ? rows : `select from ${from} cross join lateral (${rows}) t ${limit}`
  return {
    text: `select count(*)::integer as count from (${whole}) t`,
    values: written.values,
  }
}

/** The values that are looked up one by one, if any, and what must hold of a row. */
function sourceText(
  { of, place, order, conditions }: Source,
  written: Parameters,
): { readonly from: string | null; readonly where: readonly string[] } {
  const lists: string[] = []
  const where = [
    `t.organization = ${written.add(place.organization, 'uuid')}`,
    ...(of.target.of === 'company' ? [`t.company = ${written.add(place.company, 'text')}`] : []),
  ]
  for (const one of conditions) {
    if (one.how === 'several' && order.led.includes(one)) {
      const value = `v${lists.length + 1}`
      const list = column(one.values, (each) => each)
      lists.push(`unnest(${written.add(list, `${one.type}[]`)}) ${value} (value)`)
      where.push(`t.${one.column} = ${value}.value`)
    } else where.push(one.sql(written))
  }
  return { from: lists.length === 0 ? null : lists.join(' cross join '), where }
}

/** What a row shows: its head, the fields that are seen, and the organization's own. */
function shown(of: Described, { somewhere }: Sight): string {
  const fields = plainFields(of.fields).filter(([name]) => somewhere.has(name))
  const own = new Set(fields.map(([name]) => name))
  return [...listedOf(of).values()]
    .filter(({ name, isHead }) => isHead || own.has(name))
    .map(({ name, column: at, field: { kind } }) => {
      const text = kind.column.json?.(`t.${at}`) ?? `t.${at}`
      return `${text} as "${name}"`
    })
    .concat('t.extra as "extra"')
    .join(', ')
}

/** What may be asked for: the head, and the fields that are seen wherever papers are. */
function readable(of: Described, { everywhere }: Sight): ReadonlyMap<string, Listed> {
  return new Map([...listedOf(of)].filter(([name, { isHead }]) => isHead || everywhere.has(name)))
}

/** The conditions of what somebody sees. */
function seenOnly(of: Described, sight: Sight): Condition[] {
  const ways = narrowed(of, sight)
  if (ways === null) return []
  const [only, ...more] = ways
  if (only !== undefined && more.length === 0)
    return only.map(({ column: name, value }) => sameAs(name, value))
  const sql = (written: Parameters): string => {
    const parts = ways.map((way) =>
      way.map(({ column: name, value }) => `t.${name} = ${written.add(value, 'text')}`),
    )
    return parts.length === 0
      ? 'false'
      : `(${parts.map((each) => `(${each.join(' and ')})`).join(' or ')})`
  }
  return [{ column: null, type: 'text', how: 'other', values: [], sql }]
}

function sameAs(name: string, value: string): Condition {
  const sql = (written: Parameters): string => `t.${name} = ${written.add(value, 'text')}`
  return { column: name, type: 'text', how: 'same', values: [value], sql }
}

/** That no later row of the same code is good on the day. */
function goodOn({ target }: Described, day: PlainDate): Condition {
  const company = target.of === 'company' ? ' and n.company = t.company' : ''
  const sql = (written: Parameters): string => {
    const on = written.add(day.toString(), 'date')
    return (
      `t.good_from <= ${on} and not exists (select from ${target.table} n where ` +
      `n.organization = t.organization${company} and n.code = t.code and ` +
      `n.good_from > t.good_from and n.good_from <= ${on})`
    )
  }
  return { column: null, type: 'date', how: 'other', values: [], sql }
}

function sortOf(
  wished: readonly Sorting[],
  listed: ReadonlyMap<string, Listed>,
): Outcome<Ordered[]> {
  const names = new Set(wished.map(({ name }) => name))
  if (wished.length > mostSorts || names.size < wished.length) return refused(sortMany)
  const found = wished.map(({ name, descending }) => ({ of: listed.get(name), name, descending }))
  const problems = found.flatMap(({ of, name }) =>
    of === undefined ? [{ ...fieldUnknown(name), field: 'sort' }] : [],
  )
  if (problems.length > 0) return refused(...problems)
  return fine(found.flatMap(({ of, descending }) => (of ? [{ ...of, descending }] : [])))
}

/** The values behind which a page begins; undefined where the cursor is none of this list. */
function behindOf(
  written: string,
  asked: string,
  { by }: Order,
): readonly (string | null)[] | undefined {
  const values = readCursor(asked, written)
  return values === null ? undefined : (cursorTexts(by, values) ?? undefined)
}

/** What a cursor belongs to: everything but how many rows a page has. */
function askedText(of: Described, question: Question, { by }: Order): string {
  const { filters, own, goodOn: day } = question
  const order = by.map(({ name, descending }) => [name, descending])
  return JSON.stringify([of.name, filters, own, day?.toString() ?? null, order])
}

/**
 * A statement under a name, where an index answers it: of these there are few, however much is
 * asked. All others are planned for their own values each time.
 */
function prepared({ isIndexed }: Order, statement: Statement): Statement {
  if (!isIndexed) return statement
  return { ...statement, name: `list ${hash('sha256', statement.text, 'base64url').slice(0, 24)}` }
}

/**
 * The number of rows that are asked for: one more than a page has. It stands in the text, because a
 * plan for an unknown number expects a tenth of all rows; so it is one of a few.
 */
function bucketOf(limit: number): number {
  return [11, 51, 101, 251].find((bucket) => bucket > limit) ?? mostListed + 1
}

function memberOf(row: unknown, name: string): unknown {
  if (typeof row !== 'object' || row === null) return null
  return Object.getOwnPropertyDescriptor(row, name)?.value ?? null
}

const pageLarge: Problem = {
  rule: 'page-large',
  field: 'limit',
  message: `A page has 1 to ${mostListed} rows. Ask for the next page with what "next" says.`,
}

const sortMany: Problem = {
  rule: 'sort-many',
  field: 'sort',
  message: `A list is sorted by at most ${mostSorts} fields, each named once. Name fewer.`,
}

const cursorOther: Problem = {
  rule: 'cursor-other',
  field: 'after',
  message: 'It is not what “next” of a page of this list said. Begin at the first page.',
}
