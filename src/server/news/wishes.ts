/** The kinds of news, how each comes by mail, and when a letter with it is due. */
import type { Instant } from '#base/date.ts'

/** What somebody is told, the more urgent first. */
export const newsKinds = [
  'mention',
  'question',
  'task',
  'request',
  'overdue',
  'decision',
  'work',
  'comment',
] as const
export type NewsKind = (typeof newsKinds)[number]

/** How a kind of news comes by mail. */
export const mailWishes = ['at once', 'hourly', 'daily', 'never'] as const
export type MailWish = (typeof mailWishes)[number]

export type MailWishes = Readonly<Record<NewsKind, MailWish>>

/** What holds for whoever wished nothing: what waits for an answer at once, talk once a day. */
export const usualWishes: MailWishes = {
  mention: 'at once',
  question: 'at once',
  task: 'at once',
  request: 'at once',
  overdue: 'daily',
  decision: 'hourly',
  work: 'at once',
  comment: 'daily',
}

/** The time of the day, where the person is, at which the letter of the day is written. */
export const letterTime = Temporal.PlainTime.from('07:00')

/** So long news waits at least: who sees it on the screen meanwhile needs no letter. */
const patience = { minutes: 1 } as const

/**
 * Whether a letter is due for news of one moment: a minute after it, at the next full hour, or at
 * the next 07:00, on the clock of the person's time zone.
 */
export function isDue(wish: MailWish, at: Instant, now: Instant, zone: string): boolean {
  if (wish === 'never' || Temporal.Instant.compare(at.add(patience), now) > 0) return false
  if (wish === 'at once') return true
  const here = at.toZonedDateTimeISO(zone)
  const next = wish === 'hourly' ? nextHour(here) : nextLetter(here)
  return Temporal.Instant.compare(next.toInstant(), now) <= 0
}

function nextHour(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return at.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 })
}

function nextLetter(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const today = at.withPlainTime(letterTime)
  return Temporal.ZonedDateTime.compare(today, at) > 0
    ? today
    : at.add({ days: 1 }).withPlainTime(letterTime)
}
