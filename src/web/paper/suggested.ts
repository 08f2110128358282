/** What a report proposes for rows of a paper: which, how much of each, why, and what is left. */
import {
  addDecimals,
  compareDecimals,
  formatDecimal,
  parseDecimal,
  trimmed,
} from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { RowsSource } from '#kit/field.ts'
import { textOf } from '#web/controls/control.ts'
import type { Row } from '#web/controls/grid-rows.ts'
import type { Content } from '#web/paper/typed.ts'

/**
 * Why so much of it is suggested: all that is open, what is left of the money, nothing since none
 * is left, what lowers the debts that are suggested; and what stands on the paper already.
 */
export type Why = 'whole' | 'part' | 'none' | 'lowers' | 'asMuch' | 'noMoney' | 'entered'

export interface Suggestion {
  /** What names it on the paper: the invoice's number. */
  readonly name: string
  /** The row of the report. */
  readonly cells: Content
  readonly open: string
  /** What is suggested, or stands on the paper; null for as much as can be, or for nothing. */
  readonly part: string | null
  readonly why: Why
}

export interface Suggested {
  readonly all: readonly Suggestion[]
  /** What would be left of the money; null where none is spread, or none is said. */
  readonly rest: string | null
}

const zero: Decimal = { units: 0n, scale: 0 }

/**
 * Spreads money over what is open, in the order of the report: first what stands on the paper, then
 * what lowers debts, as far as they need it, then each debt, the last one in part. 200.00 over
 * 150.00 and 80.00 are 150.00 and 50.00; 250.00 leave 20.00 over.
 */
export function suggested(
  source: RowsSource,
  open: readonly Content[],
  entered: readonly Row[],
  money: unknown,
): Suggested {
  const { part, names } = source
  const standing = new Map(entered.map((row) => [row[names.field], row]))
  const shown = open.filter((cells) => isOnSide(source, decimalOf(cells[source.open])))
  const amount = part === null ? null : figureOf(money)
  if (part === null || amount === null) {
    const why = part === null ? 'asMuch' : 'noMoney'
    return { all: shown.map((cells) => unspread(source, cells, standing, why)), rest: null }
  }
  const takes = new Map<Content, Decimal>()
  let rest = amount
  const take = (cells: Content, wanted: Decimal): void => {
    takes.set(cells, wanted)
    rest = minus(rest, wanted)
  }
  const fresh: Content[] = []
  for (const cells of shown) {
    const row = standing.get(cells[names.column])
    if (row === undefined) fresh.push(cells)
    else take(cells, figureOf(row[part.field]) ?? smaller(decimalOf(cells[source.open]), rest))
  }
  const isOwed = (cells: Content): boolean => decimalOf(cells[source.open]).units > 0n
  let lacking = minus(sum(fresh.filter(isOwed).map((one) => decimalOf(one[source.open]))), rest)
  for (const cells of fresh.filter((one) => !isOwed(one))) {
    const lowers = negated(smaller(negated(decimalOf(cells[source.open])), notBelow(lacking)))
    lacking = addDecimals(lacking, lowers)
    take(cells, lowers)
  }
  for (const cells of fresh.filter(isOwed)) {
    take(cells, notBelow(smaller(decimalOf(cells[source.open]), rest)))
  }
  const all = shown.map((cells) => spread(source, cells, standing, takes.get(cells) ?? zero))
  return { all, rest: plain(rest) }
}

/** The row of the paper that takes a suggestion. */
export function rowOf({ names, part }: RowsSource, { name, part: taken }: Suggestion): Row {
  return {
    [names.field]: name,
    ...(part === null || taken === null ? {} : { [part.field]: taken }),
  }
}

/** Whether a suggestion says to take something. */
export function isTaking({ why }: Suggestion): boolean {
  return why === 'whole' || why === 'part' || why === 'lowers'
}

/** The sum of what is open of some. */
export function openSum(all: readonly Suggestion[]): string {
  return plain(sum(all.map(({ open }) => decimalOf(open))))
}

type Standing = ReadonlyMap<unknown, Row>

function unspread(source: RowsSource, cells: Content, standing: Standing, why: Why): Suggestion {
  const row = standing.get(cells[source.names.column])
  const of = headOf(source, cells)
  if (row === undefined) return { ...of, part: null, why }
  const typed = source.part === null ? null : row[source.part.field]
  return { ...of, part: typeof typed === 'string' ? typed : null, why: 'entered' }
}

function spread(
  source: RowsSource,
  cells: Content,
  standing: Standing,
  taken: Decimal,
): Suggestion {
  const of = headOf(source, cells)
  if (standing.has(of.name)) return { ...of, part: plain(taken), why: 'entered' }
  if (taken.units === 0n) return { ...of, part: null, why: 'none' }
  const isWhole = compareDecimals(taken, decimalOf(of.open)) === 0
  const why = taken.units < 0n ? 'lowers' : isWhole ? 'whole' : 'part'
  return { ...of, part: isWhole ? of.open : plain(taken), why }
}

function headOf({ names, open }: RowsSource, cells: Content) {
  return { name: textOf(cells[names.column]), cells, open: textOf(cells[open]) }
}

function isOnSide({ side }: RowsSource, { units }: Decimal): boolean {
  return units !== 0n && (side === 'both' || (side === 'plus') === units > 0n)
}

function figureOf(value: unknown): Decimal | null {
  return typeof value === 'string' ? parseDecimal(value) : null
}

function decimalOf(value: unknown): Decimal {
  return figureOf(value) ?? zero
}

function sum(all: readonly Decimal[]): Decimal {
  return all.reduce((before, one) => addDecimals(before, one), zero)
}

function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale }
}

function minus(one: Decimal, other: Decimal): Decimal {
  return addDecimals(one, negated(other))
}

function smaller(one: Decimal, other: Decimal): Decimal {
  return compareDecimals(one, other) < 0 ? one : other
}

function notBelow(one: Decimal): Decimal {
  return one.units < 0n ? zero : one
}

function plain(of: Decimal): string {
  return formatDecimal(trimmed(of))
}
