/** When something that happens every day, week or month is due next, where a company is. */
import type { Instant, PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

/** A time of the day, on every day, on one of the week (1 is Monday), or on one of the month. */
export type Rhythm =
  | { readonly every: 'day'; readonly at: Temporal.PlainTime }
  | {
      readonly every: 'week' | 'month'
      /** Of a month that is shorter, its last day. */
      readonly onDay: number
      readonly at: Temporal.PlainTime
    }

/** How often something can be due. */
export const rhythmWords = ['day', 'week', 'month'] as const

/**
 * A rhythm as it was written: "week", 1, "02:10". Problems: `rhythm-unknown`, `time-form`,
 * `day-form`.
 */
export function readRhythm(word: string, onDay: number | null, written: string): Outcome<Rhythm> {
  const every = rhythmWords.find((one) => one === word)
  if (every === undefined) {
    const message = `“${word}” is no rhythm. It is one of: ${rhythmWords.join(', ')}.`
    return refused({ rule: 'rhythm-unknown', field: 'every', message })
  }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(written)) {
    const message = `“${written}” is no time of the day. Write it as 02:10.`
    return refused({ rule: 'time-form', field: 'at', message })
  }
  const at = Temporal.PlainTime.from(written)
  if (every === 'day') {
    const message = 'What is due every day has no day of its own. Leave it out.'
    return onDay === null
      ? fine({ every, at })
      : refused({ rule: 'day-form', field: 'onDay', message })
  }
  const most = every === 'week' ? 7 : 31
  if (onDay !== null && Number.isInteger(onDay) && onDay >= 1 && onDay <= most) {
    return fine({ every, onDay, at })
  }
  const message = `Say on which day of the ${every}, from 1 to ${most}.`
  return refused({ rule: 'day-form', field: 'onDay', message })
}

/**
 * The first moment of the rhythm after a moment. A day has one, also where clocks are changed: a
 * time that is left out comes as much later as the clocks are put forward, and of a time that comes
 * twice the first counts, as RFC 5545 (3.3.5) has it. In London at 01:30:
 *
 *     2026-03-29  01:00 becomes 02:00, and it is due at 02:30 British Summer Time, 01:30 UTC
 *     2026-10-25  02:00 becomes 01:00, and it is due at 01:30 British Summer Time, 00:30 UTC
 */
export function nextMoment(rhythm: Rhythm, timeZone: string, after: Instant): Instant {
  // The day before is looked at too: clocks that skip midnight put its time into the next day.
  let day = after.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 1 })
  for (;;) {
    if (falls(rhythm, day)) {
      const moment = day.toZonedDateTime({ timeZone, plainTime: rhythm.at }).toInstant()
      if (Temporal.Instant.compare(moment, after) > 0) return moment
    }
    day = day.add({ days: 1 })
  }
}

function falls(rhythm: Rhythm, day: PlainDate): boolean {
  switch (rhythm.every) {
    case 'day':
      return true
    case 'week':
      return day.dayOfWeek === rhythm.onDay
    case 'month':
      return day.day === Math.min(rhythm.onDay, day.daysInMonth)
  }
}
