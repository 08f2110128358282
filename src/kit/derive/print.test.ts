/** Tests that a paper's description is enough to lay it out for print. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell, CellFormat } from '#kit/cell.ts'
import { printedCell, printLayout } from '#kit/derive/print.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import { ownWords } from '#kit/wording.ts'
import { friend, loan } from '#test/kit.ts'

const madeAt = Temporal.Instant.from('2026-11-22T10:30:00Z')
const printing = {
  ...ownWords('en-GB'),
  company: ['Town Library', 'High Street 1'],
  madeAt,
}
const day = (written: string) => Temporal.PlainDate.from(written)
const paper = {
  id: 'a',
  number: 'LOAN-2026-00001',
  state: 'lent',
  lentTo: 'ANN',
  lentOn: day('2026-11-22'),
  backOn: null,
  note: 'Handle with care.\nReturn in the box.',
  books: [
    { title: 'Ledger', shelf: 'A 1', copies: 1200, value: { units: 125n, scale: 1 } },
    { title: 'Diary', shelf: 'A 2', copies: 1, value: null },
  ],
}

test('fields are facts, rows are tables, long text stands at the end, and nothing is empty', () => {
  const { madeAt: moment, ...layout } = printLayout(loan, transferColumns(loan), paper, {
    ...printing,
    to: ['Ann Smith'],
    called: ({ name }, key) => (name === 'friend' && key === 'ANN' ? 'Ann Smith' : null),
  })
  assert.equal(moment, madeAt)
  assert.deepEqual(layout, {
    title: 'Loan LOAN-2026-00001',
    language: 'en-GB',
    paperSize: 'A4',
    heading: 'Loan LOAN-2026-00001',
    from: ['Town Library', 'High Street 1'],
    to: ['Ann Smith'],
    facts: [
      { label: 'State', value: 'lent' },
      { label: 'Lent to', value: 'Ann Smith' },
      { label: 'Lent on', value: '22 Nov 2026' },
    ],
    tables: [
      {
        heading: 'Books',
        columns: [
          { title: 'Title', side: 'start', width: 'fill' },
          { title: 'Shelf', side: 'start', width: 'fill' },
          { title: 'Copies', side: 'end', width: 'fit' },
          { title: 'Value', side: 'end', width: 'fit' },
        ],
        rows: [
          ['Ledger', 'A 1', '1,200', '12.50'],
          ['Diary', 'A 2', '1', ''],
        ],
        totals: [],
      },
    ],
    closing: ['Note: Handle with care.\nReturn in the box.'],
    pageWords: '{page} / {pages}',
  })
})

test('words of another language, and columns that the reader may not see', () => {
  const words = new Map([
    ['loan', 'Leihschein'],
    ['lent', 'verliehen'],
    ['Lent on', 'Verliehen am'],
    ['Books', 'Bücher'],
    ['Copies', 'Anzahl'],
  ])
  const told = (text: string): string => words.get(text) ?? text
  const columns = transferColumns(loan, {}, told).filter(({ field }) => (field?.readClass ?? 0) < 2)
  const { heading, facts, tables } = printLayout(
    loan,
    columns,
    { ...paper, number: null },
    { ...printing, language: 'de', told },
  )
  assert.equal(heading, 'Leihschein')
  assert.deepEqual(facts, [
    { label: 'State', value: 'verliehen' },
    { label: 'Lent to', value: 'ANN' },
    { label: 'Verliehen am', value: '22. Nov. 2026' },
  ])
  assert.equal(tables[0]?.heading, 'Bücher')
  assert.deepEqual(
    tables[0]?.columns.map(({ title }) => title),
    ['Title', 'Shelf', 'Anzahl'],
  )
  const none = printLayout(loan, columns, { ...paper, books: [] }, printing)
  assert.deepEqual(none.tables, [])
})

test('a row of a register is printed, too', () => {
  const { heading, facts } = printLayout(
    friend,
    transferColumns(friend),
    { code: 'ANN', name: 'Ann Smith', trusted: true, remark: null },
    { ...printing, yesAndNo: ['ja', 'nein'] },
  )
  assert.equal(heading, 'Friend ANN')
  assert.deepEqual(facts, [
    { label: 'Name', value: 'Ann Smith' },
    { label: 'Trusted', value: 'ja' },
  ])
})

test('cells are written in the way of a language, and exact', () => {
  const amount: CellFormat = { of: 'figure', scale: 2 }
  const figure = (units: bigint, scale: number) => ({ units, scale })
  const table: [Cell, CellFormat, string, string][] = [
    [figure(1234567890123456789n, 2), amount, 'de', '12.345.678.901.234.567,89'],
    [figure(-5n, 1), amount, 'en-US', '-0.50'],
    [figure(5n, 1), { of: 'figure', scale: 6 }, 'en', '0.5'],
    [figure(123456789n, 8), { of: 'figure', scale: 6 }, 'en', '1.23456789'],
    [figure(12n, 0), { of: 'figure', scale: 0 }, 'de', '12'],
    [day('2026-11-22'), { of: 'day' }, 'en-US', 'Nov 22, 2026'],
    [false, { of: 'yes or no' }, 'en', 'no'],
    ['12', { of: 'text' }, 'en', '12'],
    [null, { of: 'text' }, 'en', ''],
  ]
  for (const [cell, format, language, wanted] of table) {
    assert.equal(printedCell(cell, format, ownWords(language)), wanted)
  }
})
