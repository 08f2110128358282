/** Over random books every figure of a report is the sum of the lines behind it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { explainAll } from '#test/ledger/explained.ts'
import { acts, booksOf, firstDay, seed } from '#test/ledger/random-books.ts'
import { ask } from '#test/ledger/reports.ts'
import { testServers } from '#test/postgres.ts'

type Question = readonly [report: string, parameters: Readonly<Record<string, string>>]

/** Reports of a span and of its last day, in all the ways in which they may be asked. */
function questions(from: string, until: string): Question[] {
  const span = { from, until }
  return [
    ['trial-balance', { ...span, by: 'department' }],
    ['trial-balance', { ...span, compare: 'period-before', closing: 'exclude' }],
    ['trial-balance', { period: '202613' }],
    ['trial-balance', { until, layer: 'pending' }],
    ['income-statement', { ...span, compare: 'year-before' }],
    ['balance-sheet', { 'as-of': until, compare: 'period-before' }],
    ...['party', 'item', 'kind', 'account'].map((by): Question => [
      'open-items',
      { 'as-of': until, by },
    ]),
    ['aged-receivables', { 'as-of': until }],
    ['party-statement', { party: 'party 2', ...span }],
    ['party-statement', { party: 'party 3', ...span, account: 'receivables' }],
    ['party-statement', { party: 'party 4', until, limit: '2' }],
    ['stock-value', { 'as-of': until }],
    ...['own', 'all'].map((places): Question => ['stock-by-unit', { 'as-of': until, places }]),
    ['stock-by-unit', { places: 'all' }],
    ...['bank', 'receivables', 'wages'].map((account): Question => [
      'account-ledger',
      { account, ...span, closing: 'exclude' },
    ]),
    ['account-ledger', { account: 'stock', until, layer: 'pending' }],
    ['journal', span],
  ]
}

for (const server of await testServers()) {
  describe(`figures are explained on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())

    test('by lines that sum to them, however many a page has', async () => {
      const { database } = books
      const days = fc.integer({ min: 0, max: 729 })
      await fc.assert(
        fc.asyncProperty(acts, days, days, async (history, one, other) => {
          const organization = await booksOf(database, history)
          const reader = { database, organization, company: 'store', readableClass: 6 }
          const [first, last] = [Math.min(one, other), Math.max(one, other)]
          const from = firstDay.add({ days: first }).toString()
          const until = firstDay.add({ days: last }).toString()
          let explained = 0
          for (const [report, parameters] of questions(from, until)) {
            const table = await ask(database, organization, report, parameters)
            explained += await explainAll(reader, report, parameters, table, 3)
          }
          assert.ok(explained > 50)
        }),
        { numRuns: 2, endOnFailure: true, ...seed },
      )
    })
  })
}
