/** Tests of spans of days as people say them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monthEnds, readSpan } from '#web/report/spans.ts'

const today = '2026-02-14'

test('spans are said in words, in either language', () => {
  for (const [typed, from, until] of [
    ['this month', '2026-02-01', '2026-02-28'],
    ['Last  month', '2026-01-01', '2026-01-31'],
    ['last quarter', '2025-10-01', '2025-12-31'],
    ['letztes Quartal', '2025-10-01', '2025-12-31'],
    ['this year', '2026-01-01', '2026-12-31'],
    ['q3', '2026-07-01', '2026-09-30'],
    ['Q4 2024', '2024-10-01', '2024-12-31'],
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
  ] as const) {
    assert.deepEqual(readSpan(typed, today), { from, until }, typed)
  }
})

test('what is no span is none', () => {
  for (const typed of ['', 'quarter', 'q5', '2024-13', '0000', 'next year']) {
    assert.equal(readSpan(typed, today), null, typed)
  }
})

test('the ends of months lead up to today', () => {
  assert.deepEqual(monthEnds('2026-03-10', 3), ['2026-01-31', '2026-02-28', '2026-03-10'])
})
