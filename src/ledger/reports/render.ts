/** Writes a report's table for programs, for spreadsheets and for a terminal. */
import { csvField, withoutFormula } from '#base/csv.ts'
import type { Column, Row, Units } from './column.ts'
import type { Value } from './parameter.ts'
import type { Table } from './table.ts'

export type JsonCell = string | number | null

export interface JsonTable {
  readonly report: string
  readonly company: string
  readonly currency: string
  readonly parameters: Readonly<Record<string, Value>>
  readonly columns: readonly {
    readonly name: string
    readonly type: string
    readonly meaning: string
    readonly summed: boolean
  }[]
  readonly rows: readonly Readonly<Record<string, JsonCell>>[]
  readonly totals: readonly Readonly<Record<string, JsonCell>>[]
  readonly next: string | null
}

/** The table as a value that JSON can hold; integers are numbers, all other figures text. */
export function tableToJson(table: Table): JsonTable {
  const { report, units } = table
  const plain = (rows: readonly Row[]): Record<string, JsonCell>[] =>
    rows.map((row) =>
      Object.fromEntries(
        report.columns.map(({ name, type }) => [name, type.json(row[name] ?? null, row, units)]),
      ),
    )
  return {
    report: report.name,
    company: table.company,
    currency: units.currency,
    parameters: table.parameters,
    columns: report.columns.map(({ name, type, meaning, summed = false }) => ({
      name,
      type: type.name,
      meaning,
      summed,
    })),
    rows: plain(table.rows),
    totals: plain(table.totals),
    next: table.next,
  }
}

/**
 * The rows as RFC 4180 writes them, with a header of the columns' names and without totals, which a
 * program would take for rows. Text that a spreadsheet would run as a formula gets an apostrophe.
 */
export function tableToCsv({ report, rows, units }: Table): string {
  const lines = [report.columns.map(({ name }) => name)]
  for (const row of rows) {
    lines.push(
      report.columns.map((column) => {
        const cell = cellOf(column, row, units)
        return csvField(column.type.isFigure ? cell : withoutFormula(cell))
      }),
    )
  }
  return lines.map((fields) => `${fields.join(',')}\r\n`).join('')
}

/** Aligned columns for a terminal: figures at the right, a rule, then the totals. */
export function tableToText(table: Table): string {
  const { report, rows, totals, units } = table
  const columns = report.columns.filter(
    (column) =>
      column.whereFilled !== true || rows.some((row) => cellOf(column, row, units) !== ''),
  )
  const lines = (some: readonly Row[]): string[][] =>
    some.map((row) => columns.map((column) => forTerminal(column, row, units)))
  const body = lines(rows)
  const foot = lines(totals)
  const head = columns.map(({ name }) => name.replaceAll('_', ' '))
  const widths = columns.map((_, at) =>
    [head, ...body, ...foot].reduce((widest, line) => Math.max(widest, width(line[at] ?? '')), 0),
  )
  const aligned = (line: readonly string[]): string =>
    line
      .map((cell, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - width(cell))
        return columns[at]?.type.isFigure === true ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  const rule = widths.map((wide) => '─'.repeat(wide)).join('  ')
  const after = table.next === null ? [] : [`More: after ${table.next}`]
  const sums = foot.length === 0 ? [] : [rule, ...foot.map(aligned)]
  return [aligned(head), rule, ...body.map(aligned), ...sums, ...after, ''].join('\n')
}

function cellOf({ name, type }: Column, row: Row, units: Units): string {
  return type.write(row[name] ?? null, row, units)
}

/** Control characters could move the cursor or hide text; they are shown as spaces. */
function forTerminal(column: Column, row: Row, units: Units): string {
  const level = column.indentedBy === undefined ? 0 : Number(row[column.indentedBy] ?? 0)
  const cell = cellOf(column, row, units)
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  return '  '.repeat(level) + cell.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/g, ' ')
}

/** In characters, so that a letter outside of the first 65,536 counts once. */
function width(text: string): number {
  return Array.from(text).length
}
