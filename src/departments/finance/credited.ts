/** What is left of invoices for credit notes: read once for a set, taken from one by one. */
import { addDecimals, compareDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import { oneAtATime } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { loadPapers } from '#kit/store.ts'
import type { Rest } from '#departments/finance/reckoning.ts'
import { minorOf } from '#departments/finance/sale-gathering.ts'
import { frozen } from '#departments/finance/sale-entry.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import type { SalesInvoice } from '#departments/finance/sales-invoice.ts'
import { moves } from '#departments/supply/goods-lines.ts'

/** An issued invoice. */
export type IssuedInvoice = SalesInvoice & { readonly id: string; readonly number: string | null }

/** What a row of a credit note takes from the row of an invoice that it corrects. */
export interface RowTaken {
  /** The row of the invoice, from 1. */
  readonly row: number
  /** As priced, in minor units. */
  readonly priced: bigint
  /** The goods that come back; zero where none do. */
  readonly quantity: Decimal
}

/** What a credit note takes of one tax code, in minor units. */
export interface CodeTaken {
  readonly taxCode: string
  readonly tax: bigint
  readonly taxWorth: bigint
}

/** What is left of the tax of one code, and of what it was reckoned on. */
export type CodeRest = Rest & { readonly taxWorth: bigint }

const zero: Decimal = { units: 0n, scale: 0 }

/** What is left of one invoice; it grows less with each credit note that takes from it. */
export class Creditable {
  readonly invoice: IssuedInvoice
  private readonly digits: number
  private readonly rows: { priced: bigint; quantity: Decimal }[]
  private readonly codes: Map<string, { tax: bigint; taxWorth: bigint }>

  constructor(invoice: IssuedInvoice) {
    const [digits, ownDigits] = [frozen(invoice.digits), frozen(invoice.ownDigits)]
    this.invoice = invoice
    this.digits = digits
    this.rows = invoice.lines.map((line, at) => ({
      priced: minorOf(invoice.reckoned[at]?.priced ?? zero, digits),
      quantity: moves(line) ? line.quantity : zero,
    }))
    this.codes = new Map(
      invoice.taxes.map(({ taxCode, tax, taxWorth }) => [
        taxCode,
        { tax: minorOf(tax, digits), taxWorth: minorOf(taxWorth, ownDigits) },
      ]),
    )
  }

  /** What is left of a tax code; null where the invoice has no such line. */
  restOf(taxCode: string): CodeRest | null {
    const left = this.codes.get(taxCode)
    if (left === undefined) return null
    const own = this.rows.filter((_, at) => this.invoice.lines[at]?.taxCode === taxCode)
    return { priced: own.reduce((sum, { priced }) => sum + priced, 0n), ...left }
  }

  /**
   * Why rows cannot take so much. Problems: `invoice-row-unknown`, `more-than-billed`,
   * `more-than-delivered`.
   */
  problemsOf(taken: readonly RowTaken[]): Problem[] {
    const places = Map.groupBy(taken.keys(), (at) => taken[at]?.row ?? 0)
    return [...places].flatMap(([row, of]) => {
      const field = `lines[${(of[0] ?? 0) + 1}]`
      const left = this.rows[row - 1]
      if (left === undefined) return [rowUnknown(this.invoice, row, `${field}.invoiceRow`)]
      const all = of.flatMap((at) => taken[at] ?? [])
      const priced = all.reduce((sum, one) => sum + one.priced, 0n)
      const quantity = all.reduce((sum, one) => addDecimals(sum, one.quantity), zero)
      const problems: Problem[] = []
      if (!isWithin(priced, left.priced)) {
        const rest = formatDecimal({ units: left.priced, scale: this.digits })
        problems.push(moreThanBilled(this.invoice, row, rest, field))
      }
      if (compareDecimals(quantity, left.quantity) > 0) {
        const rest = formatDecimal(left.quantity)
        problems.push(moreThanDelivered(this.invoice, row, rest, `${field}.quantity`))
      }
      return problems
    })
  }

  /** Takes what a credit note credits. */
  take(rows: readonly RowTaken[], codes: readonly CodeTaken[]): void {
    for (const { row, priced, quantity } of rows) {
      const left = this.rows[row - 1]
      if (left === undefined) continue
      left.priced -= priced
      left.quantity = addDecimals(left.quantity, { ...quantity, units: -quantity.units })
    }
    for (const { taxCode, tax, taxWorth } of codes) {
      const left = this.codes.get(taxCode)
      if (left === undefined) continue
      left.tax -= tax
      left.taxWorth -= taxWorth
    }
  }
}

/**
 * What is left of each of these invoices for credit notes, by the invoice's identifier. Who takes
 * from one of them next waits until this transaction ends.
 */
export async function gatherCreditables(
  moment: Moment,
  invoices: readonly string[],
): Promise<ReadonlyMap<string, Creditable>> {
  const ids = [...new Set(invoices)]
  if (ids.length === 0) return new Map()
  await oneAtATime(moment, 'credit of a sales invoice', ids)
  const { query, organization, company } = moment
  const values = [organization, company, `{${ids.join(',')}}`]
  const [found, rows, codes] = await Promise.all([
    loadPapers(query, salesInvoice, moment, ids),
    query<RowCredited>({ name: 'rows credited', text: rowsCredited, values }),
    query<CodeCredited>({ name: 'codes credited', text: codesCredited, values }),
  ])
  const creditables = new Map(found.map((invoice) => [invoice.id, new Creditable(invoice)]))
  for (const [id, creditable] of creditables) {
    const { digits, ownDigits } = creditable.invoice
    creditable.take(
      rows
        .filter(({ invoice }) => invoice === id)
        .map(({ row, priced, quantity }) => ({
          row,
          priced: minorOf(figure(priced), frozen(digits)),
          quantity: figure(quantity),
        })),
      codes
        .filter(({ invoice }) => invoice === id)
        .map(({ code, tax, worth }) => ({
          taxCode: code,
          tax: minorOf(figure(tax), frozen(digits)),
          taxWorth: minorOf(figure(worth), frozen(ownDigits)),
        })),
    )
  }
  return creditables
}

interface RowCredited {
  readonly invoice: string
  readonly row: number
  readonly priced: string
  readonly quantity: string
}

interface CodeCredited {
  readonly invoice: string
  readonly code: string
  readonly tax: string
  readonly worth: string
}

const rowsCredited = `
  select c.invoice, l.invoice_row as row, sum(r.priced)::text as priced,
    sum(case when l.leaves is null then 0 else l.quantity end)::text as quantity
  from paper.credit_note c
  join paper.credit_note_lines l on l.organization = c.organization and l.company = c.company
    and l.paper = c.id
  join paper.credit_note_reckoned r on r.organization = l.organization and r.company = l.company
    and r.paper = l.paper and r.row = l.row
  where c.organization = $1 and c.company = $2 and c.invoice = any ($3::uuid[])
    and c.state = 'issued'
  group by c.invoice, l.invoice_row`

const codesCredited = `
  select c.invoice, t.tax_code as code, sum(t.tax)::text as tax, sum(t.tax_worth)::text as worth
  from paper.credit_note c
  join paper.credit_note_taxes t on t.organization = c.organization and t.company = c.company
    and t.paper = c.id
  where c.organization = $1 and c.company = $2 and c.invoice = any ($3::uuid[])
    and c.state = 'issued'
  group by c.invoice, t.tax_code`

function figure(text: string): Decimal {
  const found = parseDecimal(text)
  if (found === null) throw new TypeError(`${text} is no figure`)
  return found
}

/** From nothing to what is left, on whichever side of zero that is. */
function isWithin(figureTaken: bigint, left: bigint): boolean {
  return left >= 0n
    ? figureTaken >= 0n && figureTaken <= left
    : figureTaken <= 0n && figureTaken >= left
}

function rowUnknown({ number }: IssuedInvoice, row: number, field: string): Problem {
  const message = `The invoice ${number} has no row ${row}. Name the row that is corrected.`
  return { rule: 'invoice-row-unknown', field, message }
}

function moreThanBilled(
  { number, currency }: IssuedInvoice,
  row: number,
  rest: string,
  field: string,
): Problem {
  const message =
    `Of row ${row} of the invoice ${number} ${rest} ${currency} are left to credit. ` +
    'Credit no more than that.'
  return { rule: 'more-than-billed', field, message }
}

function moreThanDelivered(
  { number }: IssuedInvoice,
  row: number,
  rest: string,
  field: string,
): Problem {
  const message =
    `Of row ${row} of the invoice ${number} ${rest} can still come back. ` +
    'Take back no more than that.'
  return { rule: 'more-than-delivered', field, message }
}
