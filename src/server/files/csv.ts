/** Writes tables as comma-separated values (RFC 4180), safe to open in a spreadsheet. */
import { csvField, withoutFormula } from '#base/csv.ts'
import { cellText } from '#kit/cell.ts'
import type { Cell, Sheet } from '#kit/cell.ts'

/** How a file is written. */
export interface CsvForm {
  /** A comma unless said; spreadsheets of countries with a decimal comma open semicolons. */
  readonly delimiter?: ',' | ';' | '\t'
  /** Whether it begins with a mark by which Excel knows UTF-8. */
  readonly byteOrderMark?: boolean
}

/** About so many characters are handed on at once. */
const batch = 65_536

/**
 * The bytes of a table: a line of titles, then its rows; UTF-8, CRLF at the end of each record.
 * Figures are exact with a point and ungrouped, days are 2026-11-22, yes and no are words, empty
 * cells are empty. Rows are taken only as fast as the bytes are.
 */
export async function* csvOf(
  { columns, rows }: Sheet,
  { delimiter = ',', byteOrderMark = false }: CsvForm = {},
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = byteOrderMark ? '\uFEFF' : ''
  text += record(
    columns.map(({ title }) => title),
    delimiter,
  )
  for await (const row of rows) {
    text += record(row, delimiter)
    if (text.length < batch) continue
    yield encoder.encode(text)
    text = ''
  }
  yield encoder.encode(text)
}

function record(cells: readonly Cell[], delimiter: string): string {
  return `${cells.map((cell) => field(cell, delimiter)).join(delimiter)}\r\n`
}

function field(cell: Cell, delimiter: string): string {
  return typeof cell === 'string' ? csvField(withoutFormula(cell), delimiter) : cellText(cell)
}
