/** The way outward: nothing private is ever reached, no redirect followed, no body kept. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readAllowance } from '#server/egress/allowance.ts'
import type { Allowance } from '#server/egress/allowance.ts'
import { openEgress } from '#server/egress/egress.ts'
import type { Found, Sent } from '#server/egress/egress.ts'
import { readTarget } from '#server/egress/target.ts'
import { inwardAddresses } from '#test/server/inward-addresses.ts'
import { answering, startReceiver } from '#test/server/receiver.ts'
import type { Receiver } from '#test/server/receiver.ts'

let receiver: Receiver

before(async () => {
  receiver = await startReceiver()
})
after(() => receiver.close())

const message = { headers: { 'content-type': 'application/json' }, body: '{"a":"é"}' }

function allowed(setting: string): Allowance {
  const read = readAllowance(setting)
  assert.ok(read.ok)
  return read.value
}

/** A directory of names that answers always the same. */
function directory(...addresses: string[]): () => Promise<Found[]> {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return async () => found
}

/** Posts to an address, as far as it can be read. */
async function posted(
  address: string,
  allowance: Allowance,
  resolve = directory('127.0.0.1'),
  patience = 2_000,
): Promise<Sent | string | undefined> {
  const target = readTarget(address, allowance)
  if (!target.ok) return target.problems[0]?.rule
  return await openEgress({ allowance, resolve, patience }).post(target.value, message)
}

test('more than 300 spellings of inward addresses open no connection', async () => {
  const opened = receiver.connections
  // The port is no hindrance: the listener stands behind it on every address of this machine.
  const allowance = allowed(`:${receiver.port}`)
  const addresses = inwardAddresses(receiver.port)
  assert.ok(new Set(addresses).size > 300, String(new Set(addresses).size))
  for (const address of addresses) {
    const came = await posted(address, allowance)
    const isRefused =
      typeof came === 'string' ? came.startsWith('target-') : came?.failure === 'address-refused'
    assert.ok(isRefused, `${address}: ${JSON.stringify(came)}`)
  }
  assert.equal(receiver.connections, opened)
  // That the listener would have been reached is shown by allowing it.
  const open = allowed(`:${receiver.port},127.0.0.0/8`)
  assert.notEqual(await posted(`https://127.0.0.1:${receiver.port}`, open), 'target-private')
  assert.equal(receiver.connections, opened + 1)
})

test('each spelling is refused by the connection, too, whoever let it pass', async () => {
  const opened = receiver.connections
  const egress = openEgress({ allowance: allowed(''), resolve: directory('127.0.0.1') })
  for (const address of inwardAddresses(receiver.port)) {
    const url = URL.parse(address)
    if (url === null || !/^https?:$/.test(url.protocol)) continue
    if (url.host === 'example.com') continue
    assert.equal((await egress.post(url, message)).failure, 'address-refused', address)
  }
  assert.equal(receiver.connections, opened)
})

test('a name is refused if only one of its addresses leads inward', async () => {
  const opened = receiver.connections
  const address = `https://hooks.example:${receiver.port}`
  for (const inward of ['127.0.0.1', '::1', '::ffff:7f00:1', '10.0.0.1']) {
    const resolve = directory('93.184.216.34', inward)
    const sent = await posted(address, allowed(`:${receiver.port}`), resolve)
    assert.deepEqual(sent, { status: null, failure: 'address-refused' })
  }
  assert.deepEqual(await posted(address, allowed(`:${receiver.port}`), directory()), {
    status: null,
    failure: 'address-refused',
  })
  assert.equal(receiver.connections, opened)
})

test('a name that leads elsewhere a moment later is asked once, and judged by that', async () => {
  const [outside, inside] = [await startReceiver('127.0.0.2'), await startReceiver('127.0.0.3')]
  // For this test 127.0.0.2 is the internet.
  const allowance = allowed(`127.0.0.2/32,:${outside.port},:${inside.port}`)
  let asked = 0
  const egress = openEgress({
    allowance,
    resolve: async () => {
      asked += 1
      return [{ address: asked % 2 === 1 ? '127.0.0.2' : '127.0.0.3', family: 4 }]
    },
  })
  const [first, second] = [outside.port, inside.port].map(
    (port) => new URL(`https://rebind.example:${port}/`),
  )
  assert.ok(first !== undefined && second !== undefined)
  // It is reached, but is no https: this is about where the connection leads.
  assert.equal((await egress.post(first, message)).failure, 'connection')
  assert.deepEqual([asked, outside.connections], [1, 1])
  assert.equal((await egress.post(second, message)).failure, 'address-refused')
  assert.deepEqual([asked, inside.connections], [2, 0])
  await Promise.all([outside.close(), inside.close()])
})

test('what is sent arrives as it is, by a connection of its own', async () => {
  const opened = receiver.connections
  const origin = `http://hooks.lan:${receiver.port}`
  assert.deepEqual(await posted(`${origin}/a?b=c`, allowed(origin)), { status: 204, failure: null })
  const came = receiver.came.at(-1)
  assert.deepEqual([came?.path, came?.body], ['/a?b=c', '{"a":"é"}'])
  assert.equal(came?.headers['content-length'], '10')
  await posted(origin, allowed(origin))
  assert.equal(receiver.connections, opened + 2)
})

test('no redirect is followed', async () => {
  const elsewhere = await startReceiver('127.0.0.1')
  const origin = `http://hooks.lan:${receiver.port}`
  for (const status of [301, 302, 303, 307, 308]) {
    receiver.answers = answering(status, { location: `http://127.0.0.1:${elsewhere.port}/` })
    assert.deepEqual(await posted(origin, allowed(origin)), { status, failure: null })
  }
  receiver.answers = answering(204)
  assert.equal(elsewhere.connections, 0)
  await elsewhere.close()
})

test('a body without end is not read, an answer that does not come is not waited for', async () => {
  const origin = `http://hooks.lan:${receiver.port}`
  const over = { isOver: false }
  receiver.answers = (_, answer) => {
    answer.writeHead(200)
    const more = setInterval(() => answer.write('x'.repeat(10_000)), 5)
    answer.on('close', () => {
      clearInterval(more)
      over.isOver = true
    })
  }
  assert.deepEqual(await posted(origin, allowed(origin)), { status: 200, failure: null })
  while (!over.isOver) await new Promise((resume) => setTimeout(resume, 10))
  for (const slow of [
    () => {},
    (_: unknown, answer: { writeProcessing(): void }) => {
      const drops = setInterval(() => answer.writeProcessing(), 20)
      setTimeout(() => clearInterval(drops), 1_000)
    },
  ]) {
    receiver.answers = slow
    const sent = await posted(origin, allowed(origin), directory('127.0.0.1'), 200)
    assert.deepEqual(sent, { status: null, failure: 'time-over' })
  }
  receiver.answers = answering(204)
})

test('names and receivers that are not there are told apart', async () => {
  const origin = 'http://hooks.lan:9'
  const unknown = (): Promise<Found[]> =>
    Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
  assert.deepEqual(await posted(origin, allowed(origin), unknown), {
    status: null,
    failure: 'name-unknown',
  })
  const closed = await startReceiver('127.0.0.1')
  await closed.close()
  const gone = `http://hooks.lan:${closed.port}`
  assert.deepEqual(await posted(gone, allowed(gone)), { status: null, failure: 'connection' })
})

test('a certificate of somebody else’s or one’s own making is not believed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backstay-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
      .concat(['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=hooks.lan'])
      .concat(['-addext', 'subjectAltName=DNS:hooks.lan']),
    { stdio: 'ignore' },
  )
  const pair = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
  const safe = await startReceiver('127.0.0.1', pair)
  const origin = `https://hooks.lan:${safe.port}`
  assert.deepEqual(await posted(origin, allowed(origin)), { status: null, failure: 'certificate' })
  assert.equal(safe.came.length, 0)
  await safe.close()
})
