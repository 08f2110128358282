/** Tests of what forbids a numbering, by what is known of a company's numbers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberPattern } from '#kit/number.ts'
import { numberingWrong, sqlOf } from '#kit/numbering-rules.ts'
import type { Known, NumberingRow } from '#kit/numbering-rules.ts'

const nothing: Known = {
  reached: [],
  alike: [],
  patterns: new Map([
    ['invoice', numberPattern('INV-{year}-{000}')],
    ['receipt', numberPattern('RC-{year}-{000}')],
  ]),
}
const row = (pattern: string, first: number | null = null): NumberingRow => ({
  code: 'invoice',
  pattern,
  first,
})

function told(wished: NumberingRow, known: Partial<Known> = {}): string[] {
  return numberingWrong(wished, { ...nothing, ...known }, 2026).map(
    ({ rule, message }) => `${rule}: ${message}`,
  )
}

test('a pattern of its own is good from the next number on', () => {
  assert.deepEqual(told(row('R/{year}/{0000}', 501)), [])
})

test('no two kinds of paper share a series, neither by pattern nor by what was given', () => {
  const other = 'series-other: Numbers such as RC-2026-00001 are those of the receipt.'
  assert.deepEqual(told(row('RC-{year}-{00000}')), [`${other} Take another pattern.`])
  const reached = [{ kind: 'receipt', series: 'OLD-2024-', first: 1n, last: 7n }]
  assert.match(told(row('OLD-{year}-{000}'), { reached }).join(), /those of the receipt/)
})

test('a series without a year that has begun goes on where it is', () => {
  const reached = [{ kind: 'invoice', series: 'R-', first: 501n, last: 507n }]
  assert.deepEqual(told(row('R-{000}'), { reached }), [])
  assert.deepEqual(told(row('R-{000}', 501), { reached }), [])
  assert.deepEqual(told(row('R-{000}', 900), { reached }), [
    'series-begun: This series has begun, and goes on with R-508. Leave the first number out, ' +
      'or take another pattern.',
  ])
})

test('of series by years those count that are still to begin', () => {
  const reached = [{ kind: 'invoice', series: 'R-2026-', first: 1n, last: 42n }]
  assert.deepEqual(told(row('R-{year}-{000}', 1001), { reached }), [])
})

test('a series never comes to a number that a paper brought along', () => {
  const alike = [{ kind: 'invoice', year: '', most: '500' }]
  assert.deepEqual(told(row('R-{000}', 501), { alike }), [])
  assert.deepEqual(told(row('R-{000}', 500), { alike }), [
    'number-given: The number R-500 is given to an invoice already. Begin with 501, or take ' +
      'another pattern.',
  ])
  const reached = [{ kind: 'invoice', series: 'R-', first: 1n, last: 500n }]
  assert.deepEqual(told(row('R-{000}'), { alike, reached }), [])
  const behind = [{ kind: 'invoice', series: 'R-', first: 1n, last: 499n }]
  assert.match(told(row('R-{000}'), { alike, reached: behind }).join(), /Take another pattern/)
})

test('a pattern in the words of PostgreSQL', () => {
  assert.deepEqual(sqlOf('a+{year}-{000}/{year}'), {
    looks: String.raw`^a\+(\d{4})\-(\d{3,})\/\d{4}$`,
    count: 2,
    year: 1,
  })
  assert.deepEqual(sqlOf('{0}'), { looks: String.raw`^(\d{1,})$`, count: 1, year: null })
})
