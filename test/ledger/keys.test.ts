/** Repeated keys: the first answer again, whatever else came since; other content is refused. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { EntryProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import { asItIs, entry, line, mugs, openItem, openStores, outcomes } from '#test/ledger/store.ts'
import { postings, receipt, sale } from '#test/ledger/store.ts'

const full: EntryProposal = entry(
  'full',
  [
    line('receivables', 120n, { ...openItem('full'), dimensions: { department: 'shop' } }),
    line('sales', -100n, { taxCode: 'S', taxBox: 'net sales', unrounded: '-1.001' }),
    line('vat output', -20n, { taxCode: 'S', taxBox: 'output tax', taxBase: 100n, text: 'VAT' }),
  ],
  { source: { paper: 'sales invoice', number: '7' }, rule: 'sales 1', batch: 'one' },
)

/** Entries under the key of `full` that say something else. */
const others: Record<string, EntryProposal> = {
  journal: { ...full, journal: 'sales' },
  day: { ...full, postedOn: full.postedOn.subtract({ days: 1 }) },
  reason: { ...full, reason: 'Another story' },
  documentDate: { ...full, documentDate: full.postedOn },
  paper: { ...full, source: { paper: 'order', number: '7' } },
  number: { ...full, source: { paper: 'sales invoice', number: '8' } },
  rule: { ...full, rule: 'sales 2' },
  kind: { ...full, kind: 'adjustment' },
  lessLines: { ...full, lines: [line('bank', 1n), line('sales', -1n)] },
  order: { ...full, lines: full.lines.toReversed() },
  account: changed(1, { account: 'wages', dimensions: { department: 'shop' } }),
  subject: changed(0, openItem('other')),
  dimensions: changed(0, { dimensions: { department: 'office' } }),
  party: changed(1, { party: 'Ann' }),
  taxCode: changed(1, { taxCode: 'Z' }),
  taxBox: changed(1, { taxBox: 'other' }),
  taxBase: changed(2, { taxBase: 99n }),
  unrounded: changed(1, { unrounded: '-1.002' }),
  text: changed(2, { text: 'MwSt' }),
  valueDate: changed(0, { valueDate: full.postedOn }),
  sourceRow: changed(0, { sourceRow: 3 }),
  partnerCompany: changed(0, { partnerCompany: 'store' }),
  goods: { ...full, lines: [...full.lines, line('stock', 0n, mugs(0n))] },
}

function changed(place: number, rest: object): EntryProposal {
  const lines = full.lines.map((found, at) => (at === place ? { ...found, ...rest } : found))
  return { ...full, lines }
}

for (const { store, here } of await openStores(asItIs)) {
  after(() => store.books.drop())

  test(here('the same set has the same answers'), async () => {
    const set = [sale('a'), receipt('b', 5n), sale('c', 7n)]
    const first = await store.post(...set)
    assert.deepEqual(outcomes(first), ['recorded', 'recorded', 'recorded'])
    const again = await store.post(...set)
    assert.deepEqual(
      again,
      first.map((found) => ({ ...found, outcome: 'repeated' })),
    )
    const mixed = await store.post(sale('d'), sale('b', 3n), sale('c', 7n))
    assert.deepEqual(outcomes(mixed), ['recorded', 'key-reused', 'repeated'])
  })

  test(here('any other content under the key is refused, the batch is no content'), async () => {
    const [first] = await store.post(full)
    assert.equal(first?.outcome, 'recorded')
    for (const [what, other] of Object.entries(others)) {
      const [answer, beside] = await store.post(other, sale(`beside ${what}`))
      assert.deepEqual(
        outcomes([answer, beside].flatMap((found) => found ?? [])),
        ['key-reused', 'recorded'],
        what,
      )
    }
    const [again] = await store.post({ ...full, batch: 'two' })
    assert.deepEqual(again, { ...first, outcome: 'repeated' })
  })

  test(here('a key that stands in a set again is answered as if it came later'), async () => {
    const twice = await store.post(sale('e'), sale('e'), sale('e', 2n), sale('f'))
    assert.deepEqual(outcomes(twice), ['recorded', 'repeated', 'key-reused', 'recorded'])
    const wrong = { ...sale('g'), journal: 'lunar' }
    const late = await store.post(wrong, sale('g'), wrong)
    assert.deepEqual(outcomes(late), ['journal-unknown', 'recorded', 'key-reused'])
  })

  test(here('eight connections at once record each key once and answer alike'), async () => {
    const set = ['h', 'i', 'j', 'k'].map((key) => sale(key))
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, place) =>
        record(
          store.books.database,
          store.organization,
          postings(place % 2 === 0 ? set : set.toReversed()),
        ).then((found) => (place % 2 === 0 ? found : found.toReversed())),
      ),
    )
    for (const place of set.keys()) {
      const ofKey = answers.flatMap((found) => found[place] ?? [])
      assert.equal(ofKey.filter(({ outcome }) => outcome === 'recorded').length, 1)
      const plain = ofKey.map((found) => JSON.stringify({ ...found, outcome: '' }))
      assert.equal(new Set(plain).size, 1)
    }
    const [count] = await store.ask<{ count: bigint }>(
      `select count(*) from ledger.entry where key in ('h', 'i', 'j', 'k')`,
    )
    assert.equal(count?.count, 4n)
  })

  test(
    here('eight connections with other content each: one is recorded, seven refused'),
    async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, place) => store.post(sale('l', BigInt(place + 1)))),
      )
      assert.deepEqual(outcomes(answers.flat()).toSorted(), [
        ...Array<string>(7).fill('key-reused'),
        'recorded',
      ])
    },
  )

  test(here('the first answer stands when the period is closed and the account too'), async () => {
    const early = { postedOn: Temporal.PlainDate.from('2026-01-15') }
    const [first] = await store.post({ ...sale('m'), ...early })
    await store.ask(
      `select ledger.set_period_state($1, 'store', 202601, 'closed', 'tester', 'done')`,
      store.organization,
    )
    await store.ask(`update ledger.account set closed_on = '2025-12-31' where code = 'sales'`)
    const answers = await store.post(
      { ...sale('m'), ...early },
      { ...sale('m', 2n), ...early },
      { ...sale('n'), ...early },
    )
    assert.deepEqual(answers[0], { ...first, outcome: 'repeated' })
    assert.deepEqual(outcomes(answers.slice(1)), ['key-reused', 'account-closed period-closed'])
  })
}
