/** A report's table on paper, as a statement looks: sections, levels set in, rules above totals. */
import { parseDate } from '#base/date.ts'
import type { Instant } from '#base/date.ts'
import { written } from '#ledger/reports/column.ts'
import type { Column, Row } from '#ledger/reports/column.ts'
import type { Table } from '#ledger/reports/table.ts'
import { printedCell } from '#kit/derive/print.ts'
import {
  cellOf,
  columnTitle,
  formatOf,
  isOurWord,
  printedColumns,
} from '#kit/derive/report-cells.ts'
import { titleOf } from '#kit/derive/report-sheet.ts'
import type { Fact, PrintColumn, PrintLayout, PrintTable } from '#kit/layout.ts'
import { labelText } from '#kit/spelling.ts'
import { titled } from '#kit/wording.ts'
import type { Wording } from '#kit/wording.ts'

export interface ReportPrinting extends Wording {
  readonly madeAt: Instant
  readonly paperSize?: 'A4' | 'Letter'
}

/** A level is set in by so many blanks, which no printer joins into one. */
const indent = '\u00A0\u00A0\u00A0\u00A0'

/**
 * The layout of a report: who it is of, its parameters as facts, and a table for each of its
 * sections where it has them. Rows that are totals stand below the others of their section.
 */
export function reportLayout(table: Table, printing: ReportPrinting): PrintLayout {
  const { language, madeAt, told, paperSize = 'A4' } = printing
  const title = told(titleOf(table))
  const { partedBy } = table.report
  const more = table.next === null ? [] : [told('The list goes on: this is not all of it.')]
  return {
    title: `${title}, ${table.companyName}`,
    language,
    madeAt,
    paperSize,
    heading: title,
    from: [table.companyName],
    to: [],
    facts: factsOf(table, printing),
    tables: partedBy === undefined ? [whole(table, printing)] : parts(table, partedBy, printing),
    closing: more,
    pageWords: '{page} / {pages}',
  }
}

/** What says which page of a list it is; nobody reads it on paper. */
const ofPages = ['limit', 'after', 'lines-limit', 'lines-after']

/** Days are written as the language has them; what was left out is not told. */
function factsOf({ parameters, units }: Table, printing: ReportPrinting): Fact[] {
  const { told } = printing
  const asked = Object.entries(parameters).flatMap(([name, value]): Fact[] => {
    if (value === null || value === 'none' || ofPages.includes(name)) return []
    // A text that only looks like a day is none: "2026-02-30".
    const day = typeof value === 'string' ? parseDate(value) : null
    const text = day === null ? told(String(value)) : printedCell(day, { of: 'day' }, printing)
    return [{ label: told(labelText(name.replaceAll('-', ' '))), value: text }]
  })
  return [...asked, { label: told('Currency'), value: units.currency }]
}

function whole(table: Table, printing: ReportPrinting): PrintTable {
  return tableOf(table, null, table.rows, table.totals, printing)
}

/** One table for each section, in the order in which the rows have them. */
function parts(table: Table, partedBy: string, printing: ReportPrinting): PrintTable[] {
  const { isTotal = () => false } = table.report
  return [...Map.groupBy(table.rows, (row) => written(row[partedBy] ?? null))].map(
    ([section, rows]) => {
      const lines = rows.filter((row) => !isTotal(row))
      const totals = rows.filter((row) => isTotal(row))
      const heading = lines.length === 0 ? null : printing.told(labelText(section))
      return tableOf(table, heading, lines, totals, printing)
    },
  )
}

function tableOf(
  table: Table,
  heading: string | null,
  rows: readonly Row[],
  totals: readonly Row[],
  printing: ReportPrinting,
): PrintTable {
  const { partedBy = null } = table.report
  const columns = printedColumns(table).map((column) => ({
    column,
    format: formatOf(column, table),
  }))
  const texts = (row: Row): string[] =>
    columns.map(({ column, format }) => {
      const cell = cellOf(column, row, table)
      const shown = cell === null ? '' : printedCell(cell, format, printing)
      const isOurs = typeof cell === 'string' && isOurWord(partedBy, column.name, row)
      const text = isOurs ? word(column, shown, printing) : shown
      return indent.repeat(levelOf(column, row)) + text
    })
  return {
    heading,
    columns: columns.map(({ column }) => printColumn(column, table, printing)),
    rows: rows.map(texts),
    totals: totals.map(texts),
  }
}

function levelOf({ indentedBy }: Column, row: Row): number {
  return indentedBy === undefined ? 0 : Number(row[indentedBy] ?? 0)
}

/** A word of ours, as the screen has it: a row's name with a large letter, a kind as it is. */
function word({ name }: Column, text: string, { told }: Wording): string {
  return name === 'type' ? told(text) : titled(told(text))
}

function printColumn(column: Column, table: Table, { told }: Wording): PrintColumn {
  const { type } = column
  return {
    title: columnTitle(column, table, told),
    side: type.isFigure ? 'end' : 'start',
    width: type.name === 'text' ? 'fill' : 'fit',
  }
}
