/**
 * A client process that reads lists over HTTP as fast as it is answered: each connection asks for
 * one page after the other, of the paths that it is told, in no order. It speaks HTTP over bare
 * sockets, so that it takes as little as it can of what is measured.
 */
import { connect } from 'node:net'
import { quantile } from './measure.ts'

/** What the client is told, as the JSON of its standard input. */
export interface ListOrder {
  readonly port: number
  readonly key: string
  readonly connections: number
  readonly seconds: number
  readonly paths: readonly string[]
}

/** What it answers, as JSON on standard output; times are in milliseconds. */
export interface ListAnswer {
  readonly answered: number
  readonly seconds: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const order = JSON.parse(Buffer.concat(chunks).toString()) as ListOrder
const latencies: number[] = []
const began = performance.now()
const ends = began + order.seconds * 1000
let asked = 0

function request(): string {
  // The paths in an order that has no pattern, and is the same each time.
  asked = (asked + 7_919) % order.paths.length
  return (
    `GET /api/v1${order.paths[asked] ?? ''} HTTP/1.1\r\nHost: localhost\r\n` +
    `Authorization: Bearer ${order.key}\r\n\r\n`
  )
}

/** One connection until the time is over. */
function drive(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(order.port, '127.0.0.1')
  socket.setNoDelay(true)
  let sent = 0
  let received = 0
  let wanted = 0
  const send = (): void => {
    if (performance.now() >= ends) {
      socket.end()
      resolve()
      return
    }
    sent = performance.now()
    received = 0
    wanted = 0
    socket.write(request())
  }
  socket.on('connect', send)
  socket.on('data', (part: Buffer) => {
    if (wanted === 0) {
      const head = part.toString('latin1')
      const length = /content-length: (\d+)/i.exec(head)?.[1]
      const body = head.indexOf('\r\n\r\n')
      if (!head.startsWith('HTTP/1.1 200') || length === undefined || body < 0) {
        reject(new Error(head.slice(0, 1_000)))
        return
      }
      wanted = body + 4 + Number(length)
    }
    received += part.length
    if (received < wanted) return
    latencies.push(performance.now() - sent)
    send()
  })
  socket.on('error', reject)
  return promise
}

await Promise.all(Array.from({ length: order.connections }, drive))
const answer: ListAnswer = {
  answered: latencies.length,
  seconds: (performance.now() - began) / 1000,
  p50: quantile(latencies, 0.5),
  p95: quantile(latencies, 0.95),
  p99: quantile(latencies, 0.99),
}
process.stdout.write(JSON.stringify(answer))
