/** How long a neighbour waits for a list while 500 invoices are made into one PDF. */
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { firstServer } from '#test/postgres.ts'
import { openShop, shopToday } from '#test/stories/shop.ts'
import { testApi } from '#test/http.ts'
import { milliseconds, quantile } from './measure.ts'

/** The neighbour is a thread of its own, so that the server's own time is not its. */
const neighbour = `
  const { parentPort, workerData } = require('node:worker_threads')
  const times = []
  let stop = false
  parentPort.on('message', () => { stop = true })
  const next = async () => {
    const began = performance.now()
    const reply = await fetch(workerData.address, { headers: workerData.headers })
    await reply.arrayBuffer()
    times.push(performance.now() - began)
    if (stop) parentPort.postMessage(times)
    else setTimeout(next, 10)
  }
  next()
`

const line = { item: 'mug', description: 'A mug', quantity: '1', unitPrice: '100' }
const lines = Array.from({ length: 4 }, () => ({ ...line, revenue: '4000', taxCode: 'GB-S' }))
const shop = await openShop(await firstServer())
const api = await testApi(shop.database, {
  now: () => shopToday.toZonedDateTime('UTC').toInstant(),
})
const key = await api.key(shop.organization)
const headers = { authorization: `Bearer ${key}` }
const at = `${api.address}/api/v1/companies/store`
const bills = Array.from({ length: 500 }, () => ({
  customer: 'ANN',
  issuedOn: '2026-11-10',
  lines,
}))
await shop.act(salesInvoice, 'issue', await shop.write(salesInvoice, bills))

/** Milliseconds of the work, and of each answer that the neighbour got meanwhile. */
async function besides(work: () => Promise<unknown>): Promise<string> {
  const workerData = { address: `${at}/sales-invoices?limit=50`, headers }
  const other = new Worker(neighbour, { eval: true, workerData })
  await pause(300)
  const took = await milliseconds(work)
  const told = new Promise<number[]>((resolve) => other.once('message', resolve))
  other.postMessage('stop', [])
  const times = await told
  await other.terminate()
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(times, share).toFixed(0))
  const most = Math.max(...times).toFixed(0)
  const words = `neighbour p50 ${p50} ms, p99 ${p99} ms, most ${most} ms (${times.length})`
  return `${took.toFixed(0)} ms; ${words}`
}

process.stdout.write(`nothing beside: ${await besides(() => pause(3000))}\n`)
for (let round = 1; round <= 3; round += 1) {
  const told = await besides(async () => {
    const reply = await fetch(`${at}/exports/sales-invoices?as=pdf`, { headers })
    if (reply.status !== 200) throw new Error(await reply.text())
    await reply.arrayBuffer()
  })
  process.stdout.write(`500 invoices, round ${round}: ${told}\n`)
}
await api.close()
await shop.drop()
process.exit(0)
