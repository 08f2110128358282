/** Hostile requests: each gets an answer that its operation documents, never a fault of ours. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import { makeToken } from '#server/access/tokens.ts'
import type { Purpose } from '#server/access/tokens.ts'
import { deepest } from '#server/http/json-body.ts'
import { openapi, statusesOf } from '#server/http/openapi.ts'
import type { Operation } from '#server/http/operation.ts'
import { operationsOf } from '#server/http/operations.ts'
import type { Database } from '#server/database/database.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { openLibrary } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { libraryCatalogue } from '#test/kit.ts'
import { apiOf } from '#test/library-api.ts'
import { firstServer } from '#test/postgres.ts'
import { bent, fitting, hostile, identifiers } from '#test/server/hostile-values.ts'
import type { Schema } from '#test/server/hostile-values.ts'

const server = await firstServer()
const operations = operationsOf(libraryCatalogue)
const { paths } = openapi(operations) as { paths: Record<string, Record<string, Described>> }

interface Described {
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { content: Record<string, { schema: Schema }> }
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Schema
}

const runs = 60

/** What is there in the books, by the name of the parameter that may ask for it. */
const known: Readonly<Record<string, readonly string[]>> = {
  company: ['store'],
  entry: [newId(Date.now())],
  period: ['202601', '202602', '202613', '202614', '300001'],
  account: ['bank', 'sales', 'stock'],
  from: ['2026-01-01', '2026-11-01'],
  to: ['2026-12-31'],
  until: ['2026-11-30', '2026-12-31'],
  at: ['2026-11-30'],
  by: ['department', 'month', 'customer', 'product'],
  limit: ['1', '3', '500'],
  person: [newId(Date.now())],
  id: identifiers,
  code: ['ANN', 'A 1', 'BEA'],
  kind: ['loans', 'friends', 'shelves', 'wishes', 'accounts', 'late-rates'],
  key: ['ANN', 'A 1', 'LATE 2026-01-01'],
  q: ['ann', 'ledger', '2026-0'],
  ids: identifiers,
}
const posted = (known['entry'] ?? []) as string[]
const persons = (known['person'] ?? []) as string[]
const topics = (known['key'] ?? []) as string[]

/** The API over a store's books, and a key that may do everything. */
interface Gate {
  readonly library: Library
  readonly database: Database
  readonly api: TestApi
  readonly organization: string
  readonly key: string
}

describe('hostile requests', () => {
  let gate: Gate
  before(async () => {
    const library = await openLibrary(server)
    const { database, organization } = library
    const { api } = await apiOf(library)
    gate = { library, database, api, organization, key: await api.key(organization) }
    await writePapers(gate)
    for (const email of ['ann@example.com', 'cid@example.com', 'dot@example.com']) {
      persons.push((await api.human(organization, email)).person)
    }
    for (const kind of ['regular', 'regular', 'pending', 'pending']) {
      posted.push(await post(gate, kind))
    }
  })
  after(async () => {
    await gate.api.close()
    await gate.library.drop()
    assert.deepEqual(gate.api.faults, [])
  })

  for (const operation of operations) {
    test(`${operation.method} ${operation.address}`, () => besiege(gate, operation))
  }
  test('bodies that are no JSON, or too much of it', () => noJson(gate))
  test('one entry of more than a megabyte, and a body that does not end', () => tooMuch(gate))
  test('other media types, methods and addresses', () => otherWays(gate))
})

async function besiege(gate: Gate, operation: Operation): Promise<void> {
  const { api } = gate
  await fc.assert(
    fc.asyncProperty(requestOf(operation), async ({ path, body }) => {
      const who = await attacker(gate, operation)
      const sent = await withToken(gate, operation, body)
      // From another address each time, so that no wait keeps the rest of a request from a look.
      const from = {
        'x-forwarded-for': `2001:db8:${(addresses += 1).toString(16)}::1`,
        ...(operation.largestFile !== undefined
          ? { 'content-type': 'application/octet-stream' }
          : {}),
      }
      const reply =
        operation.method === 'get'
          ? await api.get(who, path)
          : await api.post(who, path, sent, from)
      harmless(reply, operation)
      assert.deepEqual(api.faults, [])
    }),
    { numRuns: runs, endOnFailure: true, interruptAfterTimeLimit: 60_000 },
  )
}

let addresses = 0

/** Who asks: the key, nobody, or somebody who signed in a moment ago, as the operation wants it. */
async function attacker({ api, key, organization }: Gate, { scope }: Operation): Promise<string> {
  if (scope === null) return ''
  return scope === 'own-session' ? (await api.human(organization)).session : key
}

const purposeOf: Readonly<Record<string, Purpose>> = {
  chooseOrganization: 'choice of organization',
  showSecondFactor: 'second factor',
  acceptInvitation: 'invitation',
  setNewPassword: 'password reset',
}

/** The body with a token that is good, where it has one that only looks like one. */
async function withToken(
  { api, database, organization }: Gate,
  { id }: Operation,
  body: unknown,
): Promise<unknown> {
  const purpose = purposeOf[id]
  const tokens = typeof body === 'object' && body !== null && 'token' in body
  if (purpose === undefined || !tokens || hostile.includes(body.token)) return body
  const { person } = await api.human(organization)
  const token = await database.transaction(organization, (query) =>
    makeToken(query, organization, person, purpose),
  )
  return { ...body, token }
}

async function noJson({ api, key }: Gate): Promise<void> {
  const nested = '['.repeat(deepest + 1) + ']'.repeat(deepest + 1)
  const bodies: readonly (readonly [string | Uint8Array<ArrayBuffer>, number])[] = [
    ...['{', '{"a":1}}', '{"a":NaN}', "{'a':1}", 'undefined', '{"a":1,}', '\uFEFF{}', '1 2'].map(
      (text) => [text, 400] as const,
    ),
    ...['"text"', '42', 'null', '[]', '[{}]', 'true', ''].map((text) => [text, 400] as const),
    [nested, 400],
    ['{"a":'.repeat(100_000), 400],
    ['{"key":"a","key":"b"}', 400],
    ['{"key":"a","k\\u0065y":"b"}', 400],
    ['{"__proto__":{"scopes":["keys:write"]}}', 400],
    [new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
    [`{"reason":"${'x'.repeat(1_100_000)}"}`, 400],
    [`{"reason":"${'x'.repeat(8_100_000)}"}`, 413],
  ]
  for (const [body, status] of bodies) {
    const reply = await api.send('/api/v1/companies/store/entries', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    })
    assert.equal(reply.status, status, `${String(body).slice(0, 40)}: ${reply.text}`)
    silent(reply)
  }
  assert.deepEqual(api.faults, [])
}

async function tooMuch({ api, key }: Gate): Promise<void> {
  const lines = Array.from({ length: 4_000 }, (_, place) => ({
    account: 'bank',
    currency: 'GBP',
    amount: place % 2 === 0 ? '1' : '-1',
    text: 'x'.repeat(300),
  }))
  const entry = { key: 'big', journal: 'sales', postedOn: '2026-11-22', reason: 'Big', lines }
  assert.equal((await api.post(key, '/companies/store/entries', entry)).status, 413)
  const piece = new TextEncoder().encode('x'.repeat(100_000))
  let sent = 0
  const endless = new ReadableStream({
    pull(to) {
      sent += 1
      if (sent > 1_000) to.close()
      else to.enqueue(piece)
    },
  })
  const reply = await api
    .send('/api/v1/companies/store/accounts', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    })
    .catch(() => null)
  // The client may see its connection closed before it reads the answer.
  if (reply !== null) assert.equal(reply.status, 413)
  assert.ok(sent < 1_000, `${sent} pieces were taken`)
}

async function otherWays({ api, key }: Gate): Promise<void> {
  const authorization = `Bearer ${key}`
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx']) {
    const headers = { authorization, 'content-type': type }
    const reply = await api.send('/api/v1/companies', { method: 'POST', headers, body: '{}' })
    assert.equal(reply.status, 415, type)
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const reply = await api.send('/api/v1/companies', { method, headers: { authorization } })
    assert.deepEqual([reply.status, reply.headers.get('allow')], [405, 'GET, POST, HEAD'])
  }
  for (const path of [
    '/api/v1/companies/',
    '/api/v1//companies',
    '/api/v1/companies;/x',
    '/api/v2/companies',
    '/api/v1/companies/%2e%2e/entries',
    '/api/v1/companies/store/reports/../../x',
    '/api/v1',
    '/api/docs/..%2f..%2fpackage.json',
    '/api/docs/package.json',
    '/%00',
    '/.env',
  ]) {
    const reply = await api.send(path, { headers: { authorization } })
    assert.equal(reply.status, 404, path)
    silent(reply)
  }
  const twice = await api.get(key, '/companies/store/entries?limit=1&limit=2')
  assert.equal(twice.status, 400)
}

/** Writes papers of each kind that the requests may see, change and bring on. */
async function writePapers({ api, key }: Gate): Promise<void> {
  const book = { title: 'Ledger', shelf: 'A 1', copies: 2 }
  const drafts: Readonly<Record<string, object>> = {
    loans: { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] },
    deposits: { owner: 'ANN', takenOn: '2026-11-22', pence: 300 },
    spendings: { owner: 'ANN', spentOn: '2026-11-22', pence: 1, deposits: [] },
  }
  for (const [kind, draft] of Object.entries(drafts)) {
    const papers = [draft, draft, draft, draft]
    const written = await api.post(key, `/companies/store/${kind}`, { papers })
    assert.equal(written.status, 201, written.text)
    const made = written.json['papers'] as { id: string }[]
    identifiers.push(...made.map(({ id }) => id))
    topics.push(...made.map(({ id }) => id))
  }
}

/** Posts an entry that the requests may see, reverse, settle and void. */
async function post({ api, key }: Gate, kind: string): Promise<string> {
  const layer = kind === 'pending' ? 'pending' : 'actual'
  const lines = [
    { account: 'bank', layer, currency: 'GBP', amount: '12.50' },
    { account: 'sales', layer, currency: 'GBP', amount: '-12.50' },
  ]
  const entry = { key: `${kind} ${posted.length}`, kind, journal: 'sales', lines }
  const whole = { ...entry, postedOn: '2026-11-22', reason: 'A sale' }
  const { json } = await api.post(key, '/companies/store/entries', whole)
  return json.id
}

/** A request of an operation, with its parts as the schemas say or bent. */
function requestOf(operation: Operation): fc.Arbitrary<{ path: string; body: unknown }> {
  const described = paths[`/api/v1${operation.address}`]?.[operation.method] as Described
  const { parameters, requestBody } = described
  const of = (where: string) => parameters.filter((parameter) => parameter.in === where)
  const value = ({ name, schema }: Parameter): fc.Arbitrary<unknown> => {
    const there = known[name]
    return fc.oneof(
      { weight: 8, arbitrary: there === undefined ? fitting(schema) : fc.constantFrom(...there) },
      { weight: 1, arbitrary: fc.constantFrom(...hostile) },
    )
  }
  const at = fc.tuple(...of('path').map(value))
  const asked = fc.tuple(
    ...of('query').map((parameter) =>
      fc.option(
        value(parameter).map((text) => `${parameter.name}=${encoded(text)}`),
        { freq: 2 },
      ),
    ),
  )
  const schema = requestBody?.content['application/json']?.schema ?? {}
  return fc.tuple(at, asked, bent(schema)).map(([values, query, body]) => {
    let next = 0
    const path = operation.address.replaceAll(/\{\w+\}/g, () => encoded(values[next++]))
    const tail = query.filter((part) => part !== null).join('&')
    return { path: tail === '' ? path : `${path}?${tail}`, body }
  })
}

/** As it stands in an address; half a surrogate pair has no UTF-8 and is replaced. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  // An empty part would be another address.
  return encodeURIComponent((text || '-').toWellFormed().slice(0, 2_000))
}

/** An answer that the operation documents, and that tells nothing of our inside. */
function harmless(reply: Reply, operation: Operation): void {
  assert.ok(statusesOf(operation).includes(reply.status), `${reply.status}: ${reply.text}`)
  assert.ok(reply.status < 500, reply.text)
  if (reply.status >= 400) {
    silent(reply)
    const { problems, status } = reply.json
    assert.equal(status, reply.status)
    assert.ok(problems.length > 0 && problems.every(({ message }) => message.length > 10))
  }
}

/** No stack, SQL or path; what the caller sent may come back, shortened. */
function silent(reply: Reply): void {
  assert.doesNotMatch(reply.text, /\bat \w+ \(|node_modules|\.ts:\d|SQLSTATE|select \$|insert into/)
  assert.doesNotMatch(reply.text, /relation "|violates|syntax error|pg_/)
  assert.equal(reply.headers.get('x-content-type-options'), 'nosniff')
}
