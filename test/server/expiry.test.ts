/** Pending entries whose time is over lapse by themselves, with what is left of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#base/id.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import { startExpiryJob } from '#server/expiry-job.ts'
import { freshBooks, openYearsUntilNow, storeIn } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'

const postedOn = Temporal.PlainDate.from('2026-11-20')
const shelf = {
  account: 'stock',
  currency: 'GBP',
  amount: 0n,
  item: 'mug',
  unit: { place: 'shelf' },
}
const outside = { ...shelf, account: 'customers', unit: { place: 'customers' } }
const heading = { journal: 'general', postedOn, reason: 'A test' }

const delivery: EntryProposal = {
  ...heading,
  key: 'delivery',
  lines: [
    { ...shelf, quantity: 10n },
    { ...shelf, account: 'suppliers', unit: { place: 'suppliers' }, quantity: -10n },
  ],
}
const reservation: Omit<EntryProposal, 'expiresAt'> = {
  ...heading,
  key: 'reservation',
  kind: 'pending',
  lines: [
    { ...shelf, layer: 'pending', quantity: -4n },
    { ...outside, layer: 'pending', quantity: 4n },
  ],
}

for (const server of await testServers()) {
  test(`a reservation lapses when its time is over, on PostgreSQL ${server.version}`, async () => {
    const books = await freshBooks(server)
    const { database } = books
    const organization = await storeIn(database)
    await openYearsUntilNow(database, organization)
    const post = async (entry: EntryProposal): Promise<string> => {
      const posting = { id: newId(Date.now()), company: 'store', actor: 'tester', entry }
      const [receipt] = await record(database, organization, [posting])
      assert.equal(receipt?.outcome, 'recorded')
      return posting.id
    }
    const reserved = async (): Promise<bigint | undefined> => {
      const rows = await database.transaction(organization, (query) =>
        query<{ reserved: bigint }>({ text: 'select reserved from ledger.stock where bounded' }),
      )
      return rows[0]?.reserved
    }
    await post(delivery)
    // The door goes by its own clock, so this one lapses in a moment of real time.
    const expiresAt = Temporal.Now.instant().add({ seconds: 3 })
    const pending = await post({ ...reservation, expiresAt })
    await post({
      ...heading,
      key: 'one is sent',
      kind: 'settlement',
      pendingEntry: pending,
      lines: [
        { ...shelf, layer: 'pending', quantity: 1n, reversedLine: 1 },
        { ...outside, layer: 'pending', quantity: -1n, reversedLine: 2 },
        { ...shelf, quantity: -1n },
        { ...outside, quantity: 1n },
      ],
    })
    assert.equal(await reserved(), 3n)
    let moment = expiresAt.subtract({ seconds: 1 })
    const problems: unknown[] = []
    const onProblem = (error: unknown): void => void problems.push(error)
    const job = startExpiryJob({ database, now: () => moment, interval: 60_000, onProblem })
    assert.equal(await job.run(), 0)
    assert.equal(await reserved(), 3n)
    while (Temporal.Instant.compare(Temporal.Now.instant(), expiresAt) <= 0) await pause(50)
    moment = expiresAt
    assert.deepEqual([await job.run(), await job.run()], [1, 0])
    assert.equal(await reserved(), 0n)
    assert.deepEqual(problems, [])
    await job.stop()
    await books.drop()
  })
}
