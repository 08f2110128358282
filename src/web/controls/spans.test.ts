/** Tests of spans of days as people say them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  daysAround,
  germanSpans,
  monthEnds,
  readSpan,
  spanNames,
  spanOf,
  spansMeant,
} from '#web/controls/spans.ts'
import { keyWords as german } from '#web/words/de-keys.ts'
import { keyWords as english } from '#web/words/en-keys.ts'

const calendar = { today: '2026-02-14', fiscalYearFrom: '2025-04-01' }

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
    ['last 30 days', '2026-01-16', '2026-02-14'],
    ['Letzte 7 Tage', '2026-02-08', '2026-02-14'],
    ['yesterday', '2026-02-13', '2026-02-13'],
    ['gestern', '2026-02-13', '2026-02-13'],
    ['year to date', '2026-01-01', '2026-02-14'],
    ['Jahr bis heute', '2026-01-01', '2026-02-14'],
    ['this fiscal year', '2025-04-01', '2026-03-31'],
    ['letztes Geschäftsjahr', '2024-04-01', '2025-03-31'],
  ] as const) {
    assert.deepEqual(readSpan(typed, calendar), { from, until }, typed)
  }
})

test('what is no span is none', () => {
  for (const typed of ['', 'quarter', 'q5', '2024-13', '0000', 'next year', 'last 0 days']) {
    assert.equal(readSpan(typed, calendar), null, typed)
  }
})

test('the ends of months lead up to today', () => {
  assert.deepEqual(monthEnds('2026-03-10', 3), ['2026-01-31', '2026-02-28', '2026-03-10'])
})

test('spans begin and end where the calendar does', () => {
  const now = { today: '2026-11-22', fiscalYearFrom: null }
  const spans = spanNames.map((name) => {
    const { from, until } = spanOf(name, now)
    return `${name} ${from} ${until}`
  })
  assert.deepEqual(spans, [
    'today 2026-11-22 2026-11-22',
    'yesterday 2026-11-21 2026-11-21',
    'this week 2026-11-16 2026-11-22',
    'last week 2026-11-09 2026-11-15',
    'this month 2026-11-01 2026-11-30',
    'last month 2026-10-01 2026-10-31',
    'next month 2026-12-01 2026-12-31',
    'this quarter 2026-10-01 2026-12-31',
    'last quarter 2026-07-01 2026-09-30',
    'this year 2026-01-01 2026-12-31',
    'last year 2025-01-01 2025-12-31',
    'last 30 days 2026-10-24 2026-11-22',
    'last 90 days 2026-08-25 2026-11-22',
    'month to date 2026-11-01 2026-11-22',
    'year to date 2026-01-01 2026-11-22',
    'this fiscal year 2026-01-01 2026-12-31',
    'last fiscal year 2025-01-01 2025-12-31',
  ])
  const leap = { today: '2024-03-31', fiscalYearFrom: null }
  assert.deepEqual(spanOf('last month', leap), { from: '2024-02-01', until: '2024-02-29' })
  assert.equal(daysAround('30', now.today), null)
  assert.deepEqual(daysAround('-30', now.today), { from: '2026-10-23', until: '2026-11-22' })
})

test('3 filter bar: every span is offered and read in English and in German', () => {
  for (const name of spanNames) {
    assert.equal(english[`span.${name}`], name)
    assert.equal(german[`span.${name}`], germanSpans[name])
    assert.deepEqual(readSpan(germanSpans[name], calendar), spanOf(name, calendar), name)
    assert.deepEqual(readSpan(name, calendar), spanOf(name, calendar), name)
  }
  assert.deepEqual(spansMeant('letztes'), ['last quarter', 'last year', 'last fiscal year'])
  assert.deepEqual(spansMeant('heute'), ['today', 'month to date', 'year to date'])
  assert.deepEqual(spansMeant('last q'), ['last quarter'])
})
