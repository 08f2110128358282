/** The worked entries of the design: their journal, and what they leave in the books. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { record } from '#server/books.ts'
import { addAccounts, addCompany, addJournals, openFiscalYear } from '#server/set-up.ts'
import { storeAccounts } from '#test/books.ts'
import { entry, holdings, idOf, journalOf, line, mugs, openItem } from '#test/ledger/store.ts'
import { asItIs, openStores, outcomes, postings, standing, stock } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

const orderLine = { subject: { kind: 'order line', paper: 'PO-1', row: 1 } }
const costLayer = { subject: { kind: 'cost layer', paper: 'PO-1', row: 1 } }

const received = entry('receipt', [
  line('stock', 95_000n, { ...mugs(10n), ...costLayer }),
  line('goods received not invoiced', -95_000n, orderLine),
  line('suppliers', 0n, mugs(-10n, 'Potter')),
])
const billed = entry('bill', [
  line('goods received not invoiced', 95_000n, orderLine),
  line('stock', 5_000n, { item: 'mug', ...costLayer }),
  line('payables', -100_000n, { subject: { kind: 'open item', paper: 'B-1', party: 'Potter' } }),
])

const usd = (account: string, amount: bigint, base: bigint, rest: object = {}) => ({
  account,
  currency: 'USD',
  amount,
  base,
  ...rest,
})
const eur = (account: string, amount: bigint) => ({ account, currency: 'EUR', amount })

for (const { store, here } of await openStores(asItIs)) {
  after(() => store.books.drop())

  test(here('ten are received at 95 and billed at 100 while they are still there'), async () => {
    const [first] = await store.post(received)
    assert.deepEqual(await journalOf(store, idOf(first)), [
      'stock 95000 GBP 10 mug',
      'goods received not invoiced -95000 GBP',
      'suppliers 0 GBP -10 mug',
    ])
    assert.deepEqual(await holdings(store), [
      'goods received not invoiced / order line PO-1 -95000 GBP',
      'stock / cost layer PO-1 95000 GBP x10',
    ])
    const [second] = await store.post(billed)
    assert.deepEqual(await journalOf(store, idOf(second)), [
      'goods received not invoiced 95000 GBP',
      'stock 5000 GBP',
      'payables -100000 GBP',
    ])
    assert.deepEqual(await holdings(store), [
      'payables / open item B-1 -100000 GBP',
      'stock / cost layer PO-1 100000 GBP x10',
    ])
    assert.deepEqual(await stock(store), ['Potter mug -10 reserved 0', 'shelf mug 10 reserved 0'])
  })

  test(here('an invoice in dollars is paid in euros, with an exchange loss'), async () => {
    await openEuroCompany(store)
    const item = openItem('INV-1')
    const earlier = await standing(store)
    const [invoice, payment] = await record(
      store.books.database,
      store.organization,
      postings(
        [
          entry('invoice', [
            usd('receivables', 100_000n, 112_300n, item),
            usd('sales', -100_000n, -112_300n),
          ]),
          entry('payment', [
            eur('bank', 112_000n),
            eur('position', -112_000n),
            usd('position', 100_000n, 112_000n),
            usd('receivables', -100_000n, -112_300n, item),
            usd('exchange loss', 0n, 300n),
          ]),
        ],
        'euro',
      ),
    )
    assert.deepEqual(await journalOf(store, idOf(invoice)), [
      'receivables 100000 USD =112300',
      'sales -100000 USD =-112300',
    ])
    assert.deepEqual(await journalOf(store, idOf(payment)), [
      'bank 112000 EUR',
      'position -112000 EUR',
      'position 100000 USD =112000',
      'receivables -100000 USD =-112300',
      'exchange loss 0 USD =300',
    ])
    const none = '44136fa3-55b3-678a-1146-ad16f7e8649e'
    const gone = new Set(earlier)
    assert.deepEqual(
      (await standing(store)).filter((text) => !gone.has(text)),
      [
        `bank actual EUR ${none} 112000 112000`,
        `exchange loss actual USD ${none} 0 300`,
        `position actual EUR ${none} -112000 -112000`,
        `position actual USD ${none} 100000 112000`,
        `sales actual USD ${none} -100000 -112300`,
      ],
    )
  })

  test(here('paid with the loss forgotten, the worth that would be left is refused'), async () => {
    const item = openItem('INV-2')
    const answers = await record(
      store.books.database,
      store.organization,
      postings(
        [
          entry('invoice 2', [
            usd('receivables', 100_000n, 112_300n, item),
            usd('sales', -100_000n, -112_300n),
          ]),
          entry('payment 2', [
            eur('bank', 112_000n),
            eur('position', -112_000n),
            usd('position', 100_000n, 112_000n),
            usd('receivables', -100_000n, -112_000n, item),
          ]),
        ],
        'euro',
      ),
    )
    assert.deepEqual(outcomes(answers), ['recorded', 'worth-left'])
  })
}

/** A company beside the store that keeps its books in euros. */
async function openEuroCompany(store: Store): Promise<void> {
  await store.within(async (query) => {
    const { organization } = store
    await addCompany(query, organization, { code: 'euro', name: 'Euro', currency: 'EUR' })
    const accounts = storeAccounts.filter(({ code }) => code !== 'cash')
    await addAccounts(query, organization, 'euro', accounts)
    await addJournals(query, organization, 'euro', ['general'])
    const startsOn = Temporal.PlainDate.from('2026-01-01')
    await openFiscalYear(query, organization, 'euro', { year: 2026, startsOn })
  })
}
