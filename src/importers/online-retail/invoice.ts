/** Puts the rows of a file together into invoices, names the kind of each, and orders them. */
import { compareDates } from '#base/date.ts'
import { multiplyDecimals, rescale } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import type { Moment, RetailRow } from './row.ts'

/**
 * `sales invoice` and `credit note` (C before the number): priced rows, tax and a debt.
 * `bad-debt adjustment` (A before it): a debt given up or taken back. `stock adjustment`: nobody
 * bought anything and nothing has a price; goods were lost or found.
 */
export type InvoiceKind =
  | 'sales invoice'
  | 'credit note'
  | 'bad-debt adjustment'
  | 'stock adjustment'

export interface RetailInvoice {
  readonly number: string
  readonly kind: InvoiceKind
  /** That of its first row; 35 invoices of the published file run on into the next minute. */
  readonly moment: Moment
  readonly customer: string
  readonly country: string
  /** In the order of the file. */
  readonly rows: readonly RetailRow[]
}

/** Ten thousand million pounds: none is larger, and every sum of lines stays a 64-bit number. */
export const largestInvoice = 1_000_000_000_000n

/**
 * The invoices by date, time and number. Rows of one invoice need not stand together in the file.
 * A number that stands for two customers, two countries or two days is a problem: it is two papers.
 */
export function invoicesOf(rows: readonly RetailRow[]): {
  invoices: RetailInvoice[]
  problems: Problem[]
} {
  const byNumber = new Map<string, RetailRow[]>()
  for (const row of rows) {
    const before = byNumber.get(row.invoice)
    if (before === undefined) byNumber.set(row.invoice, [row])
    else before.push(row)
  }
  const invoices: RetailInvoice[] = []
  const problems: Problem[] = []
  for (const [number, ofOne] of byNumber) {
    const [first] = ofOne
    if (first === undefined) continue
    problems.push(...disagreements(first, ofOne))
    const { moment, customer, country } = first
    invoices.push({ number, kind: kindOf(number, ofOne), moment, customer, country, rows: ofOne })
  }
  return { invoices: invoices.sort(byMomentAndNumber), problems }
}

/** What a row is worth in pennies: price × quantity, rounded half-up, so −0.5 becomes −1. */
export function pennies(row: RetailRow): bigint {
  const exact = multiplyDecimals(row.price, { units: row.quantity, scale: 0 })
  return rescale(exact, 2, 'half-up').units
}

function kindOf(number: string, rows: readonly RetailRow[]): InvoiceKind {
  if (number.startsWith('C')) return 'credit note'
  if (number.startsWith('A')) return 'bad-debt adjustment'
  const nothingSold = rows.every((row) => row.price.units === 0n && row.customer === '')
  return nothingSold ? 'stock adjustment' : 'sales invoice'
}

function disagreements(first: RetailRow, rows: readonly RetailRow[]): Problem[] {
  const other = (differs: (row: RetailRow) => boolean, what: string): Problem[] => {
    const row = rows.find(differs)
    if (row === undefined) return []
    const message =
      `Invoice ${row.invoice} began on line ${first.line} with another ${what}. ` +
      'One number is one paper; correct this line or give it another number.'
    return [{ rule: 'invoice-disagrees', field: `line ${row.line}`, message }]
  }
  return [
    ...other((row) => row.customer !== first.customer, 'customer'),
    ...other((row) => row.country !== first.country, 'country'),
    ...other((row) => daysBetween(row.moment, first.moment) > 1, 'day'),
    ...tooLarge(first, rows),
  ]
}

function tooLarge(first: RetailRow, rows: readonly RetailRow[]): Problem[] {
  const size = rows.reduce((sum, row) => {
    const amount = pennies(row)
    return sum + (amount < 0n ? -amount : amount)
  }, 0n)
  if (size <= largestInvoice) return []
  const message =
    `The rows of invoice ${first.invoice} come to more than £10,000,000,000. ` +
    'Correct its quantities and prices.'
  return [{ rule: 'invoice-too-large', field: `line ${first.line}`, message }]
}

function daysBetween(a: Moment, b: Moment): number {
  return a.day === b.day ? 0 : Math.abs(a.day.until(b.day).days)
}

function byMomentAndNumber(a: RetailInvoice, b: RetailInvoice): number {
  if (a.moment !== b.moment) {
    const days = compareDates(a.moment.day, b.moment.day)
    if (days !== 0) return days
    const minutes = a.moment.minute - b.moment.minute
    if (minutes !== 0) return minutes
  }
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0
}
