/** How a report's table is laid out for people, as data: a screen draws it as paper does. */
import { z } from 'zod'
import { printedColumns } from '#kit/derive/report-cells.ts'
import type { Table } from '#ledger/reports/table.ts'

export const outlineSchema = z.strictObject({
  columns: z.array(z.string()).meta({ description: 'The columns that people see, in order.' }),
  partedBy: z.string().nullable().meta({
    description: 'Each value of this column heads a part of its own.',
  }),
  headedBy: z.array(z.string()).meta({
    description: 'Columns that the heading says instead of its rows; where none, its own value.',
  }),
  indented: z.record(z.string(), z.string()).meta({
    description: 'Column → the column that says how deep its text is set in.',
  }),
  totalRows: z.array(z.int()).meta({
    description: 'Rows with a rule above them, such as the total of a section, counted from 0.',
  }),
})

export type Outline = z.output<typeof outlineSchema>

/** What paper shows of a table: `printedColumns`, its parts, and which of its rows are totals. */
export function outlineOf(table: Table): Outline {
  const { columns, partedBy, headedBy = [], isTotal = () => false } = table.report
  return {
    columns: printedColumns(table).map(({ name }) => name),
    partedBy: partedBy ?? null,
    headedBy: [...headedBy],
    indented: Object.fromEntries(
      columns.flatMap(({ name, indentedBy }) =>
        indentedBy === undefined ? [] : [[name, indentedBy]],
      ),
    ),
    totalRows: table.rows.flatMap((row, at) => (isTotal(row) ? [at] : [])),
  }
}
