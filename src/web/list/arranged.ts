/** Filters and sorts rows that came whole, as the API does it with lists of its own. */
import { compareDecimals, parseDecimal } from '#base/decimal.ts'
import { valuesOf } from '#web/list/asked.ts'
import type { Asked, Filter } from '#web/list/asked.ts'
import type { Row } from '#web/list/list-fields.ts'

/** The rows that fit all filters, in the order of the sort. */
export function arranged(
  rows: readonly Row[],
  { filters, sort }: Pick<Asked, 'filters' | 'sort'>,
): Row[] {
  const fitting = rows.filter((row) => filters.every((one) => isFit(row, one)))
  if (sort.length === 0) return fitting
  return fitting.toSorted((a, b) => {
    for (const { name, descending } of sort) {
      const order = compared(plain(a[name]), plain(b[name]))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
}

function isFit(row: Row, filter: Filter): boolean {
  const value = plain(row[filter.name])
  const { operator, written } = filter
  if (operator === 'isEmpty') return (value === '') === (written === 'true')
  if (operator === 'startsWith') return value.startsWith(written)
  if (operator === 'from') return value !== '' && compared(value, written) >= 0
  if (operator === 'to') return value !== '' && compared(value, written) <= 0
  return valuesOf(filter).includes(value)
}

/** Figures by their worth, all else by its letters. */
function compared(a: string, b: string): number {
  const [one, other] = [parseDecimal(a), parseDecimal(b)]
  if (one !== null && other !== null) return compareDecimals(one, other)
  return a < b ? -1 : a > b ? 1 : 0
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : ''
}
