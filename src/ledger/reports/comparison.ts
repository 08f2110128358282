/** How a report's figures are set beside those of an earlier time: two answers become one table. */
import { addDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { written } from './column.ts'
import type { Cell, Column, Row } from './column.ts'
import * as parameter from './parameter.ts'
import type { Parameter, Value, Values } from './parameter.ts'

/** `year-before`: the same a year earlier. `period-before`: what ended just before this began. */
export type Earlier = 'year-before' | 'period-before'

export interface Comparison {
  /** The columns that get their earlier figure and the change beside them. */
  readonly figures: readonly string[]
  /** The columns whose cells together tell a row from the others. */
  readonly key: readonly string[]
  /** The parameters of the earlier time. */
  readonly earlier: (values: Values, how: Earlier) => Outcome<Values>
}

/** Asks for the comparison; left out, there is none. */
export const compare: Parameter = {
  name: 'compare',
  meaning: 'Sets the figures of an earlier time beside these, and the change.',
  type: parameter.choice('none', 'year-before', 'period-before'),
  otherwise: 'none',
  isOfAnswers: true,
}

/** What was asked for, or null where nothing is compared. */
export function earlierOf({ compare: asked }: Values): Earlier | null {
  return asked === 'year-before' || asked === 'period-before' ? asked : null
}

/**
 * The parameters `from` and `until` of a year earlier, or of the span before: of as many whole
 * months where these are whole months, else of as many days. Problem: `comparison-unclear`.
 */
export function earlierSpan(values: Values, how: Earlier): Outcome<Values> {
  const [from, until] = [dayOf(values['from']), dayOf(values['until'])]
  if (until === null || typeof values['period'] === 'number') {
    return unclear('period', 'Give days instead of a period.')
  }
  if (how === 'year-before') {
    const first = from === null ? null : yearBefore(from)
    return inOurYears(values, { from: first, until: yearBefore(until) })
  }
  if (from === null) return unclear('from', 'Say with "from" where the span begins.')
  const last = from.subtract({ days: 1 })
  const months = wholeMonths(from, until)
  const first =
    months === null ? last.subtract({ days: from.until(until).days }) : from.subtract({ months })
  return inOurYears(values, { from: first, until: last })
}

/** The parameter `as-of` a year earlier or a month earlier; the end of a month stays one. */
export function earlierDay(values: Values, how: Earlier): Outcome<Values> {
  const day = dayOf(values['as-of'])
  if (day === null) return unclear('as-of', 'Give the day.')
  const earlier = how === 'year-before' ? yearBefore(day) : monthsBefore(day, 1)
  return inOurYears(values, { 'as-of': earlier })
}

/** The name of a column's earlier figure, and of the change. */
export function besides(name: string): { readonly before: string; readonly change: string } {
  return { before: `${name}_before`, change: `${name}_change` }
}

/** The columns with the earlier figure and the change behind each that is compared. */
export function comparedColumns(columns: readonly Column[], { figures }: Comparison): Column[] {
  return columns.flatMap((column) => {
    if (!figures.includes(column.name)) return [column]
    const { before, change } = besides(column.name)
    return [
      column,
      { ...column, name: before, meaning: `${column.meaning} At the earlier time.` },
      { ...column, name: change, meaning: `${column.meaning} What it changed by since.` },
    ]
  })
}

/**
 * One row for each key of either answer, in the order of their hidden cells `sort`. A row that
 * only one of them has stands for nothing in the other; a figure that is not shown stays so.
 */
export function comparedRows(
  { figures, key }: Comparison,
  now: readonly Row[],
  before: readonly Row[],
): Row[] {
  const keyOf = (row: Row): string => JSON.stringify(key.map((name) => written(row[name] ?? null)))
  const earlier = new Map(before.map((row) => [keyOf(row), row]))
  const pairs = now.map((row) => {
    const other = earlier.get(keyOf(row))
    earlier.delete(keyOf(row))
    return { shown: row, now: row, before: other }
  })
  const gone = [...earlier.values()].map((row) => ({ shown: row, now: undefined, before: row }))
  return [...pairs, ...gone]
    .map((pair) => ({ ...pair.shown, ...figuresOf(figures, pair.now, pair.before) }))
    .sort((a, b) => Buffer.compare(sortOf(a), sortOf(b)))
}

function figuresOf(figures: readonly string[], now: Row | undefined, before: Row | undefined): Row {
  const cells: Record<string, Cell> = {}
  for (const name of figures) {
    const names = besides(name)
    const [one, other] = [cellOf(now, name), cellOf(before, name)]
    cells[name] = one
    cells[names.before] = other
    cells[names.change] = one === null || other === null ? null : difference(one, other)
  }
  return cells
}

function cellOf(row: Row | undefined, name: string): Cell {
  return row === undefined ? 0n : (row[name] ?? null)
}

function difference(one: Cell, other: Cell): string {
  const [now, before] = [parseDecimal(written(one)), parseDecimal(written(other))]
  if (now === null || before === null) throw new RangeError('A compared column holds no figure.')
  return formatDecimal(addDecimals(now, { ...before, units: -before.units }))
}

/** In the order of bytes, as the database sorts its codes. */
function sortOf({ sort }: Row): Buffer {
  return Buffer.from(written(sort ?? null))
}

type Day = Temporal.PlainDate

function dayOf(value: Value | undefined): Day | null {
  return typeof value === 'string' ? Temporal.PlainDate.from(value) : null
}

function inOurYears(values: Values, days: Readonly<Record<string, Day | null>>): Outcome<Values> {
  const given = Object.entries(days)
  if (given.some(([, day]) => day !== null && day.year < 1)) {
    return unclear('compare', 'No books go back so far: leave out "compare".')
  }
  const texts = given.map(([name, day]) => [name, day === null ? null : day.toString()] as const)
  return fine({ ...values, ...Object.fromEntries(texts) })
}

function isMonthsEnd(day: Day): boolean {
  return day.day === day.daysInMonth
}

function yearBefore(day: Day): Day {
  return monthsBefore(day, 12)
}

function monthsBefore(day: Day, months: number): Day {
  const earlier = day.subtract({ months })
  return isMonthsEnd(day) ? earlier.with({ day: earlier.daysInMonth }) : earlier
}

/** How many months a span has, where it begins with one and ends with one. */
function wholeMonths(from: Day, until: Day): number | null {
  if (from.day !== 1 || !isMonthsEnd(until)) return null
  return (until.year - from.year) * 12 + until.month - from.month + 1
}

function unclear(field: string, remedy: string): ReturnType<typeof refused> {
  const message = `Nothing says with what it is to be compared. ${remedy}`
  return refused({ rule: 'comparison-unclear', field, message })
}
