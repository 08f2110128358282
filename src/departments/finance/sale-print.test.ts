/** An invoice on paper: its address, its lines with amounts, its tax, and nothing of the house. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outwardLayout } from '#kit/derive/print-outward.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import { ownWords } from '#kit/wording.ts'
import { wordingOf } from '#languages/wording.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'

const figure = (units: bigint, scale = 0) => ({ units, scale })
const invoice = {
  id: 'a',
  number: 'INV-2026-00007',
  state: 'issued',
  customer: 'ANN',
  receivable: '1100',
  issuedOn: Temporal.PlainDate.from('2026-11-22'),
  dueOn: Temporal.PlainDate.from('2026-12-22'),
  currency: 'GBP',
  note: 'Thank you.',
  billedName: 'Ann Ltd',
  billedPostcode: 'LS1',
  billedTown: 'Leeds',
  net: figure(2500n),
  tax: figure(500n),
  total: figure(3000n),
  worth: figure(3000n),
  lines: [
    {
      description: 'Repairs',
      quantity: figure(25n, 1),
      unitPrice: figure(1000n),
      taxCode: 'GB-S',
      revenue: '4000',
    },
  ],
  reckoned: [{ priced: figure(2500n), net: figure(2500n), worth: figure(2500n) }],
  taxes: [{ taxCode: 'GB-S', basisPoints: 2000, net: figure(2500n), tax: figure(500n) }],
}
const printing = {
  company: ['The shop'],
  ...ownWords('en-GB'),
  madeAt: Temporal.Instant.from('2026-11-22T10:30:00Z'),
}

function layoutOf(paper: object, language = 'en-GB') {
  assert.ok(salesInvoice.prints !== null)
  const how = { ...printing, ...wordingOf(language) }
  const columns = transferColumns(salesInvoice, {}, how.told)
  return outwardLayout(salesInvoice, salesInvoice.prints, columns, { ...paper }, how)
}

test('16 print: what goes out has its address, amounts in full, tax and totals', () => {
  const { heading, to, facts, tables, closing } = layoutOf(invoice)
  assert.equal(heading, 'Sales invoice INV-2026-00007')
  assert.deepEqual(to, ['Ann Ltd', 'LS1 Leeds'])
  assert.deepEqual(
    facts.map(({ label, value }) => `${label}: ${value}`),
    ['Issued on: 22 Nov 2026', 'Due on: 22 Dec 2026', 'Currency: GBP'],
  )
  const [lines, taxes] = tables
  assert.deepEqual(
    lines?.columns.map(({ title }) => title),
    ['Description', 'Quantity', 'Unit price', 'Tax', 'Amount'],
  )
  assert.deepEqual(lines?.rows, [['Repairs', '2.5', '1,000.00', 'GB-S', '2,500.00']])
  assert.deepEqual(lines?.totals, [
    ['Net', '', '', '', '2,500.00'],
    ['Tax', '', '', '', '500.00'],
    ['Total', '', '', '', '3,000.00'],
  ])
  assert.deepEqual(taxes?.rows, [['GB-S', '20%', '2,500.00', '500.00']])
  assert.deepEqual(closing, ['Thank you.'])
})

test('16 print: a draft says that it is one, and yen have no cents', () => {
  assert.equal(layoutOf({ ...invoice, state: 'draft' }).heading.endsWith('(draft)'), true)
  const [lines] = layoutOf({ ...invoice, currency: 'JPY' }).tables
  assert.equal(lines?.totals.at(-1)?.at(-1), '3,000')
  const [german] = layoutOf(invoice, 'de').tables
  assert.equal(german?.totals.at(-1)?.at(-1), '3.000,00')
})
