/** Tests of the parts of tables: sections, entries, and what is said once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnColumns, partsOf } from '#web/report/parts.ts'
import type { Row, Table } from '#web/report/table.ts'

function tableOf(columns: readonly string[], rows: readonly Row[], partedBy: string | null): Table {
  return {
    report: 'a report',
    currency: 'GBP',
    parameters: {},
    columns: columns.map((name) => ({ name, type: 'text', meaning: '', summed: false })),
    rows,
    totals: [],
    next: null,
    outline: {
      columns: columns.filter((name) => !['entry', 'line'].includes(name)),
      partedBy,
      indented: {},
      totalRows: [1],
    },
  }
}

function names(table: Table): string[] {
  return drawnColumns(table).map(({ name }) => name)
}

test('sections are parts in their order, with their totals', () => {
  const rows = [{ section: 'assets' }, { section: 'assets' }, { section: 'equity' }]
  const parts = partsOf(tableOf(['section'], rows, 'section'), 10)
  assert.deepEqual(
    parts.map(({ part, rows: some }) => [part, some.map(({ key, isTotal }) => [key, isTotal])]),
    [
      [
        'assets',
        [
          [0, false],
          [1, true],
        ],
      ],
      ['equity', [[2, false]]],
    ],
  )
  assert.equal(partsOf(tableOf(['section'], rows, null), 2)[0]?.rows.length, 2)
})

test('of a journal what an entry says stands once, above its lines', () => {
  const columns = ['posted_on', 'entry', 'kind', 'reason', 'line', 'account']
  const rows = [
    { entry: 'a', line: 1 },
    { entry: 'a', line: 2 },
    { entry: 'b', line: 1 },
  ]
  const table = tableOf(columns, rows, null)
  assert.deepEqual(names(table), ['account'])
  assert.deepEqual(
    partsOf(table, 10).map(({ part, rows: some }) => [part, some.length]),
    [
      ['a', 2],
      ['b', 1],
    ],
  )
})

test('the paper of a line is not said again where its reason names it', () => {
  const columns = ['reason', 'source_paper', 'source_number']
  const named = { reason: 'invoice 7: issue', source_paper: 'invoice', source_number: '7' }
  const none = { reason: 'opening balance', source_paper: null, source_number: null }
  assert.deepEqual(names(tableOf(columns, [none, named], null)), ['reason'])
  const unnamed = { ...named, reason: 'Money' }
  assert.deepEqual(names(tableOf(columns, [named, unnamed], null)), columns)
})
