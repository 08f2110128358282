/** A report as a sheet of a workbook, and on paper as a statement looks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellText } from '#kit/cell.ts'
import { reportLayout } from '#kit/derive/report-print.ts'
import { ownWords } from '#kit/wording.ts'
import { reportSheet } from '#kit/derive/report-sheet.ts'
import type { Row } from '#ledger/reports/column.ts'
import type { Values } from '#ledger/reports/parameter.ts'
import { journal, trialBalance } from '#ledger/reports/ledgers.ts'
import type { Heading } from '#ledger/reports/heading.ts'
import { balanceSheet } from '#ledger/reports/statements.ts'
import { totalsOf } from '#ledger/reports/table.ts'
import type { Table } from '#ledger/reports/table.ts'

const units = {
  currency: 'GBP',
  scales: new Map([
    ['GBP', 2],
    ['JPY', 0],
  ]),
}

function tableOf(report: Heading, parameters: Values, rows: readonly Row[]): Table {
  const totals = totalsOf(report, rows, units)
  const whose = { company: 'store', companyName: 'The Store Ltd' }
  return { report, ...whose, parameters, units, rows, totals, next: null }
}

const balance = (account: string, currency: string, opening: bigint, worth = opening): Row => ({
  account,
  name: '',
  type: 'asset',
  dimension: '',
  currency,
  opening,
  debit: 0n,
  credit: 0n,
  closing: opening,
  base_opening: worth,
  base_debit: 0n,
  base_credit: 0n,
  base_closing: worth,
})

const line = (
  section: string,
  level: number,
  account: string | null,
  name: string,
  amount: bigint | null,
): Row => ({
  section,
  level,
  account,
  name,
  amount,
})

const printing = { ...ownWords('en-GB'), madeAt: Temporal.Instant.from('2026-11-22T10:30:00Z') }
const asOf = { 'as-of': '2026-03-05', compare: 'none' }

test('a statement has a part for each section, levels set in, and its totals below a rule', () => {
  const sheet = tableOf(balanceSheet, asOf, [
    line('assets', 0, '1', 'fixed assets', 123_456_789n),
    line('assets', 1, '1.1', 'machines', 123_456_789n),
    line('assets', 0, null, 'not shown singly', null),
    line('assets', 0, null, 'total assets', 123_456_789n),
    line('equity', 0, '3', 'capital', 100n),
    line('equity', 0, null, 'profit of the year, not closed', -5n),
    line('equity', 0, null, 'total equity', 95n),
    line('total', 0, null, 'total liabilities and equity', 95n),
  ])
  const { title, heading, from, facts, tables } = reportLayout(sheet, printing)
  assert.deepEqual(
    [title, heading, from],
    ['Balance sheet, The Store Ltd', 'Balance sheet', ['The Store Ltd']],
  )
  assert.deepEqual(facts, [
    { label: 'As of', value: '5 Mar 2026' },
    { label: 'Currency', value: 'GBP' },
  ])
  const [table] = tables
  assert.deepEqual(table?.rows, [
    ['1', 'fixed assets', '1,234,567.89'],
    ['1.1', '\u00A0\u00A0\u00A0\u00A0machines', '1,234,567.89'],
    ['', 'Not shown singly', ''],
    ['', 'Total assets', '1,234,567.89'],
    ['3', 'capital', '1.00'],
    ['', 'Profit of the year, not closed', '-0.05'],
    ['', 'Total equity', '0.95'],
    ['', 'Total liabilities and equity', '0.95'],
  ])
  assert.deepEqual(
    [...(table.parts ?? [])],
    [
      [0, 'Assets'],
      [4, 'Equity'],
    ],
  )
  assert.deepEqual([...(table.sums ?? [])], [3, 6, 7])
  assert.deepEqual(
    table.columns.map(({ title: name, side }) => `${name} ${side}`),
    ['Account start', 'Name start', 'Amount end'],
  )
})

test('a list is one table with its totals, without worth that repeats the amounts', () => {
  const pounds = tableOf(trialBalance, {}, [
    balance('bank', 'GBP', 500n),
    balance('till', 'GBP', 7n),
  ])
  const [table] = reportLayout(pounds, printing).tables
  assert.deepEqual(
    table?.columns.map(({ title }) => title),
    ['Account', 'Type', 'Currency', 'Opening', 'Debit', 'Credit', 'Closing'],
  )
  assert.deepEqual(table?.totals, [['Total', '', 'GBP', '5.07', '0.00', '0.00', '5.07']])
  const yen = tableOf(trialBalance, {}, [balance('bank', 'JPY', 500n, 250n)])
  const [other] = reportLayout(yen, printing).tables
  assert.ok(other?.columns.some(({ title }) => title === 'Closing in GBP'))
  // The digits of its currency, where others in the column have more.
  assert.deepEqual(other?.rows[0]?.slice(-4), ['2.50', '0.00', '0.00', '2.50'])
})

test('a page that is not the whole says so', () => {
  const page = { ...tableOf(trialBalance, { limit: 2 }, [balance('bank', 'GBP', 1n)]), next: 'x' }
  const layout = reportLayout(page, printing)
  assert.deepEqual(layout.closing, ['The list goes on: this is not all of it.'])
  assert.deepEqual(layout.facts, [{ label: 'Currency', value: 'GBP' }])
})

test('a sheet has figures as figures, each by its currency, and the totals at the end', () => {
  const { name, columns, rows } = reportSheet(
    tableOf(trialBalance, {}, [balance('bank', 'GBP', 500n), balance('bank', 'JPY', 500n, 250n)]),
    printing,
  )
  assert.equal(name, 'Trial balance')
  const opening = columns.findIndex(({ title }) => title === 'Opening')
  assert.deepEqual(columns[opening]?.format, { of: 'figure', scale: 2 })
  assert.ok(Symbol.iterator in rows)
  assert.deepEqual(
    [...rows].map((row) => [cellText(row[0] ?? null), cellText(row[opening] ?? null)].join(' ')),
    ['bank 5.00', 'bank 500', 'Total 5.00', 'Total 500', 'Total '],
  )
})

test('days are written as the language has them, and what only looks like one stays a text', () => {
  const asked = { 'as-of': '2026-03-05', party: '2026-02-30' }
  const { facts } = reportLayout(tableOf(trialBalance, asked, []), printing)
  assert.deepEqual(facts.slice(0, 2), [
    { label: 'As of', value: '5 Mar 2026' },
    { label: 'Party', value: '2026-02-30' },
  ])
})

test('a journal has a heading for each entry, in the words of the print', () => {
  const entry: Row = {
    posted_on: Temporal.PlainDate.from('2026-11-22'),
    entry: 'an entry',
    journal: 'sales',
    kind: 'regular',
    source_paper: null,
    source_number: null,
    reason: 'opening balance',
    account: '1100',
    layer: 'actual',
    currency: 'GBP',
    debit: 100n,
    credit: 0n,
    base: 100n,
  }
  const words = new Map([
    ['opening balance', 'Eröffnung'],
    ['regular', 'gewöhnlich'],
  ])
  const told = (text: string): string => words.get(text) ?? text
  const lines = [entry, { ...entry, account: '4000' }]
  const [table] = reportLayout(tableOf(journal, {}, lines), { ...printing, told }).tables
  assert.deepEqual(
    [...(table?.parts ?? [])],
    [[0, '22 Nov 2026  ·  Eröffnung  ·  sales  ·  gewöhnlich']],
  )
})
