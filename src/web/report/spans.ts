/** Spans of days as people say them: "last quarter", "2025", "q3", "this month". */

export interface Span {
  readonly from: string
  readonly until: string
}

/** The spans that are offered, by their names. */
export const spanNames = [
  'this month',
  'last month',
  'this quarter',
  'last quarter',
  'this year',
  'last year',
] as const

export type SpanName = (typeof spanNames)[number]

/** German for what can be typed. */
const german: Readonly<Record<string, SpanName>> = {
  'dieser monat': 'this month',
  'letzter monat': 'last month',
  'dieses quartal': 'this quarter',
  'letztes quartal': 'last quarter',
  'dieses jahr': 'this year',
  'letztes jahr': 'last year',
}

/** The days of a named span, seen from the company's today. */
export function spanOf(name: SpanName, today: string): Span {
  const now = Temporal.PlainDate.from(today)
  const back = name.startsWith('last') ? 1 : 0
  if (name.endsWith('month')) return months(now.with({ day: 1 }).subtract({ months: back }), 1)
  if (name.endsWith('quarter')) return months(quarterOf(now).subtract({ months: 3 * back }), 3)
  return months(now.with({ month: 1, day: 1 }).subtract({ years: back }), 12)
}

/** The span of what was typed; null where it is none. */
export function readSpan(typed: string, today: string): Span | null {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const named = spanNames.find((name) => name === text) ?? german[text]
  if (named !== undefined) return spanOf(named, today)
  const now = Temporal.PlainDate.from(today)
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

/** The last days of the months up to a day, the oldest first; the day itself is the last. */
export function monthEnds(today: string, count: number): string[] {
  const now = Temporal.PlainDate.from(today)
  return Array.from({ length: count }, (_, at) => {
    const then = now.with({ day: 1 }).subtract({ months: count - 1 - at })
    return at === count - 1 ? today : then.with({ day: then.daysInMonth }).toString()
  })
}

function quarterOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.with({ month: Math.floor((day.month - 1) / 3) * 3 + 1, day: 1 })
}

function first(year: number, month: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day: 1 })
}

function months(from: Temporal.PlainDate, count: number): Span {
  const until = from.add({ months: count }).subtract({ days: 1 })
  return { from: from.toString(), until: until.toString() }
}
