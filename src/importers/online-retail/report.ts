/** What a file held and what becomes of it: the traps counted, the tax by rate, the totals. */
import { addDecimals, formatDecimal, rescale, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { writtenRate } from '#jurisdictions/gb.ts'
import { codeWithoutGoods } from './codes-without-goods.ts'
import type { TaxCode } from './country.ts'
import { reckon } from './reckoning.ts'
import type { InvoiceKind, RetailInvoice } from './invoice.ts'
import type { RetailRow } from './row.ts'

/** Net and tax of one code and rate, in pennies. */
export interface TaxFigures {
  readonly taxCode: TaxCode
  /** "17.5 %", "20 %", "0 %". */
  readonly rate: string
  invoices: number
  net: bigint
  tax: bigint
}

export interface RetailReport {
  readonly rows: number
  readonly invoices: number
  readonly from: string
  readonly until: string
  readonly kinds: Readonly<Record<InvoiceKind, { invoices: number; rows: number }>>
  readonly items: number
  readonly customers: number
  readonly countries: number
  readonly quantity: bigint
  /** Rows that repeat an earlier row of the invoice in every field; they are real and posted. */
  readonly duplicateRows: number
  readonly rowsWithoutCustomer: number
  readonly rowsWithoutDescription: number
  readonly rowsWithoutPrice: number
  /** Rows whose price has a fraction of a penny. */
  readonly rowsWithFractionOfPenny: number
  readonly rowsWithNegativeQuantity: number
  readonly rowsWithNegativeQuantityOutsideCreditNotes: number
  readonly rowsWithNegativePrice: number
  /** Rows with one of the codes that are no goods. */
  readonly rowsWithoutGoods: number
  readonly invoicesOverSeveralMinutes: number
  /** Invoices whose rows don't stand together in the file. */
  readonly invoicesScattered: number
  readonly taxes: readonly TaxFigures[]
  /** Σ price × quantity, pounds to the last digit. */
  readonly asPriced: string
  /** Σ of the posted pennies, in pounds. */
  readonly asPosted: string
  /** As posted less as priced. */
  readonly difference: string
  /** What the customers owe by it, tax included, in pounds. */
  readonly receivable: string
}

/** Counts the invoices of a file; they are ordered and not empty. */
export function reportOf(invoices: readonly RetailInvoice[]): RetailReport {
  const rows = invoices.flatMap((invoice) => invoice.rows)
  const count = (holds: (row: RetailRow) => boolean): number => rows.filter(holds).length
  const isNegative = (row: RetailRow): boolean => row.quantity < 0n
  return {
    rows: rows.length,
    invoices: invoices.length,
    from: invoices[0]?.moment.day.toString() ?? '',
    until: invoices.at(-1)?.moment.day.toString() ?? '',
    kinds: kindsOf(invoices),
    items: distinct(rows, (row) => row.code),
    customers: distinct(
      rows.filter((row) => row.customer !== ''),
      (row) => row.customer,
    ),
    countries: distinct(rows, (row) => row.country),
    quantity: rows.reduce((sum, row) => sum + row.quantity, 0n),
    duplicateRows: invoices.reduce((sum, invoice) => sum + duplicates(invoice.rows), 0),
    rowsWithoutCustomer: count((row) => row.customer === ''),
    rowsWithoutDescription: count((row) => row.description.trim() === ''),
    rowsWithoutPrice: count((row) => row.price.units === 0n),
    rowsWithFractionOfPenny: count((row) => trimmed(row.price).scale > 2),
    rowsWithNegativeQuantity: count(isNegative),
    rowsWithNegativeQuantityOutsideCreditNotes: count(
      (row) => isNegative(row) && !row.invoice.startsWith('C'),
    ),
    rowsWithNegativePrice: count((row) => row.price.units < 0n),
    rowsWithoutGoods: count((row) => codeWithoutGoods(row.code) !== null),
    invoicesOverSeveralMinutes: invoices.filter(
      ({ rows: own }) => distinct(own, (row) => row.moment.text) > 1,
    ).length,
    invoicesScattered: invoices.filter(({ rows: own }) => isScattered(own)).length,
    ...moneyOf(invoices),
  }
}

function kindsOf(invoices: readonly RetailInvoice[]): RetailReport['kinds'] {
  const kinds = {
    'sales invoice': { invoices: 0, rows: 0 },
    'credit note': { invoices: 0, rows: 0 },
    'bad-debt adjustment': { invoices: 0, rows: 0 },
    'stock adjustment': { invoices: 0, rows: 0 },
  }
  for (const { kind, rows } of invoices) {
    kinds[kind].invoices += 1
    kinds[kind].rows += rows.length
  }
  return kinds
}

type Money = Pick<RetailReport, 'taxes' | 'asPriced' | 'asPosted' | 'difference' | 'receivable'>

function moneyOf(invoices: readonly RetailInvoice[]): Money {
  const taxes = new Map<string, TaxFigures>()
  let priced: Decimal = { units: 0n, scale: 2 }
  let posted = 0n
  let tax = 0n
  for (const invoice of invoices) {
    const reckoned = reckon(invoice)
    for (const row of reckoned.rows) {
      priced = addDecimals(priced, row.exact)
      posted += row.posted
    }
    for (const part of reckoned.taxes) {
      const figures = figuresOf(taxes, part.treatment.taxCode, part.treatment.basisPoints)
      figures.invoices += 1
      figures.net += part.net
      figures.tax += part.tax
      tax += part.tax
    }
  }
  const difference = addDecimals({ units: posted, scale: 2 }, { ...priced, units: -priced.units })
  return {
    taxes: [...taxes.values()].sort((a, b) => (a.taxCode + a.rate < b.taxCode + b.rate ? -1 : 1)),
    asPriced: pounds(priced),
    asPosted: pounds({ units: posted, scale: 2 }),
    difference: pounds(difference),
    receivable: pounds({ units: posted + tax, scale: 2 }),
  }
}

function figuresOf(
  taxes: Map<string, TaxFigures>,
  taxCode: TaxCode,
  basisPoints: bigint,
): TaxFigures {
  const rate = writtenRate(basisPoints)
  const known = taxes.get(`${taxCode} ${rate}`)
  if (known !== undefined) return known
  const fresh = { taxCode, rate, invoices: 0, net: 0n, tax: 0n }
  taxes.set(`${taxCode} ${rate}`, fresh)
  return fresh
}

/** With two digits behind the point, or as many more as the figure needs. */
function pounds(value: Decimal): string {
  const bare = trimmed(value)
  return formatDecimal(bare.scale < 2 ? rescale(bare, 2, 'down') : bare)
}

function distinct<Thing>(things: readonly Thing[], by: (thing: Thing) => string): number {
  return new Set(things.map(by)).size
}

function duplicates(rows: readonly RetailRow[]): number {
  if (rows.length === 1) return 0
  return (
    rows.length -
    distinct(rows, (row) =>
      [
        row.code,
        row.description,
        row.quantity,
        row.moment.text,
        row.price.units,
        row.price.scale,
      ].join('\t'),
    )
  )
}

function isScattered(rows: readonly RetailRow[]): boolean {
  return rows.some((row, index) => {
    const before = rows[index - 1]
    return before !== undefined && row.ordinal !== before.ordinal + 1
  })
}
