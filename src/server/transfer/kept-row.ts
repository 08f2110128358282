/** A row of a file as it stood there, kept as JSON until what it says is in the books. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import { formatDecimal, parseDecimal } from '#base/decimal.ts'
import { isFigure } from '#kit/cell.ts'
import type { Cell, TableRow } from '#kit/cell.ts'

/** What is kept of a row: its line, then its cells. */
const keptSchema = z.tuple(
  [z.int()],
  z.union([
    z.string(),
    z.boolean(),
    z.null(),
    z.strictObject({ figure: z.string() }),
    z.strictObject({ day: z.string() }),
  ]),
)
type KeptRow = z.infer<typeof keptSchema>
type KeptCell = KeptRow[1]

/** Rows as they are kept. */
export function keptOf(rows: readonly TableRow[]): readonly KeptRow[] {
  return rows.map(({ line, cells }) => [line, ...cells.map(keptCell)])
}

/** Rows that were kept; none where nothing was. */
export function keptIn(stored: unknown): TableRow[] {
  if (stored === null) return []
  return z
    .array(keptSchema)
    .parse(stored)
    .map(([line, ...cells]) => ({ line, cells: cells.map(cellOf) }))
}

function keptCell(cell: Cell): KeptCell {
  if (cell === null || typeof cell === 'string' || typeof cell === 'boolean') return cell
  return isFigure(cell) ? { figure: formatDecimal(cell) } : { day: cell.toString() }
}

function cellOf(kept: KeptCell): Cell {
  if (kept === null || typeof kept !== 'object') return kept
  return 'figure' in kept ? parseDecimal(kept.figure) : parseDate(kept.day)
}
