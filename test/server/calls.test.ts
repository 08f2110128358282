/** The log of calls over HTTP: what is noted, what is masked, what is found, and who sees it. */
import assert from 'node:assert/strict'
import { newId } from '#base/id.ts'
import { onEachServer, open } from '#test/approvals/http.ts'
import type { House } from '#test/approvals/http.ts'
import type { Reply } from '#test/http.ts'

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['each call with a key is noted with its answer, a session’s is not', noted],
  ['bodies, secrets and what was searched for are not noted', masked],
  ['they are found by key, operation, status and days, page by page', found],
  ['many are noted as sets, while answers go on', sets],
  ['the database lets none be changed, and none of another organization be seen', fenced],
]

await onEachServer('the log of calls', cases)

interface Call {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly origin: string | null
  readonly status: number
  readonly milliseconds: number
  readonly request: string
  readonly rules: readonly string[]
}

/** The calls that a page shows, without those of looking at it. */
async function listed(house: House, key: string, asked = ''): Promise<readonly Call[]> {
  await house.api.services.calls.flush()
  const reply: Reply = await house.api.get(key, `/calls${asked}`)
  assert.equal(reply.status, 200, reply.text)
  const calls = reply.json['calls'] as readonly Call[]
  return calls.filter(({ operation }) => operation !== 'listCalls')
}

async function noted(house: House): Promise<void> {
  const { api } = house
  const { organization } = await open(house)
  const key = await api.key(organization)
  const done = await api.get(key, '/companies')
  const headers = { 'idempotency-key': 'one', 'backstay-origin': 'command line' }
  const refused = await api.post(key, '/companies/store/entries', { journal: 'x' }, headers)
  assert.equal(refused.status, 400)
  const weak = await api.key(organization, 'jobs:read')
  const forbidden = await api.get(weak, '/keys')
  const human = await api.human(organization)
  assert.equal((await api.get(human.session, '/companies')).status, 200)
  const calls = await listed(house, key)
  assert.deepEqual(
    calls.map((call) => [call.operation, call.method, call.path, call.status, call.origin]),
    [
      ['listKeys', 'get', '/keys', 403, null],
      ['postEntries', 'post', '/companies/store/entries', 400, 'command line'],
      ['listCompanies', 'get', '/companies', 200, null],
    ],
  )
  assert.deepEqual(
    calls.map(({ request }) => request),
    [forbidden, refused, done].map((reply) => reply.headers.get('x-request-id')),
  )
  assert.deepEqual(calls[0]?.rules, ['scope-missing'])
  const broken = new Set(refused.json.problems.map(({ rule }) => rule))
  assert.deepEqual(calls[1]?.rules, [...broken])
  assert.ok(calls.every(({ milliseconds, name }) => milliseconds >= 0 && name === 'tests'))
}

async function masked(house: House): Promise<void> {
  const { api } = house
  const { organization } = await open(house)
  const key = await api.key(organization)
  const at = '/companies/store'
  await api.get(key, `${at}/search?q=GB33BUKB20201555555555`)
  await api.get(key, `${at}/sales-invoices?state=issued&issuedOn.from=2026-01-01&limit=5`)
  await api.get(key, `${at}/sales-invoices?state=${key}&limit=${key}&${key}=1`)
  await api.post(key, `/keys/${key}/revocation`, { secret: key })
  const calls = await listed(house, key)
  assert.deepEqual(
    calls.map(({ path }) => path),
    [
      '/keys/***/revocation',
      `${at}/sales-invoices?state=***&limit=***&***=***`,
      `${at}/sales-invoices?state=issued&issuedOn.from=2026-01-01&limit=5`,
      `${at}/search?q=***`,
    ],
  )
  assert.ok(!JSON.stringify(calls).includes(key))
}

async function found(house: House): Promise<void> {
  const { api } = house
  const { organization } = await open(house)
  const [one, two] = [await api.key(organization), await api.key(organization, 'accounts:read')]
  for (const _ of [1, 2, 3]) await api.get(two, '/companies')
  await api.get(two, '/keys')
  await api.get(one, '/companies')
  const all = await listed(house, one)
  assert.equal(all.length, 5)
  const [newest, forbidden] = all
  const ids = async (asked: string): Promise<string[]> =>
    (await listed(house, one, asked)).map(({ id }) => id)
  assert.deepEqual(
    await ids(`?key=${forbidden?.key}`),
    all.slice(1).map(({ id }) => id),
  )
  assert.deepEqual(await ids('?operation=listKeys'), [forbidden?.id])
  assert.deepEqual(await ids('?status=4xx'), [forbidden?.id])
  assert.deepEqual(await ids('?status=5xx'), [])
  const today = Temporal.Now.plainDateISO('UTC')
  assert.equal((await ids(`?from=${today.toString()}&to=${today.toString()}`)).length, 5)
  assert.deepEqual(await ids(`?to=${today.subtract({ days: 1 }).toString()}`), [])
  assert.deepEqual(await ids(`?from=${today.add({ days: 1 }).toString()}`), [])
  assert.deepEqual(await ids(`?before=${newest?.id}&operation=listCompanies&limit=2`), [
    all[2]?.id,
    all[3]?.id,
  ])
  const page = await api.get(one, '/calls?limit=2&operation=listCompanies')
  assert.equal((await api.get(one, `/calls?before=${page.json.next}`)).status, 200)
  assert.equal((await api.get(one, '/calls?status=teapot')).status, 400)
  assert.equal((await api.get(two, '/calls')).status, 403)
}

async function sets(house: House): Promise<void> {
  const { api } = house
  const { organization } = await open(house)
  const key = await api.key(organization)
  await api.get(key, '/companies')
  const [first] = await listed(house, key)
  assert.ok(first !== undefined)
  const { calls } = api.services
  for (let at = 0; at < 1_300; at += 1) {
    const answered = { at: Date.now(), status: 200, milliseconds: 0, request: `many-${at}` }
    const asked = { operation: 'many', method: 'get', path: '/many', origin: null } as const
    calls.note({ organization, key: first.key, ...asked, ...answered, rules: [] })
  }
  await calls.flush()
  const counted = await house.database.transaction(organization, (query) =>
    query<{ count: bigint }>({
      text: "select count(*) from access.call where organization = $1 and operation = 'many'",
      values: [organization],
    }),
  )
  assert.equal(counted[0]?.count, 1_300n)
}

async function fenced(house: House): Promise<void> {
  const { api } = house
  const { organization } = await open(house)
  const key = await api.key(organization)
  await api.get(key, '/companies')
  assert.equal((await listed(house, key)).length, 1)
  const { database } = api.services
  for (const text of ["update access.call set path = 'x'", 'delete from access.call']) {
    const done = database.transaction(organization, (query) => query({ text }))
    await assert.rejects(done, /permission denied/)
  }
  const other = newId(Date.now())
  const seen = await database.transaction(other, (query) =>
    query({ text: 'select id from access.call' }),
  )
  assert.deepEqual(seen, [])
  const early = database.transaction(organization, (query) =>
    query({
      text: "select access.remove_old_calls($1, now() - interval '1 day', 10)",
      values: [organization],
    }),
  )
  await assert.rejects(early, /thirty days/)
}
