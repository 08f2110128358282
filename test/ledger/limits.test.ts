/** Limits hold entry by entry: a set is answered as its entries would be, one after the other. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { storeIn } from '#test/books.ts'
import {
  asItIs,
  day,
  entry,
  line,
  mugs,
  openItem,
  openStores,
  outcomes,
} from '#test/ledger/store.ts'
import { receipt, sale, standing, stock, storeOf } from '#test/ledger/store.ts'

/** A pending entry of one account against the bank. */
function promised(
  key: string,
  account: string,
  pence: bigint,
  rest: Partial<LineProposal>,
): EntryProposal {
  const lines = [line(account, pence, rest), line('bank', -pence)]
  return entry(
    key,
    lines.map((found) => ({ ...found, layer: 'pending' })),
    { kind: 'pending' },
  )
}

const limited = { subject: { kind: 'credit', paper: 'Bob', party: 'Bob', highest: 500n } }

const onCredit = (key: string, pence: bigint): EntryProposal =>
  entry(key, [line('receivables', pence, limited), line('sales', -pence)])

const issue = (key: string, quantity: bigint, rest: Partial<EntryProposal> = {}): EntryProposal =>
  entry(key, [line('stock', 0n, mugs(-quantity)), line('customers', 0n, mugs(quantity, 'world'))], {
    ...rest,
  })

const reserve = (key: string, quantity: bigint): EntryProposal => {
  const taken = issue(key, quantity, { kind: 'pending' })
  return { ...taken, lines: taken.lines.map((found) => ({ ...found, layer: 'pending' })) }
}

const layer = (quantity: bigint): Partial<LineProposal> => ({
  ...mugs(quantity),
  subject: { kind: 'cost layer', paper: 'pool' },
})

/** Takes mugs worth so much out of the pool. */
const takeOut = (key: string, quantity: bigint, worth: bigint): EntryProposal =>
  entry(key, [
    line('stock', -worth, layer(-quantity)),
    line('cost of sales', worth),
    line('customers', 0n, mugs(quantity, 'world')),
  ])

const pool = entry('pool', [
  line('stock', 1000n, layer(3n)),
  line('bank', -1000n),
  line('suppliers', 0n, mugs(-3n, 'world')),
])

const dollars = (key: string, cents: bigint, pence: bigint): EntryProposal =>
  entry(key, [
    { account: 'receivables', currency: 'USD', amount: cents, base: pence, ...openItem('usd') },
    { account: 'sales', currency: 'USD', amount: -cents, base: -pence },
  ])

/** What is posted before, the set, and the expected answers. */
interface Story {
  readonly given: readonly EntryProposal[]
  readonly set: readonly EntryProposal[]
  readonly answers: readonly string[]
}

const stories: Record<string, Story> = {
  'ten of 100 under a credit with 200 left': {
    given: [onCredit('old', 300n)],
    set: Array.from({ length: 10 }, (_, place) => onCredit(`order ${place}`, 100n)),
    answers: ['recorded', 'recorded', ...Array<string>(8).fill('credit-limit')],
  },
  'a smaller order passes behind a refused one, and money back makes room': {
    given: [onCredit('old', 300n)],
    set: [150n, 100n, 50n, 1n, -100n, 100n].map((pence, place) => onCredit(`${place}`, pence)),
    answers: ['recorded', 'credit-limit', 'recorded', 'credit-limit', 'recorded', 'recorded'],
  },
  'three on hand, taken 2, 2, 1': {
    given: [receipt('in', 3n)],
    set: [issue('a', 2n), issue('b', 2n), issue('c', 1n)],
    answers: ['recorded', 'on-hand', 'recorded'],
  },
  'what came in with the same set may leave with it, not before it': {
    given: [],
    set: [issue('a', 1n), receipt('in', 3n), issue('b', 3n), issue('c', 1n)],
    answers: ['on-hand', 'recorded', 'recorded', 'on-hand'],
  },
  'what is reserved is not to be had': {
    given: [receipt('in', 5n)],
    set: [reserve('a', 3n), issue('b', 3n), reserve('c', 3n), issue('d', 2n), reserve('e', 1n)],
    answers: ['recorded', 'reserved', 'reserved', 'recorded', 'reserved'],
  },
  'a pool of 3 worth 10.00 goes at 3.33, 3.34 and 3.33, and leaves no penny': {
    given: [pool],
    set: [
      takeOut('a', 1n, 333n),
      takeOut('b', 3n, 667n),
      takeOut('c', 1n, 334n),
      takeOut('d', 1n, 334n),
      takeOut('e', 1n, 333n),
    ],
    answers: ['recorded', 'layer-overdrawn on-hand', 'recorded', 'value-without-goods', 'recorded'],
  },
  'dollars that are gone leave no worth behind': {
    given: [dollars('old', 100n, 80n)],
    set: [dollars('a', -100n, -79n), dollars('b', -40n, -32n), dollars('c', -60n, -48n)],
    answers: ['worth-left', 'recorded', 'recorded'],
  },
  'a credit stays on its side': {
    given: [
      entry('paid in', [line('bank', 300n), line('customer credit', -300n, openItem('Ann'))]),
    ],
    set: [200n, 101n, 100n, 1n].map((pence, place) =>
      entry(`${place}`, [line('customer credit', pence, openItem('Ann')), line('bank', -pence)]),
    ),
    answers: ['recorded', 'credit-limit', 'recorded', 'credit-limit'],
  },
  'what is reserved of a credit is not spent twice': {
    given: [
      entry('paid in', [line('bank', 300n), line('customer credit', -300n, openItem('Ann'))]),
    ],
    set: [
      promised('a', 'customer credit', 200n, openItem('Ann')),
      entry('b', [line('customer credit', 101n, openItem('Ann')), line('bank', -101n)]),
      entry('c', [line('customer credit', 60n, openItem('Ann')), line('bank', -60n)]),
      promised('d', 'customer credit', 41n, openItem('Ann')),
      promised('e', 'customer credit', 40n, openItem('Ann')),
      promised('f', 'customer credit', -500n, openItem('Ann')),
      entry('g', [line('customer credit', 1n, openItem('Ann')), line('bank', -1n)]),
    ],
    answers: [
      'recorded',
      'credit-limit',
      'recorded',
      'credit-limit',
      'recorded',
      'recorded',
      'credit-limit',
    ],
  },
  'a promise counts against a credit limit': {
    given: [],
    set: [
      promised('a', 'receivables', 300n, limited),
      entry('b', [line('receivables', 201n, limited), line('sales', -201n)]),
      entry('c', [line('receivables', 200n, limited), line('sales', -200n)]),
      promised('d', 'receivables', 1n, limited),
      promised('e', 'receivables', -1n, limited),
    ],
    answers: ['recorded', 'credit-limit', 'recorded', 'credit-limit', 'recorded'],
  },
  'a floor is held as a ceiling is': {
    given: [],
    set: [-100n, -1n, 50n].map((pence, place) =>
      entry(`${place}`, [
        line('payables', pence, { subject: { kind: 'loan', paper: 'one', lowest: -100n } }),
        line('bank', -pence),
      ]),
    ),
    answers: ['recorded', 'credit-limit', 'recorded'],
  },
  'what is refused for another reason takes nothing': {
    given: [receipt('in', 3n)],
    set: [
      issue('a', 3n, { journal: 'lunar' }),
      { ...issue('b', 3n), lines: [line('stock', 0n, mugs(-3n))] },
      issue('c', 3n, { postedOn: day.add({ years: 9 }) }),
      issue('d', 3n),
    ],
    answers: ['journal-unknown', 'unbalanced-item', 'period-missing', 'recorded'],
  },
  'what is refused does not decide what a place is': {
    given: [],
    set: [
      entry('a', [line('customers', 0n, mugs(1n, 'cellar')), line('stock', 0n, mugs(-2n, 'x'))]),
      receipt('b', 2n, 'cellar'),
      entry('c', [
        line('suppliers', 0n, mugs(-1n, 'cellar')),
        line('stock', 0n, mugs(1n, 'cellar')),
      ]),
    ],
    answers: ['unbalanced-item', 'recorded', 'unit-in-other-place'],
  },
  'what is refused does not describe a subject': {
    given: [],
    set: [
      entry('a', [line('payables', 9n, narrow(5n)), line('bank', -9n)]),
      entry('b', [line('payables', 9n, narrow(50n)), line('bank', -9n)]),
      entry('c', [line('payables', 42n, narrow(500n)), line('bank', -42n)]),
    ],
    answers: ['credit-limit', 'recorded', 'credit-limit'],
  },
  'keys, too, are answered in order': {
    given: [receipt('in', 3n)],
    set: [issue('a', 4n), issue('a', 2n), issue('b', 2n), issue('a', 2n), issue('b', 1n)],
    answers: ['on-hand', 'recorded', 'on-hand', 'repeated', 'recorded'],
  },
}

function narrow(highest: bigint): Partial<LineProposal> {
  return { subject: { kind: 'loan', paper: 'two', highest } }
}

for (const { store, here } of await openStores(asItIs)) {
  after(() => store.books.drop())

  for (const [title, { given, set, answers }] of Object.entries(stories)) {
    test(here(title), async () => {
      const together = storeOf(store.books, await storeIn(store.books.database))
      const apart = storeOf(store.books, await storeIn(store.books.database))
      for (const books of [together, apart]) {
        for (const first of given) {
          assert.deepEqual(outcomes(await books.post(first)), ['recorded'])
        }
      }
      assert.deepEqual(outcomes(await together.post(...set)).map(sorted), answers)
      const single: string[] = []
      for (const one of set) single.push(...outcomes(await apart.post(one)))
      assert.deepEqual(single.map(sorted), answers)
      assert.deepEqual(await standing(together), await standing(apart))
    })
  }

  test(here('eight connections take ten mugs and never eleven'), async () => {
    const books = storeOf(store.books, await storeIn(store.books.database))
    await books.post(receipt('in', 10n))
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, place) =>
        books.post(issue(`a ${place}`, 1n), sale(`s ${place}`), issue(`b ${place}`, 1n)),
      ),
    )
    const taken = answers.flatMap(([first, , last]) => outcomes([first, last].flatMap(present)))
    assert.equal(taken.filter((word) => word === 'recorded').length, 10)
    assert.equal(taken.filter((word) => word === 'on-hand').length, 6)
    assert.deepEqual(await stock(books), [])
  })
}

function present<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value]
}

/** Several rules of one entry in the order of their words. */
function sorted(rules: string): string {
  return rules.split(' ').toSorted().join(' ')
}
