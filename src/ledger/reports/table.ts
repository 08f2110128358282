/** What a report answers: its rows with what their figures are written in, and the sums below. */
import type { Cell, Column, Row, Units } from './column.ts'
import type { ToldFact } from './explanation.ts'
import type { Values } from './parameter.ts'
import type { Heading } from './heading.ts'

export interface Table {
  readonly report: Heading
  /** The company's code. */
  readonly company: string
  /** What it is called on paper. */
  readonly companyName: string
  /** The parameters as they were used, those that were left out among them. */
  readonly parameters: Values
  readonly units: Units
  readonly rows: readonly Row[]
  /** One row for each currency, in which the summed columns and the currency are filled. */
  readonly totals: readonly Row[]
  /** What to give as `after` for the page that follows; null at the end. */
  readonly next: string | null
  /** Of lines behind a figure: what counts besides them. */
  readonly told?: readonly ToldFact[]
}

/**
 * Adds up the summed columns: a row for each currency in which amounts stand, and where there are
 * several a last one for the columns in the company's own currency.
 */
export function totalsOf(
  { columns }: Heading,
  rows: readonly Row[],
  { currency: own }: Pick<Units, 'currency'>,
): Row[] {
  const summed = columns.filter((column) => column.summed === true)
  if (summed.length === 0 || rows.length === 0) return []
  const isByCurrency = columns.some(({ name }) => name === 'currency')
  if (!isByCurrency) return [sumOf(summed, rows, {})]
  const groups = [...Map.groupBy(rows, (row) => row['currency'] ?? own)]
  const totals = groups.map(([currency, some]) => sumOf(summed, some, { currency }))
  if (groups.length === 1) return totals
  const inOwn = summed.filter(({ type }) => type.isOwn)
  return inOwn.length === 0 ? totals : [...totals, sumOf(inOwn, rows, {})]
}

function sumOf(columns: readonly Column[], rows: readonly Row[], start: Row): Row {
  const total: Record<string, Cell> = { ...start }
  for (const { name, type } of columns) {
    let sum: Cell = null
    for (const row of rows) sum = type.add(sum, row[name] ?? null)
    total[name] = sum
  }
  return total
}
