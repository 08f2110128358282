/** Transactions of the server's connections: whose statements go where when something fails. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Query } from '#base/query.ts'
import { isAlone, openDatabase, Unavailable } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { failStatements, raising } from '#test/faults/failing-statements.ts'
import { firstServer } from '#test/postgres.ts'

let books: FreshBooks
let database: Database
let one: string
let other: string

before(async () => {
  books = await freshBooks(await firstServer())
  // A single connection, which each transaction waits for.
  database = openDatabase(books.address, 1)
  one = await storeIn(books.database)
  other = await storeIn(books.database)
})
after(async () => {
  await database?.close()
  await books?.drop()
})

const whose = { text: "select current_setting('app.organization', true) as organization" }

test('work whose beginning failed sends nothing when the connection is another’s', async () => {
  let begun = 0
  const whole = failStatements(books.address.database, (text) =>
    text.startsWith('begin') && ++begun === 1 ? { state: 'XX000' } : null,
  )
  const seen: unknown[] = []
  const failing = database.transaction(one, async (query) => {
    await query(whose).catch(() => [])
    await pause(100)
    const [row] = await query<{ organization: string }>(whose)
    seen.push(row?.organization)
  })
  const passing = database.transaction(other, async (query) => {
    await pause(300)
    const [row] = await query<{ organization: string }>(whose)
    return row?.organization
  })
  await assert.rejects(failing, /made to fail/)
  assert.equal(await passing, other)
  whole()
  assert.ok(!seen.includes(other), 'it came into the transaction of another organization')
})

test('a database that does not answer in time is given up, and is well afterwards', async () => {
  const began = performance.now()
  const slow = database.transaction(one, (query) => query({ text: 'select pg_sleep(20)' }), {
    repeatable: true,
    within: 500,
  })
  await assert.rejects(slow, Unavailable)
  assert.ok(performance.now() - began < 10_000, 'it was waited for all the same')
  const [row] = await database.transaction(other, (query) => query<{ organization: string }>(whose))
  assert.equal(row?.organization, other)
})

test('of statements sent side by side the first that fails counts', async () => {
  let attempts = 0
  await database.transaction(one, async (query) => {
    attempts += 1
    // Behind more promises than the second, it is heard later.
    const deep = async (left: number): Promise<unknown> =>
      left === 0
        ? await query({ text: attempts === 1 ? raising('40001') : 'select 1' })
        : await deep(left - 1)
    await Promise.all([deep(9), query({ text: 'select 2' })])
  })
  assert.equal(attempts, 2)
})

test('what a work still sends after its end goes nowhere', async () => {
  const late: unknown[] = []
  const failing = database.transaction(one, async (query) => {
    const straying = pause(50).then(() => query(whose))
    straying.catch((error: unknown) => late.push(String(error)))
    await query({ text: raising('XX000') })
  })
  await assert.rejects(failing, /made to fail/)
  await pause(100)
  assert.deepEqual(late, ['Error: The transaction has ended.'])
})

test('a transaction is alone while no other writes, and keeps others waiting', async () => {
  const two = openDatabase(books.address, 2)
  const [mine, theirs] = [await storeIn(books.database), await storeIn(books.database)]
  const alone = (query: Query): Promise<boolean> => isAlone(query, mine)
  const ask = (): Promise<boolean> => two.transaction(mine, alone)
  const beside = async (query: Query): Promise<boolean> => {
    await query(whose)
    return await ask()
  }
  const done: string[] = []
  try {
    assert.equal(await ask(), true)
    assert.equal(await two.transaction(theirs, beside), true)
    assert.equal(await two.transaction(mine, beside), false)
    assert.equal(await two.transaction(mine, beside, { mode: 'snapshot' }), true)
    const first = two.transaction(mine, async (query) => {
      assert.equal(await alone(query), true)
      await pause(100)
      done.push('first')
    })
    await pause(30)
    await two.transaction(mine, async (query) => {
      await query(whose)
      done.push('second')
    })
    await first
    assert.deepEqual(done, ['first', 'second'])
  } finally {
    await two.close()
  }
})
