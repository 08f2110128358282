/** What a debit or credit of totals is made of: the share of each entry that would be posted. */
import { addDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { SignedLine } from '#web/controls/totals.ts'

/** An entry with its reason: "sales invoice INV-1: issue". */
export interface ReasonedEntry {
  readonly reason: string
  readonly lines: readonly SignedLine[]
}

/** A figure of totals that is asked why. */
export interface MeantTotal {
  /** Null: of all accounts. */
  readonly account: string | null
  readonly currency: string
  readonly side: 'debit' | 'credit'
}

export interface TotalShare {
  readonly reason: string
  /** A plain figure, as totals have it: without a sign. */
  readonly amount: string
}

const nothing: Decimal = { units: 0n, scale: 0 }

/** The share of each entry that has one, in their order; together they are the figure. */
export function sharesIn(
  entries: readonly ReasonedEntry[],
  { account, currency, side }: MeantTotal,
): TotalShare[] {
  return entries.flatMap(({ reason, lines }) => {
    const sum = lines.reduce((before, line) => {
      if (line.currency !== currency) return before
      if (account !== null && line.account !== account) return before
      return addDecimals(before, sideOf(line, side))
    }, nothing)
    return sum.units === 0n ? [] : [{ reason, amount: formatDecimal(sum) }]
  })
}

/** What a line has on a side, without its sign. */
function sideOf({ amount }: SignedLine, side: MeantTotal['side']): Decimal {
  const { units, scale } = parseDecimal(amount) ?? nothing
  const signed = side === 'debit' ? units : -units
  return signed > 0n ? { units: signed, scale } : nothing
}

/** Whether two figures of the same totals are one. */
export function isSameTotal(one: MeantTotal | null, other: MeantTotal): boolean {
  return (
    one !== null &&
    one.account === other.account &&
    one.currency === other.currency &&
    one.side === other.side
  )
}
