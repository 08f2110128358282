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
      headedBy: [],
      indented: {},
      totalRows: [1],
    },
  }
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

test('columns are drawn as the outline has them, and entries are parts', () => {
  const rows = [
    { entry: 'a', line: 1 },
    { entry: 'a', line: 2 },
    { entry: 'b', line: 1 },
  ]
  const table = tableOf(['entry', 'line', 'account'], rows, 'entry')
  assert.deepEqual(
    drawnColumns(table).map(({ name }) => name),
    ['account'],
  )
  assert.deepEqual(
    partsOf(table, 10).map(({ part, rows: some }) => [part, some.length]),
    [
      ['a', 2],
      ['b', 1],
    ],
  )
})
