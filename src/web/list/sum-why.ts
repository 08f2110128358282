/** A sum of a list's column and what it is made of: each row's amount, the largest first. */
import { createContext } from 'react'
import { addDecimals, compareDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { FieldPage } from '#kit/derive/page.ts'
import { textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'

/** A sum that is asked why, as an address tells it. */
export interface MeantSum {
  readonly field: string
  /** Null: the company's own. */
  readonly currency: string | null
  /** The value of the rows of one group; null for all rows. */
  readonly group: string | null
}

/** "total!GBP", and of a group "total!GBP!ANN". */
export function sumText({ field, currency, group }: MeantSum): string {
  const rest = group === null ? [] : [group]
  return [field, currency ?? '', ...rest].join('!')
}

/** What `sumText` wrote; null where it is nothing of the kind. */
export function meantSumOf(text: string): MeantSum | null {
  const [field = '', currency, ...rest] = text.split('!')
  if (field === '' || currency === undefined) return null
  return {
    field,
    currency: currency === '' ? null : currency,
    group: rest.length === 0 ? null : rest.join('!'),
  }
}

/** One row's amount in a sum. */
export interface SumPart {
  readonly row: Row
  /** Plain text, exact. */
  readonly amount: string
}

/** The rows that a sum is made of, the largest amounts first; what is nothing is left out. */
export function partsOfSum(
  rows: Iterable<Row>,
  field: FieldPage,
  currency: string | null,
): SumPart[] {
  const found: { readonly part: SumPart; readonly size: Decimal }[] = []
  for (const row of rows) {
    const own = field.currencyIn === null ? null : textOf(row[field.currencyIn])
    const plain = textOf(row[field.name])
    const amount = parseDecimal(plain)
    if (amount === null || amount.units === 0n || own !== currency) continue
    const units = amount.units < 0n ? -amount.units : amount.units
    found.push({ part: { row, amount: plain }, size: { ...amount, units } })
  }
  return found.toSorted((a, b) => compareDecimals(b.size, a.size)).map(({ part }) => part)
}

/** The exact sum of parts. */
export function sumOfAmounts(parts: readonly Pick<SumPart, 'amount'>[]): string {
  return formatDecimal(
    parts.reduce<Decimal>(
      (sum, { amount }) => addDecimals(sum, parseDecimal(amount) ?? nothing),
      nothing,
    ),
  )
}

const nothing: Decimal = { units: 0n, scale: 0 }

/** How the sums of a page open what is behind them; null where nothing does. */
export const SumWhys = createContext<SumAsking | null>(null)

export interface SumAsking {
  /** The sum that is open. */
  readonly open: string | null
  readonly ask: (sum: string) => void
}
