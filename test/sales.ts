/** Sales made without a database: their registers, their papers, and what they post as text. */
import assert from 'node:assert/strict'
import { formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { Outcome } from '#base/problem.ts'
import type { Document, PostedEntry } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { IssuedInvoice } from '#departments/finance/credited.ts'
import { takeSale } from '#departments/finance/sale-gathering.ts'
import { ratesFrom } from '#departments/finance/rates.ts'
import type { SaleGround } from '#departments/finance/sale-gathering.ts'
import type { SaleLine } from '#departments/finance/sale.ts'
import type { SalesInvoice } from '#departments/finance/sales-invoice.ts'
import type { TaxCode } from '#departments/register/tax-code.ts'
import type { LineProposal } from '#ledger/entry.ts'

/** A day of the books. */
export function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}

/** An exact figure, as papers hold it. */
export function figure(text: string): Decimal {
  const found = parseDecimal(text)
  assert.ok(found !== null, text)
  return trimmed(found)
}

/** What an outcome holds; it must be fine. */
export function fineOf<Value>(outcome: Outcome<Value>): Value {
  assert.ok(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.problems))
  return outcome.value
}

/** The rules of what is refused, with their fields. */
export function rulesOf(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.problems.map(({ rule, field }) => `${rule} ${field}`.trim())
}

/** The head of a paper that has left its first state. */
export const head = {
  id: '018f0000-0000-7000-8000-000000000001',
  company: 'store',
  state: 'issued' as 'draft' | 'issued' | 'void',
  number: '1',
  version: 2,
  madeBy: 'ann',
}

/** A line of an invoice. */
export type Line = SaleLine & { readonly revenue: string }

/** A line of an invoice; one of 2.15 without goods unless something else is said. */
export function line(more: Partial<Line> = {}): Line {
  return {
    item: null,
    description: null,
    quantity: figure('1'),
    unitPrice: figure('2.15'),
    discount: null,
    taxCode: 'GB-S',
    leaves: null,
    arrives: null,
    dimensions: null,
    revenue: 'sales',
    ...more,
  }
}

/** A tax code of the United Kingdom; standard unless something else is said. */
export function code(name: string, more: Partial<TaxCode> = {}): TaxCode {
  return {
    code: name,
    version: 1,
    madeBy: 'ann',
    name,
    country: 'GB',
    treatment: 'standard',
    basisPoints: 2000,
    inclusive: false,
    rounding: 'per document',
    outputAccount: 'output VAT',
    inputAccount: null,
    salesBox: 'net sales',
    outputBox: 'output tax',
    purchasesBox: null,
    inputBox: null,
    reliefBox: 'bad-debt relief',
    ...more,
  }
}

/** What is known of the registers: pounds, GB-S, a customer Ann, and a rate for euros. */
export function ground(more: Partial<SaleGround> = {}): SaleGround {
  return {
    partyOf: () => undefined,
    digitsOf: (currency) => (currency === 'JPY' ? 0 : 2),
    ownCurrency: 'GBP',
    taxCodeOn: (name) => (name === 'GB-S' ? code(name) : undefined),
    rateOf: ratesFrom('GBP', (currency) =>
      currency === 'EUR' ? { rate: figure('0.85'), quoted: 'own per foreign' } : undefined,
    ),
    goods: { digitsOf: () => 0, accountOf: (place) => `${place} place` },
    ...more,
  }
}

const bill = {
  ...head,
  customer: 'ANN',
  receivable: 'receivables',
  issuedOn: day('2026-11-22'),
  suppliedOn: null,
  dueOn: day('2026-12-22'),
  currency: 'GBP',
  reference: null,
  dimensions: null,
  note: null,
}

/** A sales invoice after it was issued. */
export function issued(
  lines: readonly Line[],
  more: Partial<SalesInvoice> = {},
  known: SaleGround = ground(),
): IssuedInvoice & typeof head {
  const paper = { ...bill, ...more, lines }
  const { customer, currency, issuedOn } = paper
  const sale = { customer, currency, taxedOn: issuedOn, ratedOn: issuedOn, lines }
  return { ...paper, ...fineOf(takeSale(known, sale)) }
}

/** The entries that a transition of a paper records. */
export function posted(document: Document, verb: string, paper: object): PostedEntry {
  const posts = document.transitions[verb]?.posts
  assert.ok(typeof posts === 'function')
  const [entry, ...more] = [posts(asDescribed(paper))].flat()
  assert.ok(entry !== undefined && more.length === 0)
  return entry
}

/** Lines of an entry as a page of a journal: account, amount, and in brackets what it is worth. */
export function journal({ lines }: { readonly lines: readonly LineProposal[] }): string[] {
  return lines.map((one) => {
    const { account, currency, amount, base, item, quantity, unit, taxBase, subject } = one
    const figures = formatDecimal({ units: amount, scale: currency === 'JPY' ? 0 : 2 })
    const worth = base === undefined ? '' : ` (${formatDecimal({ units: base, scale: 2 })})`
    if (unit !== undefined) return `${account}: ${quantity} ${item}`
    const on = taxBase === undefined ? '' : ` on ${formatDecimal({ units: taxBase, scale: 2 })}`
    const about = subject === undefined ? '' : ` ${subject.kind} ${subject.paper}`
    return `${account}: ${figures} ${currency}${worth}${on}${about}`
  })
}
