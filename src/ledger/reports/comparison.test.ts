/** The earlier time that is compared, and two answers as one table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { money, text } from './column.ts'
import { comparedColumns, comparedRows, earlierDay, earlierSpan } from './comparison.ts'
import type { Comparison, Earlier } from './comparison.ts'

function span(how: Earlier, from: string | null, until: string): string {
  const found = earlierSpan({ from, until, layer: 'actual' }, how)
  if (!found.ok) return found.problems.map(({ rule, field }) => `${rule} ${field}`).join()
  assert.equal(found.value['layer'], 'actual')
  return `${found.value['from'] ?? '-'} ${found.value['until']}`
}

function day(how: Earlier, asOf: string): string {
  const found = earlierDay({ 'as-of': asOf }, how)
  assert.ok(found.ok)
  return String(found.value['as-of'])
}

test('a year before is the same days, and the end of February is the end of February', () => {
  assert.equal(span('year-before', '2026-03-01', '2026-03-31'), '2025-03-01 2025-03-31')
  assert.equal(span('year-before', '2025-02-01', '2025-02-28'), '2024-02-01 2024-02-29')
  assert.equal(span('year-before', null, '2026-06-30'), '- 2025-06-30')
  assert.equal(day('year-before', '2024-02-29'), '2023-02-28')
})

test('the period before has as many whole months, or as many days, and ends the day before', () => {
  assert.equal(span('period-before', '2026-03-01', '2026-03-31'), '2026-02-01 2026-02-28')
  assert.equal(span('period-before', '2026-04-01', '2026-06-30'), '2026-01-01 2026-03-31')
  assert.equal(span('period-before', '2026-01-01', '2026-12-31'), '2025-01-01 2025-12-31')
  assert.equal(span('period-before', '2026-03-10', '2026-03-16'), '2026-03-03 2026-03-09')
  assert.equal(span('period-before', '2026-03-10', '2026-03-10'), '2026-03-09 2026-03-09')
  assert.equal(day('period-before', '2026-03-31'), '2026-02-28')
  assert.equal(day('period-before', '2026-03-15'), '2026-02-15')
})

test('what has no earlier time is told', () => {
  assert.equal(span('period-before', null, '2026-03-31'), 'comparison-unclear from')
  assert.equal(span('year-before', '0001-01-01', '0001-12-31'), 'comparison-unclear compare')
  const byPeriod = earlierSpan({ from: null, until: '2026-03-31', period: 202603 }, 'year-before')
  assert.ok(!byPeriod.ok && byPeriod.problems[0]?.field === 'period')
})

test('rows of both times stand in one order, with what is missing as nothing', () => {
  const comparison: Comparison = { figures: ['amount'], key: ['account'], earlier: earlierDay }
  const row = (account: string, amount: bigint | null) => ({ account, amount, sort: account })
  const now = [row('bank', 500n), row('rent', 7n), row('secret', null)]
  const before = [row('bank', 200n), row('cash', 30n), row('secret', 5n)]
  assert.deepEqual(
    comparedRows(comparison, now, before).map(
      ({ account, amount, amount_before: then, amount_change: change }) =>
        [account, amount ?? '-', then ?? '-', change ?? '-'].join(' '),
    ),
    ['bank 500 200 300', 'cash 0 30 -30', 'rent 7 0 7', 'secret - 5 -'],
  )
  const columns = [
    { name: 'account', meaning: 'Its code.', type: text },
    { name: 'amount', meaning: 'How much.', type: money(), summed: true },
  ]
  assert.deepEqual(
    comparedColumns(columns, comparison).map(({ name, summed }) => `${name} ${summed ?? false}`),
    ['account false', 'amount true', 'amount_before true', 'amount_change true'],
  )
})
