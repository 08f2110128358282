/** A report's table on paper, as a statement looks: sections, levels set in, rules above totals. */
import { parseDate } from '#base/date.ts'
import type { Instant } from '#base/date.ts'
import { written } from '#ledger/reports/column.ts'
import type { Column, Row } from '#ledger/reports/column.ts'
import type { Table } from '#ledger/reports/table.ts'
import { printedCell } from '#kit/derive/print.ts'
import { cellOf, formatOf, printedColumns } from '#kit/derive/report-cells.ts'
import { titleOf } from '#kit/derive/report-sheet.ts'
import type { Fact, PrintColumn, PrintLayout, PrintTable } from '#kit/layout.ts'
import { labelText } from '#kit/spelling.ts'

export interface ReportPrinting {
  /** BCP 47: how figures and days are written. */
  readonly language: string
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
  const { language, madeAt, paperSize = 'A4' } = printing
  const title = titleOf(table)
  const { partedBy } = table.report
  const more = table.next === null ? [] : ['The list goes on: this is not all of it.']
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
function factsOf({ parameters, units }: Table, { language }: ReportPrinting): Fact[] {
  const asked = Object.entries(parameters).flatMap(([name, value]): Fact[] => {
    if (value === null || value === 'none' || ofPages.includes(name)) return []
    // A text that only looks like a day is none: "2026-02-30".
    const day = typeof value === 'string' ? parseDate(value) : null
    const text = day === null ? String(value) : printedCell(day, { of: 'day' }, { language })
    return [{ label: labelText(name.replaceAll('-', ' ')), value: text }]
  })
  return [...asked, { label: 'Currency', value: units.currency }]
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
      const heading = lines.length === 0 ? null : labelText(section)
      return tableOf(table, heading, lines, totals, printing)
    },
  )
}

function tableOf(
  table: Table,
  heading: string | null,
  rows: readonly Row[],
  totals: readonly Row[],
  { language }: ReportPrinting,
): PrintTable {
  const columns = printedColumns(table).map((column) => ({
    column,
    format: formatOf(column, table),
  }))
  const texts = (row: Row): string[] =>
    columns.map(({ column, format }) => {
      const cell = cellOf(column, row, table)
      const text = cell === null ? '' : printedCell(cell, format, { language })
      return indent.repeat(levelOf(column, row)) + text
    })
  return {
    heading,
    columns: columns.map(({ column }) => printColumn(column)),
    rows: rows.map(texts),
    totals: totals.map(texts),
  }
}

function levelOf({ indentedBy }: Column, row: Row): number {
  return indentedBy === undefined ? 0 : Number(row[indentedBy] ?? 0)
}

function printColumn({ name, type }: Column): PrintColumn {
  return {
    title: labelText(name.replaceAll('_', ' ')),
    side: type.isFigure ? 'end' : 'start',
    width: type.name === 'text' ? 'fill' : 'fit',
  }
}
