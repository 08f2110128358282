/** Tests that papers go out as flat rows and come back as the same values, through real files. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { trimmed } from '#base/decimal.ts'
import type { Outcome } from '#base/problem.ts'
import type { Sheet, TableRow } from '#kit/cell.ts'
import { papersFrom } from '#kit/derive/intake.ts'
import { guessMapping } from '#kit/derive/mapping.ts'
import { schemaOf } from '#kit/derive/schema.ts'
import { flatRows, transferColumns } from '#kit/derive/transfer.ts'
import type { Description } from '#kit/derive/transfer.ts'
import { document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import { optional, rows } from '#kit/field.ts'
import { isCode } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { ownHabits } from '#kit/reading.ts'
import { csvOf } from '#server/files/csv.ts'
import { readTable } from '#server/files/table-file.ts'
import { xlsxOf } from '#server/files/xlsx.ts'
import { deposit, friend, loan } from '#test/kit.ts'

test('the columns are the head, the fields, and those of the rows, with what people read', () => {
  assert.deepEqual(
    transferColumns(loan).map(({ path, title, format, side }) => [path, title, format.of, side]),
    [
      ['number', 'Number', 'text', 'start'],
      ['state', 'State', 'text', 'start'],
      ['lentTo', 'Lent to', 'text', 'start'],
      ['lentOn', 'Lent on', 'day', 'start'],
      ['backOn', 'Expected back', 'day', 'start'],
      ['note', 'Note', 'text', 'start'],
      ['books.title', 'Title', 'text', 'start'],
      ['books.shelf', 'Shelf', 'text', 'start'],
      ['books.copies', 'Copies', 'figure', 'end'],
      ['books.value', 'Value', 'figure', 'end'],
    ],
  )
  assert.deepEqual(
    transferColumns(friend).map(({ path, title }) => [path, title]),
    [
      ['code', 'Code'],
      ['name', 'Name'],
      ['trusted', 'Trusted'],
      ['remark', 'Remark'],
    ],
  )
})

const fields = {
  title: text(),
  ins: rows({ title: text(), weight: optional(text()) }),
  outs: rows({ title: text() }),
}
const exchange = document('exchange', {
  fields,
  states: ['draft'],
  transitions: {},
  read: 'reader',
  write: 'reader',
})

test('lists of rows stand one below the other; no two columns have the same title', () => {
  const columns = transferColumns(exchange)
  assert.deepEqual(
    columns.map(({ title }) => title),
    ['Number', 'State', 'Title', 'Ins: Title', 'Weight', 'Outs: Title'],
  )
  const paper = {
    id: 'a',
    state: 'draft',
    number: null,
    title: 'Swap',
    ins: [
      { title: 'One', weight: null },
      { title: 'Two', weight: 'light' },
    ],
    outs: [{ title: 'Three' }],
  }
  assert.deepEqual(
    [...flatRows(columns, [paper, { ...paper, id: 'b', number: '7', ins: [], outs: [] }])],
    [
      ['a', 'draft', 'Swap', 'One', null, null],
      ['a', 'draft', 'Swap', 'Two', 'light', null],
      ['a', 'draft', 'Swap', null, null, 'Three'],
      ['7', 'draft', 'Swap', null, null, null],
    ],
  )
})

const day = fc
  .integer({ min: 0, max: 3_600_000 })
  .map((days) => Temporal.PlainDate.from('0100-01-01').add({ days }))
const letters = 'aZ9 \t\r\n\'"=+-@,;|_x0Dü€😀＝\uFFFE'
const words = fc
  .string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 1 })
  .filter((value) => value.isWellFormed())
const code = fc.string({ minLength: 1, maxLength: 12 }).filter(isCode)
const money = fc
  .bigInt(1n - 10n ** 17n, 10n ** 17n - 1n)
  .map((units) => trimmed({ units, scale: 2 }))

/** With the prototype that papers have. */
function record<Of>(model: { [Name in keyof Of]: fc.Arbitrary<Of[Name]> }): fc.Arbitrary<Of> {
  return fc.record(model, { noNullPrototype: true })
}

const paperArbitraries: [Description, fc.Arbitrary<Content>][] = [
  [
    loan,
    record({
      lentTo: code,
      lentOn: day,
      backOn: fc.option(day),
      note: fc.option(words),
      books: fc.array(
        record({
          title: words,
          shelf: code,
          copies: fc.integer({ min: 1, max: 100 }),
          value: fc.option(money),
        }),
        { maxLength: 4 },
      ),
    }),
  ],
  [deposit, record({ owner: code, takenOn: day, pence: fc.integer({ min: 1, max: 1_000_000 }) })],
  [friend, record({ name: words, trusted: fc.boolean(), remark: fc.option(words) })],
  [
    exchange,
    record({
      title: words,
      ins: fc.array(record({ title: words, weight: fc.option(words) }), { maxLength: 3 }),
      outs: fc.array(record({ title: words }), { maxLength: 3 }),
    }),
  ],
]

/** The JSON of what comes back when papers are exported, and the file is imported again. */
async function returned(
  description: Description,
  papers: readonly Content[],
  file: (sheet: Sheet) => AsyncIterable<Uint8Array>,
): Promise<unknown[]> {
  const columns = transferColumns(description)
  const stored = papers.map((paper, at) => ({ ...paper, id: `id-${at}`, code: `C${at}` }))
  const sheet = { name: description.plural, columns, rows: flatRows(columns, stored) }
  const table = await readTable(file(sheet))
  assert.ok(table.ok)
  const found: Outcome<TableRow>[] = []
  for await (const row of table.value.rows) found.push(row)
  const titles = table.value.columns
  const mapping = { ...guessMapping(description.name, columns, titles), habits: ownHabits }
  const { drafts, problems } = papersFrom(columns, mapping, titles, found)
  assert.deepEqual(problems, [])
  const prefix = description.noun === 'document' ? 'id-' : 'C'
  assert.deepEqual(
    drafts.map(({ key }) => key),
    papers.map((_, at) => `${prefix}${at}`),
  )
  const schema = schemaOf(description.fields)
  return drafts.map(({ values }) => z.encode(schema, z.decode(schema, values as never)))
}

for (const [format, file] of [
  ['CSV', (sheet: Sheet) => csvOf(sheet)],
  ['CSV with semicolons', (sheet: Sheet) => csvOf(sheet, { delimiter: ';', byteOrderMark: true })],
  ['XLSX', (sheet: Sheet) => xlsxOf(sheet)],
] as const) {
  for (const [description, paper] of paperArbitraries) {
    test(`${description.plural} are the same after a way through ${format}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(paper, { minLength: 1, maxLength: 5 }), async (papers) => {
          // As JSON, because the days of two papers are otherwise equal whatever they are.
          const schema = schemaOf(description.fields)
          const sent = papers.map((values) => z.encode(schema, values as never))
          assert.deepEqual(await returned(description, papers, file), sent)
        }),
        { numRuns: 60 },
      )
    })
  }
}
