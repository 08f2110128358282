/** Cells of spreadsheets: what a table's columns hold, whatever the format of the file. */
import type { PlainDate } from '#base/date.ts'
import { formatDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'

/** What a cell holds: text, an exact figure, a day, yes or no; null where it is empty. */
export type Cell = string | Decimal | PlainDate | boolean | null
/** A cell that is not empty. */
export type Filled = Exclude<Cell, null>

/** What the cells of a column are. `scale` is the most digits that stand behind the point. */
export type CellFormat =
  | { readonly of: 'text' | 'day' | 'yes or no' }
  | { readonly of: 'figure'; readonly scale: number }

/** A column of a table that is written. */
export interface SheetColumn {
  readonly title: string
  readonly format: CellFormat
  /** The side on which its cells stand, as the kind of its field says. */
  readonly side: 'start' | 'end'
}

/** A table that is written: its rows have one cell for each column. */
export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
}

/** A row of a table that was read: its line in the file, from 1, and its cells. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly Cell[]
}

/** Whether a cell holds a figure. */
export function isFigure(cell: Cell): cell is Decimal {
  return typeof cell === 'object' && cell !== null && 'units' in cell
}

/** A cell as plain text, the same in every country: 12.50, 2026-11-22, yes. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (isFigure(cell)) return formatDecimal(cell)
  return cell.toString()
}
