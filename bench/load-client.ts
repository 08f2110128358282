/**
 * A client process that posts over HTTP as fast as it is answered: each connection sends one
 * request, waits for its answer, and sends the next. It speaks HTTP over bare sockets, so
 * that on two cores the client takes as little as it can from what is measured.
 */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { newId } from '#base/id.ts'
import { quantile } from './measure.ts'

/** What the client is told, as the JSON of its first argument. */
export interface LoadOrder {
  readonly port: number
  readonly key: string
  readonly company: string
  readonly connections: number
  /** The client ends then, or when all it was to send is answered. */
  readonly seconds: number
  readonly what: SingleEntries | GivenRequests
  /** The least pause between two requests of a connection, in milliseconds. */
  readonly pause?: number
}

/** Entries of two lines: account codes that are debited in turn; `sales` is credited. */
export interface SingleEntries {
  readonly postedOn: string
  readonly accounts: readonly string[]
}

/** A file with the requests, as the JSON of a list: each is sent once. */
export interface GivenRequests {
  readonly file: string
}

export interface GivenRequest {
  /** Behind the company: `/manual-journals/post`. */
  readonly path: string
  readonly body: object
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

/** The next request, or null where all were sent. */
const next = 'file' in order.what ? given(order.what) : singleEntry(order.what)

function given({ file }: GivenRequests): () => string | null {
  const all = JSON.parse(readFileSync(file, 'utf8')) as GivenRequest[]
  return () => {
    const one = all[sequence]
    sequence += 1
    return one === undefined ? null : request(one.path, JSON.stringify(one.body))
  }
}

function singleEntry({ accounts, postedOn }: SingleEntries): () => string {
  return () => {
    sequence += 1
    const account = accounts[sequence % accounts.length]
    const pence = `${(sequence % 900) + 1}.${String(sequence % 100).padStart(2, '0')}`
    const body =
      `{"journal":"general","postedOn":"${postedOn}","reason":"benchmark","lines":[` +
      `{"account":"${account}","currency":"GBP","amount":"${pence}"},` +
      `{"account":"sales","currency":"GBP","amount":"-${pence}"}]}`
    return request('/entries', body)
  }
}

function request(path: string, body: string): string {
  return (
    `POST /api/v1/companies/${order.company}${path} HTTP/1.1\r\nHost: localhost\r\n` +
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
    const text = performance.now() < ends ? next() : null
    if (text === null) {
      socket.end()
      resolve()
      return
    }
    sent = performance.now()
    socket.write(text)
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
    if (!/^HTTP\/1\.1 20[01]/.test(received)) {
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
