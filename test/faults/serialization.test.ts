/** F11: the database aborts one transaction in ten; nothing is doubled, and no caller is told. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { record } from '#server/books.ts'
import { Unavailable } from '#server/database/database.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { entering, kinds } from '#test/faults/asking.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { startClients } from '#test/faults/clients.ts'
import { billOf } from '#test/faults/contents.ts'
import { failStatements } from '#test/faults/failing-statements.ts'
import type { Failure } from '#test/faults/failing-statements.ts'
import { judge } from '#test/faults/judge.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import { answered } from '#test/faults/request.ts'
import { deskOf, storeOver } from '#test/faults/store.ts'
import type { Store } from '#test/faults/store.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { entry, line, postings } from '#test/ledger/store.ts'
import { testServers } from '#test/postgres.ts'

const transactions = times(500)
/** Serialization failure, deadlock, lock not available; and a commit whose answer is lost. */
const failures: readonly Failure[] = [
  ...['40001', '40P01', '55P03'].map((state) => ({ state })),
  'lost',
]

printSeed()
for (const server of await testServers()) {
  describe(`transactions that fail on PostgreSQL ${server.version}`, () => {
    let ground: Ground
    before(async () => {
      const books = await freshBooks(server)
      const api = await testApi(books.database)
      const store = { ...(await storeOver(books.database)), address: () => api.address }
      ground = { books, api, store, name: `aborted-${server.version}` }
    })
    after(async () => {
      await ground.api.close()
      await ground.books.drop()
    })

    test('one in ten is done again unseen', () => abortOneInTen(ground))
    test('an entry that fails without end is given up after ten attempts', () => abortEntry(ground))
    test('an act with papers that fails without end is given up after ten attempts', () =>
      abortAct(ground))
  })
}

/** A store whose server is in this process, so that its statements can be made to fail. */
interface Ground {
  readonly books: FreshBooks
  readonly api: TestApi
  readonly store: Store
  readonly name: string
}

/** What clients did with the store, in whichever test. */
const logs = new WeakMap<Ground, OutsideLog>()

async function abortOneInTen(ground: Ground): Promise<void> {
  const { books, api, store, name } = ground
  const counts = { begun: 0, failed: 0 }
  const whole = failStatements(books.address.database, oneInTen(new Chance(name), counts))
  const log = new OutsideLog()
  const clients = startClients(store, log, name, 8)
  try {
    await untilAllIsDone(counts, log)
  } finally {
    await clients.stop()
    whole()
  }
  console.log(`${counts.failed} of ${counts.begun} transactions made to fail`)
  assert.ok(counts.failed > counts.begun / 20, 'hardly any transaction failed')
  assert.equal(log.repeated, 0, 'a failure reached a caller')
  assert.deepEqual([...log.defects, ...api.faults], [])
  logs.set(ground, log)
  await assertNothingElse(ground)
}

async function abortEntry(ground: Ground): Promise<void> {
  const { books, store } = ground
  const sent = postings([entry('never', [line('bank', 1n), line('sales', -1n)])])
  const attempts = await attemptsOf(books, 'ledger.record', async () => {
    await assert.rejects(record(books.database, store.organization, sent), Unavailable)
  })
  assert.equal(attempts, 10)
  await assertNothingElse(ground)
}

async function abortAct(ground: Ground): Promise<void> {
  const { path, body } = entering(kinds.invoice, 'ann', [billOf('ANN', 100n)])
  const attempts = await attemptsOf(ground.books, 'paper.enter_sales_invoice', async () => {
    const reply = await answered(deskOf(ground.store, 'ann'), path, body, 'never')
    assert.equal(reply.status, 503, reply.text)
  })
  assert.equal(attempts, 10)
  await assertNothingElse(ground)
}

/** How often a statement was tried that always fails, until the work gave up. */
async function attemptsOf(
  { address }: FreshBooks,
  statement: string,
  work: () => Promise<void>,
): Promise<number> {
  let attempts = 0
  const whole = failStatements(address.database, (text) => {
    if (!text.includes(statement)) return null
    attempts += 1
    return { state: '40001' }
  })
  try {
    await work()
    return attempts
  } finally {
    whole()
  }
}

async function assertNothingElse(ground: Ground): Promise<void> {
  const { books, store } = ground
  const log = logs.get(ground) ?? new OutsideLog()
  assert.deepEqual(await judge(books.superuser, store.organization, log), [])
}

/** Waits for so many transactions, and until everything was done with each kind of paper. */
async function untilAllIsDone(counts: { readonly begun: number }, log: OutsideLog): Promise<void> {
  while (counts.begun < transactions || log.neverDone().length > 0) await log.goesOn()
}

/** Chooses transactions at their begin, and which of their statements fails, the last at latest. */
function oneInTen(
  chance: Chance,
  counts: { begun: number; failed: number },
): (text: string, on: object) => Failure | null {
  const doomed = new WeakMap<object, { left: number; failure: Failure }>()
  return (text, on) => {
    if (text.startsWith('begin')) {
      counts.begun += 1
      doomed.delete(on)
      if (chance.percent(10)) {
        const left = chance.below(chance.pick([3, 40]))
        doomed.set(on, { left, failure: chance.pick(failures) })
      }
    }
    const fate = doomed.get(on)
    if (fate === undefined || text === 'rollback') return null
    if (fate.left-- > 0 && text !== 'commit') return null
    doomed.delete(on)
    counts.failed += 1
    return fate.failure
  }
}
