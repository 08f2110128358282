/** How a table is laid out for people, as data: what paper shows, and nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outlineOf, outlineSchema } from '#kit/derive/report-outline.ts'
import type { Row } from '#ledger/reports/column.ts'
import { comparedColumns } from '#ledger/reports/comparison.ts'
import { journal, trialBalance } from '#ledger/reports/ledgers.ts'
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
    headedBy: [],
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

const posted = (place: number, paper: string | null, reason: string): Row => ({
  posted_on: Temporal.PlainDate.from('2026-11-22'),
  entry: 'an entry',
  journal: 'sales',
  kind: 'regular',
  source_paper: paper,
  source_number: paper === null ? null : 'INV-7',
  reason,
  line: place,
  account: '1100',
  layer: 'actual',
  currency: 'GBP',
  debit: 100n,
  credit: 0n,
  base: 100n,
})

test('of a journal what an entry says stands once, above its lines', () => {
  const rows = [posted(1, 'invoice', 'invoice INV-7: issue'), posted(2, null, 'opening balance')]
  const outline = outlineOf({ ...table, report: journal, rows })
  assert.equal(outline.partedBy, 'entry')
  assert.deepEqual(outline.headedBy, ['posted_on', 'reason', 'journal', 'kind'])
  assert.deepEqual(outline.columns, ['account', 'layer', 'currency', 'debit', 'credit', 'base'])
})

test('the paper of a line is not said again where its reason names it', () => {
  const rows = [posted(1, 'invoice', 'Money')]
  const { columns } = outlineOf({ ...table, report: journal, rows })
  assert.deepEqual(columns.slice(0, 2), ['source_paper', 'source_number'])
})

test('worths stand there all, so that sums can be followed, or none where all repeat', () => {
  const [opening, closing] = [0n, 200n]
  const account = (currency: string, worth: bigint): Row => ({
    account: '1000',
    name: 'bank',
    type: 'asset',
    currency,
    opening,
    debit: closing,
    credit: opening,
    closing,
    base_opening: opening,
    base_debit: worth,
    base_credit: opening,
    base_closing: worth,
  })
  const scales = new Map(['GBP', 'EUR'].map((code) => [code, 2] as const))
  const named = (...rows: Row[]): string[] =>
    outlineOf({
      ...table,
      report: trialBalance,
      units: { currency: 'GBP', scales },
      rows,
    }).columns.filter((name) => name.startsWith('base_'))
  const worths = ['base_opening', 'base_debit', 'base_credit', 'base_closing']
  assert.deepEqual(named(account('GBP', 200n)), [])
  assert.deepEqual(named(account('GBP', 200n), account('EUR', 170n)), worths)
})
