/** A normal day in the shop: invoices are written, issued, corrected and voided. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { assertSound, lead, openShops, told } from './shop.ts'

const bill = {
  customer: 'ANN',
  issuedOn: '2026-11-22',
  dimensions: { country: 'United Kingdom' },
  lines: [
    { item: 'mug', quantity: '3' },
    { item: 'POST', quantity: '1' },
    {
      description: 'Wrapping',
      quantity: '1',
      unitPrice: '0.333',
      revenue: '4000',
      taxCode: 'GB-S',
    },
  ],
}

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('an invoice of three rows is issued, and voided by another'), async () => {
    const ids = await shop.write(salesInvoice, [bill])
    assert.deepEqual(told(await shop.act(salesInvoice, 'issue', ids)), ['issued INV-2026-00001'])
    await assertSound(shop)
    assert.deepEqual(told(await shop.act(salesInvoice, 'void', ids, lead)), ['void INV-2026-00001'])
  })
}
