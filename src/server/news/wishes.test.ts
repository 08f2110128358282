/** When a letter with news is due: a minute later, at the full hour, or at seven where one is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDue } from '#server/news/wishes.ts'
import type { MailWish } from '#server/news/wishes.ts'

/** Whether it is due, of moments in UTC. */
function due(wish: MailWish, at: string, now: string, zone = 'UTC'): boolean {
  return isDue(wish, Temporal.Instant.from(`${at}Z`), Temporal.Instant.from(`${now}Z`), zone)
}

test('what is wanted at once waits for a minute, so that who sees it needs no letter', () => {
  assert.equal(due('at once', '2026-11-22T10:15:00', '2026-11-22T10:15:59'), false)
  assert.equal(due('at once', '2026-11-22T10:15:00', '2026-11-22T10:16:00'), true)
})

test('what is wanted each hour waits for the full hour, of zones with half hours theirs', () => {
  assert.equal(due('hourly', '2026-11-22T10:15:00', '2026-11-22T10:59:59'), false)
  assert.equal(due('hourly', '2026-11-22T10:15:00', '2026-11-22T11:00:00'), true)
  assert.equal(due('hourly', '2026-11-22T10:00:00', '2026-11-22T10:30:00'), false)
  assert.equal(due('hourly', '2026-11-22T10:15:00', '2026-11-22T10:30:00', 'Asia/Kolkata'), true)
})

test('the letter of the day comes at seven where the person is', () => {
  assert.equal(due('daily', '2026-11-21T23:00:00', '2026-11-22T06:59:59'), false)
  assert.equal(due('daily', '2026-11-21T23:00:00', '2026-11-22T07:00:00'), true)
  // Seven in New York is noon in UTC; seven in Auckland was at 18:00 of the day before.
  assert.equal(
    due('daily', '2026-11-22T10:00:00', '2026-11-22T11:59:59', 'America/New_York'),
    false,
  )
  assert.equal(due('daily', '2026-11-22T10:00:00', '2026-11-22T12:00:00', 'America/New_York'), true)
  assert.equal(due('daily', '2026-11-21T17:30:00', '2026-11-21T18:00:00', 'Pacific/Auckland'), true)
  // What comes at seven itself waits for the next day.
  assert.equal(due('daily', '2026-11-22T07:00:00', '2026-11-22T20:00:00'), false)
  assert.equal(due('daily', '2026-11-22T07:00:00', '2026-11-23T07:00:00'), true)
})

test('the letter of the day comes at seven also when clocks were changed at night', () => {
  // Summer time ends in Berlin on 25 October 2026: seven is 06:00 in UTC, and not 05:00.
  const berlin = 'Europe/Berlin'
  assert.equal(due('daily', '2026-10-24T20:00:00', '2026-10-25T05:30:00', berlin), false)
  assert.equal(due('daily', '2026-10-24T20:00:00', '2026-10-25T06:00:00', berlin), true)
})

test('what nobody wants by mail is never due', () => {
  assert.equal(due('never', '2026-11-22T10:15:00', '2027-11-22T10:15:00'), false)
})
