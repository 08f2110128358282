/** Two-phase entries: reserved, settled in part and whole, voided, expired, and undone. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { refusalProblems } from '#ledger/refusal.ts'
import { recordIn } from '#server/books.ts'
import { storeIn } from '#test/books.ts'
import {
  asItIs,
  entry,
  holdings,
  idOf,
  line,
  mugs,
  openStores,
  outcomes,
} from '#test/ledger/store.ts'
import { pendingLeft, postings, receipt, reversalOf, standing } from '#test/ledger/store.ts'
import { stock, storeOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

/** An order for so many mugs at 2.00: what will leave the shelf, and what will be owed. */
const order = (key: string, quantity: bigint, rest: Partial<EntryProposal> = {}): EntryProposal =>
  entry(key, inLayer('pending', sold(quantity)), { kind: 'pending', ...rest })

const sold = (quantity: bigint): LineProposal[] => [
  line('stock', 0n, mugs(-quantity)),
  line('customers', 0n, mugs(quantity, 'world')),
  line('bank', 200n * quantity),
  line('sales', -200n * quantity),
]

function inLayer(layer: 'pending', lines: readonly LineProposal[]): LineProposal[] {
  return lines.map((found) => ({ ...found, layer }))
}

/** The lines that take so many mugs of an order back. */
function takenBack(quantity: bigint): LineProposal[] {
  return inLayer('pending', sold(-quantity)).map((found, place) => ({
    ...found,
    reversedLine: place + 1,
  }))
}

const settle = (key: string, pendingEntry: string, quantity: bigint): EntryProposal =>
  entry(key, [...takenBack(quantity), ...sold(quantity)], { kind: 'settlement', pendingEntry })

const giveBack = (
  kind: 'void' | 'expiry',
  key: string,
  pendingEntry: string,
  quantity: bigint,
): EntryProposal => entry(key, takenBack(quantity), { kind, pendingEntry })

for (const { store: home, here } of await openStores(asItIs)) {
  let store: Store
  after(() => home.books.drop())
  // Each story has an organization of its own.
  const open = async (): Promise<Store> => {
    const opened = storeOf(home.books, await storeIn(home.books.database))
    await opened.post(receipt('in', 10n))
    return opened
  }

  const shelf = async () => (await stock(store)).find((text) => text.startsWith('shelf'))
  const post = async (one: EntryProposal): Promise<string> => idOf((await store.post(one))[0])

  test(here('a pending entry reserves, and moves nothing in the books'), async () => {
    store = await open()
    const earlier = await holdings(store)
    await post(order('o', 4n))
    assert.equal(await shelf(), 'shelf mug 10 reserved 4')
    assert.deepEqual(await holdings(store), earlier)
    assert.deepEqual(await pendingLeft(store), [
      'o 1 0 0 -4',
      'o 2 0 0 4',
      'o 3 800 800 0',
      'o 4 -800 -800 0',
    ])
    const actual = (await standing(store)).filter((text) => text.startsWith('bank'))
    assert.deepEqual(
      actual.map((text) => text.replace(/ [0-9a-f-]{36}/, '')),
      ['bank pending GBP 800 800'],
    )
  })

  test(here('settled in part and whole: on hand and reserved move together'), async () => {
    store = await open()
    const pending = await post(order('o', 4n))
    await post(settle('s1', pending, 3n))
    assert.equal(await shelf(), 'shelf mug 7 reserved 1')
    assert.deepEqual(await pendingLeft(store), [
      'o 1 0 0 -1',
      'o 2 0 0 1',
      'o 3 200 200 0',
      'o 4 -200 -200 0',
    ])
    assert.deepEqual(outcomes(await store.post(settle('s2', pending, 2n))), [
      'more-than-pending more-than-pending more-than-pending more-than-pending reserved',
    ])
    await post(settle('s3', pending, 1n))
    assert.equal(await shelf(), 'shelf mug 6 reserved 0')
    assert.deepEqual(await pendingLeft(store), [])
    assert.match(outcomes(await store.post(settle('s4', pending, 1n)))[0] ?? '', /more-than/)
  })

  test(here('a credit is reserved, settled in part, given back, and free again'), async () => {
    store = await open()
    const ann = { subject: { kind: 'credit', paper: 'Ann' } }
    const use = (pence: bigint) => [line('customer credit', pence, ann), line('bank', -pence)]
    const back = (pence: bigint) =>
      inLayer('pending', use(-pence)).map((found, place) => ({
        ...found,
        reversedLine: place + 1,
      }))
    const spend = async (key: string, pence: bigint) =>
      outcomes(await store.post(entry(key, use(pence))))[0]
    await post(entry('paid in', use(-300n)))
    const pending = await post(entry('o', inLayer('pending', use(200n)), { kind: 'pending' }))
    const [refused] = await store.post(entry('a', use(101n)))
    assert.ok(refused?.outcome === 'refused')
    const surroundings = { companyCurrency: 'GBP', scaleOf: () => 2 }
    assert.match(
      refusalProblems(refused.refusals, surroundings)[0]?.message ?? '',
      /would stand at 0.01 GBP with what is pending, and its limit is 0.00 GBP/,
    )
    const kind = { pendingEntry: pending }
    await post(entry('s', [...back(120n), ...use(120n)], { kind: 'settlement', ...kind }))
    assert.equal(await spend('b', 101n), 'credit-limit')
    await post(entry('v', back(80n), { kind: 'void', ...kind }))
    assert.equal(await spend('c', 181n), 'credit-limit')
    assert.equal(await spend('d', 180n), 'recorded')
    assert.equal(await spend('e', 1n), 'credit-limit')
  })

  test(here('settlements of one set share what is left, in order'), async () => {
    store = await open()
    const pending = await post(order('o', 4n))
    const answers = await store.post(
      settle('a', pending, 3n),
      settle('b', pending, 3n),
      settle('c', pending, 1n),
      giveBack('void', 'd', pending, 1n),
    )
    assert.deepEqual(
      outcomes(answers).map((words) => words.split(' ')[0]),
      ['recorded', 'more-than-pending', 'recorded', 'more-than-pending'],
    )
    assert.equal(await shelf(), 'shelf mug 6 reserved 0')
  })

  test(here('an order and its settlement may come in one set'), async () => {
    store = await open()
    const [pending, ...others] = postings([order('o', 4n), receipt('more', 1n)])
    assert.ok(pending)
    const id = newId(Date.now())
    const [settlement] = postings([settle('s', id, 4n)])
    assert.ok(settlement)
    const answers = await store.within((query) =>
      recordIn(query, store.organization, [{ ...pending, id }, settlement, ...others]),
    )
    assert.deepEqual(outcomes(answers), ['recorded', 'recorded', 'recorded'])
    assert.equal(await shelf(), 'shelf mug 7 reserved 0')
  })

  test(here('voided in part and whole, what was reserved is free again'), async () => {
    store = await open()
    const pending = await post(order('o', 4n))
    await post(giveBack('void', 'v1', pending, 1n))
    assert.equal(await shelf(), 'shelf mug 10 reserved 3')
    await post(giveBack('void', 'v2', pending, 3n))
    assert.equal(await shelf(), 'shelf mug 10 reserved 0')
    assert.deepEqual(await pendingLeft(store), [])
  })

  test(here('expired: no settlement any more, and its expiry frees it once'), async () => {
    store = await open()
    const expiresAt = Temporal.Instant.from('2026-01-01T00:00:00Z')
    const pending = await post(order('o', 4n, { expiresAt }))
    const earlier = await standing(store)
    const refusal = await store.post(settle('s', pending, 1n))
    assert.deepEqual(outcomes(refusal), ['pending-entry-expired'])
    assert.deepEqual(await standing(store), earlier)
    await post(giveBack('expiry', 'e', pending, 4n))
    assert.equal(await shelf(), 'shelf mug 10 reserved 0')
    assert.match(
      outcomes(await store.post(giveBack('expiry', 'f', pending, 4n)))[0] ?? '',
      /more-than-pending/,
    )
  })

  test(here('the reversal of a settlement or a void restores what was left'), async () => {
    store = await open()
    const pending = await post(order('o', 4n))
    await post(settle('s1', pending, 1n))
    const earlier = await standing(store)
    const settlement = await post(settle('s2', pending, 2n))
    const voided = await post(giveBack('void', 'v', pending, 1n))
    assert.equal(await shelf(), 'shelf mug 7 reserved 0')
    await post(await reversalOf(store, voided, 'back v'))
    assert.equal(await shelf(), 'shelf mug 7 reserved 1')
    await post(await reversalOf(store, settlement, 'back s2'))
    assert.deepEqual(await standing(store), earlier)
    await post(settle('s3', pending, 3n))
    assert.equal(await shelf(), 'shelf mug 6 reserved 0')
  })

  test(here('goods that a cost layer explains can be reserved and issued'), async () => {
    store = await open()
    const layer = { subject: { kind: 'cost layer', paper: 'one' } }
    await post(
      entry('layer', [
        line('stock', 950n, { ...mugs(10n, 'attic'), ...layer }),
        line('bank', -950n),
        line('suppliers', 0n, mugs(-10n, 'world')),
      ]),
    )
    const taken = (quantity: bigint): LineProposal[] => [
      line('stock', -95n * quantity, { ...mugs(-quantity, 'attic'), ...layer }),
      line('cost of sales', 95n * quantity),
      line('customers', 0n, mugs(quantity, 'world')),
    ]
    const pending = await post(entry('p', inLayer('pending', taken(4n)), { kind: 'pending' }))
    assert.ok((await holdings(store)).includes('stock / cost layer one (pending) -380 GBP x-4'))
    const back = inLayer('pending', taken(-4n)).map((found, place) => ({
      ...found,
      reversedLine: place + 1,
    }))
    await post(entry('s', [...back, ...taken(4n)], { kind: 'settlement', pendingEntry: pending }))
    assert.ok((await holdings(store)).includes('stock / cost layer one 570 GBP x6'))
    assert.ok((await stock(store)).includes('attic mug 6 reserved 0'))
  })

  test(here('a pending receipt reserves nothing'), async () => {
    store = await open()
    const arriving = entry(
      'p',
      inLayer('pending', [line('stock', 0n, mugs(5n)), line('suppliers', 0n, mugs(-5n, 'world'))]),
      { kind: 'pending' },
    )
    await post(arriving)
    assert.equal(await shelf(), 'shelf mug 10 reserved 0')
  })
}
