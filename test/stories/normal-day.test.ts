/** A normal day in the shop, from invoices to bad debts: its journal, compared whole. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { stockAdjustment } from '#departments/supply/stock-adjustment.ts'
import { undo } from '#kit/undo.ts'
import { journalOf } from './journal.ts'
import { assertSound, controller, lead, leftIn, openItemsIn, openShops } from './shop.ts'
import { sentences, told } from './shop.ts'
import type { Shop } from './shop.ts'

const dimensions = { country: 'United Kingdom' }

/** Invoices of the day: one of three rows, one in euros, one with the tax in its prices. */
const bills = [
  {
    customer: 'ANN',
    issuedOn: '2026-11-22',
    dimensions,
    lines: [
      { item: 'mug', quantity: '3' },
      { item: 'POST', quantity: '1' },
      {
        description: 'Ribbon',
        quantity: '1',
        unitPrice: '0.333',
        revenue: '4000',
        taxCode: 'GB-S',
      },
    ],
  },
  {
    customer: 'HANS',
    issuedOn: '2026-11-22',
    lines: [{ item: 'tea', quantity: '1.25', unitPrice: '31.99', discount: '10' }],
  },
  {
    customer: 'ANN',
    issuedOn: '2026-11-22',
    lines: [1, 2, 3].map(() => ({
      quantity: '1',
      unitPrice: '0.99',
      revenue: '4000',
      taxCode: 'GB-SI',
    })),
  },
]

const credit = { customer: 'ANN', issuedOn: '2026-11-22', reason: 'Broken', dimensions }
const mug = { item: 'mug', quantity: '1', leaves: 'suppliers', arrives: 'customers' }

/** The whole day; answers what became of each act. */
async function day(shop: Shop): Promise<string[]> {
  const [bill = '', euro = '', inclusive = ''] = await shop.write(salesInvoice, bills)
  const issued = await shop.act(salesInvoice, 'issue', [bill, euro, inclusive])
  const voided = await shop.act(salesInvoice, 'void', [inclusive], lead)

  const notes = await shop.write(creditNote, [
    { ...credit, invoice: bill, lines: [{ ...mug, invoiceRow: 1 }] },
    { ...credit, invoice: bill, lines: [{ ...mug, quantity: '2', invoiceRow: 1 }] },
    { ...credit, invoice: bill, lines: [{ ...mug, invoiceRow: 1 }] },
    { ...credit, lines: [{ item: 'mug', quantity: '1', unitPrice: '0.50' }] },
  ])
  const credited = await shop.act(creditNote, 'issue', notes, lead)

  const lost = await shop.write(stockAdjustment, [
    {
      adjustedOn: '2026-11-22',
      reason: 'The count of November',
      lines: [{ item: 'mug', quantity: '2', arrives: 'lost' }],
    },
  ])
  const adjusted = await shop.act(stockAdjustment, 'adjust', lost, lead)

  const given = { relief: false, currency: 'EUR', invoice: euro, reason: 'Insolvent' }
  const line = { quantity: '1', taxCode: 'GB-OS', expense: '6500' }
  const debts = await shop.write(
    badDebtAdjustment,
    ['20.99', '15.01'].map((unitPrice) => ({
      ...given,
      customer: 'HANS',
      adjustedOn: '2026-11-22',
      lines: [{ ...line, unitPrice }],
    })),
    controller,
  )
  const writtenOff = await shop.act(badDebtAdjustment, 'adjust', debts, controller)
  assert.match(sentences(credited).join(), /^Of row 1 of the invoice INV-2026-00001 0.00 GBP are/)
  assert.match(sentences(writtenOff).join(), /15.00 EUR are open. Write off more than nothing/)
  return [issued, voided, credited, adjusted, writtenOff].flatMap(told)
}

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('a day of papers makes its journal, letter for letter'), async () => {
    assert.deepEqual(await day(shop), [
      'issued INV-2026-00001',
      'issued INV-2026-00002',
      'issued INV-2026-00003',
      'void INV-2026-00003',
      'issued CN-2026-00001',
      'issued CN-2026-00002',
      'more-than-billed lines[1], more-than-delivered lines[1].quantity',
      'issued CN-2026-00003',
      'adjusted ADJ-2026-00001',
      'adjusted BDA-2026-00001',
      'more-than-open lines',
    ])
    const golden = new URL('normal-day.journal', import.meta.url)
    const journal = await journalOf(shop.database, shop.organization)
    if (process.env['BACKSTAY_GOLDEN'] === 'write') writeFileSync(golden, journal)
    assert.equal(journal, readFileSync(golden, 'utf8'))
    assert.deepEqual(await openItemsIn(shop), [
      'CN-2026-00003 -0.60 GBP',
      'INV-2026-00001 1.60 GBP',
      'INV-2026-00002 15.00 EUR worth 12.75',
    ])
    await assertSound(shop)
  })

  test(here('undoing all of it returns every balance'), async () => {
    const all = [salesInvoice, creditNote, stockAdjustment, badDebtAdjustment] as const
    const actor = { ...lead, person: 'zoe', grants: [...lead.grants, ...controller.grants] }
    for (const of of all) {
      const open = await shop.inBooks(({ query }) =>
        query<{ id: string }>({
          text: `select id from ${of.target.table} where state in ('issued', 'adjusted')`,
        }),
      )
      const ids = open.map(({ id }) => id)
      const undone = await shop.inBooks((books) => undo(books, of, ids, actor))
      assert.equal(undone.outcome, 'done', JSON.stringify(undone))
    }
    assert.deepEqual(await leftIn(shop), [])
    await assertSound(shop)
  })
}
