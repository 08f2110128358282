/** The papers of a sale post what the importer posts: every invoice of the published file. */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { before, test } from 'node:test'
import type { PlainDate } from '#base/date.ts'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { takeSale } from '#departments/finance/sale-gathering.ts'
import type { SaleLine } from '#departments/finance/sale.ts'
import type { party } from '#departments/register/party.ts'
import { stockAdjustment } from '#departments/supply/stock-adjustment.ts'
import { takeGoods } from '#departments/supply/goods-lines.ts'
import { accounts } from '#importers/online-retail/accounts.ts'
import { daysToPay, unknownCustomer } from '#importers/online-retail/papers.ts'
import { reckon } from '#importers/online-retail/reckoning.ts'
import type { ReckonedRow } from '#importers/online-retail/reckoning.ts'
import type { InvoiceKind, RetailInvoice } from '#importers/online-retail/invoice.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import { standardRate } from '#jurisdictions/gb.ts'
import { asDescribed } from '#kit/erased.ts'
import type { RegisterRow } from '#kit/register.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { entryOf } from '#test/online-retail/entry.ts'
import { code, fineOf, ground, head, posted } from '#test/sales.ts'

const file = new URL(
  '../../../examples/online-retail/online-retail-2010-12-01-2011-06-30.csv.gz',
  import.meta.url,
)
let invoices: readonly RetailInvoice[] = []

before(async () => {
  invoices = fineOf(await readOnlineRetail(createReadStream(file))).invoices
})

const places: Readonly<Record<string, string>> = {
  suppliers: accounts.suppliersPlace.code,
  customers: accounts.customersPlace.code,
  lost: accounts.lostAndFound.code,
  'services rendered': accounts.servicesRendered.code,
  'services received': accounts.servicesReceived.code,
}

/** The registers as the file needs them: the rate of the day, and parties for unknown customers. */
const known = ground({
  taxCodeOn: (name: string, on: PlainDate) => {
    if (name === 'GB-S') {
      const basisPoints = Number(standardRate(on)?.basisPoints ?? 0n)
      return code(name, { outputAccount: accounts.outputTax.code, basisPoints })
    }
    const untaxed = { treatment: 'outside', basisPoints: 0, outputAccount: null } as const
    return code(name, { ...untaxed, salesBox: name === 'GB-OS' ? null : 'net sales' })
  },
  // Only what the papers ask of a party; whatever else a party has does not count here.
  partyOf: (name: string) =>
    asDescribed<RegisterRow<typeof party.fields>>({
      code: name,
      name,
      daysToPay,
      collective: name === unknownCustomer,
    }),
  goods: { digitsOf: () => 0, accountOf: (place) => places[place] ?? assert.fail(place) },
})

/** What comes back on a credit note, and what is lost, stands on its paper with a plus. */
function lineOf(kind: InvoiceKind, { row, isGoods, treatment }: ReckonedRow): SaleLine {
  const isWrittenOff = kind === 'sales invoice' && row.price.units === 0n && row.quantity < 0n
  const isLost = isGoods && (kind === 'stock adjustment' || isWrittenOff)
  const [leaves, arrives] = isLost
    ? ['suppliers', 'lost']
    : isGoods
      ? ['suppliers', 'customers']
      : ['services rendered', 'services received']
  const turned = isLost || kind === 'credit note' || kind === 'bad-debt adjustment'
  return {
    item: row.code,
    description: row.description.trim() === '' ? null : row.description.trim(),
    quantity: { units: turned ? -row.quantity : row.quantity, scale: 0 },
    unitPrice: row.price,
    discount: null,
    taxCode: treatment.taxCode,
    leaves: leaves ?? null,
    arrives: arrives ?? null,
    dimensions: null,
  }
}

function paperOf(invoice: RetailInvoice): LineProposal[] {
  const { kind, moment, number, country } = invoice
  const { rows } = reckon(invoice)
  const lines = rows.map((row) => ({
    ...lineOf(kind, row),
    revenue: row.account,
    expense: row.account,
  }))
  const customer = invoice.customer === '' ? unknownCustomer : invoice.customer
  const issuedOn = moment.day
  const paper = {
    ...head,
    number,
    customer,
    currency: 'GBP',
    receivable: accounts.receivables.code,
    dimensions: { country },
    issuedOn,
    adjustedOn: issuedOn,
    dueOn: issuedOn.add({ days: daysToPay }),
    invoice: null,
    invoiceNumber: null,
    settled: null,
    settledWorth: null,
    reliefs: [],
    lines,
  }
  if (kind === 'stock adjustment') {
    const moved = lines.map((line) => takeGoods(known.goods, line, '').taken)
    return [...posted(stockAdjustment, 'adjust', { ...paper, ownCurrency: 'GBP', moved }).lines]
  }
  const sale = { customer, currency: 'GBP', taxedOn: issuedOn, ratedOn: issuedOn, lines }
  const whole = { ...paper, ...fineOf(takeSale(known, sale)) }
  if (kind === 'sales invoice') return [...posted(salesInvoice, 'issue', whole).lines]
  if (kind === 'credit note') return [...posted(creditNote, 'issue', whole).lines]
  return [...posted(badDebtAdjustment, 'adjust', whole).lines]
}

/** The papers limit their open items, which the importer does not. */
function withoutLimits(lines: readonly LineProposal[]): LineProposal[] {
  return lines.map((line) => {
    if (line.subject === undefined) return line
    const { lowest: _lowest, highest: _highest, ...subject } = line.subject
    return { ...line, subject }
  })
}

function assertSame(some: readonly RetailInvoice[]): void {
  for (const invoice of some) {
    const wanted = entryOf(invoice, { batch: 'test', rowsOf: 'invoice' })
    assert.deepEqual(withoutLimits(paperOf(invoice)), wanted.lines, invoice.number)
  }
}

test('each of 12,795 invoices, credit notes and stock adjustments has the same lines', () => {
  const kinds = new Set(invoices.map(({ kind }) => kind))
  assert.deepEqual([...kinds].toSorted(), ['credit note', 'sales invoice', 'stock adjustment'])
  assert.equal(invoices.length, 12_795)
  assertSame(invoices)
})

test('a bad-debt adjustment, of which the rest of the data set has three, has them too', () => {
  const [invoice] = invoices
  const [row] = invoice?.rows ?? []
  assert.ok(invoice !== undefined && row !== undefined)
  // A563185 and A563186 of the whole data set, with their prices.
  assertSame(
    ['11062.06', '-11062.06'].map((price) => ({
      ...invoice,
      kind: 'bad-debt adjustment' as const,
      number: 'A563185',
      customer: '',
      rows: [
        {
          ...row,
          code: 'B',
          description: 'Adjust bad debt',
          quantity: 1n,
          customer: '',
          price: { units: BigInt(price.replace('.', '')), scale: 2 },
        },
      ],
    })),
  )
})
