/**
 * Days of the books as people type them: "t" is today, "+3" three days later, "eom" the month's
 * last day, "5" the fifth of this month, "24.12." in German. Days have no time zone.
 */

const full = /^(\d{4})-(\d{1,2})-(\d{1,2})$/

/** The day of what was typed as "2026-11-22"; null where it is none. `today` is the company's. */
export function readDay(typed: string, today: string, language: string): string | null {
  const text = typed.trim().toLowerCase()
  const now = Temporal.PlainDate.from(today)
  const [, year, month, day] = full.exec(text) ?? []
  if (year !== undefined) return made(Number(year), Number(month), Number(day))
  return word(text, now) ?? parts(text, now, language)
}

function word(text: string, now: Temporal.PlainDate): string | null {
  if (['t', 'today', 'h', 'heute'].includes(text)) return now.toString()
  if (['y', 'yesterday', 'gestern'].includes(text)) return now.subtract({ days: 1 }).toString()
  if (['tomorrow', 'morgen'].includes(text)) return now.add({ days: 1 }).toString()
  const months = { eom: 0, som: 0, ultimo: 0, eonm: 1 }[text]
  if (months !== undefined) {
    const there = now.add({ months })
    return there.with({ day: text === 'som' ? 1 : there.daysInMonth }).toString()
  }
  const [, sign, count, unit] = /^([+-])(\d{1,4})([dwmy]?)$/.exec(text) ?? []
  if (sign === undefined) return null
  const many = Number(count) * (sign === '-' ? -1 : 1)
  const units = { d: 'days', w: 'weeks', m: 'months', y: 'years' } as const
  const name = units[unit === 'w' || unit === 'm' || unit === 'y' ? unit : 'd']
  return now.add({ [name]: many }).toString()
}

/** "22", "22.11.", "11/22/26": day and month in the order of the language. */
function parts(text: string, now: Temporal.PlainDate, language: string): string | null {
  if (!/^\d{1,4}([./\- ]\d{1,2}){0,2}([./\- ]\d{2,4})?\.?$/.test(text)) return null
  const given = text
    .replace(/\.$/, '')
    .split(/[./\- ]/)
    .map(Number)
  const [one = 0, two, three] = given
  if (two === undefined) return made(now.year, now.month, one)
  const [day, month] = monthFirst(language) ? [two, one] : [one, two]
  const year = three === undefined ? now.year : three < 100 ? 2000 + three : three
  return made(year, month, day)
}

function monthFirst(language: string): boolean {
  const order = new Intl.DateTimeFormat(language).formatToParts(0).map(({ type }) => type)
  return order.indexOf('month') < order.indexOf('day') && order.indexOf('year') > 0
}

function made(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const

/** A day as people read it, short and unambiguous: "22 Nov 2026", "22. Nov. 2026". */
export function writtenDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, format).format(instantOf(day))
}

/** From one day until another, what both have in common said once: "1–30 Nov 2026". */
export function writtenSpan(from: string, until: string, language: string): string {
  return new Intl.DateTimeFormat(language, format).formatRange(instantOf(from), instantOf(until))
}

/** The day's beginning in UTC, in which it is written again, so that no zone moves it. */
function instantOf(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return Date.UTC(year, month - 1, date)
}
