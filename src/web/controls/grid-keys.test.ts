/** The keys of a grid lead where the pattern says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movedBy, tabbed } from './grid-keys.ts'

const size = { rows: 3, columns: 4 }
const middle = { row: 1, column: 2 }

test('arrows, Home, End and pages stay within the grid', () => {
  const cases: [string, boolean, { row: number; column: number } | null][] = [
    ['ArrowUp', false, { row: 0, column: 2 }],
    ['ArrowDown', false, { row: 2, column: 2 }],
    ['ArrowLeft', false, { row: 1, column: 1 }],
    ['ArrowRight', false, { row: 1, column: 3 }],
    ['Home', false, { row: 1, column: 0 }],
    ['End', false, { row: 1, column: 3 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 2, column: 3 }],
    ['PageUp', false, { row: 0, column: 2 }],
    ['PageDown', false, { row: 2, column: 2 }],
    ['a', false, null],
  ]
  for (const [key, ctrlKey, expected] of cases) {
    assert.deepEqual(movedBy({ key, ctrlKey }, middle, size), expected, key)
  }
  const last = { row: 2, column: 3 }
  assert.deepEqual(movedBy({ key: 'ArrowRight', ctrlKey: false }, last, size), last)
})

test('Tab goes on, adds a row behind the last cell, and leaves from an empty one', () => {
  assert.deepEqual(tabbed(middle, size, false, false), { row: 1, column: 3 })
  assert.deepEqual(tabbed({ row: 1, column: 3 }, size, false, false), { row: 2, column: 0 })
  assert.equal(tabbed({ row: 2, column: 3 }, size, false, false), 'new')
  assert.equal(tabbed({ row: 2, column: 3 }, size, false, true), null)
  assert.deepEqual(tabbed({ row: 2, column: 0 }, size, false, true), { row: 2, column: 1 })
  assert.equal(tabbed({ row: 2, column: 1 }, size, false, true), null)
  assert.deepEqual(tabbed({ row: 1, column: 0 }, size, true, false), { row: 0, column: 3 })
  assert.equal(tabbed({ row: 0, column: 0 }, size, true, false), null)
})
