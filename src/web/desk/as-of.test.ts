/** Tests of the day as of which a desk is looked at. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '#web/desk/as-of.ts'

const today = '2026-11-22'

for (const [lastPosted, day] of [
  [null, today],
  ['2026-11-20', today],
  ['2026-10-01', today],
  ['2026-12-31', today],
  ['2026-09-30', '2026-09-30'],
  ['2011-06-30', '2011-06-30'],
] as const) {
  test(`books whose last entry is of ${lastPosted} are looked at as of ${day}`, () => {
    assert.equal(dayOf(undefined, { today, lastPosted }), day)
    assert.equal(dayOf('soon', { today, lastPosted }), day)
    assert.equal(dayOf('2026-03-31', { today, lastPosted }), '2026-03-31')
  })
}
