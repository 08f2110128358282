/** Sums of what is loaded or selected: exact, each currency by itself. */
import { addDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { FieldPage } from '#kit/derive/page.ts'
import { textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'

/** The sum of a column in one currency. */
export interface Sum {
  readonly field: FieldPage
  /** Null: the company's own. */
  readonly currency: string | null
  /** As plain text, exact. */
  readonly amount: string
}

/** The sums of the columns that are money, by column and currency. */
export function sumsOf(rows: Iterable<Row>, columns: readonly FieldPage[]): Sum[] {
  const money = columns.filter(({ kind }) => kind === 'money')
  const sums = new Map<string, { field: FieldPage; currency: string | null; amount: Decimal }>()
  for (const row of rows) {
    for (const field of money) {
      const amount = parseDecimal(textOf(row[field.name]))
      if (amount === null) continue
      const currency = field.currencyIn === null ? null : textOf(row[field.currencyIn])
      const key = `${field.name} ${currency ?? ''}`
      const former = sums.get(key)?.amount ?? { units: 0n, scale: 0 }
      sums.set(key, { field, currency, amount: addDecimals(former, amount) })
    }
  }
  return [...sums.values()].map((one) => ({ ...one, amount: formatDecimal(one.amount) }))
}

/** Rows that have a value in common. */
export interface Group {
  /** The value as text; "" where there is none. */
  readonly value: string
  readonly rows: readonly Row[]
}

/** Rows by the value of a field, each group where its first row stands. */
export function groupsOf(rows: readonly Row[], name: string): Group[] {
  const groups = Map.groupBy(rows, (row) => {
    const value = row[name]
    return typeof value === 'boolean' || typeof value === 'number' ? `${value}` : textOf(value)
  })
  return [...groups].map(([value, of]) => ({ value, rows: of }))
}
