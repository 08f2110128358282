/** Sessions of browsers: which requests they are taken from, and when they end by themselves. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'

interface House {
  readonly books: FreshBooks
  readonly api: TestApi
  readonly ours: string
  /** Runs SQL with all rights, as time would. */
  readonly ask: (text: string, ...values: unknown[]) => Promise<void>
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['a page of another site can neither act nor sign anybody in', crossSite],
  ['a session is taken from one cookie alone, and a key from none', forgeries],
  ['a session ends when it is idle, and when its time is over', expiry],
]

for (const server of await testServers()) {
  describe(`sessions on PostgreSQL ${server.version}`, () => {
    let house: House
    let client: pg.Client
    before(async () => {
      const books = await freshBooks(server)
      client = new pg.Client(books.superuser)
      await client.connect()
      const ask = async (text: string, ...values: unknown[]) => {
        await client.query(text, values)
      }
      const { database } = books
      house = { books, api: await testApi(database), ours: await storeIn(database), ask }
    })
    after(async () => {
      await client.end()
      await house.api.close()
      await house.books.drop()
      assert.deepEqual(house.api.faults, [])
    })
    for (const [name, check] of cases) test(name, () => check(house))
  })
}

async function crossSite({ api, ours }: House): Promise<void> {
  const { session, email, password } = await api.human(ours)
  const post = (path: string, headers: Record<string, string>, body: object = {}) =>
    api.send(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const cookie = { cookie: `backstay_session=${session}` }
  const foreign: readonly Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${api.address}.evil.example` },
    { origin: api.address, 'sec-fetch-site': 'cross-site' },
    { origin: api.address, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]
  for (const headers of [...foreign, {}]) {
    const reply = await post('/me/sessions/revocation', { ...cookie, ...headers })
    assert.deepEqual([reply.status, ruleOf(reply)], [403, 'cross-site'], JSON.stringify(headers))
  }
  for (const headers of foreign) {
    const reply = await post('/sign-in', headers, { email, password })
    assert.deepEqual([reply.status, reply.headers.get('set-cookie')], [403, null])
  }
  for (const headers of [
    { origin: api.address },
    { origin: 'https://books.example' },
    { 'sec-fetch-site': 'same-origin' },
  ]) {
    const reply = await post('/me/sessions/revocation', { ...cookie, ...headers })
    assert.equal(reply.status, 200, JSON.stringify(headers))
  }
  // A program has no cookie, and a key is sent by nobody's browser by itself.
  assert.equal((await post('/sign-in', {}, { email, password })).status, 200)
  const authorization = `Bearer ${await api.key(ours)}`
  const keyed = await post('/journals', { authorization, origin: 'https://evil.example' })
  assert.equal(keyed.status, 404)
  const read = { headers: { ...cookie, origin: 'https://evil.example' } }
  assert.equal((await api.send('/api/v1/me', read)).status, 200)
}

async function forgeries({ api, ours }: House): Promise<void> {
  const { session } = await api.human(ours)
  const key = await api.key(ours)
  const status = async (headers: Record<string, string>) =>
    (await api.send('/api/v1/companies', { headers })).status
  const named = (text: string) => ({ cookie: `backstay_session=${text}` })
  assert.equal(await status(named(session)), 200)
  const [, organization = '', id = '', secret = ''] = session.split('_')
  for (const text of [
    key,
    '',
    'bss',
    `${session}x`,
    `"${session}"`,
    session.toUpperCase(),
    `bss_${organization}_${id}_${secret.replace(/.$/, (sign) => (sign === 'a' ? 'b' : 'a'))}`,
    `bss_${id}_${organization}_${secret}`,
    `bst_${organization}_${id}_${secret}`,
    `bsk_${organization}_${id}_${secret}`,
    `${session}; backstay_session=${session}`,
  ]) {
    assert.equal(await status(named(text)), 401, text)
  }
  assert.equal(await status({ authorization: `Bearer ${session}` }), 401)
  // A key that is shown counts, whatever cookie comes with it.
  assert.equal(await status({ ...named(session), authorization: 'Bearer bsk_x' }), 401)
  assert.equal(await status({ ...named('bss_x'), authorization: `Bearer ${key}` }), 200)
}

async function expiry({ api, ours, ask }: House): Promise<void> {
  for (const [column, hours, status] of [
    ['used_at', 11.9, 200],
    ['used_at', 12.1, 401],
    ['expires_at', 24 * 14 - 0.1, 200],
    ['expires_at', 24 * 14 + 0.1, 401],
  ] as const) {
    const { session, person } = await api.human(ours)
    const text = `update access.session set ${column} = ${column} - make_interval(secs => $2)
      where person = $1`
    await ask(text, person, hours * 3600)
    assert.equal((await api.get(session, '/me')).status, status, `${column} ${hours}`)
  }
  const { session, person } = await api.human(ours)
  await ask(
    `update access.session set used_at = used_at - interval '2 minutes' where person = $1`,
    person,
  )
  const first = (await api.get(session, '/me/sessions')).json['sessions'] as { usedAt: string }[]
  await pause(300)
  const [now] = (await api.get(session, '/me/sessions')).json['sessions'] as { usedAt: string }[]
  assert.ok((now?.usedAt ?? '') >= (first[0]?.usedAt ?? ''))
  const age = Date.now() - Date.parse(now?.usedAt ?? '')
  assert.ok(age < 60_000, `${age} ms`)
}

function ruleOf(reply: Reply): string | undefined {
  return reply.json.problems?.[0]?.rule
}
