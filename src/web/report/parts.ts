/** The parts of a table: its sections, or of a journal its entries, each under a heading. */
import type { Column, Row, Table } from '#web/report/table.ts'

export interface Placed {
  readonly row: Row
  readonly isTotal: boolean
  readonly key: number
}

export interface Part {
  readonly part: string | null
  readonly rows: readonly Placed[]
}

/** The columns that are drawn, in their order. */
export function drawnColumns({ columns, outline }: Table): Column[] {
  const byName = new Map(columns.map((column) => [column.name, column]))
  return outline.columns.flatMap((name) => byName.get(name) ?? [])
}

/** The rows with their parts, in the order in which the table has them. */
export function partsOf({ rows, outline }: Table, most: number): Part[] {
  const { partedBy } = outline
  const totals = new Set(outline.totalRows)
  const placed = rows.slice(0, most).map((row, key) => ({ row, key, isTotal: totals.has(key) }))
  if (partedBy === null) return [{ part: null, rows: placed }]
  const parts = [...Map.groupBy(placed, ({ row }) => String(row[partedBy] ?? ''))]
  return parts.map(([part, some]) => ({ part, rows: some }))
}
