/** What of the lines of steps a log keeps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { behind, fitting, lineOf, mostLines, readable } from '#server/jobs/log.ts'
import type { Line } from '#server/jobs/log.ts'

const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, place) => lineOf('info', `line ${place + 1}`))

test('a log that is full says so in its last line, and takes no more', () => {
  assert.deepEqual(fitting(lines(3), 0), lines(3))
  assert.deepEqual(fitting(lines(3), mostLines - 3), lines(3))
  const full = fitting(lines(3), mostLines - 2)
  assert.equal(full.length, 2)
  assert.deepEqual(full[0], { level: 'info', message: 'line 1' })
  assert.match(full[1]?.message ?? '', /is left out\.$/)
  assert.deepEqual(fitting(lines(3), mostLines), [])
  // The runner's own lines may have made it longer.
  assert.deepEqual(fitting(lines(3), mostLines + 7), [])
})

test('a line is never empty or too long, and holds nothing that the database refuses', () => {
  assert.equal(lineOf('info', ' \n').message, '–')
  assert.equal(lineOf('info', 'a\0b').message, 'a b')
  assert.equal(lineOf('info', '\ud800').message, '\ufffd')
  const long = lineOf('info', 'x'.repeat(5_000)).message
  assert.deepEqual([long.length, long.endsWith('x…')], [2_000, true])
  // A character of two halves that the end would part is not torn.
  assert.ok(readable('🧾'.repeat(10), 6).isWellFormed())
})

test('lines are numbered behind those that are there', () => {
  const numbers = behind('run', 7, lines(2)).map(({ line }) => line)
  assert.deepEqual(numbers, [8, 9])
})
