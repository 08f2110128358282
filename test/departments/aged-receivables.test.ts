/** Aged receivables over a small year, and over random books beside open items and balances. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { reports } from '#departments/reports.ts'
import { tableToJson } from '#ledger/reports/render.ts'
import { runReport } from '#server/reports.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { explainAll, linesBehind } from '#test/ledger/explained.ts'
import { acts, booksOf, firstDay, seed } from '#test/ledger/random-books.ts'
import { ask, cells, day, post, today } from '#test/ledger/reports.ts'
import { entry, onSmallYear, pounds, story } from '#test/ledger/small-year.ts'
import type { Store } from '#test/ledger/small-year.ts'
import { testServers } from '#test/postgres.ts'

const buckets = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90']

onSmallYear([
  story(
    'half of what Ann owes is open in March, and all of it again in February',
    async (store) => {
      const aged = async (asOf: string): Promise<string[]> =>
        cells(
          await store.report('aged-receivables', { 'as-of': asOf }),
          'party',
          'items',
          ...buckets,
          'total',
          'base_total',
        )
      assert.deepEqual(await aged('2026-02-20'), [
        'Ann 1 0.00 20.00 0.00 0.00 0.00 20.00 20.00',
        'Bob 1 50.00 0.00 0.00 0.00 0.00 50.00 50.00',
      ])
      assert.deepEqual(await aged('2026-03-22'), [
        'Ann 1 0.00 0.00 10.00 0.00 0.00 10.00 10.00',
        'Bob 1 0.00 50.00 0.00 0.00 0.00 50.00 50.00',
      ])
      assert.deepEqual(await aged('2026-06-30'), ['Bob 1 0.00 0.00 0.00 0.00 50.00 50.00 50.00'])
      const bob = await store.report('aged-receivables', { 'as-of': '2026-06-30', party: 'Ann' })
      assert.deepEqual(bob.rows, [])
    },
  ),
  story(
    'what we owe ourselves is none of it, and dollars stand apart with their worth',
    async (store) => {
      const { database, organization } = store
      const subject = { kind: 'open item', paper: '9', party: 'Dot' }
      const owed = { kind: 'open item', paper: '10', party: 'Dot' }
      await post(database, organization, [
        entry('dollars owed', '2026-07-01', [
          { account: 'receivables', currency: 'USD', amount: 1_250n, base: 1_000n, subject },
          { account: 'position', currency: 'USD', amount: -1_250n, base: -1_000n },
          pounds('position', 1_000n),
          pounds('sales', -1_000n),
        ]),
        entry('a bill', '2026-07-01', [
          pounds('wages', 300n, { dimensions: { department: 'shop' } }),
          pounds('payables', -300n, { subject: owed }),
        ]),
      ])
      const aged = await store.report('aged-receivables', { 'as-of': '2026-07-02', party: 'Dot' })
      assert.deepEqual(cells(aged, 'party', 'currency', 'total', 'base_total'), [
        'Dot USD 12.50 10.00',
      ])
      // An item that says neither when it falls due nor when it was opened is never overdue.
      assert.deepEqual(cells(aged, 'not_due', 'base_not_due'), ['12.50 10.00'])
    },
  ),
])

for (const server of await testServers()) {
  describe(`aged receivables agree on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())

    test('with open items by party, and in worth with the account', async () => {
      const { database } = books
      const days = fc.array(fc.integer({ min: 0, max: 729 }), { minLength: 3, maxLength: 3 })
      await fc.assert(
        fc.asyncProperty(acts, days, async (history, asked) => {
          const organization = await booksOf(database, history)
          for (const at of [...asked, 729]) {
            const asOf = firstDay.add({ days: at }).toString()
            const aged = await ask(database, organization, 'aged-receivables', { 'as-of': asOf })
            const open = await ask(database, organization, 'open-items', {
              'as-of': asOf,
              account: 'receivables',
            })
            assert.deepEqual(
              cells(aged, 'party', 'currency', 'items', ...buckets, 'total', 'base_total'),
              cells(open, 'party', 'currency', 'items', ...buckets, 'outstanding', 'base'),
              asOf,
            )
            for (const row of [...aged.rows, ...aged.totals]) assertBucketsAddUp(row)
            await assertIsBalance(database, organization, asOf, aged.totals.at(-1))
          }
        }),
        { numRuns: 4, endOnFailure: true, ...seed },
      )
    })
  })
}

onSmallYear([
  story('what six customers above the reader’s class owe is one row', (store) =>
    hiddenDebts(store, 6),
  ),
])
onSmallYear([
  story('what four of them owe is a row without figures', (store) => hiddenDebts(store, 4)),
])

/** So many customers of class 3 owe 1.00 each, and one of them pays half. */
async function hiddenDebts({ database, organization }: Store, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, place) => `secret ${place}`)
  const debt = (party: string, amount: bigint) =>
    pounds('receivables', amount, {
      subject: {
        kind: 'open item',
        paper: party,
        party,
        openedOn: day('2026-02-01'),
        readClass: 3,
      },
    })
  await post(database, organization, [
    entry('debts', '2026-02-01', [
      ...names.map((name) => debt(name, 100n)),
      pounds('sales', -100n * BigInt(count)),
    ]),
    entry('half', '2026-02-02', [debt('secret 0', -50n), pounds('bank', 50n)]),
  ])
  const parameters = { 'as-of': '2026-02-12' }
  const reader = { database, organization, company: 'store', readableClass: 2 }
  const request = {
    report: 'aged-receivables',
    company: 'store',
    parameters,
    today,
    readableClass: 2,
  }
  const answer = await runReport(database, reports, organization, request)
  assert.ok(answer.ok)
  const aged = tableToJson(answer.value)
  assert.deepEqual(cells(aged, 'party', 'items', 'not_due', 'days_1_30', 'total'), [
    'Ann 1 20.00 0.00 20.00',
    'Bob 1 50.00 0.00 50.00',
    count < 5 ? 'not shown singly - - - -' : 'not shown singly 6 0.00 5.50 5.50',
  ])
  await explainAll(reader, 'aged-receivables', parameters, aged)
  const lines = await linesBehind(reader, 'aged-receivables', parameters, {}, 'total')
  assert.deepEqual(
    lines.map(({ entry: id, reason, figure }) => `${id === null} ${reason} ${figure}`),
    [
      'false Entry ann 20.00',
      'false Entry bob 50.00',
      `true not shown singly ${count < 5 ? null : '5.50'}`,
    ],
  )
}

type Row = Readonly<Record<string, string | number | null>>

const pence = (cell: Row[string] | undefined): bigint =>
  BigInt(String(cell ?? '0.00').replace('.', ''))

function assertBucketsAddUp(row: Row): void {
  for (const prefix of ['', 'base_']) {
    if (row[`${prefix}total`] === null) continue
    const sum = buckets.reduce((all, name) => all + pence(row[prefix + name]), 0n)
    assert.equal(sum, pence(row[`${prefix}total`]), JSON.stringify(row))
  }
}

async function assertIsBalance(
  database: FreshBooks['database'],
  organization: string,
  until: string,
  total: Row | undefined,
): Promise<void> {
  const balances = await ask(database, organization, 'trial-balance', { until })
  const worth = balances.rows
    .filter(({ account }) => account === 'receivables')
    .reduce((sum, row) => sum + pence(row['base_closing']), 0n)
  assert.equal(pence(total?.['base_total']), worth)
}
