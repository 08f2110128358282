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

/** What the lines of an entry have in common, which is said once above them. */
const ofEntry = ['posted_on', 'journal', 'kind', 'source_paper', 'source_number', 'reason']

/** Whether a table is a journal: lines of whole entries, which say what kind they are. */
export function isJournal({ columns }: Table): boolean {
  return ['entry', 'line', 'kind'].every((name) => columns.some((column) => column.name === name))
}

/** The columns that are drawn, in their order: without what each line would say again. */
export function drawnColumns(table: Table): Column[] {
  const byName = new Map(table.columns.map((column) => [column.name, column]))
  const columns = table.outline.columns.flatMap((name) => byName.get(name) ?? [])
  const spared = isJournal(table) ? ofEntry : isSaidTwice(table) ? ofPaper : []
  return columns.filter(({ name }) => !spared.includes(name))
}

/** The paper of a line, which most reasons name already. */
const ofPaper = ['source_paper', 'source_number']

function isSaidTwice({ rows }: Table): boolean {
  return rows.every(({ source_number: number = null, reason }) =>
    number === null ? true : String(reason ?? '').includes(String(number)),
  )
}

/** The rows with their parts, in the order in which the table has them. */
export function partsOf(table: Table, most: number): Part[] {
  const { rows, outline } = table
  const by = isJournal(table) ? 'entry' : outline.partedBy
  const totals = new Set(outline.totalRows)
  const placed = rows.slice(0, most).map((row, key) => ({ row, key, isTotal: totals.has(key) }))
  if (by === null) return [{ part: null, rows: placed }]
  const parts = [...Map.groupBy(placed, ({ row }) => String(row[by] ?? ''))]
  return parts.map(([part, some]) => ({ part, rows: some }))
}
