/** Tests of the credit note: the page of the journal, with an invoice and without one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { creditNote } from '#departments/finance/credit-note.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { withWorth } from '#departments/finance/sale-gathering.ts'
import { decide } from '#kit/decide.ts'
import { someone } from '#test/kit-books.ts'
import { day, figure, issued, journal, line, posted } from '#test/sales.ts'
import type { Line } from '#test/sales.ts'

const goods = { item: 'mug', leaves: 'suppliers', arrives: 'customers' }

const none = { units: 0n, scale: 0 }

/** A credit note as it was issued; without more it stands on no invoice. */
function noteOf(lines: readonly Line[], more: object = {}) {
  return {
    ...issued(lines, { dueOn: day('2026-11-30') }),
    number: 'CN-1',
    reason: 'Broken',
    invoice: null,
    invoiceNumber: null,
    settled: null,
    settledWorth: null,
    ...more,
  }
}

test('without an invoice it is an open item of its own, and goods come back', () => {
  const entry = posted(creditNote, 'issue', noteOf([line({ ...goods, quantity: figure('2') })]))
  assert.deepEqual(journal(entry), [
    'sales: 4.30 GBP',
    'suppliers place: 2 mug',
    'customers place: -2 mug',
    'output VAT: 0.86 GBP on 4.30',
    'receivables: -5.16 GBP open item CN-1',
  ])
  const { subject } = entry.lines.at(-1) ?? {}
  assert.deepEqual([subject?.highest, subject?.lowest], [0n, undefined])
  assert.deepEqual(subject?.dueOn, day('2026-11-30'))
})

test('it settles the invoice’s open item as far as that is open; the rest is its own', () => {
  const settled = { invoiceNumber: 'INV-1', settled: figure('2'), settledWorth: figure('2') }
  assert.deepEqual(journal(posted(creditNote, 'issue', noteOf([line()], settled))), [
    'sales: 2.15 GBP',
    'output VAT: 0.43 GBP on 2.15',
    'receivables: -2.00 GBP open item INV-1',
    'receivables: -0.58 GBP open item CN-1',
  ])
  const whole = { invoiceNumber: 'INV-1', settled: figure('2.58'), settledWorth: figure('2.58') }
  const lines = journal(posted(creditNote, 'issue', noteOf([line()], whole)))
  assert.deepEqual(lines.at(-1), 'receivables: -2.58 GBP open item INV-1')
  const nothing = { invoiceNumber: 'INV-1', settled: none, settledWorth: none }
  const paid = journal(posted(creditNote, 'issue', noteOf([line()], nothing)))
  assert.deepEqual(paid.at(-1), 'receivables: -2.58 GBP open item CN-1')
})

test('what an invoice is worth in the books is what its credit note takes off', () => {
  const lines = [line({ unitPrice: figure('1') }), line({ unitPrice: figure('10') })]
  const sale = issued(lines, { currency: 'EUR' })
  assert.deepEqual(sale.worth, figure('11.22'))
  const revalued = withWorth(sale, lines, 1130n)
  assert.deepEqual(
    revalued.reckoned.map(({ worth }) => worth),
    [figure('0.85'), figure('8.58')],
  )
  assert.deepEqual(revalued.taxes[0]?.netWorth, figure('9.43'))
  assert.deepEqual(revalued.taxes[0]?.taxWorth, sale.taxes[0]?.taxWorth)
  assert.deepEqual(withWorth(sale, lines, 1122n), sale)
})

test('each line of a note on an invoice names the row that it corrects, and only then', () => {
  const lead = someone('bob', 'billing lead')
  const hindered = (invoice: string | null, invoiceRow: number | null): string[] => {
    const lines = [{ ...line(), invoiceRow }]
    const draft = { ...noteOf([]), lines, invoice, state: 'draft' as const }
    const decision = decide(creditNote, draft, 'issue', lead, {})
    return decision.ok ? [] : decision.problems.map(({ message }) => message)
  }
  const sentence = 'Each line of a note on an invoice names the row that it corrects.'
  assert.deepEqual(hindered(null, null), [])
  assert.deepEqual(hindered('x', 1), [])
  assert.deepEqual(hindered('x', null), [sentence])
  assert.deepEqual(hindered(null, 1), [sentence])
})

test('an issued invoice proposes its credit note, row by row; a draft proposes none', () => {
  const [drafting] = creditNote.drafts
  assert.equal(drafting?.source, salesInvoice.name)
  const invoice = { ...issued([line(), line({ taxCode: 'GB-S' })]), state: 'issued' }
  const proposed = drafting?.proposes(invoice)
  assert.deepEqual(
    [proposed?.['invoice'], proposed?.['customer'], proposed?.['currency']],
    [invoice.id, 'ANN', 'GBP'],
  )
  const lines = proposed?.['lines']
  assert.ok(Array.isArray(lines))
  assert.deepEqual(lines, [
    { ...line(), invoiceRow: 1 },
    { ...line(), invoiceRow: 2 },
  ])
  assert.equal(drafting?.proposes({ ...invoice, state: 'draft' }), null)
})
