/** The door on a real PostgreSQL: what it records, repeats and refuses. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'

const day = Temporal.PlainDate.from('2026-11-22')

function sale(key: string, pence: bigint): EntryProposal {
  return {
    key,
    journal: 'sales',
    postedOn: day,
    reason: 'A sale',
    lines: [
      {
        account: 'receivables',
        currency: 'GBP',
        amount: pence,
        subject: { kind: 'open item', paper: key, party: 'Ann', openedOn: day },
      },
      { account: 'sales', currency: 'GBP', amount: -pence },
    ],
  }
}

for (const server of await testServers()) {
  describe(`the door on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let organization: string
    const post = (...entries: EntryProposal[]) =>
      record(
        books.database,
        organization,
        entries.map((entry) => ({
          id: newId(Date.now()),
          company: 'store',
          actor: 'tester',
          entry,
        })),
      )

    before(async () => {
      books = await freshBooks(server)
      organization = await storeIn(books.database)
    })
    after(() => books.drop())

    test('records a set, and answers a repeated key with the first answer', async () => {
      const first = await post(sale('1', 1000n), sale('2', 500n))
      assert.deepEqual(
        first.map(({ outcome }) => outcome),
        ['recorded', 'recorded'],
      )
      const [again] = await post(sale('1', 1000n))
      assert.deepEqual({ ...again, outcome: 'recorded' }, first[0])
      const [other] = await post(sale('1', 1001n))
      assert.equal(other?.outcome === 'refused' && other.refusals[0]?.rule, 'key-reused')
    })
  })
}
