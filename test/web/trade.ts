/** A year of trade in the shop of the stories: what reports and desks have to show. */
import assert from 'node:assert/strict'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { lead, pay, told } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

const dimensions = { country: 'United Kingdom' }
const mugs = { item: 'mug', quantity: '3' }
const post = { item: 'POST', quantity: '1' }
const tea = { item: 'tea', quantity: '1.25', unitPrice: '31.99', discount: '10' }

/** Bills of half a year, in two currencies; the last is of the day itself. */
const bills = [
  { customer: 'ANN', issuedOn: '2026-06-15', dimensions, lines: [mugs, post] },
  { customer: 'ANN', issuedOn: '2026-07-20', dimensions, lines: [{ ...mugs, quantity: '40' }] },
  { customer: 'HANS', issuedOn: '2026-09-01', lines: [tea] },
  { customer: 'ANN', issuedOn: '2026-10-05', dimensions, lines: [{ ...mugs, quantity: '120' }] },
  { customer: 'HANS', issuedOn: '2026-11-10', lines: [{ ...tea, quantity: '3' }] },
  { customer: 'ANN', issuedOn: '2026-11-22', dimensions, lines: [mugs, post, post] },
]

/** Issues the bills, takes money for some, voids one, and leaves two drafts. */
export async function trade(shop: Shop): Promise<void> {
  const written = await shop.write(salesInvoice, bills)
  const issued = await shop.act(salesInvoice, 'issue', written)
  assert.equal(issued.filter(({ outcome }) => outcome === 'done').length, 6, told(issued).join())
  await pay(shop, 'INV-2026-00001', 894n)
  await pay(shop, 'INV-2026-00002', 5000n)
  await shop.act(salesInvoice, 'void', written.slice(5), lead)
  await shop.write(salesInvoice, [bills[0], bills[1]])
}
