/** A report's table as a sheet of a workbook: its rows, and its totals below them. */
import type { Row } from '#ledger/reports/column.ts'
import type { Table } from '#ledger/reports/table.ts'
import type { Cell, Sheet } from '#kit/cell.ts'
import { cellOf, columnTitle, filledColumns, formatOf } from '#kit/derive/report-cells.ts'
import { labelText } from '#kit/spelling.ts'
import type { Wording } from '#kit/wording.ts'

/** Figures are numbers, days are days; the first text of a total that has none is "Total". */
export function reportSheet(table: Table, { told }: Wording): Sheet {
  const columns = filledColumns(table)
  const cells = (row: Row): Cell[] => columns.map((column) => cellOf(column, row, table))
  const firstText = columns.findIndex(({ type }) => !type.isFigure)
  const totals = table.totals.map((row) =>
    cells(row).map((cell, at) => (cell === null && at === firstText ? told('Total') : cell)),
  )
  return {
    name: told(titleOf(table)),
    columns: columns.map((column) => ({
      title: columnTitle(column, table, told),
      format: formatOf(column, table),
      side: column.type.isFigure ? 'end' : 'start',
    })),
    rows: [...table.rows.map(cells), ...totals],
  }
}

/** What a report is called: "Trial balance". */
export function titleOf({ report }: Table): string {
  return labelText(report.name.replaceAll('-', ' '))
}
