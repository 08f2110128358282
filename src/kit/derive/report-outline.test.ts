/** How a table is laid out for people, as data: what paper shows, and nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf, outlineSchema } from '#kit/derive/report-outline.ts'
import type { Row } from '#ledger/reports/column.ts'
import { comparedColumns } from '#ledger/reports/comparison.ts'
import { balanceSheet } from '#ledger/reports/statements.ts'
import type { Table } from '#ledger/reports/table.ts'

const line = (section: string, account: string | null, name: string): Row => ({
  section,
  level: 0,
  account,
  name,
  amount: 1n,
})

const table: Table = {
  report: balanceSheet,
  company: 'store',
  companyName: 'The Store Ltd',
  parameters: {},
  units: { currency: 'GBP', scales: new Map([['GBP', 2]]) },
  rows: [
    line('assets', '1', 'bank'),
    line('assets', null, 'total assets'),
    line('equity', null, 'profit of the year, not closed'),
  ],
  totals: [],
  next: null,
}

test('an outline names the columns of paper, the parts, the levels and the totals', () => {
  const outline = outlineOf(table)
  assert.deepEqual(outline, {
    columns: ['account', 'name', 'amount'],
    partedBy: 'section',
    indented: { name: 'level' },
    totalRows: [1],
  })
  assert.deepEqual(outlineSchema.parse(outline), outline)
})

test('columns of an earlier time are in it, too', () => {
  const { comparison } = balanceSheet
  assert.ok(comparison)
  const columns = comparedColumns(balanceSheet.columns, comparison)
  assert.deepEqual(outlineOf({ ...table, report: { ...balanceSheet, columns } }).columns, [
    'account',
    'name',
    'amount',
    'amount_before',
    'amount_change',
  ])
})
