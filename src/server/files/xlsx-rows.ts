/** Reads the rows of XLSX workbooks as people and programs make them. */
import { setImmediate } from 'node:timers/promises'
import { cellRef, readXlsx } from 'hucre/xlsx'
import type { CellValue, MergeRange, Sheet } from 'hucre/xlsx'
import type { Decimal } from '#base/decimal.ts'
import { powerOfTen } from '#base/decimal.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Cell, TableRow } from '#kit/cell.ts'
import { tooLarge } from '#server/files/bytes.ts'
import { firstSureDay } from '#server/files/xlsx.ts'
import { unpackedSize } from '#server/files/zip-size.ts'

/** A workbook is read whole; unpacked it may have so many bytes, about two million cells. */
export const mostUnpacked = 100_000_000

/**
 * The rows of one sheet, by its name or else the first that is not hidden, with their numbers as
 * lines. Formulas are what they last gave; figures are exact, see `figureOf`. A cell with an error,
 * a formula without a result, a day before March 1900 and merged cells are problems of their row.
 * A workbook that is encrypted, damaged or too large, or has no such sheet, is one problem.
 */
export async function xlsxRows(
  workbook: Uint8Array,
  sheet: string | null,
): Promise<Outcome<AsyncGenerator<Outcome<TableRow>>>> {
  const size = unpackedSize(workbook)
  if (size === null) return refused(damaged)
  if (size > mostUnpacked) return refused(tooLarge(mostUnpacked))
  const names: string[] = []
  try {
    const { sheets } = await readXlsx(workbook, {
      sheets({ name, hidden = false, veryHidden = false }) {
        const first = names.length === 0
        if (sheet === null ? hidden || veryHidden : name !== sheet) return false
        names.push(name)
        return first
      },
    })
    const [found] = sheets
    return found === undefined ? refused(noSheet(sheet)) : fine(rowsOf(found))
  } catch {
    // All that was read is the file itself, so whatever the reader stumbled over is in there.
    return refused(damaged)
  }
}

/** Whether a file is what Office wraps encrypted and old workbooks in, and which of the two. */
export function oldContainer(head: Uint8Array, file: Uint8Array): Problem | null {
  if (!magic.every((byte, at) => head[at] === byte)) return null
  return Buffer.from(file).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? encrypted : old
}

const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

async function* rowsOf(sheet: Sheet): AsyncGenerator<Outcome<TableRow>> {
  const merged = Map.groupBy(sheet.merges ?? [], ({ startRow }) => startRow)
  for (const [row, values] of sheet.rows.entries()) {
    // All is in memory already: others shall have their turn between the rows.
    if (row % 1000 === 999) await setImmediate()
    const problems = (merged.get(row) ?? []).flatMap((range) => mergeProblem(range, values))
    const cells = values.map((value, column) => {
      const read = cellOf(value, sheet, row, column)
      if (read.ok) return read.value
      problems.push(...read.problems)
      return null
    })
    yield problems.length > 0 ? refused(...problems) : fine({ line: row + 1, cells })
  }
}

function cellOf(value: CellValue, { cells }: Sheet, row: number, column: number): Outcome<Cell> {
  // Only what is more than its value stands here: formulas, errors.
  const more = cells?.get(`${row},${column}`)
  const where = cellRef(row, column)
  if (more?.type === 'error') return refused(errorCell(row, where, String(value)))
  if (value === null) {
    return more?.formula === undefined ? fine(null) : refused(formulaWithoutResult(row, where))
  }
  if (value === '') return fine(null)
  if (typeof value === 'number') return fine(figureOf(value))
  return value instanceof Date ? dayOf(value, row, where) : fine(value)
}

/**
 * The figure that a double stands for: the shortest that is no other double, which gives back
 * 12345678901234.56 as it was written. Where that has more than the 15 digits which spreadsheets
 * show, and is only what sums in binary leave behind, it is what they show: 0.1 + 0.2 is 0.3.
 */
export function figureOf(value: number): Decimal {
  const shown = Number(value.toPrecision(15))
  const trace = Math.abs(value) * Number.EPSILON * 3
  return shortest(Math.abs(value - shown) <= trace ? shown : value)
}

function shortest(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const units = BigInt(whole + fraction)
  return scale >= 0 ? { units, scale } : { units: units * powerOfTen(-scale), scale: 0 }
}

/** The day; with the time of day, where it is not midnight, as text for the reader to judge. */
function dayOf(value: Date, row: number, where: string): Outcome<Cell> {
  const time = value.getTime()
  const first = firstSureDay().toZonedDateTime('UTC').epochMilliseconds
  if (!(time >= first && value.getUTCFullYear() <= 9999)) return refused(noSureDay(row, where))
  const [day = '', clock = ''] = value.toISOString().split('T')
  return fine(
    time % 86_400_000 === 0 ? Temporal.PlainDate.from(day) : `${day} ${clock.slice(0, 8)}`,
  )
}

function mergeProblem(range: MergeRange, values: readonly CellValue[]): Problem[] {
  const { startRow, startCol, endRow, endCol } = range
  // Merged cells without content are decoration.
  if ((values[startCol] ?? null) === null) return []
  const where = `${cellRef(startRow, startCol)}:${cellRef(endRow, endCol)}`
  const message =
    `The cells ${where} are merged: their content can be meant once or for each of them. ` +
    'Take them apart and fill each.'
  return [{ rule: 'cells-merged', field: `line ${startRow + 1}, cells ${where}`, message }]
}

function errorCell(row: number, where: string, error: string): Problem {
  const message = `The cell ${where} holds the error ${error}. Correct its formula or clear it.`
  return { rule: 'cell-error', field: `line ${row + 1}, cell ${where}`, message }
}

function formulaWithoutResult(row: number, where: string): Problem {
  const message =
    `The cell ${where} holds a formula that was never worked out. Open the file in a ` +
    'spreadsheet program, which works it out, and save it.'
  return { rule: 'formula-without-result', field: `line ${row + 1}, cell ${where}`, message }
}

function noSureDay(row: number, where: string): Problem {
  const message =
    `The cell ${where} holds a time without a day, or a day before 1 March 1900, about which ` +
    'spreadsheets disagree. Write a day as text: 1900-01-31.'
  return { rule: 'day-unsure', field: `line ${row + 1}, cell ${where}`, message }
}

function noSheet(sheet: string | null): Problem {
  const message =
    sheet === null
      ? 'The workbook has no sheet that is not hidden. Show the one that is meant.'
      : `The workbook has no sheet “${sheet}”. Correct the name, or rename the sheet.`
  return { rule: 'sheet-unknown', field: '', message }
}

const damaged: Problem = {
  rule: 'file-broken',
  field: '',
  message:
    'The file is no XLSX workbook, or it is damaged. Open it in a spreadsheet program and save ' +
    'it as XLSX.',
}

const encrypted: Problem = {
  rule: 'file-encrypted',
  field: '',
  message: 'The workbook is encrypted. Open it with its password and save it without one.',
}

const old: Problem = {
  rule: 'file-format',
  field: '',
  message: 'The workbook is in the format before 2007. Save it as XLSX.',
}
