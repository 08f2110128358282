/** Papers on paper: one or many in one file, each laid out as its description says. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { outwardLayout } from '#kit/derive/print-outward.ts'
import { printLayout } from '#kit/derive/print.ts'
import type { Printing } from '#kit/derive/print.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import type { Content } from '#kit/erased.ts'
import type { Described } from '#kit/key.ts'
import type { PrintLayout } from '#kit/layout.ts'
import type { Wording } from '#kit/wording.ts'
import { exportedPages, seenColumns } from '#server/transfer/export.ts'
import type { ExportWish } from '#server/transfer/export.ts'
import { templatesOf } from '#server/transfer/print-templates.ts'

/** How papers are printed. */
export interface PrintForm extends Wording {
  /** As the template says, where it is left out; A4 where that says nothing. */
  readonly paperSize?: 'A4' | 'Letter'
  readonly madeAt: Instant
}

/** So many papers, with so many rows in their tables, are printed in one file. */
export const mostPrinted = 500
const mostRows = 20_000
/** So many are read and laid out before others have their turn. */
const atOnce = 50

/** The layouts of what a question finds. Problems: `print-large`, `print-empty`. */
export async function layoutsOf(
  query: Query,
  wish: ExportWish,
  form: PrintForm,
): Promise<Outcome<readonly [PrintLayout, ...PrintLayout[]]>> {
  const layouts: PrintLayout[] = []
  let rows = 0
  for await (const page of exportedPages(query, wish, atOnce)) {
    const laid = await laidOut(query, wish, form, page)
    rows += rowsOf(laid)
    if (layouts.length + laid.length > mostPrinted || rows > mostRows) return refused(printLarge)
    layouts.push(...laid)
  }
  const [first, ...others] = layouts
  return first === undefined ? refused(printEmpty) : fine([first, ...others])
}

/** The layouts of papers that were read, in their order. */
export async function laidOut(
  query: Query,
  wish: ExportWish,
  form: PrintForm,
  papers: readonly Content[],
): Promise<PrintLayout[]> {
  const { of, place } = wish
  const columns = seenColumns({ ...wish, told: form.told })
  const company = await companyName(query, place.organization, place.company)
  const isOutward = of.noun === 'document' && of.prints !== null
  const templateOf = isOutward ? await templatesOf(query, place, of, papers) : () => null
  return papers.map((paper) => {
    const { paperSize } = form
    const laid = layoutOf(of, columns, paper, { ...form, company, template: templateOf(paper) })
    return paperSize === undefined ? laid : { ...laid, paperSize }
  })
}

function rowsOf(layouts: readonly PrintLayout[]): number {
  return layouts.flatMap(({ tables }) => tables.map((one) => one.rows.length)).reduce(sum, 0)
}

function sum(one: number, other: number): number {
  return one + other
}

function layoutOf(
  of: Described,
  columns: readonly TransferColumn[],
  paper: Content,
  printing: Printing,
): PrintLayout {
  return of.noun === 'document' && of.prints !== null
    ? outwardLayout(of, of.prints, columns, paper, printing)
    : printLayout(of, columns, paper, printing)
}

export async function companyName(
  query: Query,
  organization: string,
  company: string,
): Promise<readonly string[]> {
  const found = await query<{ name: string }>({
    name: 'company name',
    text: 'select name from ledger.company where organization = $1 and code = $2',
    values: [organization, company],
  })
  return found.map(({ name }) => name)
}

const printLarge: Problem = {
  rule: 'print-large',
  field: '',
  message:
    `More than ${mostPrinted} papers, or ${mostRows} rows, are not printed in one file. Filter ` +
    'the list, or take it as CSV or XLSX.',
}

export const printEmpty: Problem = {
  rule: 'print-empty',
  field: '',
  message: 'There is nothing to print. Filter the list less.',
}
