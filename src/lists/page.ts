/** Reads the pages of lists, and counts what is in them. */
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { seenOf } from '#kit/derive/shown.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Described } from '#kit/key.ts'
import { compileList, mostCounted } from '#lists/list.ts'
import type { List, ListRow, Question } from '#lists/list.ts'
import { ownKindsOf } from '#kit/own-fields.ts'
import type { OwnKind } from '#kit/own-fields.ts'
import type { Sight } from '#kit/sight.ts'
import type { Place } from '#kit/store.ts'

/** A page of a list. */
export interface Page {
  readonly rows: readonly ListRow[]
  /** The cursor of the next page; null where this is the last. */
  readonly next: string | null
}

/** How many there are: exact, or that there are more than are counted. */
export interface Count {
  readonly count: number
  readonly isExact: boolean
}

/**
 * So many milliseconds may a list take that no index answers; then the database breaks it off with
 * `query_canceled`. It is told to filter, instead of keeping others from the database.
 */
const longestSort = 4_000

/** Reads a page. Problems: those of `compileList`. */
export async function readPage(
  query: Query,
  of: Described,
  place: Place,
  sight: Sight,
  question: Question,
): Promise<Outcome<Page>> {
  const list = await compiled(query, of, place, sight, question)
  if (!list.ok) return list
  const found = await asked<ListRow>(query, list.value, 'rows')
  const rows = found.slice(0, question.limit)
  const last = rows.at(-1)
  const isMore = found.length > rows.length && last !== undefined
  return fine({ rows, next: isMore ? list.value.next(last) : null })
}

/** Counts what a list holds. Problems: those of `compileList`. */
export async function countList(
  query: Query,
  of: Described,
  place: Place,
  sight: Sight,
  question: Pick<Question, 'filters' | 'own' | 'goodOn'>,
): Promise<Outcome<Count>> {
  const list = await compiled(query, of, place, sight, { ...question, sort: [], limit: 1 })
  if (!list.ok) return list
  const [found] = await asked<{ count: number }>(query, list.value, 'count')
  const count = found?.count ?? 0
  return fine({ count: Math.min(count, mostCounted), isExact: count <= mostCounted })
}

async function compiled(
  query: Query,
  of: Described,
  place: Place,
  sight: Sight,
  question: Question,
): Promise<Outcome<List>> {
  const { organization } = place
  const own: ReadonlyMap<string, OwnKind> =
    question.own.length === 0 ? new Map() : await ownKindsOf({ query, organization }, of.name)
  return compileList(of, place, sight, own, question)
}

async function asked<Row extends object>(
  query: Query,
  { isIndexed, ...statements }: List,
  what: 'rows' | 'count',
): Promise<Row[]> {
  if (isIndexed) return await query<Row>(statements[what])
  const limit = query({ text: `set local statement_timeout = ${longestSort}` })
  const [rows] = await Promise.all([query<Row>(statements[what]), limit])
  return rows
}

/** A row as JSON, without what is not seen of it where it belongs. */
export function rowText(
  of: Described,
  company: string | null,
  sight: Sight,
  { json, madeBy, site, department }: ListRow,
): string {
  // Where all places show the same, the database has left out the rest already.
  if (sight.everywhere.size === sight.somewhere.size) return json
  const seen = sight.at({ company, site, department, madeBy })
  const row: Content = asDescribed(JSON.parse(json))
  const head = Object.entries(row).filter(([name]) => !Object.hasOwn(of.fields, name))
  return JSON.stringify({ ...Object.fromEntries(head), ...seenOf(of.fields, row, seen) })
}
