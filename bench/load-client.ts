/**
 * A client process that posts single entries over HTTP as fast as it is answered: each connection
 * sends one request, waits for its answer, and sends the next. It speaks HTTP over bare sockets, so
 * that on two cores the client takes as little as it can from what is measured.
 */
import { connect } from 'node:net'
import { newId } from '#base/id.ts'
import { quantile } from './measure.ts'

/** What the client is told, as the JSON of its first argument. */
export interface LoadOrder {
  readonly port: number
  readonly key: string
  readonly company: string
  readonly connections: number
  readonly seconds: number
  readonly postedOn: string
  /** Account codes that are debited in turn; `sales` is credited. */
  readonly accounts: readonly string[]
  /** The least pause between two requests of a connection, in milliseconds. */
  readonly pause?: number
}

/** What it answers, as JSON on standard output. */
export interface LoadAnswer {
  readonly answered: number
  readonly failed: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder
const latencies: number[] = []
let failed = 0
let sequence = 0
const began = performance.now()
const ends = began + order.seconds * 1000

function request(): string {
  sequence += 1
  const account = order.accounts[sequence % order.accounts.length]
  const pence = `${(sequence % 900) + 1}.${String(sequence % 100).padStart(2, '0')}`
  const body =
    `{"journal":"general","postedOn":"${order.postedOn}","reason":"benchmark","lines":[` +
    `{"account":"${account}","currency":"GBP","amount":"${pence}"},` +
    `{"account":"sales","currency":"GBP","amount":"-${pence}"}]}`
  return (
    `POST /api/v1/companies/${order.company}/entries HTTP/1.1\r\nHost: localhost\r\n` +
    `Authorization: Bearer ${order.key}\r\nContent-Type: application/json\r\n` +
    `Idempotency-Key: ${newId(Date.now())}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  )
}

/** One connection until the time is over. */
function drive(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(order.port, '127.0.0.1')
  socket.setNoDelay(true)
  let sent = 0
  let received = ''
  const send = (): void => {
    if (performance.now() >= ends) {
      socket.end()
      resolve()
      return
    }
    sent = performance.now()
    socket.write(request())
  }
  socket.on('connect', send)
  socket.setEncoding('latin1')
  socket.on('data', (part: string) => {
    received += part
    const head = received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
    if (received.length < head + 4 + length) return
    latencies.push(performance.now() - sent)
    if (!received.startsWith('HTTP/1.1 201')) {
      if (failed === 0) process.stderr.write(`${received}\n`)
      failed += 1
    }
    received = ''
    if (order.pause === undefined) send()
    else setTimeout(send, order.pause)
  })
  socket.on('error', reject)
  return promise
}

await Promise.all(Array.from({ length: order.connections }, drive))
const answer: LoadAnswer = {
  answered: latencies.length - failed,
  failed,
  seconds: (performance.now() - began) / 1000,
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
}
process.stdout.write(JSON.stringify(answer))
