/** A table out of a file: the titles of its columns, and its rows as they are asked for. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { cellText } from '#kit/cell.ts'
import type { Cell, TableRow } from '#kit/cell.ts'

/** A table that is read. Rows have one cell for each column; a bad one is told in its place. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: AsyncIterable<Outcome<TableRow>>
}

/**
 * The table of the rows of a file. The first row that is not empty has the titles; empty rows are
 * passed over. A row with more cells than there are titles, or with fewer, is a problem: nobody
 * could say under which title its cells belong.
 */
export async function tableOf(rows: AsyncGenerator<Outcome<TableRow>>): Promise<Outcome<Table>> {
  for (;;) {
    const next = await rows.next()
    if (next.done === true) return refused(emptyFile)
    if (!next.value.ok) {
      await rows.return(undefined)
      return next.value
    }
    const { line, cells } = next.value.value
    const width = cells.findLastIndex((cell) => titleOf(cell) !== '') + 1
    if (width === 0) continue
    const columns = cells.slice(0, width).map(titleOf)
    return fine({ columns, rows: rowsBelow(rows, columns, line) })
  }
}

async function* rowsBelow(
  rows: AsyncIterable<Outcome<TableRow>>,
  columns: readonly string[],
  heading: number,
): AsyncGenerator<Outcome<TableRow>> {
  for await (const row of rows) {
    if (!row.ok) {
      yield row
      continue
    }
    const { line, cells } = row.value
    if (cells.every((cell) => cell === null)) continue
    const extra = cells.findIndex((cell, at) => at >= columns.length && cell !== null)
    if (extra !== -1) yield refused(tooWide(line, extra, heading))
    else if (cells.length < columns.length) yield refused(tooNarrow(line, cells.length, columns))
    else yield fine({ line, cells: cells.slice(0, columns.length) })
  }
}

function titleOf(cell: Cell): string {
  return cellText(cell).trim()
}

function tooWide(line: number, extra: number, heading: number): Problem {
  return {
    rule: 'row-width',
    field: `line ${line}, column ${extra + 1}`,
    message:
      `Line ${line} has a cell in column ${extra + 1}, which has no title on line ${heading}. ` +
      'Give it one, take away what stands above the titles, or enclose in quotes the text that ' +
      'holds the delimiter.',
  }
}

function tooNarrow(line: number, cells: number, columns: readonly string[]): Problem {
  return {
    rule: 'row-width',
    field: `line ${line}, column ${columns[cells] ?? cells + 1}`,
    message:
      `Line ${line} has ${cells} cells where there are ${columns.length} columns. ` +
      'Add the delimiters that are missing, or save the table as XLSX.',
  }
}

const emptyFile: Problem = {
  rule: 'table-empty',
  field: '',
  message: 'There is no table in the file: its first row must have the titles of the columns.',
}
