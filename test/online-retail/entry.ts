/**
 * What an invoice must post, made without its paper, by the rules that docs/online-retail.md tells:
 * one balanced entry of what was sold, its tax, the debt, the goods that left.
 *
 * Two rows of invoice 1 on 1 December 2010 to a customer in the United Kingdom, 3 pieces of A at
 * £2.15 and postage of £1.00:
 *
 *     sales                  −6.45   A
 *     suppliers' place               A −3
 *     customers' place               A +3
 *     postage and carriage   −1.00   POST
 *     services rendered              POST −1
 *     services received              POST +1
 *     output VAT             −1.30   17.5 % of 7.45
 *     trade receivables       8.75   open item 1
 */
import { formatDecimal, rescale, trimmed } from '#base/decimal.ts'
import { accounts, units } from '#importers/online-retail/accounts.ts'
import type { RetailInvoice, InvoiceKind } from '#importers/online-retail/invoice.ts'
import { currency, daysToPay, unknownCustomer } from '#importers/online-retail/papers.ts'
import { reckon } from '#importers/online-retail/reckoning.ts'
import type { ReckonedRow, ReckonedTax } from '#importers/online-retail/reckoning.ts'
import type { RetailRow } from '#importers/online-retail/row.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'

export interface EntryOptions {
  /** The import that the entries belong to. */
  readonly batch: string
  /**
   * What `sourceRow` counts. `file`: lines of the file, the header being 1. `invoice`: rows of the
   * invoice from 1, so that files that overlap give the same entries for the same invoice.
   */
  readonly rowsOf: 'file' | 'invoice'
}

/** The entries of invoices in their order; each is made when it is asked for. */
export function* entriesOf(
  { invoices }: { readonly invoices: readonly RetailInvoice[] },
  options: EntryOptions,
): Generator<EntryProposal, void, void> {
  for (const invoice of invoices) yield entryOf(invoice, options)
}

/** The entry of an invoice; it balances whatever its rows say. */
export function entryOf(invoice: RetailInvoice, options: EntryOptions): EntryProposal {
  const { rows, taxes } = reckon(invoice)
  const lines: LineProposal[] = []
  rows.forEach((reckoned, index) => {
    const sourceRow = options.rowsOf === 'file' ? reckoned.row.line : index + 1
    lines.push(...moneyLine(reckoned, sourceRow), ...quantityLines(invoice, reckoned, sourceRow))
  })
  lines.push(...taxes.flatMap((tax) => taxLine(invoice, tax)), ...debtLine(invoice, rows, taxes))
  return {
    key: `uci-online-retail:${invoice.number}`,
    journal: journals[invoice.kind],
    postedOn: invoice.moment.day,
    documentDate: invoice.moment.day,
    reason: `The ${invoice.kind} ${invoice.number} of ${invoice.moment.text}`,
    source: { paper: invoice.kind, number: invoice.number },
    batch: options.batch,
    rule: 'uci-online-retail',
    lines,
  }
}

const journals: Readonly<Record<InvoiceKind, string>> = {
  'sales invoice': 'sales',
  'credit note': 'credit notes',
  'bad-debt adjustment': 'adjustments',
  'stock adjustment': 'adjustments',
}

/** Nothing where the price is zero: such a row moves goods and no money. */
function moneyLine(reckoned: ReckonedRow, sourceRow: number): LineProposal[] {
  const { row, exact, posted, treatment } = reckoned
  if (exact.units === 0n) return []
  const scale = Math.max(exact.scale, 2)
  const isRounded =
    rescale(exact, scale, 'down').units !==
    rescale({ units: posted, scale: 2 }, scale, 'down').units
  return [
    {
      account: reckoned.account,
      currency,
      amount: -posted,
      ...(isRounded
        ? { unrounded: formatDecimal(trimmed({ units: -exact.units, scale: exact.scale })) }
        : {}),
      item: row.code,
      ...(row.customer === '' ? {} : { party: row.customer }),
      dimensions: { country: row.country },
      taxCode: treatment.taxCode,
      ...(treatment.taxCode === 'GB-OS' ? {} : { taxBox: 'net sales' }),
      sourceRow,
    },
  ]
}

/**
 * Where the quantity left and where it came to. The second line is the one that counts the row:
 * each row has exactly one, with the customer, the country and the file's description.
 */
function quantityLines(
  invoice: RetailInvoice,
  { row, isGoods }: ReckonedRow,
  sourceRow: number,
): LineProposal[] {
  const way = wayOf(invoice, row, isGoods)
  const quantity = way === ways.lost ? -row.quantity : row.quantity
  const text = row.description.trim()
  const both = { currency, amount: 0n, item: row.code, sourceRow }
  return [
    { ...both, account: way.from.code, quantity: -quantity, unit: way.fromUnit },
    {
      ...both,
      account: way.to.code,
      quantity,
      unit: way.toUnit,
      ...(row.customer === '' ? {} : { party: row.customer }),
      dimensions: { country: row.country },
      ...(text === '' ? {} : { text }),
    },
  ]
}

/** The ways a quantity can go; what comes back goes the same way with a minus. */
const ways = {
  sold: {
    from: accounts.suppliersPlace,
    fromUnit: units.suppliers,
    to: accounts.customersPlace,
    toUnit: units.customers,
  },
  lost: {
    from: accounts.suppliersPlace,
    fromUnit: units.suppliers,
    to: accounts.lostAndFound,
    toUnit: units.lost,
  },
  service: {
    from: accounts.servicesRendered,
    fromUnit: units.servicesRendered,
    to: accounts.servicesReceived,
    toUnit: units.servicesReceived,
  },
} as const

/** Goods without a price are lost or found in a stock adjustment, and lost where negative. */
function wayOf(
  invoice: RetailInvoice,
  row: RetailRow,
  isGoods: boolean,
): (typeof ways)[keyof typeof ways] {
  if (!isGoods) return ways.service
  if (invoice.kind === 'stock adjustment') return ways.lost
  const wasWrittenOff =
    invoice.kind === 'sales invoice' && row.price.units === 0n && row.quantity < 0n
  return wasWrittenOff ? ways.lost : ways.sold
}

function taxLine(invoice: RetailInvoice, { treatment, net, tax }: ReckonedTax): LineProposal[] {
  if (tax === 0n) return []
  return [
    {
      account: accounts.outputTax.code,
      currency,
      amount: -tax,
      ...(invoice.customer === '' ? {} : { party: invoice.customer }),
      dimensions: { country: invoice.country },
      taxCode: treatment.taxCode,
      taxBox: 'output tax',
      taxBase: -net,
    },
  ]
}

/** What the customer owes, as an open item of its own; nothing where it comes to zero. */
function debtLine(
  invoice: RetailInvoice,
  rows: readonly ReckonedRow[],
  taxes: readonly ReckonedTax[],
): LineProposal[] {
  const amount =
    rows.reduce((sum, { posted }) => sum + posted, 0n) +
    taxes.reduce((sum, { tax }) => sum + tax, 0n)
  if (amount === 0n) return []
  const party = invoice.customer === '' ? unknownCustomer : invoice.customer
  const openedOn = invoice.moment.day
  return [
    {
      account: accounts.receivables.code,
      currency,
      amount,
      party,
      subject: {
        kind: 'open item',
        paper: invoice.number,
        party,
        openedOn,
        dueOn: openedOn.add({ days: daysToPay }),
      },
    },
  ]
}
