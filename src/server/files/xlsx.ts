/** Writes tables as XLSX workbooks that Excel, LibreOffice and others open, row by row. */
import { writeXlsxStream } from 'hucre/xlsx'
import type { CellValue, ColumnDef } from 'hucre/xlsx'
import { formatDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { isFigure } from '#kit/cell.ts'
import type { Cell, Sheet, SheetColumn } from '#kit/cell.ts'

/** Excel takes no longer text in a cell. */
export const longestCellText = 32_767
/** Spreadsheets show no more digits, and count so many exactly. */
const mostDigits = 15

/**
 * The bytes of a workbook with one sheet; after 1,048,576 rows it goes on in another one. A figure
 * is a number where it has at most 15 digits, which a double keeps and a spreadsheet shows; one
 * with more is text, so that 12345678901234.56 stays what it is. Days are real dates from 1 March
 * 1900; spreadsheets do not agree about earlier ones, which are text. Text is never a formula.
 * Rows are taken only as fast as the bytes are. Throws where text is too long for a cell.
 */
export async function* xlsxOf({ name, columns, rows }: Sheet): AsyncGenerator<Uint8Array> {
  const stream = writeXlsxStream(values(rows), {
    name: sheetName(name),
    columns: columns.map(columnOf),
    freezePane: { rows: 1 },
  })
  yield* stream
}

/** A name that Excel takes for a sheet. */
export function sheetName(name: string): string {
  const plain = name
    .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .trim()
    .replaceAll(/^'+|'+$/g, '')
    .slice(0, 31)
    .trim()
  return plain === '' || plain.toLowerCase() === 'history' ? 'Table' : plain
}

/** The first day about which all spreadsheets agree: Excel believes in a 29 February 1900. */
export function firstSureDay(): Temporal.PlainDate {
  return Temporal.PlainDate.from('1900-03-01')
}

async function* values(rows: Sheet['rows']): AsyncGenerator<CellValue[]> {
  const first = firstSureDay()
  for await (const row of rows) yield row.map((cell) => valueOf(cell, first))
}

function valueOf(cell: Cell, first: Temporal.PlainDate): CellValue {
  if (cell === null || typeof cell === 'boolean') return cell
  if (typeof cell === 'string') return textOf(cell)
  if (isFigure(cell)) return numberOf(cell)
  if (Temporal.PlainDate.compare(cell, first) < 0) return cell.toString()
  return new Date(cell.toZonedDateTime('UTC').epochMilliseconds)
}

function numberOf(figure: Decimal): CellValue {
  const text = formatDecimal(trimmed(figure))
  const digits = text.replaceAll(/[-.]/g, '').replace(/^0+/, '')
  return digits.length > mostDigits ? text : Number(text)
}

function textOf(text: string): string {
  if (text.length > longestCellText) {
    throw new RangeError(`a cell of a workbook cannot hold ${text.length} characters`)
  }
  // What looks like the escape of a character is escaped itself, or it would be read as one;
  // two characters may not stand in XML at all.
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('\uFFFE', '_xFFFE_')
    .replaceAll('\uFFFF', '_xFFFF_')
}

function columnOf({ title, format }: SheetColumn): ColumnDef {
  const header = textOf(title)
  const width = Math.min(40, Math.max(12, title.length + 2))
  switch (format.of) {
    case 'figure':
      return { header, width, numFmt: figureFormat(format.scale) }
    case 'day':
      return { header, width, numFmt: 'yyyy-mm-dd' }
    case 'text':
      // So that a spreadsheet keeps what somebody changes there as text: 007, 1-2.
      return { header, width: Math.max(width, 20), numFmt: '@' }
    case 'yes or no':
      return { header, width }
  }
}

/** Two digits behind the point, as money has them; more are shown only where they are. */
function figureFormat(scale: number): string {
  if (scale === 0) return '0'
  return scale <= 2 ? `#,##0.${'0'.repeat(scale)}` : 'General'
}
