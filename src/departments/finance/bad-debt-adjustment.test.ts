/** Tests of bad debts: the page of the journal, and the relief from tax that may be claimed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { ReliefGround } from '#departments/finance/relief.ts'
import type { Relief } from '#departments/finance/relief.ts'
import { code, day, figure, ground, head, issued, journal, line, posted } from '#test/sales.ts'

const outside = ground({
  taxCodeOn: (name) => code(name, { treatment: 'outside', basisPoints: 0, salesBox: null }),
})

/** Of 120.00, of which 20.00 are tax; due on 14 February 2010, supplied on 25 January. */
const invoice = {
  ...issued([line({ unitPrice: figure('100') })], {
    issuedOn: day('2010-01-25'),
    dueOn: day('2010-02-14'),
  }),
  ...head,
}

function reliefs(more: Parameters<typeof code>[1] = {}): ReliefGround {
  const claimed = { writtenOff: 0n, byCode: new Map() }
  return new ReliefGround((name) => code(name, more), new Map([[invoice.id, claimed]]))
}

function told(found: readonly Relief[]): string[] {
  return found.map(({ box, amount, netWorth }) => `${box}: ${amount} of ${netWorth}`)
}

test('without an invoice a bad debt is a loss against an item of its own', () => {
  const lines = [{ ...line({ unitPrice: figure('11062.06') }), expense: 'bad debts' }]
  const paper = {
    ...issued(lines, {}, outside),
    lines,
    number: 'A563186',
    adjustedOn: day('2011-08-12'),
    relief: false,
    invoice: null,
    invoiceNumber: null,
    reliefs: [],
  }
  const entry = posted(badDebtAdjustment, 'adjust', paper)
  assert.equal(entry.journal, 'adjustments')
  assert.deepEqual(journal(entry), [
    'bad debts: 11062.06 GBP',
    'receivables: -11062.06 GBP open item A563186',
  ])
})

test('relief makes the loss smaller and stands in its box, on the net that was lost', () => {
  const lines = [{ ...line({ unitPrice: figure('120') }), expense: 'bad debts' }]
  const frozen = issued(lines, {}, outside)
  const relief = { taxCode: 'GB-S', account: 'output VAT', box: 'bad-debt relief' }
  const paper = {
    ...frozen,
    lines,
    adjustedOn: day('2026-11-22'),
    relief: true,
    invoiceNumber: 'INV-1',
    reckoned: frozen.reckoned.map((one) => ({ ...one, net: figure('100') })),
    reliefs: [{ ...relief, tax: figure('20'), taxWorth: figure('20'), netWorth: figure('100') }],
  }
  const entry = posted(badDebtAdjustment, 'adjust', paper)
  assert.deepEqual(journal(entry), [
    'bad debts: 100.00 GBP',
    'output VAT: 20.00 GBP on 100.00',
    'receivables: -120.00 GBP open item INV-1',
  ])
  assert.equal(entry.lines[1]?.taxBox, 'bad-debt relief')
})

test('the days of relief are those of HMRC’s own example', () => {
  const rulesOn = (text: string): string[] =>
    reliefs()
      .of(invoice, 12_000n, day(text))
      .problems.map(({ rule }) => rule)
  assert.deepEqual(rulesOn('2010-08-13'), ['relief-too-early'])
  assert.deepEqual(rulesOn('2010-08-14'), [])
  assert.deepEqual(rulesOn('2014-08-14'), [])
  assert.deepEqual(rulesOn('2014-08-15'), ['relief-too-late'])
})

test('relief is the share of the tax that is written off, and parts sum to the whole', () => {
  const on = day('2010-09-01')
  assert.deepEqual(told(reliefs().of(invoice, 12_000n, on).reliefs), [
    'bad-debt relief: 2000 of 10000',
  ])
  const inParts = reliefs()
  const parts = [4_000n, 4_000n, 4_000n].map((amount) => {
    const { reliefs: found } = inParts.of(invoice, amount, on)
    inParts.claim(invoice, amount, found)
    return told(found)
  })
  assert.deepEqual(parts, [
    ['bad-debt relief: 667 of 3333'],
    ['bad-debt relief: 666 of 3333'],
    ['bad-debt relief: 667 of 3333'],
  ])
})

test('without a box in the return, or a rule of the country, there is no relief', () => {
  const rulesWith = (more: Parameters<typeof code>[1]): string[] =>
    reliefs(more)
      .of(invoice, 1n, day('2010-09-01'))
      .problems.map(({ rule }) => rule)
  assert.deepEqual(rulesWith({ reliefBox: null }), ['relief-unknown'])
  assert.deepEqual(rulesWith({ country: 'FR' }), ['relief-unknown'])
})
