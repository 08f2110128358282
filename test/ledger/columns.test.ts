/** The columns of an entry and a line are complete: none without a use, no use without a column. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { needs } from '#test/ledger/column-uses.ts'
import { entry, idOf, line, mugs, openStores, receipt, reversalOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

const full = entry(
  'full',
  [
    line('stock', 95n, {
      ...mugs(1n),
      subject: { kind: 'cost layer', paper: 'PO-1', party: 'Potter' },
      dimensions: { site: 'York' },
      partnerCompany: 'branch',
      taxCode: 'S',
      taxBox: 'net purchases',
      taxBase: 95n,
      valueDate: Temporal.PlainDate.from('2026-11-23'),
      unrounded: '95.2',
      sourceRow: 1,
      text: 'A mug',
    }),
    line('bank', -95n),
    line('suppliers', 0n, mugs(-1n, 'world')),
  ],
  {
    documentDate: Temporal.PlainDate.from('2026-11-20'),
    source: { paper: 'receipt', number: 'R-1' },
    batch: 'import 1',
    rule: 'receipt 1',
  },
)

/** Lays the ground of the stories. */
async function lay(store: Store) {
  const found = await store.ask<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'ledger' and table_name in ('entry', 'line') order by 1`,
  )
  const columns = found.map(({ name }) => name)
  return { columns }
}

for (const {
  store,
  here,
  ground: { columns },
} of await openStores(lay)) {
  after(() => store.books.drop())

  test(here('each has a use, and each use its columns'), () => {
    const used = new Set(
      Object.values(needs).flatMap((found) => found.flatMap(([, ...names]) => names)),
    )
    assert.deepEqual([...used].toSorted(), columns.toSorted())
  })

  test(here('each department and the auditors find theirs, each need once'), () => {
    for (const [document, found] of Object.entries(needs)) {
      const named = found.map(([need]) => need)
      assert.equal(new Set(named).size, named.length, document)
      for (const [need, ...names] of found) assert.ok(names.length > 0, `${document}: ${need}`)
    }
  })

  test(here('each can be filled through the door'), async () => {
    await store.post(full, receipt('in', 3n))
    const layer = 'pending' as const
    const lines = [line('bank', 5n, { layer }), line('sales', -5n, { layer })]
    const expiresAt = Temporal.Instant.from('2099-01-01T00:00:00Z')
    const [held] = await store.post(entry('held', lines, { kind: 'pending', expiresAt }))
    const back = lines.map((found, place) => ({
      ...found,
      amount: -found.amount,
      reversedLine: place + 1,
    }))
    const [voided] = await store.post(
      entry('void', back, { kind: 'void', pendingEntry: idOf(held) }),
    )
    await store.post(await reversalOf(store, idOf(voided), 'back'))
    for (const table of ['entry', 'line']) {
      const own = columns.filter((name) => name.startsWith(`${table}.`))
      const [filled] = await store.ask<Record<string, bigint>>(
        `select ${own.map((name) => `count(${name}) as "${name}"`).join(', ')}
        from ledger.${table}`,
      )
      for (const name of own) assert.ok((filled?.[name] ?? 0n) > 0n, name)
    }
  })
}
