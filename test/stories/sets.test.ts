/** Papers in sets: 500 invoices at once, some of which are refused. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { assertSound, openItemsIn, openShops, told } from './shop.ts'

const line = { item: 'mug', quantity: '3' }
const bill = { customer: 'ANN', issuedOn: '2026-11-22', lines: [line, line, line] }

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('of 500 invoices the good ones are issued, numbered without a gap'), async () => {
    const bad: ReadonlyMap<number, object> = new Map([
      [100, { suppliedOn: '2010-01-01' }],
      [200, { issuedOn: '2027-01-01', dueOn: '2027-01-01' }],
      [300, { currency: 'JPY', lines: [{ ...line, unitPrice: '300' }] }],
      [400, { lines: [{ ...line, quantity: '-1' }] }],
      [499, { dueOn: '2026-11-21' }],
    ])
    const set = Array.from({ length: 500 }, (_, at) => ({ ...bill, ...bad.get(at) }))
    const ids = await shop.write(salesInvoice, set)
    const answers = told(await shop.act(salesInvoice, 'issue', ids))
    assert.deepEqual(
      [...bad.keys()].map((at) => answers[at]),
      [
        [1, 2, 3].map((at) => `tax-code-not-good lines[${at}].taxCode`).join(', '),
        'period-missing issuedOn',
        'exchange-rate-missing currency',
        'total-below-zero lines',
        'need',
      ],
    )
    const done = answers.filter((text) => text.startsWith('issued'))
    assert.deepEqual(
      done,
      Array.from({ length: 495 }, (_, at) => `issued INV-2026-${String(at + 1).padStart(5, '0')}`),
    )
    assert.equal((await openItemsIn(shop)).length, 495)
    await assertSound(shop)
  })
}
