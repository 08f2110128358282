/** Tests of percentages: as they are typed, kept and read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldPage } from '#kit/derive/page.ts'
import { readersHabits } from '#web/controls/figures.ts'
import { basisPointsOf, writtenPercentage } from '#web/controls/percentages.ts'
import { readTyped } from '#web/controls/read.ts'

const rate: FieldPage = {
  name: 'rate',
  kind: 'percentage',
  currencyIn: null,
  label: 'Rate',
  help: null,
  optional: false,
  taken: false,
  side: 'end',
  operators: [],
  schema: {},
  link: null,
}

test('a percentage is typed as people write it, and kept in basis points', () => {
  const typed = (text: string, language = 'en-GB') =>
    readTyped(text, rate, { language, today: '2026-11-22' })
  assert.deepEqual(
    ['20', '20 %', '17.5%', '0', '0.05'].map((text) => typed(text)),
    [2000, 2000, 1750, 0, 5],
  )
  assert.equal(typed('17,5 %', 'de-DE'), 1750)
  // What is finer than a basis point, or none at all, stays as it is: the server says why.
  assert.deepEqual(
    ['1.005', 'a fifth'].map((text) => typed(text)),
    ['1.005', 'a fifth'],
  )
})

test('a percentage is read in the language of who reads it', () => {
  assert.equal(writtenPercentage(1750, readersHabits('en-GB')), '17.5\u00a0%')
  assert.equal(writtenPercentage(1750, readersHabits('de-DE')), '17,5\u00a0%')
  assert.equal(writtenPercentage(2000, readersHabits('de-DE')), '20\u00a0%')
  assert.deepEqual(['7', '-1.5', '1.005', ''].map(basisPointsOf), [700, -150, null, null])
})
