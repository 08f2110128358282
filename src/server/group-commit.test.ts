/** Tests of group commit without a database: what shares a transaction, whose defect is whose. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Query } from '#base/query.ts'
import { Unavailable } from '#server/database/database.ts'
import type { Database, TransactionOptions } from '#server/database/database.ts'
import { GroupCommit } from '#server/group-commit.ts'
import type { Way } from '#server/group-commit.ts'

/** What the transactions did, each as the sets that it ran. */
interface Told {
  readonly database: Database
  readonly transactions: string[][]
  readonly options: TransactionOptions[]
}

/**
 * A database that only counts; `most` tells how many transactions ran beside each other. Somebody
 * else writes in it, too, unless it is `alone`.
 */
function counting(alone = true): Told & { most: number } {
  const transactions: string[][] = []
  const options: TransactionOptions[] = []
  let running = 0
  const told = {
    transactions,
    options,
    most: 0,
    database: {
      async transaction<Result>(
        _organization: string,
        work: (query: Query) => Promise<Result>,
        how: TransactionOptions = {},
      ): Promise<Result> {
        const sets: string[] = []
        running += 1
        told.most = Math.max(told.most, running)
        try {
          const query = (({ name, text }) => {
            if (name === 'transaction.alone') return Promise.resolve([{ alone }])
            sets.push(text)
            return Promise.resolve([])
          }) as Query
          const result = await work(query)
          await new Promise(setImmediate)
          if (sets.length > 0) transactions.push(sets)
          options.push(how)
          return result
        } finally {
          running -= 1
        }
      },
      bare: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    },
  }
  return told
}

interface Wish {
  readonly name: string
  readonly weight?: number
  readonly keyed?: boolean
  readonly about?: readonly string[]
}

/** A way that answers each act by its name; one that is called so throws. */
function way(name: string, lane: Way<Wish, string>['lane'] = 'papers'): Way<Wish, string> {
  return {
    name,
    lane,
    weigh: ({ weight = 1 }) => weight,
    touches: ({ about = [] }) => about,
    isRepeatable: ({ keyed = false }) => keyed,
    run: async (query, _, wishes) => {
      await query({ text: `${name}: ${wishes.map((wish) => wish.name).join(' ')}` })
      if (wishes.some((wish) => wish.name === 'defect')) throw new Error('a defect of ours')
      if (wishes.some((wish) => wish.name === 'away')) throw new Unavailable('away')
      return wishes.map((wish) => `${name} ${wish.name}`)
    },
  }
}

for (const { alone, transactions } of [
  { alone: true, transactions: [['close: 2 5', 'lend: 1 3'], ['lend: 4']] },
  { alone: false, transactions: [['lend: 4'], ['close: 2 5'], ['lend: 1 3']] },
]) {
  const where = alone ? 'all share a transaction' : 'where others write each has its own'
  test(`acts of one name are one set, and ${where}`, async () => {
    const told = counting(alone)
    const commits = new GroupCommit(told.database)
    const [lend, close] = [way('lend'), way('close')]
    const answers = await Promise.all([
      commits.do('a', lend, { name: '1' }),
      commits.do('a', close, { name: '2' }),
      commits.do('a', lend, { name: '3' }),
      commits.do('b', lend, { name: '4' }),
      commits.do('a', close, { name: '5' }),
    ])
    assert.deepEqual(answers, ['lend 1', 'close 2', 'lend 3', 'lend 4', 'close 5'])
    assert.deepEqual(told.transactions, transactions)
  })
}

test('of two acts about the same the later one waits, whatever their names', async () => {
  const { database, transactions } = counting()
  const commits = new GroupCommit(database)
  const [lend, close] = [way('lend'), way('close')]
  await Promise.all([
    commits.do('a', lend, { name: '1', about: ['x', 'y'] }),
    commits.do('a', close, { name: '2', about: ['z'] }),
    commits.do('a', lend, { name: '3', about: ['y'] }),
    commits.do('a', lend, { name: '4', about: ['z'] }),
    commits.do('a', lend, { name: '5', about: ['w'] }),
  ])
  assert.deepEqual(transactions, [['close: 2', 'lend: 1 5'], ['lend: 3 4']])
})

test('people go before jobs, and no transaction has more than five hundred papers', async () => {
  const { database, transactions } = counting()
  const commits = new GroupCommit(database)
  const lend = way('lend')
  await Promise.all([
    commits.do('a', lend, { name: 'job', weight: 300 }, 'job'),
    commits.do('a', lend, { name: 'ann', weight: 200 }),
    commits.do('a', lend, { name: 'bob', weight: 301 }),
    commits.do('a', lend, { name: 'cleo', weight: 900 }),
  ])
  assert.deepEqual(transactions, [['lend: ann'], ['lend: bob'], ['lend: cleo'], ['lend: job']])
})

test('a defect in one act fails that one alone', async () => {
  const { database } = counting()
  const commits = new GroupCommit(database)
  const [lend, close] = [way('lend'), way('close')]
  const answers = await Promise.allSettled([
    commits.do('a', lend, { name: '1' }),
    commits.do('a', close, { name: 'defect' }),
    commits.do('a', close, { name: '2' }),
    commits.do('a', lend, { name: '3' }),
  ])
  assert.deepEqual(
    answers.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))),
    ['lend 1', 'Error: a defect of ours', 'close 2', 'lend 3'],
  )
})

test('a database that is away is told to all, and nothing is tried one by one', async () => {
  const { database, transactions } = counting()
  const commits = new GroupCommit(database)
  const lend = way('lend')
  const answers = await Promise.allSettled([
    commits.do('a', lend, { name: '1' }),
    commits.do('a', lend, { name: 'away' }),
  ])
  assert.ok(answers.every((one) => one.status === 'rejected' && one.reason instanceof Unavailable))
  assert.deepEqual(transactions, [])
})

test('a transaction is repeated blindly only where every act of it has a key', async () => {
  const { database, options } = counting()
  const commits = new GroupCommit(database)
  const lend = way('lend')
  await Promise.all([1, 2].map((n) => commits.do('a', lend, { name: String(n), keyed: true })))
  await Promise.all([true, false].map((keyed) => commits.do('a', lend, { name: 'x', keyed })))
  assert.deepEqual(
    options.map(({ repeatable }) => repeatable),
    [true, false],
  )
})

test('sets that lock papers go one after the other, entries beside each other', async () => {
  for (const [lane, most] of [
    ['papers', 1],
    ['entries', 2],
  ] as const) {
    const told = counting()
    const commits = new GroupCommit(told.database)
    const act = way('act', lane)
    const one = (n: number): Promise<string> =>
      new Promise<void>((resolve) => setTimeout(resolve, n % 7)).then(() =>
        commits.do('a', act, { name: String(n), weight: 400 }),
      )
    await Promise.all(Array.from({ length: 40 }, (_, n) => one(n)))
    assert.equal(told.most, most, lane)
  }
})
