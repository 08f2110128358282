/** Two hundred buyers, a hundred units: what is sold or reserved is never more than there was. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Posting, Receipt } from '#ledger/door.ts'
import type { EntryKind, LineProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { without } from '#test/model/scene.ts'
import { testServers } from '#test/postgres.ts'

const day = Temporal.PlainDate.from('2026-11-22')
const rounds = 5
const buyers = 200
/** Bundles of two items from two places; of each item there are so many. */
const there = 100n

for (const server of await testServers()) {
  describe(`overselling on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let other: Database
    before(async () => {
      books = await freshBooks(server)
      other = openDatabase(books.address, 12)
    })
    after(async () => {
      await other.close()
      await books.drop()
    })

    test(`${buyers} buyers of bundles from two pools, ${rounds} rounds`, () =>
      race(books.database, other))
    test('a subject that may be drawn to a limit, by fifty at once', () =>
      draw(books.database, other))
    test('one reservation, settled by forty at once: as much as was reserved', () =>
      settleAtOnce(books.database, other))
  })
}

async function race(one: Database, other: Database): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const organization = await storeIn(one)
    await record(one, organization, [stocked()])
    const answers = await Promise.all(
      Array.from({ length: buyers }, (_, buyer) => {
        const set = [bought(buyer, buyer % 2 === 0 ? 'regular' : 'pending')]
        return record(buyer % 3 === 0 ? other : one, organization, set)
      }),
    )
    assert.deepEqual(outcomes(answers.flat()), { recorded: there, refused: 100n })
    const stock = await stockOf(one, organization)
    // Half of the buyers reserve; what they reserved is still there, and nothing else is.
    assert.equal(stock.length, 2)
    for (const { on_hand, reserved } of stock) assert.equal(on_hand, reserved)
    assert.equal(stock[0]?.on_hand, stock[1]?.on_hand)
  }
}

async function draw(one: Database, other: Database): Promise<void> {
  const organization = await storeIn(one)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, place) =>
      record(place % 2 === 0 ? other : one, organization, [drawn(place)]),
    ),
  )
  assert.deepEqual(outcomes(answers.flat()), { recorded: 20n, refused: 30n })
}

async function settleAtOnce(one: Database, other: Database): Promise<void> {
  const organization = await storeIn(one)
  const reserved = bought(0, 'pending', 10n)
  await record(one, organization, [stocked(), reserved])
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, place) =>
      record(place % 2 === 0 ? other : one, organization, [settled(reserved)]),
    ),
  )
  assert.deepEqual(outcomes(answers.flat()), { recorded: 10n, refused: 30n })
  const stock = await stockOf(one, organization)
  for (const row of stock) assert.deepEqual([row.on_hand, row.reserved], [90n, 0n])
}

interface Stock {
  readonly on_hand: bigint
  readonly reserved: bigint
}

async function stockOf(database: Database, organization: string): Promise<Stock[]> {
  return await database.transaction(organization, (query) =>
    query<Stock>({ text: 'select on_hand, reserved from ledger.stock where bounded' }),
  )
}

function outcomes(receipts: readonly Receipt[]): Record<string, bigint> {
  const counts: Record<string, bigint> = { recorded: 0n, refused: 0n }
  for (const { outcome } of receipts) counts[outcome] = (counts[outcome] ?? 0n) + 1n
  return counts
}

/** A line of goods; odd and even entries name their two units in different orders. */
function goods(account: string, place: string, item: string, quantity: bigint): LineProposal {
  return { account, currency: 'GBP', amount: 0n, item, quantity, unit: { place } }
}

function posting(key: string, lines: readonly LineProposal[], more: object = {}): Posting {
  const entry = { key, journal: 'general', postedOn: day, reason: 'A test', lines, ...more }
  return { id: newId(Date.now()), company: 'store', actor: 'tester', entry }
}

function stocked(): Posting {
  return posting('stocked', [
    goods('stock', 'north', 'mug', there),
    goods('suppliers', 'supplier', 'mug', -there),
    goods('stock', 'south', 'lamp', there),
    goods('suppliers', 'supplier', 'lamp', -there),
  ])
}

function bought(buyer: number, kind: EntryKind, quantity = 1n): Posting {
  const mug = [
    goods('stock', 'north', 'mug', -quantity),
    goods('customers', 'customer', 'mug', quantity),
  ]
  const lamp = [
    goods('stock', 'south', 'lamp', -quantity),
    goods('customers', 'customer', 'lamp', quantity),
  ]
  const lines = buyer % 2 === 0 ? [...mug, ...lamp] : [...lamp, ...mug]
  const layer = kind === 'pending' ? { layer: 'pending' as const } : {}
  return posting(
    `bought ${buyer}`,
    lines.map((line) => ({ ...line, ...layer })),
    { kind },
  )
}

/** Delivers one bundle of a reservation. */
function settled(reserved: Posting): Posting {
  const back = reserved.entry.lines.map((line, place) => ({
    ...line,
    quantity: (line.quantity ?? 0n) > 0n ? -1n : 1n,
    reversedLine: place + 1,
  }))
  const moved = reserved.entry.lines.map((line) => ({
    ...without(line, 'layer'),
    quantity: (line.quantity ?? 0n) > 0n ? 1n : -1n,
  }))
  const id = newId(Date.now())
  return posting(`settled ${id}`, [...back, ...moved], {
    kind: 'settlement',
    pendingEntry: reserved.id,
  })
}

function drawn(place: number): Posting {
  const subject = { kind: 'facility', paper: '1', lowest: -2000n, highest: 0n }
  return posting(`drawn ${place}`, [
    { account: 'payables', currency: 'GBP', amount: -100n, subject },
    { account: 'bank', currency: 'GBP', amount: 100n },
  ])
}
