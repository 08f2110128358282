/** F10: the server's clock stands wrong and jumps; order, periods and seals take no notice. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openDatabase } from '#server/database/database.ts'
import { sealAll } from '#server/seal-job.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import { judge } from '#test/faults/judge.ts'
import { bodyOf, money, regular } from '#test/faults/entries.ts'
import { answered } from '#test/faults/request.ts'
import type { Counter } from '#test/faults/request.ts'
import { storeAt } from '#test/faults/store.ts'
import { booksAt, freePort, startServer } from '#test/faults/server-process.ts'
import type { ServerProcess } from '#test/faults/server-process.ts'
import { testServers } from '#test/postgres.ts'

const hour = 3_600_000
const day = 24 * hour
/** How far the clock is off: by hours and days, or shortly before a moment that is special. */
const offsets: readonly (() => number)[] = [
  () => 0,
  ...[hour, -hour, day, -day, 400 * day, -400 * day, -40 * 365 * day].map((off) => () => off),
  ...[
    '2026-03-29T00:59:59.9Z', // clocks go forward in London
    '2026-10-25T00:59:59.9Z', // and back
    '2028-02-28T23:59:59.9Z', // the eve of a leap day
    '2028-02-29T23:59:59.9Z',
    '2026-12-31T23:59:59.9Z',
    '2016-12-31T23:59:59.9Z', // the last leap second
    '2038-01-19T03:14:07.9Z', // 2³¹ seconds
  ].map((moment) => () => Date.parse(moment) - Date.now()),
]

/** A day to post on, and the period in which it stands. */
const days = [
  ['2026-01-01', 202601],
  ['2026-02-28', 202602],
  ['2026-03-29', 202603],
  ['2026-10-25', 202610],
  ['2026-12-31', 202612],
] as const

const runs = times(20)
const chance = new Chance('clocks')
let books: FreshBooks
let server: ServerProcess

before(async () => {
  printSeed()
  const [postgres] = await testServers()
  assert.ok(postgres !== undefined)
  books = await freshBooks(postgres)
})
after(async () => {
  await server?.end('SIGKILL')
  await books?.drop()
})

test('a clock that stands wrong and jumps changes neither order nor period nor seal', async () => {
  const { organization, authorization } = await storeAt(books.address)
  const counter: Counter = { address: () => server.address, authorization }
  const port = await freePort()
  const log = new OutsideLog()
  const inOrder: string[] = []
  for (let run = 0; run < runs; run += 1) {
    const clock = String(chance.pick(offsets)())
    server = await startServer({ ...booksAt(books.address), BACKSTAY_TEST_CLOCK: clock }, port)
    for (let step = 0; step < 10; step += 1) {
      if (step % 3 === 2) server.setClock(chance.pick(offsets)())
      inOrder.push(await post(counter, `clock-${run}-${step}`, log))
    }
    const ofRun = inOrder.slice(-10)
    assert.deepEqual(ofRun, ofRun.toSorted(), 'within a run numbers rise')
    await server.end(chance.pick(['SIGTERM', 'SIGKILL'] as const))
  }
  await sealRest()
  assert.deepEqual(await judge(books.superuser, organization, log), [])
  assert.deepEqual(await sealedOrder(organization), inOrder)
})

async function post(counter: Counter, key: string, log: OutsideLog): Promise<string> {
  const [postedOn, period] = chance.pick(days)
  const made = regular(key, money('bank', 'sales', BigInt(chance.between(1, 10_000))))
  const note = log.note(key, made.lines)
  const reply = await answered(counter, '/entries', bodyOf({ ...made, postedOn }))
  assert.equal(reply.status, 201, reply.text)
  const receipt = reply.json as { readonly id: string; readonly period: number }
  assert.equal(receipt.period, period)
  log.acknowledge(note, receipt.id)
  return receipt.id
}

async function sealRest(): Promise<void> {
  const database = openDatabase(books.address)
  try {
    while ((await sealAll({ database })) > 0);
  } finally {
    await database.close()
  }
}

/** The entries in the order in which the seals cover them. */
async function sealedOrder(organization: string): Promise<string[]> {
  const client = new pg.Client(books.superuser)
  await client.connect()
  try {
    const { rows } = await client.query<{ entry: string }>(
      'select entry from ledger.sealed_entry where organization = $1 order by position',
      [organization],
    )
    return rows.map(({ entry }) => entry)
  } finally {
    await client.end()
  }
}
