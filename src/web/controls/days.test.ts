/** Tests of days as they are typed and read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDay, writtenDay, writtenSpan } from '#web/controls/days.ts'

const today = '2026-11-22'

test('days are typed in few keys', () => {
  for (const [typed, day] of [
    ['t', '2026-11-22'],
    ['y', '2026-11-21'],
    ['+3', '2026-11-25'],
    ['-1w', '2026-11-15'],
    ['+1m', '2026-12-22'],
    ['eom', '2026-11-30'],
    ['som', '2026-11-01'],
    ['5', '2026-11-05'],
    ['2026-2-9', '2026-02-09'],
  ] as const) {
    assert.equal(readDay(typed, today, 'en-GB'), day, typed)
  }
})

test('day and month stand in the order of the language', () => {
  assert.equal(readDay('3/4', today, 'en-GB'), '2026-04-03')
  assert.equal(readDay('3/4', today, 'en-US'), '2026-03-04')
  assert.equal(readDay('24.12.', today, 'de-DE'), '2026-12-24')
  assert.equal(readDay('24.12.27', today, 'de-DE'), '2027-12-24')
})

test('what is no day is none', () => {
  for (const typed of ['', '31.2.', 'soon', '2026-13-01', '99', '1/2/3/4']) {
    assert.equal(readDay(typed, today, 'de-DE'), null, typed)
  }
})

test('days are read short and unambiguous', () => {
  assert.equal(writtenDay('2026-11-22', 'en-GB'), '22 Nov 2026')
  assert.equal(writtenDay('2026-11-22', 'de-DE'), '22. Nov. 2026')
  assert.equal(writtenSpan('2026-11-01', '2026-11-30', 'en-GB'), '1\u2009–\u200930 Nov 2026')
  assert.equal(writtenSpan('2026-11-01', '2026-11-30', 'de-DE'), '1.–30. Nov. 2026')
  const winter = writtenSpan('2025-12-01', '2026-01-31', 'en-GB')
  assert.equal(winter, '1 Dec 2025\u2009–\u200931 Jan 2026')
})

test('24 reach: days are written and read back as each region does it', () => {
  for (const [language, written, typed] of [
    ['en-GB', '22 Nov 2026', '22/11/2026'],
    ['en-US', 'Nov 22, 2026', '11/22/2026'],
    ['de-DE', '22. Nov. 2026', '22.11.2026'],
    ['de-CH', '22. Nov. 2026', '22.11.2026'],
  ] as const) {
    assert.equal(writtenDay('2026-11-22', language), written)
    assert.equal(readDay(typed, today, language), '2026-11-22', language)
  }
})
