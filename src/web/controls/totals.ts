/** Debits and credits of lines by account and currency, and their sums, exact. */
import { addDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'

export interface AccountTotal {
  readonly account: string
  readonly currency: string
  /** Plain figures: "1234.50". */
  readonly debit: string
  readonly credit: string
}

/** A line of an entry; its amount is plus where it is a debit. */
export interface SignedLine {
  readonly account: string
  readonly currency: string
  readonly amount: string
}

const zero: Decimal = { units: 0n, scale: 0 }

/** What lines come to on each account in each currency, in the order of the accounts. */
export function totalsOf(lines: readonly SignedLine[]): AccountTotal[] {
  const sums = new Map<string, SignedLine & { readonly debit: Decimal; readonly credit: Decimal }>()
  for (const line of lines) {
    const key = `${line.account} ${line.currency}`
    const { debit, credit } = sums.get(key) ?? { debit: zero, credit: zero }
    const amount = parseDecimal(line.amount)
    if (amount === null || amount.units === 0n) continue
    const { units, scale } = amount
    const other = { units: -units, scale }
    sums.set(key, {
      ...line,
      debit: units > 0n ? addDecimals(debit, amount) : debit,
      credit: units < 0n ? addDecimals(credit, other) : credit,
    })
  }
  return [...sums.values()]
    .map(({ account, currency, debit, credit }) => ({
      account,
      currency,
      debit: formatDecimal(debit),
      credit: formatDecimal(credit),
    }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1))
}

/** The sums for each currency, in the order of the currencies. */
export function sumsOfTotals(totals: readonly AccountTotal[]): Omit<AccountTotal, 'account'>[] {
  const plus = (one: string, other: string): string =>
    formatDecimal(addDecimals(parseDecimal(one) ?? zero, parseDecimal(other) ?? zero))
  const byCurrency = Map.groupBy(totals, ({ currency }) => currency)
  return [...byCurrency]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, those]) => ({
      currency,
      debit: those.reduce((sum, { debit }) => plus(sum, debit), '0'),
      credit: those.reduce((sum, { credit }) => plus(sum, credit), '0'),
    }))
}
