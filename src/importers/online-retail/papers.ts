/**
 * Routes the rows of a file to the papers that they belong to, as a flat table: the file's own
 * columns, and behind them what follows from these by the rules of this importer.
 */
import { formatDecimal, trimmed } from '#base/decimal.ts'
import { accounts, units } from './accounts.ts'
import { reckon } from './reckoning.ts'
import type { ReckonedRow } from './reckoning.ts'
import type { InvoiceKind, RetailInvoice } from './invoice.ts'
import { columns } from './row.ts'

/** The party of a debt whose customer the file does not name. */
export const unknownCustomer = 'unknown customer'

/** The file names no terms; thirty days are the usual ones. */
export const daysToPay = 30

export const currency = 'GBP'

/** The titles of the table. */
export const paperColumns = [
  ...columns,
  'Day',
  'Due',
  'Customer',
  'Dimensions',
  'Pieces',
  'Tax code',
  'Account',
  'Leaves',
  'Arrives',
] as const

/** A row of the table, and the kind of paper that it belongs to. */
export interface PaperRow {
  readonly kind: InvoiceKind
  /** The line of the file. */
  readonly line: number
  readonly cells: readonly (string | null)[]
}

/** The rows of invoices, those of one together, in the order of the invoices. */
export function* paperRows(invoices: Iterable<RetailInvoice>): Generator<PaperRow, void, void> {
  for (const invoice of invoices) {
    const { kind, number, country, customer, moment } = invoice
    const day = moment.day.toString()
    const due = moment.day.add({ days: daysToPay }).toString()
    const debtor = customer === '' ? unknownCustomer : customer
    for (const reckoned of reckon(invoice).rows) {
      const { row, treatment, account } = reckoned
      const { from, to, turned } = wayOf(invoice, reckoned)
      const description = row.description.trim()
      yield {
        kind,
        line: row.line,
        cells: [
          number,
          row.code,
          description === '' ? null : description,
          String(row.quantity),
          row.moment.text,
          formatDecimal(trimmed(row.price)),
          customer === '' ? null : customer,
          country,
          day,
          due,
          debtor,
          `country=${country}`,
          String(turned ? -row.quantity : row.quantity),
          treatment.taxCode,
          account,
          from,
          to,
        ],
      }
    }
  }
}

interface Way {
  readonly from: string
  readonly to: string
  /** Whether the paper counts it the other way round: what comes back, and what was lost. */
  readonly turned: boolean
}

/** Goods without a price are lost or found in a stock adjustment, and lost where negative. */
function wayOf({ kind }: RetailInvoice, { row, isGoods }: ReckonedRow): Way {
  const comesBack = kind === 'credit note' || kind === 'bad-debt adjustment'
  if (!isGoods) return { ...ways.service, turned: comesBack }
  const wasWrittenOff = kind === 'sales invoice' && row.price.units === 0n && row.quantity < 0n
  if (kind === 'stock adjustment' || wasWrittenOff) return { ...ways.lost, turned: true }
  return { ...ways.sold, turned: comesBack }
}

const ways = {
  sold: { from: units.suppliers.place, to: units.customers.place },
  lost: { from: units.suppliers.place, to: units.lost.place },
  service: { from: units.servicesRendered.place, to: units.servicesReceived.place },
} as const

/** The places of the goods and services, with the account of each. */
export const places: readonly { readonly code: string; readonly account: string }[] = [
  { code: units.suppliers.place, account: accounts.suppliersPlace.code },
  { code: units.customers.place, account: accounts.customersPlace.code },
  { code: units.lost.place, account: accounts.lostAndFound.code },
  { code: units.servicesRendered.place, account: accounts.servicesRendered.code },
  { code: units.servicesReceived.place, account: accounts.servicesReceived.code },
]
