/** F8, F19: connections are cut at random bytes, or go silent: one effect by key, in time. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { startClients } from '#test/faults/clients.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import { openProxy } from '#test/faults/cutting-proxy.ts'
import type { CuttingProxy } from '#test/faults/cutting-proxy.ts'
import { judge } from '#test/faults/judge.ts'
import { storeAt } from '#test/faults/store.ts'
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

test('what was asked for over a connection that was cut is done once under its key', async () => {
  const store = await storeAt(books.address)
  const log = new OutsideLog()
  const address = (): string => `http://127.0.0.1:${inFront.port}`
  const clients = startClients({ ...store, address }, log, 'cut')
  try {
    // A request and its answer have about 700 bytes each; PostgreSQL's greeting has 800.
    inFront.cut(2_500)
    behind.cut(50_000)
    while (inFront.cuts < cutsOfEach || behind.cuts < cutsOfEach) {
      await log.goesOn(() => server.said())
      if (inFront.cuts >= cutsOfEach) inFront.cut(0)
      if (behind.cuts >= cutsOfEach) behind.cut(0)
    }
  } finally {
    inFront.cut(0)
    behind.cut(0)
    await clients.stop()
  }
  console.log(
    `cut ${inFront.cuts} times before and ${behind.cuts} times behind the server: ` +
      `${log.acknowledged} entries and acts acknowledged, ${log.repeated} requests repeated`,
  )
  assert.deepEqual(await judge(books.superuser, store.organization, log), [])
  assert.deepEqual(log.defects, [])
  assert.ok(log.repeated > cutsOfEach / 2, 'the cuts hardly met a request')
  assert.doesNotMatch(server.said(), /"level":50/, 'a cut was taken for a fault of ours')
})

test('a database that falls silent is given up in time, and all is done once', async () => {
  const store = await storeAt(books.address)
  const log = new OutsideLog()
  const clients = startClients({ ...store, address: () => server.address }, log, 'silent')
  const waits: number[] = []
  try {
    for (let round = 0; round < times(1); round += 1) {
      const first = log.acknowledged + 100
      while (log.acknowledged < first) await log.goesOn(() => server.said())
      behind.silence()
      const began = performance.now()
      const [others, hung] = [log.acknowledged + 100, log.repeated]
      while (log.acknowledged < others || log.repeated === hung)
        await log.goesOn(() => server.said())
      waits.push(Math.round(performance.now() - began))
    }
  } finally {
    await clients.stop()
  }
  console.log(`silent ${waits.length} times, as before after ${waits.join(', ')} ms`)
  assert.deepEqual(await judge(books.superuser, store.organization, log), [])
  assert.deepEqual(log.defects, [])
})
