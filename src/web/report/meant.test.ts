/** Tests of figures that are meant, as they stand in an address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meantOf, meantText, withWhy } from '#web/report/meant.ts'
import { figureIn, sameFigure, sumOf } from '#web/report/table.ts'
import type { Table } from '#web/report/table.ts'

test('2 url: a figure is told by its address, whatever its cells hold', () => {
  const meant = {
    report: 'balance-sheet',
    figure: 'amount',
    params: { 'as-of': '2026-03-31' },
    of: { section: 'assets', account: '', name: 'R&D = 100 % + Ä?' },
  }
  assert.deepEqual(meantOf(meantText(meant)), meant)
  for (const none of ['', 'balance-sheet', '../x?figure=amount', 'a?of-b=c']) {
    assert.equal(meantOf(none), null, none)
  }
  assert.deepEqual(withWhy({ until: '1', why: 'a', 'why-step': 'b' }, null), { until: '1' })
})

test('sums are exact, and what is not shown counts for nothing', () => {
  assert.equal(sumOf(['0.1', '0.2', null, '-12.50']), '-12.20')
  assert.equal(sumOf([]), '0')
  assert.ok(sameFigure('12.5', '12.50'))
  assert.ok(!sameFigure('12.5', '12.51'))
})

test('a figure is found in its row, in the rows of one currency, or in a total below', () => {
  const table: Table = {
    report: 'trial-balance',
    currency: 'GBP',
    parameters: {},
    columns: [{ name: 'closing', type: 'money', meaning: '', summed: true }],
    rows: [
      { account: '1000', currency: 'GBP', closing: '5.00' },
      { account: '1000', currency: 'EUR', closing: '7.00' },
      { account: '2200', currency: 'GBP', dimension: 'shop', closing: '1.00' },
      { account: '2200', currency: 'GBP', dimension: 'office', closing: '2.00' },
    ],
    totals: [{ currency: 'GBP', closing: '0.00' }],
    next: null,
    outline: { columns: [], partedBy: null, headedBy: [], indented: {}, totalRows: [] },
  }
  const of = (cells: Record<string, string>): string | null =>
    figureIn(table, { report: 'trial-balance', params: {}, of: cells, figure: 'closing' })
  assert.equal(of({ account: '1000', currency: 'EUR' }), '7.00')
  assert.equal(of({ currency: 'GBP' }), '0.00')
  assert.equal(of({ account: '1000' }), null)
  assert.equal(of({ account: '2000' }), null)
  assert.equal(of({ account: '2200' }), '3.00')
  assert.equal(of({ account: '2200', dimension: 'shop' }), '1.00')
})
