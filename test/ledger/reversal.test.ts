/** A reversal restores every balance, holding and stock, whatever the entry was. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { EntryProposal } from '#ledger/entry.ts'
import {
  asItIs,
  day,
  entry,
  idOf,
  line,
  mugs,
  openItem,
  openStores,
  outcomes,
} from '#test/ledger/store.ts'
import { receipt, reversalOf, sale, standing } from '#test/ledger/store.ts'

const usd = (account: string, amount: bigint, base: bigint, rest: object = {}) => ({
  account,
  currency: 'USD',
  amount,
  base,
  ...rest,
})

const yearEnd = Temporal.PlainDate.from('2026-12-31')

/** One entry after the other, of every kind that may be reversed. */
const history: readonly EntryProposal[] = [
  entry('opening', [line('bank', 5000n), line('retained earnings', -5000n)], { kind: 'opening' }),
  receipt('receipt', 10n),
  entry('issue', [
    line('stock', -190n, mugs(-2n)),
    line('cost of sales', 190n, { dimensions: { department: 'shop' } }),
    line('customers', 0n, mugs(2n, 'world')),
  ]),
  sale('invoice', 1200n),
  entry('wages', [
    line('wages', 300n, { dimensions: { department: 'shop' } }),
    line('bank', -300n),
  ]),
  entry('payment', [line('bank', 1000n), line('receivables', -1000n, openItem('invoice'))]),
  entry(
    'allocation',
    [
      line('receivables', -200n, openItem('invoice')),
      line('receivables', 200n, openItem('deposit')),
    ],
    { kind: 'allocation' },
  ),
  entry('dollars', [usd('receivables', 100n, 80n, openItem('usd')), usd('sales', -100n, -80n)]),
  entry(
    'revaluation',
    [usd('receivables', 0n, 5n, openItem('usd')), usd('exchange loss', 0n, -5n)],
    { kind: 'revaluation' },
  ),
  entry('ordered', [
    line('ordered', 0n, {
      item: 'lamp',
      quantity: 7n,
      layer: 'commitment',
      subject: { kind: 'order line', paper: 'SO-1' },
    }),
    line('orders', 0n, { item: 'lamp', quantity: -7n, layer: 'commitment' }),
  ]),
  entry(
    'accrual',
    [line('wages', 50n, { dimensions: { department: 'shop' } }), line('bank', -50n)],
    {
      kind: 'adjustment',
      periodKind: 'adjustment',
      postedOn: yearEnd,
    },
  ),
  entry('closing', [line('sales', 1200n), line('retained earnings', -1200n)], {
    kind: 'closing',
    periodKind: 'closing',
    postedOn: yearEnd,
  }),
]

for (const { store, here } of await openStores(asItIs)) {
  after(() => store.books.drop())

  test(here('newest first, every entry leaves the books as they were before it'), async () => {
    const standings: string[][] = []
    const ids: string[] = []
    for (const one of history) {
      standings.push(await standing(store))
      ids.push(idOf((await store.post(one))[0]))
    }
    for (const [place, one] of [...history.entries()].toReversed()) {
      const id = ids[place] ?? ''
      const back = await reversalOf(store, id, `back ${one.key}`, {
        postedOn: one.postedOn,
        ...(one.periodKind === undefined ? {} : { periodKind: one.periodKind }),
      })
      assert.deepEqual(outcomes(await store.post(back)), ['recorded'], one.key)
      assert.deepEqual(await standing(store), standings[place], one.key)
    }
    assert.deepEqual(await standing(store), [])
  })

  test(here('a limit holds for a reversal too'), async () => {
    const [came] = await store.post(receipt('r', 3n))
    await store.post(
      entry('i', [line('stock', 0n, mugs(-2n)), line('customers', 0n, mugs(2n, 'world'))]),
    )
    const answers = await store.post(await reversalOf(store, idOf(came), 'back r'))
    assert.deepEqual(outcomes(answers), ['on-hand'])
  })

  test(here('an entry of a closed period is reversed into an open one'), async () => {
    const early = Temporal.PlainDate.from('2026-01-31')
    const [january] = await store.post({ ...sale('january'), postedOn: early })
    await store.ask(
      `select ledger.set_period_state($1, 'store', 202601, 'closed', 'tester', 'done')`,
      store.organization,
    )
    const back = await reversalOf(store, idOf(january), 'back january')
    assert.deepEqual(outcomes(await store.post({ ...back, postedOn: early }, back)), [
      'period-closed',
      'recorded',
    ])
    const [found] = await store.ask<{ posted_on: Temporal.PlainDate; reversed_entry: string }>(
      `select posted_on, reversed_entry from ledger.entry where key = 'back january'`,
    )
    assert.equal(found?.posted_on.toString(), day.toString())
    assert.equal(found?.reversed_entry, idOf(january))
  })

  test(here('eight connections reverse an entry once'), async () => {
    const [posted] = await store.post(sale('once'))
    const reversals = await Promise.all(
      Array.from({ length: 8 }, (_, place) => reversalOf(store, idOf(posted), `once ${place}`)),
    )
    const answers = await Promise.all(reversals.map((one) => store.post(one)))
    assert.deepEqual(outcomes(answers.flat()).toSorted(), [
      'recorded',
      ...Array<string>(7).fill('reversed-already'),
    ])
  })

  test(here('two reversals of an entry in a set: the second learns that it is late'), async () => {
    const [posted] = await store.post(sale('set'))
    const one = await reversalOf(store, idOf(posted), 'set 1')
    const wrong = { ...one, key: 'set 0', journal: 'lunar' }
    const answers = await store.post(wrong, one, { ...one, key: 'set 2' }, sale('after'))
    assert.deepEqual(outcomes(answers), [
      'journal-unknown',
      'recorded',
      'reversed-already',
      'recorded',
    ])
  })
}
