/** Spans of days by the names that people give them: "last quarter", "this month", "-30". */

export interface Span {
  readonly from: string
  readonly to: string
}

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
] as const
export type SpanName = (typeof spanNames)[number]

/** The days of a named span; weeks begin on Monday (ISO 8601). `today` is the company's. */
export function spanOf(name: SpanName, today: string): Span {
  const now = Temporal.PlainDate.from(today)
  if (name === 'today') return { from: today, to: today }
  if (name === 'yesterday') {
    const day = now.subtract({ days: 1 }).toString()
    return { from: day, to: day }
  }
  const [which, unit] = name.split(' ')
  const step = which === 'last' ? -1 : which === 'next' ? 1 : 0
  const { first, length } = unitAt(now, unit ?? '')
  const from = first.add({ months: length.months * step, days: length.days * step })
  const to = from.add({ months: length.months, days: length.days }).subtract({ days: 1 })
  return { from: from.toString(), to: to.toString() }
}

interface Length {
  readonly months: number
  readonly days: number
}

function unitAt(now: Temporal.PlainDate, unit: string) {
  const first = now.with({ day: 1 })
  const month = now.month - 1
  const units: Readonly<Record<string, { first: Temporal.PlainDate; length: Length }>> = {
    week: { first: now.subtract({ days: now.dayOfWeek - 1 }), length: { months: 0, days: 7 } },
    month: { first, length: { months: 1, days: 0 } },
    quarter: { first: first.subtract({ months: month % 3 }), length: { months: 3, days: 0 } },
    year: { first: first.subtract({ months: month }), length: { months: 12, days: 0 } },
  }
  return units[unit] ?? { first: now, length: { months: 0, days: 1 } }
}

/** "-30": from thirty days ago on, until today; "+30": from today on. Null where it is neither. */
export function daysAround(typed: string, today: string): Span | null {
  const [, sign, count] = /^([+-])(\d{1,4})$/.exec(typed.trim()) ?? []
  if (sign === undefined) return null
  const now = Temporal.PlainDate.from(today)
  const days = Number(count)
  return sign === '-'
    ? { from: now.subtract({ days }).toString(), to: today }
    : { from: today, to: now.add({ days }).toString() }
}
