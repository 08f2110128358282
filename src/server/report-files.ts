/** A report's table as a file: CSV for programs, XLSX for spreadsheets, PDF for people. */
import type { Instant } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { reportLayout } from '#kit/derive/report-print.ts'
import { reportSheet } from '#kit/derive/report-sheet.ts'
import { tableToCsv } from '#ledger/reports/render.ts'
import type { Table } from '#ledger/reports/table.ts'
import { wordingOf } from '#languages/wording.ts'
import { printedAside } from '#server/files/printing.ts'
import { xlsxOf } from '#server/files/xlsx.ts'

/** The forms of files, each with its media type. */
export const fileForms = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

export type FileForm = keyof typeof fileForms

export interface ReportFile {
  /** "store-trial-balance.pdf". */
  readonly name: string
  readonly type: string
  readonly body: string | Uint8Array<ArrayBuffer>
}

/** Whether a word names a form of file. */
export function isFileForm(word: string): word is FileForm {
  return Object.hasOwn(fileForms, word)
}

/** Setting a page takes the whole program's time; more rows are no reading matter either. */
export const mostPrintedRows = 3_000

/**
 * The file of a table, made at a moment, in the words of a language; CSV is for programs and keeps
 * the names of columns. The same table and moment give the same bytes.
 * Problem: `too-long-for-print`.
 */
export async function reportFile(
  table: Table,
  form: FileForm,
  madeAt: Instant,
  language = 'en-GB',
): Promise<Outcome<ReportFile>> {
  if (form === 'pdf' && table.rows.length > mostPrintedRows) return refused(tooLong(table))
  const name = `${table.company}-${table.report.name}.${form}`
  return fine({ name, type: fileForms[form], body: await bodyOf(table, form, madeAt, language) })
}

async function bodyOf(
  table: Table,
  form: FileForm,
  madeAt: Instant,
  language: string,
): Promise<ReportFile['body']> {
  const wording = wordingOf(language)
  switch (form) {
    case 'csv':
      return tableToCsv(table)
    case 'xlsx': {
      const chunks: Uint8Array[] = []
      for await (const chunk of xlsxOf(reportSheet(table, wording))) chunks.push(chunk)
      return Uint8Array.from(Buffer.concat(chunks))
    }
    case 'pdf':
      return Uint8Array.from(await printedAside([reportLayout(table, { ...wording, madeAt })]))
  }
}

function tooLong({ rows }: Table): Problem {
  const message =
    `The report has ${rows.length} rows, and at most ${mostPrintedRows} are printed. Ask for ` +
    'less, or take it as xlsx or csv.'
  return { rule: 'too-long-for-print', field: 'format', message }
}
