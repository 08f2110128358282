/** Papers on paper: one or many in one file, each laid out as its description says. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { outwardLayout } from '#kit/derive/print-outward.ts'
import { printLayout } from '#kit/derive/print.ts'
import type { Printing } from '#kit/derive/print.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { rowFields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import type { PrintLayout } from '#kit/layout.ts'
import type { Wording } from '#kit/wording.ts'
import { exportedPages, seenColumns } from '#server/transfer/export.ts'
import type { ExportWish } from '#server/transfer/export.ts'

/** How papers are printed. */
export interface PrintForm extends Wording {
  readonly paperSize: 'A4' | 'Letter'
  readonly madeAt: Instant
}

/** So many papers, with so many rows, are printed at once. */
const [mostPapers, mostRows] = [500, 5_000]

/** The layouts of what a question finds. Problems: `print-large`, `print-empty`. */
export async function layoutsOf(
  query: Query,
  wish: ExportWish,
  form: PrintForm,
): Promise<Outcome<readonly [PrintLayout, ...PrintLayout[]]>> {
  const { of, place } = wish
  const columns = seenColumns({ ...wish, told: form.told })
  const lists = rowFields(of.fields).map(([name]) => name)
  const company = await companyName(query, place.organization, place.company)
  const layouts: PrintLayout[] = []
  let rows = 0
  for await (const page of exportedPages(query, wish)) {
    rows += page.flatMap((paper) => lists.flatMap((list) => rowsIn(paper, list))).length
    if (layouts.length + page.length > mostPapers || rows > mostRows) return refused(printLarge)
    layouts.push(...page.map((paper) => layoutOf(of, columns, paper, { ...form, company })))
  }
  const [first, ...others] = layouts
  return first === undefined ? refused(printEmpty) : fine([first, ...others])
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

async function companyName(
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
    `More than ${mostPapers} papers, or ${mostRows} rows, are not printed in one file. Filter ` +
    'the list, or take it as CSV or XLSX.',
}

const printEmpty: Problem = {
  rule: 'print-empty',
  field: '',
  message: 'There is nothing to print. Filter the list less.',
}
