/** Defects that the histories found in the door, each shown once more by a plain story. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Posting } from '#ledger/door.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import type { Database } from '#server/database/database.ts'
import { contradictions } from '#test/model/compare.ts'
import { without } from '#test/model/scene.ts'
import { reversalOf } from '#test/model/undoing-stories.ts'
import { testServers } from '#test/postgres.ts'

const day = Temporal.PlainDate.from('2026-11-22')
let keys = 0

function pounds(account: string, amount: bigint, more: Partial<LineProposal> = {}): LineProposal {
  return { account, currency: 'GBP', amount, ...more }
}

function mugs(
  account: string,
  quantity: bigint,
  place: string,
  more: Partial<LineProposal> = {},
): LineProposal {
  return pounds(account, 0n, { item: 'mug', quantity, unit: { place }, ...more })
}

function posting(lines: readonly LineProposal[], more: Partial<EntryProposal> = {}): Posting {
  keys += 1
  const entry = { key: `k${keys}`, journal: 'general', postedOn: day, reason: 'A test', lines }
  return { id: newId(Date.now()), company: 'store', actor: 'tester', entry: { ...entry, ...more } }
}

const cashSale = (amount: bigint, more: Partial<EntryProposal> = {}): Posting =>
  posting([pounds('bank', amount), pounds('sales', -amount)], more)

const receipt = (quantity: bigint, place = 'shelf'): Posting =>
  posting([mugs('stock', quantity, place), mugs('suppliers', -quantity, 'supplier')])

const reservation = (quantity: bigint, more: Partial<EntryProposal> = {}): Posting => {
  const layer = 'pending'
  const lines = [
    mugs('stock', -quantity, 'shelf', { layer }),
    mugs('customers', quantity, 'customer', { layer }),
  ]
  return posting(lines, { kind: 'pending', ...more })
}

/** Takes so many mugs back from a reservation, without moving them. */
const taken = (from: Posting, quantity: bigint, kind: 'settlement' | 'expiry' = 'settlement') =>
  posting(
    [
      mugs('stock', quantity, 'shelf', { layer: 'pending', reversedLine: 1 }),
      mugs('customers', -quantity, 'customer', { layer: 'pending', reversedLine: 2 }),
    ],
    { kind, pendingEntry: from.id },
  )

const undone = (original: Posting): Posting => {
  const reversal = posting([])
  return { ...reversal, entry: reversalOf(original, reversal.entry.key, day) }
}

/** A store with ten mugs on the shelf. */
interface Store {
  readonly database: Database
  readonly organization: string
  /** Records a set; what came of each of its members, or the first rule it was refused by. */
  outcomes(...set: readonly Posting[]): Promise<string[]>
  /** Whatever the books say against themselves. */
  contradictions(): Promise<string[]>
}

async function openStore(database: Database): Promise<Store> {
  const organization = await storeIn(database)
  const store: Store = {
    database,
    organization,
    async outcomes(...set) {
      const receipts = await record(database, organization, set)
      return receipts.map((answer) =>
        answer.outcome === 'refused' ? (answer.refusals[0]?.rule ?? '') : answer.outcome,
      )
    },
    contradictions: () => contradictions(database, organization),
  }
  assert.deepEqual(await store.outcomes(receipt(10n)), ['recorded'])
  return store
}

const defects: Readonly<Record<string, (store: Store) => Promise<void>>> = {
  'a second combination of dimensions is stored as the first was': async (store) => {
    const wages = (department: string): Posting =>
      posting([pounds('wages', 5n, { dimensions: { department } }), pounds('bank', -5n)])
    assert.deepEqual(await store.outcomes(wages('shop')), ['recorded'])
    assert.deepEqual(await store.outcomes(wages('office')), ['recorded'])
  },
  'an entry is reversed in its own set, and only once': async (store) => {
    const sale = cashSale(100n)
    assert.deepEqual(await store.outcomes(sale, undone(sale), undone(sale)), [
      'recorded',
      'recorded',
      'reversed-already',
    ])
    const [one, other] = [cashSale(1n), cashSale(2n)]
    assert.deepEqual(await store.outcomes(one, other), ['recorded', 'recorded'])
    assert.deepEqual(await store.outcomes(undone(one), undone(other), undone(one)), [
      'recorded',
      'recorded',
      'reversed-already',
    ])
  },
  'a reservation is settled in its own set': async (store) => {
    const reserved = reservation(4n)
    const settled = [taken(reserved, 3n), taken(reserved, 3n), taken(reserved, 1n)]
    assert.deepEqual(await store.outcomes(reserved, ...settled), [
      'recorded',
      'recorded',
      'more-than-pending',
      'recorded',
    ])
    assert.deepEqual(await store.contradictions(), [])
  },
  'a settlement cannot give back to its reservation': async (store) => {
    const reserved = reservation(4n)
    assert.deepEqual(await store.outcomes(reserved, taken(reserved, 3n), taken(reserved, -2n)), [
      'recorded',
      'recorded',
      'pending-line-grows',
    ])
    assert.deepEqual(await store.contradictions(), [])
  },
  'a reservation without an end does not expire': async (store) => {
    const reserved = reservation(4n)
    assert.deepEqual(await store.outcomes(reserved, taken(reserved, 4n, 'expiry')), [
      'recorded',
      'pending-entry-not-expired',
    ])
  },
  'where a refused entry would have put a unit does not count': async (store) => {
    const outside = posting([mugs('customers', 1n, 'yard'), mugs('stock', 1n, 'shelf')])
    assert.deepEqual(await store.outcomes(outside, receipt(2n, 'yard')), [
      'unbalanced-item',
      'recorded',
    ])
    const elsewhere = posting([mugs('customers', 1n, 'attic'), mugs('suppliers', -1n, 'supplier')])
    assert.deepEqual(await store.outcomes(receipt(2n, 'attic'), elsewhere), [
      'recorded',
      'unit-in-other-place',
    ])
  },
  'a unit that only worth is put on is stored': async (store) => {
    const freight = posting([
      pounds('stock', 7n, { item: 'mug', unit: { place: 'shelf', lot: 'new' } }),
      pounds('bank', -7n),
    ])
    assert.deepEqual(await store.outcomes(freight), ['recorded'])
    assert.deepEqual(await store.contradictions(), [])
  },
  'a line that is pending with worth alone is recorded and settled': async (store) => {
    const lines = (base: bigint, more: Partial<LineProposal> = {}): LineProposal[] => [
      { account: 'bank', currency: 'USD', amount: 0n, base, layer: 'pending', ...more },
      { account: 'exchange loss', currency: 'USD', amount: 0n, base: -base, layer: 'pending' },
    ]
    const pending = posting(lines(9n), { kind: 'pending' })
    const back = lines(-9n).map((line, place) => ({ ...line, reversedLine: place + 1 }))
    const settled = posting(back, { kind: 'void', pendingEntry: pending.id })
    assert.deepEqual(await store.outcomes(pending, settled), ['recorded', 'recorded'])
  },
  'goods of a cost layer are reserved': async (store) => {
    const subject = { kind: 'cost layer', paper: '1' }
    const received = posting([
      mugs('stock', 5n, 'shelf', { subject, amount: 50n }),
      pounds('bank', -50n),
      mugs('suppliers', -5n, 'supplier'),
    ])
    const layer = 'pending'
    const reserved = posting(
      [
        mugs('stock', -2n, 'shelf', { subject, layer, amount: -20n }),
        pounds('cost of sales', 20n, { layer }),
        mugs('customers', 2n, 'customer', { layer }),
      ],
      { kind: 'pending' },
    )
    assert.deepEqual(await store.outcomes(received, reserved), ['recorded', 'recorded'])
  },
  'what could not be stored is refused, and its neighbour is recorded': async (store) => {
    const owed = (paper: string, more: object = {}): Posting =>
      posting([
        pounds('receivables', 1n, { subject: { kind: 'open item', paper, ...more } }),
        pounds('sales', -1n),
      ])
    const faults: readonly (readonly [Posting, string])[] = [
      [cashSale(1n, { reason: 'x'.repeat(2001) }), 'reason-too-long'],
      [{ ...cashSale(1n), actor: '' }, 'actor-missing'],
      [cashSale(1n, { batch: 'x'.repeat(201) }), 'batch-too-long'],
      [cashSale(10n ** 17n + 1n), 'figure-too-large'],
      [owed(''), 'subject-malformed'],
      [owed('x'.repeat(9000)), 'subject-malformed'],
      [owed('1', { readClass: 7 }), 'subject-malformed'],
      [owed('2', { lowest: 2n, highest: 1n }), 'subject-malformed'],
      [receipt(1n, ''), 'unit-malformed'],
      [receipt(1n, 'x'.repeat(9000)), 'unit-malformed'],
    ]
    for (const [faulty, rule] of faults) {
      assert.deepEqual(await store.outcomes(faulty, cashSale(1n)), [rule, 'recorded'], rule)
    }
  },
  "a subject's own party is the party of its lines": async (store) => {
    const subject = { kind: 'open item', paper: '1' }
    const owed = posting([
      pounds('receivables', 5n, { subject: { ...subject, party: 'Ann' } }),
      pounds('sales', -5n),
    ])
    const paid = posting([pounds('bank', 5n), pounds('receivables', -5n, { subject })])
    assert.deepEqual(await store.outcomes(owed), ['recorded'])
    assert.deepEqual(await store.outcomes(paid), ['recorded'])
    const parties = await store.database.transaction(store.organization, (query) =>
      query({ text: 'select distinct party from ledger.line where subject is not null' }),
    )
    assert.deepEqual(parties, [{ party: 'Ann' }])
  },
  'a reversal takes the party back, a key its period': async (store) => {
    const sale = posting([pounds('bank', 5n, { party: 'Ann' }), pounds('sales', -5n)])
    const wrong = undone(sale)
    const lines = wrong.entry.lines.map((line) => without(line, 'party'))
    const anonymous = { ...wrong, entry: { ...wrong.entry, lines } }
    assert.deepEqual(await store.outcomes(sale, anonymous), ['recorded', 'reversal-differs'])
    const postedOn = Temporal.PlainDate.from('2026-12-31')
    const adjusted = cashSale(5n, { postedOn, kind: 'adjustment' })
    const again = { ...adjusted.entry, periodKind: 'adjustment' } as const
    const moved = { ...adjusted, id: newId(Date.now()), entry: again }
    assert.deepEqual(await store.outcomes(adjusted, moved), ['recorded', 'key-reused'])
  },
  'what follows closing entries in their set is late': async (store) => {
    const postedOn = Temporal.PlainDate.from('2026-12-31')
    const closing = cashSale(1n, { postedOn, periodKind: 'closing', kind: 'closing' })
    const [before_, after_] = [cashSale(2n), cashSale(3n)]
    await store.outcomes(before_, closing, after_)
    const late = await store.database.transaction(store.organization, (query) =>
      query<{ id: string }>({ text: 'select id from ledger.entry where late' }),
    )
    assert.deepEqual(late, [{ id: after_.id }])
  },
}

for (const server of await testServers()) {
  describe(`defects of the door on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())

    for (const [sentence, tell] of Object.entries(defects)) {
      test(sentence, async () => tell(await openStore(books.database)))
    }
  })
}
