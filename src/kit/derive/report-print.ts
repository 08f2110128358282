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
 * The layout of a report, as the screen has it: who it is of, its parameters as facts, and its
 * table, in parts under their headings where it has them.
 */
export function reportLayout(table: Table, printing: ReportPrinting): PrintLayout {
  const { language, madeAt, told, paperSize = 'A4' } = printing
  const title = told(titleOf(table))
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
    tables: [tableOf(table, printing)],
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

function tableOf(table: Table, printing: ReportPrinting): PrintTable {
  const { partedBy = null, isTotal = () => false } = table.report
  const columns = printedColumns(table).map((column) => ({
    column,
    format: formatOf(column, table),
  }))
  const texts = (row: Row): string[] =>
    columns.map(({ column, format }) => {
      const cell = cellOf(column, row, table)
      const shown = cell === null ? '' : printedCell(cell, format, printing)
      const isOurs = typeof cell === 'string' && isOurWord(partedBy, column.name, row)
      const said = column.name === 'reason' ? printing.told(shown) : shown
      const text = isOurs ? word(column, shown, printing) : said
      return indent.repeat(levelOf(column, row)) + text
    })
  const sums = table.rows.flatMap((row, at) => (isTotal(row) ? [at] : []))
  return {
    heading: null,
    columns: columns.map(({ column }) => printColumn(column, table, printing)),
    rows: table.rows.map(texts),
    parts: partedBy === null ? new Map() : partsOf(table, partedBy, printing),
    sums: new Set(sums),
    totals: table.totals.map((row) => named(texts(row), columns, printing)),
  }
}

/** A row of totals says so in its first words, where it has none of its own. */
function named(
  texts: readonly string[],
  columns: readonly { readonly column: Column }[],
  { told }: Wording,
): string[] {
  const first = columns.findIndex(({ column }) => !column.type.isFigure)
  return texts.map((text, at) => (at === first && text === '' ? told('Total') : text))
}

/** The headings of the parts by their first rows; what is only a sum needs none. */
function partsOf(table: Table, partedBy: string, printing: ReportPrinting): Map<number, string> {
  const { rows, report } = table
  const { isTotal = () => false } = report
  const places = rows.map((row, at) => ({ row, at, part: written(row[partedBy] ?? null) }))
  const parts = [...Map.groupBy(places, ({ part }) => part)]
  return new Map(
    parts.flatMap(([part, [first, ...others]]) => {
      if (first === undefined || [first, ...others].every(({ row }) => isTotal(row))) return []
      return [[first.at, headingOf(table, part, first.row, printing)] as const]
    }),
  )
}

/** What a part is: by the columns that its heading says, or else by its own name. */
function headingOf(table: Table, part: string, first: Row, printing: ReportPrinting): string {
  const { columns, headedBy = [] } = table.report
  if (headedBy.length === 0) return printing.told(labelText(part))
  const said = headedBy.flatMap((name) => {
    const column = columns.find((one) => one.name === name)
    const cell = column === undefined ? null : cellOf(column, first, table)
    if (column === undefined || cell === null) return []
    const text = printedCell(cell, formatOf(column, table), printing)
    const isTold = name === 'reason' || isOurWord(table.report.partedBy ?? null, name, first)
    return isTold ? printing.told(text) : text
  })
  return said.join('  ·  ')
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
