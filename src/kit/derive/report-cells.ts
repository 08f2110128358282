/** A report's table for people: which of its columns they see, and the cells of its rows. */
import { parseDecimal } from '#base/decimal.ts'
import { written } from '#ledger/reports/column.ts'
import type { Column, Row } from '#ledger/reports/column.ts'
import type { Table } from '#ledger/reports/table.ts'
import type { Cell, CellFormat } from '#kit/cell.ts'
import { labelText } from '#kit/spelling.ts'

/**
 * A column's name as people read it: whose worth it is, and of a comparison what it is beside.
 */
export function columnTitle(
  { name }: Column,
  { units }: Table,
  told: (text: string) => string,
): string {
  const [, base, of = '', beside] = /^(base_)?(.+?)(?:_(before|change))?$/.exec(name) ?? []
  const bare = told(labelText(of.replaceAll('_', ' '))).replace(/(\d) (\d)/, '$1–$2')
  const filled = (pattern: string, column: string): string =>
    told(pattern).replace('{column}', column).replace('{currency}', units.currency)
  const column = base === undefined ? bare : filled('{column} in {currency}', bare)
  return beside === undefined ? column : filled(`{column}, ${beside}`, column)
}

/** Columns that say a word of the program, never somebody's own. */
const ourWords = ['type', 'kind', 'layer', 'source_paper']

/** Whether the text of a column is the program's own on a row, and not somebody's. */
export function isOurWord(
  partedBy: string | null,
  column: string,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const isOurs = partedBy === null ? row['entry'] === null : (row['account'] ?? null) === null
  return isOurs || ourWords.includes(column)
}

/** The value of a cell; a figure by the digits of its currency or item. */
export function cellOf({ name, type }: Column, row: Row, { units }: Table): Cell {
  const raw = row[name] ?? null
  if (raw === null) return null
  if (raw instanceof Temporal.PlainDate) return raw
  const text = type.write(raw, row, units)
  return type.isFigure ? parseDecimal(text) : text
}

/** What the cells of a column are; figures with as many digits as any of them has. */
export function formatOf(column: Column, table: Table): CellFormat {
  if (column.type.name === 'date') return { of: 'day' }
  if (!column.type.isFigure) return { of: 'text' }
  const scales = [...table.rows, ...table.totals].map((row) => {
    const cell = cellOf(column, row, table)
    return typeof cell === 'object' && cell !== null && 'scale' in cell ? cell.scale : 0
  })
  return { of: 'figure', scale: Math.max(0, ...new Set(scales)) }
}

/** The columns that have something to say: none that is empty throughout and may be left out. */
export function filledColumns(table: Table): readonly Column[] {
  return table.report.columns.filter(
    (column) =>
      column.whereFilled !== true ||
      table.rows.some((row) => ![null, ''].includes(plain(column, row, table))),
  )
}

/**
 * The columns that people see: the filled ones without what only programs use, how deep a row is
 * set in, what parts the table and what its parts' headings say, the paper where each reason names
 * it, and worths where each is the same as its amount on every row: all of them or none, so that
 * their sums can be followed.
 */
export function printedColumns(table: Table): readonly Column[] {
  const { columns, partedBy, headedBy = [] } = table.report
  const spared = new Set([...headedBy, ...(isNamed(table) ? ofPaper : [])])
  const levels = columns.flatMap(({ indentedBy }) => indentedBy ?? [])
  const worths = columns.filter(({ worthOf }) => worthOf !== undefined)
  const areRepeated = worths.every((column) => isRepeated(column, table))
  return filledColumns(table).filter(
    (column) =>
      column.isForPrograms !== true &&
      column.name !== partedBy &&
      !spared.has(column.name) &&
      !levels.includes(column.name) &&
      !(areRepeated && column.worthOf !== undefined),
  )
}

/** The paper of a row, which most reasons name already. */
const ofPaper = ['source_paper', 'source_number']

/** Whether the reason of each row names its paper. */
function isNamed({ rows }: Table): boolean {
  return rows.every(({ source_number: number = null, reason = null }) => {
    return number === null || written(reason).includes(written(number))
  })
}

function isRepeated(column: Column, table: Table): boolean {
  const amount = table.report.columns.find(({ name }) => name === column.worthOf)
  if (amount === undefined) return false
  return table.rows.every((row) => plain(column, row, table) === plain(amount, row, table))
}

function plain({ name, type }: Column, row: Row, { units }: Table): string | null {
  const raw = row[name] ?? null
  return raw === null ? null : type.write(raw, row, units)
}
