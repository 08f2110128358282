/** Tests of the sales invoice: what it must say, what it freezes, and the page of the journal. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { takeSale } from '#departments/finance/sale-gathering.ts'
import type { SaleGround } from '#departments/finance/sale-gathering.ts'
import { decide } from '#kit/decide.ts'
import { someone } from '#test/kit-books.ts'
import { code, day, figure, ground, issued, journal, line } from '#test/sales.ts'
import { posted, rulesOf } from '#test/sales.ts'
import type { Line } from '#test/sales.ts'

const goods = { item: 'mug', leaves: 'suppliers', arrives: 'customers' }

/** The page of the journal that issuing an invoice makes. */
function pageOf(...invoice: Parameters<typeof issued>): string[] {
  return journal(posted(salesInvoice, 'issue', issued(...invoice)))
}

function taking(lines: readonly Line[], known: SaleGround = ground(), currency = 'GBP') {
  const on = day('2026-11-22')
  return takeSale(known, { customer: 'ANN', currency, taxedOn: on, ratedOn: on, lines })
}

test('issuing an invoice records the debt, the revenue, the goods and the tax', () => {
  const page = pageOf([
    line({ ...goods, quantity: figure('3') }),
    line({ unitPrice: figure('1'), revenue: 'postage' }),
  ])
  assert.deepEqual(page, [
    'sales: -6.45 GBP',
    'suppliers place: -3 mug',
    'customers place: 3 mug',
    'postage: -1.00 GBP',
    'output VAT: -1.49 GBP on -7.45',
    'receivables: 8.94 GBP open item 1',
  ])
})

test('a line says who, what and how it was taxed; the debt when it falls due', () => {
  const whole = issued([line({ ...goods, dimensions: { department: 'shop' } })], {})
  const { lines } = posted(salesInvoice, 'issue', { ...whole, dimensions: { country: 'GB' } })
  assert.deepEqual(lines[0], {
    account: 'sales',
    currency: 'GBP',
    amount: -215n,
    item: 'mug',
    party: 'ANN',
    dimensions: { country: 'GB', department: 'shop' },
    taxCode: 'GB-S',
    taxBox: 'net sales',
    sourceRow: 1,
  })
  assert.deepEqual(lines.at(-1)?.subject, {
    kind: 'open item',
    paper: '1',
    party: 'ANN',
    openedOn: day('2026-11-22'),
    dueOn: day('2026-12-22'),
    lowest: 0n,
  })
})

test('a price that includes the tax is split, and the customer owes the price', () => {
  const inclusive = ground({ taxCodeOn: (name) => code(name, { inclusive: true }) })
  const page = pageOf([line(), line(), line()], {}, inclusive)
  assert.deepEqual(page, [
    'sales: -1.79 GBP',
    'sales: -1.79 GBP',
    'sales: -1.79 GBP',
    'output VAT: -1.08 GBP on -5.37',
    'receivables: 6.45 GBP open item 1',
  ])
})

test('in a foreign currency each line says what it is worth, and the worth sums to zero', () => {
  const lines = [line({ unitPrice: figure('10.01') }), line({ unitPrice: figure('10.01') })]
  const whole = issued(lines, { currency: 'EUR' })
  const page = journal(posted(salesInvoice, 'issue', whole))
  assert.deepEqual(page, [
    'sales: -10.01 EUR (-8.51)',
    'sales: -10.01 EUR (-8.51)',
    'output VAT: -4.00 EUR (-3.40) on -17.02',
    'receivables: 24.02 EUR (20.42) open item 1',
  ])
  assert.deepEqual(whole.rate, figure('0.85'))
})

test('what is given free moves goods and no money; what comes to less than a penny is told', () => {
  const page = pageOf([line({ ...goods, unitPrice: figure('0') })])
  assert.deepEqual(page, ['suppliers place: -1 mug', 'customers place: 1 mug'])
  const whole = issued([line({ unitPrice: figure('0.001') })])
  const [first] = posted(salesInvoice, 'issue', whole).lines
  assert.deepEqual([first?.amount, first?.unrounded], [0n, '-0.001'])
})

test('a party that stands for many is named by the debt alone', () => {
  const whole = issued([line()])
  const { lines } = posted(salesInvoice, 'issue', { ...whole, collective: true })
  assert.deepEqual(
    lines.map(({ party }) => party),
    [undefined, undefined, 'ANN'],
  )
})

test('what the registers do not know, or cannot count, refuses the invoice', () => {
  const refusals: [readonly string[], ReturnType<typeof taking>][] = [
    [['tax-code-not-good lines[2].taxCode'], taking([line(), line({ taxCode: 'GB-X' })])],
    [['exchange-rate-missing currency'], taking([line()], ground(), 'USD')],
    [
      ['tax-account-missing lines[1].taxCode'],
      taking([line()], ground({ taxCodeOn: (name) => code(name, { outputAccount: null }) })),
    ],
    [['quantity-digits lines[1].quantity'], taking([line({ ...goods, quantity: figure('1.5') })])],
    [
      ['figure-too-large lines'],
      taking([line({ quantity: figure('999999999'), unitPrice: figure('999999999') })]),
    ],
  ]
  for (const [rules, outcome] of refusals) assert.deepEqual(rulesOf(outcome), rules)
})

test('an invoice that says too little, and a stranger, are refused with all that hinders', () => {
  const draft = { ...issued([]), state: 'draft' as const, dueOn: day('2026-11-21') }
  const refusal = decide(salesInvoice, draft, 'issue', someone('eve', 'staff'), {})
  assert.deepEqual(refusal.ok ? [] : refusal.problems.map(({ message }) => message), [
    'Only a billing clerk may issue a sales invoice. Mrs Hill can grant that role.',
    'It has at least one line.',
    'It falls due on or after the day it is issued.',
  ])
})

test('a line that moves goods says which and where; quantities and discounts are sensible', () => {
  const clerk = someone('ann', 'billing clerk')
  const messages = (lines: readonly Line[]): string[] => {
    const draft = { ...issued([]), lines, state: 'draft' as const }
    const decision = decide(salesInvoice, draft, 'issue', clerk, {})
    return decision.ok ? [] : decision.problems.map(({ message }) => message)
  }
  const moved = 'A line that moves goods names the item, and two places.'
  assert.deepEqual(messages([line(goods)]), [])
  assert.deepEqual(messages([line({ ...goods, item: null })]), [moved])
  assert.deepEqual(messages([line({ ...goods, arrives: 'suppliers' })]), [moved])
  assert.deepEqual(messages([line({ ...goods, leaves: null })]), [moved])
  assert.deepEqual(messages([line({ quantity: figure('0') })]), ['A quantity is not zero.'])
  const discount = 'A discount is from 0 to 100 percent.'
  assert.deepEqual(messages([line({ discount: figure('100.01') })]), [discount])
  assert.deepEqual(messages([line({ discount: figure('-1') })]), [discount])
  assert.deepEqual(messages([line({ discount: figure('100') })]), [])
})

test('who issued an invoice does not void it', () => {
  const paper = issued([line()])
  const lead = someone('bob', 'billing lead')
  const done = { issue: ['bob'] }
  const refusal = decide(salesInvoice, paper, 'void', lead, done)
  assert.equal(refusal.ok ? '' : refusal.problems[0]?.rule, 'four-eyes')
  assert.ok(decide(salesInvoice, paper, 'void', lead, { issue: ['ann'] }).ok)
})

test('for approvals an invoice is worth what its lines come to', () => {
  const whole = issued([line({ quantity: figure('3') }), line()])
  assert.deepEqual(salesInvoice.worth?.(whole, 2), { amount: 860n, currency: 'GBP' })
})
