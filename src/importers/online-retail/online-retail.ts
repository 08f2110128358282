/** Reads a file of the UCI data set "Online Retail": what its import needs and brings. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { accounts } from './accounts.ts'
import type { NeededAccount } from './accounts.ts'
import { codeWithoutGoods } from './codes-without-goods.ts'
import { recordReader } from './csv.ts'
import { invoicesOf } from './invoice.ts'
import type { RetailInvoice } from './invoice.ts'
import { eachLine } from './lines.ts'
import type { FileBytes } from './lines.ts'
import { reportOf } from './report.ts'
import type { RetailReport } from './report.ts'
import { rowReader } from './row.ts'
import type { RetailRow, RowReader } from './row.ts'

/** The rows of a file are held in memory; the whole published data set has 541,909. */
export const mostRows = 1_000_000

/** So many problems are told of one file; reading stops there. */
export const mostProblems = 50

export interface NeededItem {
  readonly code: string
  /** The line of the file that names it, or else the first that has it. */
  readonly line: number
  /** The first description that the file gives it, or its code where it gives none. */
  readonly name: string
  readonly kind: 'goods' | 'service'
}

/** A file that was read whole and found good. */
export interface OnlineRetail {
  readonly invoices: readonly RetailInvoice[]
  readonly accounts: readonly NeededAccount[]
  readonly items: readonly NeededItem[]
  /** The customers' numbers; debts without one belong to the party `unknown customer`. */
  readonly customers: readonly string[]
  readonly report: () => RetailReport
}

/**
 * Reads the whole file before anything comes out of it, so that a bad line refuses the file and
 * nothing is half posted. Returns every problem with its line, up to `mostProblems`.
 */
export async function readOnlineRetail(file: FileBytes): Promise<Outcome<OnlineRetail>> {
  const read = await readRows(file)
  if (!read.ok) return read
  const { invoices, problems } = invoicesOf(read.value)
  if (problems.length > 0) return refused(...problems.slice(0, mostProblems))
  return fine({
    invoices,
    accounts: Object.values(accounts),
    items: itemsOf(read.value),
    customers: [...new Set(read.value.map((row) => row.customer))].filter((text) => text !== ''),
    report: () => reportOf(invoices),
  })
}

async function readRows(file: FileBytes): Promise<Outcome<RetailRow[]>> {
  const rows: RetailRow[] = []
  const problems: Problem[] = []
  let reader: RowReader | null = null

  const complain = (...found: Problem[]): boolean => {
    problems.push(...found.slice(0, mostProblems - problems.length))
    return reader !== null && problems.length < mostProblems
  }
  const take = (fields: string[], line: number): boolean => {
    if (reader === null) {
      const header = rowReader(fields, line)
      if (!header.ok) return complain(...header.problems)
      reader = header.value
      return true
    }
    const row = reader(fields, line, rows.length)
    if (!row.ok) return complain(...row.problems)
    rows.push(row.value)
    return rows.length <= mostRows || complain(tooManyRows(line))
  }

  const records = recordReader(take, complain)
  const unreadable = await eachLine(file, records.line)
  const open = unreadable ?? (problems.length < mostProblems ? records.end() : null)
  if (open !== null) problems.push(open)
  if (problems.length === 0 && rows.length === 0) problems.push(nothingThere())
  return problems.length > 0 ? refused(...problems) : fine(rows)
}

function itemsOf(rows: readonly RetailRow[]): NeededItem[] {
  const named = new Map<string, RetailRow>()
  for (const row of rows) {
    const known = named.get(row.code)
    const names = known?.description.trim() === '' && row.description.trim() !== ''
    if (known === undefined || names) named.set(row.code, row)
  }
  return [...named.values()].map(({ code, line, description }) => ({
    code,
    line,
    name: description.trim() === '' ? code : description.trim(),
    kind: codeWithoutGoods(code) === null ? 'goods' : 'service',
  }))
}

function tooManyRows(line: number): Problem {
  return {
    rule: 'too-many-rows',
    field: `line ${line}`,
    message:
      `The file has more than ${mostRows} rows. Split it between two invoices, each part ` +
      'with the header, and import the parts one after another.',
  }
}

function nothingThere(): Problem {
  return {
    rule: 'no-rows',
    field: '',
    message: 'The file has no rows. Give a file with the header and at least one invoice line.',
  }
}
