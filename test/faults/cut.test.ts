/** F8: connections are cut at random bytes, before and behind the server: one effect by key. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { OutsideLog, startClients } from '#test/faults/clients.ts'
import { openProxy } from '#test/faults/cutting-proxy.ts'
import type { CuttingProxy } from '#test/faults/cutting-proxy.ts'
import { judge } from '#test/faults/judge.ts'
import { storeAt } from '#test/faults/rig.ts'
import { booksAt, freePort, startServer } from '#test/faults/server-process.ts'
import type { ServerProcess } from '#test/faults/server-process.ts'
import { testServers } from '#test/postgres.ts'

const cutsOfEach = times(100)
let books: FreshBooks
let server: ServerProcess
let behind: CuttingProxy
let inFront: CuttingProxy

before(async () => {
  printSeed()
  const [postgres] = await testServers()
  assert.ok(postgres !== undefined)
  books = await freshBooks(postgres)
  behind = await openProxy(postgres.port, new Chance('cuts behind'))
  server = await startServer(booksAt({ ...books.address, port: behind.port }), await freePort())
  inFront = await openProxy(Number(new URL(server.address).port), new Chance('cuts in front'))
})
after(async () => {
  await server?.end('SIGKILL')
  await inFront?.close()
  await behind?.close()
  await books?.drop()
})

test('an entry whose connection was cut is posted once under its key', async () => {
  const { organization, authorization } = await storeAt(books.address)
  const log = new OutsideLog()
  const address = (): string => `http://127.0.0.1:${inFront.port}`
  const clients = startClients({ address, authorization }, log, 'cut')
  try {
    // A request and its answer have about 700 bytes each; PostgreSQL's greeting has 800.
    inFront.cut(2_500)
    behind.cut(40_000)
    const until = performance.now() + cutsOfEach * 600
    while (inFront.cuts < cutsOfEach || behind.cuts < cutsOfEach) {
      assert.ok(performance.now() < until, `${inFront.cuts} and ${behind.cuts} cuts only`)
      if (inFront.cuts >= cutsOfEach) inFront.cut(0)
      if (behind.cuts >= cutsOfEach) behind.cut(0)
      await pause(10)
    }
  } finally {
    inFront.cut(0)
    behind.cut(0)
    await clients.stop()
  }
  console.log(
    `cut ${inFront.cuts} times before and ${behind.cuts} times behind the server: ` +
      `${log.acknowledged} entries acknowledged, ${log.repeated} requests repeated`,
  )
  assert.deepEqual(await judge(books.superuser, organization, log.notes), [])
  assert.deepEqual(log.defects, [])
  assert.ok(log.repeated > cutsOfEach / 2, 'the cuts hardly met a request')
  assert.doesNotMatch(server.said(), /"level":50/, 'a cut was taken for a fault of ours')
})
