/** The waits between the attempts of a job. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backOff, mostAttempts } from '#server/jobs/back-off.ts'

test('each wait is four times the one before, and chance takes up to half of it', () => {
  const failures = Array.from({ length: mostAttempts - 1 }, (_, place) => place + 1)
  assert.deepEqual(
    failures.map((count) => backOff(count, 0)),
    [1_000, 4_000, 16_000, 64_000],
  )
  assert.deepEqual(
    failures.map((count) => backOff(count, 0.5)),
    [750, 3_000, 12_000, 48_000],
  )
  for (const count of failures) assert.ok(backOff(count, 0.999) >= backOff(count, 0) / 2)
})
