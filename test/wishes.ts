/** Wishes of the library by the hundred, and a model of what lists of them must answer. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Query } from '#base/query.ts'
import type { AnyPaper } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { mostListed } from '#lists/list.ts'
import type { Question } from '#lists/list.ts'
import type { Asking, Filter } from '#lists/list-conditions.ts'
import { readPage } from '#lists/page.ts'
import { perform } from '#kit/perform.ts'
import { addRows } from '#kit/registers.ts'
import { everywhere } from '#kit/role.ts'
import type { Scope } from '#kit/role.ts'
import { allFields, sightOf } from '#kit/sight.ts'
import type { Sight } from '#kit/sight.ts'
import { loadPapers } from '#kit/store.ts'
import { toJson } from '#kit/derive/schema.ts'
import { create } from '#kit/write.ts'
import { libraryBooks, openLibraries, someone } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { friend, wish } from '#test/kit.ts'
import type { TestServer } from '#test/postgres.ts'

export const all: Question = { filters: [], own: [], sort: [], limit: 50 }
const persons = ['ann', 'bob', 'cleo']
export const papers = 300

/** A wish as the model knows it: its JSON as a list shows it. */
export type Row = Readonly<Record<string, string | number | boolean | null>> & {
  readonly id: string
}

/** What somebody sees who reads all fields. */
export function seeing(...scopes: Scope[]): Sight {
  const fields = allFields(wish.fields)
  const sight = sightOf({ person: 'ann' }, 'store', scopes, () => fields)
  assert.ok(sight !== null)
  return sight
}

export const whole = seeing(everywhere)

export interface Desk {
  readonly library: Library
  readonly rows: readonly Row[]
  readonly inBooks: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>
}

/** All pages of a question, one behind the other. */
export async function pages(desk: Desk, question: Question, sight = whole): Promise<Row[]> {
  const { organization } = desk.library
  const found: Row[] = []
  for (let behind: string | undefined; ;) {
    const page = await desk.inBooks((query) =>
      readPage(query, wish, { organization, company: 'store' }, sight, {
        ...question,
        ...(behind === undefined ? {} : { after: behind }),
      }),
    )
    assert.ok(page.ok, JSON.stringify(page))
    found.push(...page.value.rows.map(({ json }) => JSON.parse(json) as Row))
    if (page.value.next === null) return found
    behind = page.value.next
  }
}

/** A desk on each server of the run, all opened before the first test begins. */
export async function openDesks(): Promise<{ readonly server: TestServer; readonly desk: Desk }[]> {
  const desks: { readonly server: TestServer; readonly desk: Desk }[] = []
  for (const { server, library } of await openLibraries()) {
    desks.push({ server, desk: await deskWith(library) })
  }
  return desks
}

/** The library with its wishes, and transactions over it. */
async function deskWith(library: Library): Promise<Desk> {
  const { database, organization } = library
  const desk: Desk = {
    library,
    rows: [],
    inBooks: (work) => database.transaction(organization, work),
  }
  const values = { name: 'A friend', trusted: false }
  const codes = ['BEA', 'A,B "x"']
  await desk.inBooks((query) =>
    addRows(
      libraryBooks(query, organization),
      friend,
      codes.map((code) => ({ code, values, actor: someone('ann') })),
    ),
  )
  return { ...desk, rows: await fill(desk) }
}

/** Writes wishes of three persons and brings some on. */
async function fill({ library: { organization }, inBooks }: Desk): Promise<Row[]> {
  const sent = fc.sample(valuesOfWish, { numRuns: papers, seed: 7 })
  const actors = sent.map((_, at) => someone(persons[at % 3] ?? '', 'reader'))
  const ids = await inBooks(async (query) => {
    const books = libraryBooks(query, organization)
    const made = await create(
      books,
      wish,
      sent.map((values, at) => ({ values, actor: actors[at] ?? someone('ann') })),
    )
    const done = made.map((one) => (one.ok ? one.value.id : assert.fail(JSON.stringify(one))))
    const bring = (verb: string, part: number) =>
      perform(
        books,
        wish,
        verb,
        done.filter((_, at) => at % part !== 0).map((id) => ({ id, actor: someone('ann') })),
      )
    await bring('ask', 3)
    await bring('finish', 2)
    return done
  })
  const found = await inBooks((query) =>
    loadPapers(query, wish, { organization, company: 'store' }, ids),
  )
  return asDescribed<AnyPaper[]>(found).map((paper) => {
    const { id, number, state, version, madeBy, extra } = paper
    const head = { id, number, state, version, madeBy }
    return { ...head, ...toJson(wish.fields, paper), extra } as unknown as Row
  })
}

const dayOf = fc
  .integer({ min: 1, max: 12 })
  .map((day) => `2026-11-${String(day).padStart(2, '0')}`)
const valuesOfWish = fc.record({
  reader: fc.constantFrom('ANN', 'BEA', 'A,B "x"'),
  branch: fc.constantFrom('north', 'south'),
  team: fc.constantFrom(null, 'children', 'music'),
  wishedOn: dayOf,
  neededBy: fc.option(dayOf),
  copies: fc.integer({ min: 1, max: 9 }),
  price: fc.constantFrom(null, '0', '-3.5', '12.5', '12.50', '100'),
  urgent: fc.boolean(),
  format: fc.constantFrom('paper', 'sound', 'film'),
  note: fc.constantFrom(null, 'Ledger', 'ledger', 'Led', 'Zoë 100%', 'a_b'),
})

const figures = new Set(['copies', 'price', 'version'])

/** In the order of the database, where what is empty comes last. */
export function compare(
  name: string,
  a: Row[string] | undefined,
  b: Row[string] | undefined,
): number {
  if (a === undefined || b === undefined) return 0
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const [x, y] = figures.has(name) ? [Number(a), Number(b)] : [a, b]
  return x < y ? -1 : Number(x > y)
}

/** Whether a row fits a wish, as the model knows it. */
export function isFit(row: Row, { name, operator, written }: Filter): boolean {
  const value: Row[string] = row[name] ?? null
  if (operator === 'isEmpty') return (value === null) === (written === 'true')
  if (value === null) return false
  if (operator === 'startsWith') return String(value).startsWith(String(written))
  const same = (one: unknown): boolean => compare(name, value, typed(value, one)) === 0
  if (operator === 'anyOf') return (written as unknown[]).some(same)
  if (operator === 'is') return same(written)
  const order = compare(name, value, typed(value, written))
  return operator === 'from' ? order >= 0 : order <= 0
}

function typed(like: Row[string], written: unknown): Row[string] {
  return typeof like === 'boolean' ? written === 'true' || written === true : (written as string)
}

const asked: Readonly<Record<string, readonly Asking[]>> = {
  state: ['is', 'anyOf'],
  number: ['is', 'anyOf', 'startsWith', 'isEmpty'],
  version: ['is', 'from', 'to'],
  madeBy: ['is', 'anyOf', 'startsWith'],
  reader: ['is', 'anyOf', 'startsWith'],
  branch: ['is', 'anyOf', 'startsWith'],
  team: ['is', 'anyOf', 'isEmpty'],
  wishedOn: ['is', 'anyOf', 'from', 'to'],
  neededBy: ['is', 'from', 'to', 'isEmpty'],
  copies: ['is', 'anyOf', 'from', 'to'],
  price: ['is', 'from', 'to', 'isEmpty'],
  urgent: ['is'],
  format: ['is', 'anyOf'],
  note: ['is', 'startsWith', 'isEmpty'],
}

/** Questions in which each value stands in some paper, so that mostly something is found. */
export function questions(rows: readonly Row[]): fc.Arbitrary<Question> {
  const filter = fc
    .tuple(
      fc.constantFrom(...Object.keys(asked)),
      fc.nat(10),
      fc.nat(papers - 1),
      fc.nat(papers - 1),
    )
    .map(([name, choice, one, other]): Filter => {
      const operators = asked[name] ?? []
      const operator = operators[choice % operators.length] ?? 'is'
      const value = (at: number): string =>
        String(rows[at]?.[name] ?? rows[0]?.[name] ?? '2026-11-02')
      if (operator === 'isEmpty') return { name, operator, written: String(one % 2 === 0) }
      if (operator === 'anyOf') return { name, operator, written: [value(one), value(other)] }
      if (operator === 'startsWith') return { name, operator, written: value(one).slice(0, 2) }
      return { name, operator, written: value(one) }
    })
    .filter(({ name, written }) => name !== 'price' || !String(written).includes('2026'))
  const sort = fc.record({
    name: fc.constantFrom('id', ...Object.keys(asked)),
    descending: fc.boolean(),
  })
  return fc.record({
    filters: fc.array(filter, { maxLength: 3 }),
    own: fc.constant([]),
    sort: fc.uniqueArray(sort, { maxLength: 3, selector: ({ name }) => name }),
    limit: fc.constantFrom(1, 7, 50, mostListed).filter((limit) => limit > 0),
  })
}

export function byId(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}
