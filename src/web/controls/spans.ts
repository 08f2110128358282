/**
 * Spans of days as people say them, in the filter of a list and in the parameters of a report:
 * "last quarter", "last 30 days", "year to date", "2025", "q3". In English and in German, whatever
 * language the screens are in. A span is told as its days: it does not move with the calendar.
 */

/** Both days are in it. */
export interface Span {
  readonly from: string
  readonly until: string
}

/** The company's today, and the first day of its fiscal year; null: that of the calendar. */
export interface Calendar {
  readonly today: string
  readonly fiscalYearFrom: string | null
}

/** The spans that are offered, by their names. */
export const spanNames = [
  'today',
  'yesterday',
  'this week',
  'last week',
  'this month',
  'last month',
  'next month',
  'this quarter',
  'last quarter',
  'this year',
  'last year',
  'last 30 days',
  'last 90 days',
  'month to date',
  'year to date',
  'this fiscal year',
  'last fiscal year',
] as const

export type SpanName = (typeof spanNames)[number]

/** The same in German; a test compares them with the words of the screens. */
export const germanSpans: Readonly<Record<SpanName, string>> = {
  today: 'heute',
  yesterday: 'gestern',
  'this week': 'diese Woche',
  'last week': 'letzte Woche',
  'this month': 'dieser Monat',
  'last month': 'letzter Monat',
  'next month': 'nächster Monat',
  'this quarter': 'dieses Quartal',
  'last quarter': 'letztes Quartal',
  'this year': 'dieses Jahr',
  'last year': 'letztes Jahr',
  'last 30 days': 'letzte 30 Tage',
  'last 90 days': 'letzte 90 Tage',
  'month to date': 'Monat bis heute',
  'year to date': 'Jahr bis heute',
  'this fiscal year': 'dieses Geschäftsjahr',
  'last fiscal year': 'letztes Geschäftsjahr',
}

/** The days of a named span; weeks begin on Monday (ISO 8601). */
export function spanOf(name: SpanName, { today, fiscalYearFrom }: Calendar): Span {
  const now = Temporal.PlainDate.from(today)
  const january = now.with({ month: 1, day: 1 })
  const [, count] = /^last (\d+) days$/.exec(name) ?? []
  if (count !== undefined) return daysBack(now, Number(count))
  if (name === 'today') return { from: today, until: today }
  if (name === 'yesterday') return daysBack(now.subtract({ days: 1 }), 1)
  if (name === 'month to date') return { from: now.with({ day: 1 }).toString(), until: today }
  if (name === 'year to date') return { from: january.toString(), until: today }
  const step = name.startsWith('last') ? -1 : name.startsWith('next') ? 1 : 0
  if (name.endsWith('fiscal year')) {
    const begins = fiscalYearFrom === null ? january : Temporal.PlainDate.from(fiscalYearFrom)
    return stepped(begins, { months: 12, days: 0 }, step)
  }
  const { begins, length } = unitAt(now, name.replace(/^\S+ /, ''))
  return stepped(begins, length, step)
}

/** The span of what was typed, in either language; null where it is none. */
export function readSpan(typed: string, calendar: Calendar): Span | null {
  const text = folded(typed)
  const named = spanNames.find((name) => name === text || folded(germanSpans[name]) === text)
  if (named !== undefined) return spanOf(named, calendar)
  const now = Temporal.PlainDate.from(calendar.today)
  const [, days] = /^(?:last|letzten?) (\d{1,4}) (?:days|tage)$/.exec(text) ?? []
  if (days !== undefined && Number(days) > 0) return daysBack(now, Number(days))
  const [, quarter, inYear = now.year] = /^q([1-4])(?: (\d{4}))?$/.exec(text) ?? []
  if (quarter !== undefined) {
    return months(first(Number(inYear), (Number(quarter) - 1) * 3 + 1), 3)
  }
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? []
  if (year === undefined || Number(year) < 1) return null
  return month === undefined
    ? months(first(Number(year), 1), 12)
    : months(first(Number(year), Number(month)), 1)
}

/** The named spans that are meant by what was typed so far, in either language. */
export function spansMeant(typed: string): SpanName[] {
  const small = folded(typed)
  const fits = (text: string): boolean =>
    folded(text).startsWith(small) || folded(text).includes(` ${small}`)
  return spanNames.filter((name) => fits(name) || fits(germanSpans[name]))
}

/** "-30": from thirty days ago on, until today; "+30": from today on. Null where it is neither. */
export function daysAround(typed: string, today: string): Span | null {
  const [, sign, count] = /^([+-])(\d{1,4})$/.exec(typed.trim()) ?? []
  if (sign === undefined) return null
  const now = Temporal.PlainDate.from(today)
  const days = Number(count)
  return sign === '-'
    ? { from: now.subtract({ days }).toString(), until: today }
    : { from: today, until: now.add({ days }).toString() }
}

/** The last days of the months up to a day, the oldest first; the day itself is the last. */
export function monthEnds(today: string, count: number): string[] {
  const now = Temporal.PlainDate.from(today)
  return Array.from({ length: count }, (_, at) => {
    const then = now.with({ day: 1 }).subtract({ months: count - 1 - at })
    return at === count - 1 ? today : then.with({ day: then.daysInMonth }).toString()
  })
}

interface Length {
  readonly months: number
  readonly days: number
}

function unitAt(now: Temporal.PlainDate, unit: string) {
  const monthBegins = now.with({ day: 1 })
  const month = now.month - 1
  const units: Readonly<Record<string, { begins: Temporal.PlainDate; length: Length }>> = {
    week: { begins: now.subtract({ days: now.dayOfWeek - 1 }), length: { months: 0, days: 7 } },
    month: { begins: monthBegins, length: { months: 1, days: 0 } },
    quarter: {
      begins: monthBegins.subtract({ months: month % 3 }),
      length: { months: 3, days: 0 },
    },
    year: { begins: monthBegins.subtract({ months: month }), length: { months: 12, days: 0 } },
  }
  return units[unit] ?? { begins: now, length: { months: 0, days: 1 } }
}

function stepped(begins: Temporal.PlainDate, length: Length, step: number): Span {
  const from = begins.add({ months: length.months * step, days: length.days * step })
  const until = from.add({ months: length.months, days: length.days }).subtract({ days: 1 })
  return { from: from.toString(), until: until.toString() }
}

/** So many days, the last of them included. */
function daysBack(last: Temporal.PlainDate, count: number): Span {
  return { from: last.subtract({ days: count - 1 }).toString(), until: last.toString() }
}

function first(year: number, month: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day: 1 })
}

function months(from: Temporal.PlainDate, count: number): Span {
  return stepped(from, { months: count, days: 0 }, 0)
}

function folded(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}
