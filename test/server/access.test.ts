/** Who may come in: keys, scopes and organizations, against forgeries and raw SQL. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#base/id.ts'
import { listEvents } from '#server/access/events.ts'
import { KeyRing } from '#server/access/key-ring.ts'
import { authenticateKey, createKey, listKeys, revokeKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import type { Database } from '#server/database/database.ts'
import { operationsOf } from '#server/http/operations.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { libraryCatalogue } from '#test/kit.ts'
import { testServers } from '#test/postgres.ts'

const operations = operationsOf(libraryCatalogue)

interface House {
  readonly books: FreshBooks
  readonly database: Database
  readonly api: TestApi
  /** Two organizations with a store each. */
  readonly ours: string
  readonly theirs: string
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['each operation is refused to a key that lacks its scope, which it names', withoutScopes],
  ['what is about the one who is signed in is refused to every key', notForKeys],
  ['exactly these operations ask for nobody', forEverybody],
  ['what moves rights asks a person who showed long ago who it is to show it again', confirmed],
  ['forged keys get one and the same answer', forgeries],
  ['a revoked key is taken for five seconds at most, and stays revoked', revocation],
  ['a key that has expired is refused', expiry],
  ['the secret of a key is not kept', secrets],
  ['what is another organization’s is answered like what is not there', foreign],
  ['raw SQL with the server’s login sees and changes no key it should not', rawSql],
  ['a key gives no scope that it has not', givenScopes],
  ['a key sees no lines that whoever makes it does not see', givenClasses],
  ['a key is refused without name or with scopes that are none', badKeys],
]

for (const server of await testServers()) {
  describe(`access on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const books = await freshBooks(server)
      const { database } = books
      const [ours, theirs] = [await storeIn(database), await storeIn(database)]
      house = {
        books,
        database,
        ours,
        theirs,
        api: await testApi(database, { catalogue: libraryCatalogue }),
      }
    })
    after(async () => {
      await house.api.close()
      await house.books.drop()
      assert.deepEqual(house.api.faults, [])
    })
    for (const [name, check] of cases) test(name, () => check(house))
  })
}

async function withoutScopes({ api, ours }: House): Promise<void> {
  for (const { method, address, scope, id } of operationsOf(libraryCatalogue)) {
    if (scope === null || scope === 'own-session') continue
    const key = await api.key(ours, ...allScopes.filter((other) => other !== scope))
    const path = address.replaceAll(/\{\w+\}/g, newId(Date.now()))
    const reply = await (method === 'get' ? api.get(key, path) : api.post(key, path, '{'))
    assert.deepEqual([reply.status, reply.json.problems[0]?.field], [403, scope], id)
    assert.match(reply.json.detail, new RegExp(`lacks the scope ${scope}`))
  }
}

async function notForKeys({ api, ours }: House): Promise<void> {
  const key = await api.key(ours)
  const own = operations.filter(({ scope }) => scope === 'own-session')
  assert.ok(own.length >= 10)
  for (const { method, address, id } of own) {
    const path = address.replaceAll(/\{\w+\}/g, newId(Date.now()))
    const reply = await (method === 'get' ? api.get(key, path) : api.post(key, path, '{'))
    assert.deepEqual([reply.status, reply.json.problems[0]?.rule], [403, 'session-missing'], id)
    const nobody = await (method === 'get' ? api.get('', path) : api.post('', path, '{'))
    assert.equal(nobody.status, 401, id)
  }
}

async function forEverybody({ api }: House): Promise<void> {
  const open = operations.filter(({ scope }) => scope === null)
  assert.deepEqual(
    open.map(({ id, method, address }) => `${id}: ${method} ${address}`),
    [
      'signIn: post /sign-in',
      'chooseOrganization: post /sign-in/organization',
      'showSecondFactor: post /sign-in/second-factor',
      'acceptInvitation: post /invitation',
      'askForNewPassword: post /password-reset',
      'setNewPassword: post /password-reset/password',
      'welcome: post /welcome',
    ],
  )
  for (const { method, address, scope, id } of operations) {
    const path = address.replaceAll(/\{\w+\}/g, newId(Date.now()))
    const reply = await (method === 'get' ? api.get('', path) : api.post('', path, '{'))
    // What is for everybody gets as far as its body, which is no JSON here.
    assert.equal(reply.status, scope === null ? 400 : 401, id)
  }
}

async function confirmed({ api, ours, database }: House): Promise<void> {
  const fresh = operations.filter((operation) => operation.fresh)
  assert.deepEqual(
    fresh.map(({ id }) => id),
    [
      'makeKey',
      'makeWebhook',
      'changeWebhook',
      'renewWebhookSecret',
      'grantRoles',
      'endGrants',
      'acknowledgeExceptions',
      'endExceptions',
      'setApprovalPolicies',
      'addDelegations',
      'approveRequests',
      'personLeaves',
      'removeSecondFactor',
      'beginTotp',
      'removeTotp',
      'makeRecoveryCodes',
    ],
  )
  const { session, person } = await api.human(ours)
  const ask = async (rule: string | undefined, status: number): Promise<void> => {
    for (const { address, id } of fresh) {
      const path = address.replaceAll(/\{\w+\}/g, newId(Date.now()))
      const reply = await api.post(session, path, '{')
      assert.deepEqual([reply.status, reply.json.problems[0]?.rule], [status, rule], id)
    }
  }
  await ask('not-json', 400)
  await database.transaction(ours, (query) =>
    query({
      text: `update access.session set confirmed_at = confirmed_at - interval '10 minutes'
        where organization = $1 and person = $2`,
      values: [ours, person],
    }),
  )
  await pause(5_000)
  await ask('confirmation-missing', 403)
}

async function forgeries({ api, ours }: House): Promise<void> {
  const key = await api.key(ours)
  const [head, organization = '', id = '', secret = ''] = key.split('_')
  const other = newId(Date.now()).replaceAll('-', '')
  const turned = (secret.endsWith('a') ? 'b' : 'a').padStart(secret.length, secret)
  const forged = [
    '',
    'bsk',
    'x',
    `${key}x`,
    key.slice(0, -1),
    key.toUpperCase(),
    `${key}_`,
    `${head}_${organization}_${id}_${turned}`,
    `${head}_${organization}_${other}_${secret}`,
    `${head}_${other}_${id}_${secret}`,
    `${head}_${id}_${organization}_${secret}`,
  ]
  const answers = new Set<string>()
  for (const text of forged) {
    const reply = await api.get(text, '/companies')
    assert.equal(reply.status, 401, text)
    assert.equal(reply.headers.get('www-authenticate'), 'Bearer')
    answers.add(reply.text)
  }
  for (const authorization of ['', key, `Basic ${key}`, `Bearer  ${key}`, `Bearer ${key} `]) {
    const reply = await api.send('/api/v1/companies', { headers: { authorization } })
    // The last is no forgery: white space at the end of a header belongs to none.
    assert.equal(reply.status, authorization.endsWith(' ') ? 200 : 401, authorization)
    if (reply.status === 401) answers.add(reply.text)
  }
  assert.equal(answers.size, 1)
}

async function revocation({ database, ours }: House): Promise<void> {
  let now = 0
  const ring = new KeyRing(database, () => now)
  const made = await createKey(database, ours, keyNamed('till'))
  assert.ok(made.ok)
  const { id, text } = made.value
  assert.equal((await ring.whose(text))?.organization, ours)
  const revoked = await revokeKey(database, ours, id)
  assert.ok(revoked.ok && revoked.value.revokedAt !== null)
  assert.equal(await authenticateKey(database, text), null)
  now = 5_000
  assert.equal(await ring.whose(text), null)
  const again = await revokeKey(database, ours, id)
  assert.deepEqual(again, revoked)
  const events = await database.transaction(ours, (query) =>
    listEvents(query, ours, { person: id, limit: 10 }),
  )
  assert.deepEqual(
    events.map(({ kind, about }) => [kind, about['key']]),
    [
      ['key-revoked', id],
      ['key-made', id],
    ],
  )
  const unknown = await revokeKey(database, ours, newId(Date.now()))
  assert.ok(!unknown.ok && unknown.problems[0]?.rule === 'key-unknown')
}

async function expiry({ database, ours }: House): Promise<void> {
  const past = Temporal.Now.instant().subtract({ hours: 1 })
  const future = Temporal.Now.instant().add({ hours: 1 })
  for (const [expiresAt, valid] of [
    [past, false],
    [future, true],
  ] as const) {
    const made = await createKey(database, ours, { ...keyNamed('guest'), expiresAt })
    assert.ok(made.ok)
    assert.equal((await authenticateKey(database, made.value.text)) !== null, valid)
  }
}

async function secrets({ database, ours }: House): Promise<void> {
  const made = await createKey(database, ours, keyNamed('secretive'))
  assert.ok(made.ok)
  const secret = made.value.text.split('_')[3] ?? ''
  const rows = await database.transaction(ours, (query) =>
    query<{ row: string }>({ text: 'select k::text as row from access.api_key k' }),
  )
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes(secret)))
  const listed = await listKeys(database, ours)
  assert.ok(!JSON.stringify(listed).includes(secret))
  assert.ok(listed.some(({ id }) => id === made.value.id))
}

async function foreign({ api, ours, theirs }: House): Promise<void> {
  const [mine, their] = [await api.key(ours), await api.key(theirs)]
  const company = { code: 'only-theirs', name: 'Theirs', currency: 'GBP' }
  assert.equal((await api.post(their, '/companies', company)).status, 201)
  const entry = {
    key: 'theirs',
    journal: 'sales',
    postedOn: '2026-11-22',
    reason: 'Theirs',
    lines: [
      { account: 'bank', currency: 'GBP', amount: '1.00' },
      { account: 'sales', currency: 'GBP', amount: '-1.00' },
    ],
  }
  const { json } = await api.post(their, '/companies/store/entries', entry)
  const undo = { key: 'undo', postedOn: '2026-11-22', reason: 'Mischief' }
  const keys = await api.get(their, '/keys')
  const [theirKey] = keys.json['keys'] as readonly { id: string }[]
  for (const [theirsAt, nowhereAt] of [
    ['/companies/only-theirs/accounts', '/companies/nowhere/accounts'],
    [`/companies/store/entries/${json.id}`, `/companies/store/entries/${newId(Date.now())}`],
  ] as const) {
    const [found, nothing] = [await api.get(mine, theirsAt), await api.get(mine, nowhereAt)]
    assert.deepEqual([found.status, found.text], [404, nothing.text])
  }
  for (const path of [
    `/companies/store/entries/${json.id}/reversal`,
    `/companies/store/entries/${json.id}/void`,
  ]) {
    assert.equal((await api.post(mine, path, undo)).status, 404)
  }
  const revoked = await api.post(mine, `/keys/${theirKey?.id ?? ''}/revocation`, {})
  assert.equal(revoked.status, 404)
  assert.equal((await api.get(their, '/companies')).status, 200)
}

async function rawSql({ database, ours, theirs }: House): Promise<void> {
  const made = await createKey(database, theirs, keyNamed('target'))
  assert.ok(made.ok)
  const none = await database.bare<object>({ text: 'select from access.api_key' })
  assert.equal(none.length, 0)
  const run = (organization: string, text: string) =>
    database.transaction(organization, (query) => query({ text }))
  const { id } = made.value
  const their = `where organization = '${theirs}' and id = '${id}'`
  assert.deepEqual(await run(ours, `select from access.api_key ${their}`), [])
  await run(ours, `update access.api_key set revoked_at = now() ${their}`)
  assert.notEqual(await authenticateKey(database, made.value.text), null)
  await assert.rejects(run(theirs, `delete from access.api_key ${their}`), /permission denied/)
  for (const change of ["scopes = '{keys:write}'", "secret_hash = '\\x00'", 'expires_at = null']) {
    const text = `update access.api_key set ${change} ${their}`
    await assert.rejects(run(theirs, text), /permission denied/)
  }
  const stolen = `insert into access.api_key (organization, id, name, secret_hash, scopes,
    created_by) select '${theirs}', gen_random_uuid(), 'x', sha256('x'), '{keys:write}', 'x'`
  await assert.rejects(run(ours, stolen), /row-level security/)
  await revokeKey(database, theirs, id)
  await run(theirs, `update access.api_key set revoked_at = null ${their}`)
  assert.equal(await authenticateKey(database, made.value.text), null)
}

async function givenScopes({ api, ours }: House): Promise<void> {
  const key = await api.key(ours, 'keys:write', 'reports:read')
  const wider = await api.post(key, '/keys', { name: 'wider', scopes: ['entries:write'] })
  assert.equal(wider.status, 403)
  const same = await api.post(key, '/keys', { name: 'same', scopes: ['reports:read'] })
  assert.equal(same.status, 201)
  const made = same.json['key'] as string
  assert.equal((await api.get(made, '/companies/store/reports/trial-balance')).status, 200)
  assert.equal((await api.get(made, '/keys')).status, 403)
}

async function givenClasses({ api, ours }: House): Promise<void> {
  const all = await api.key(ours, 'keys:write')
  const wish = { name: 'clerk', scopes: ['keys:write'] }
  const made = await api.post(all, '/keys', { ...wish, readsTo: 2 })
  assert.equal(made.status, 201)
  const clerk = made.json['key'] as string
  const wider = await api.post(clerk, '/keys', { ...wish, readsTo: 3 })
  assert.equal(wider.status, 403)
  assert.match(wider.text, /"rule":"scope-missing","field":"readsTo"/)
  assert.equal((await api.post(clerk, '/keys', { ...wish, readsTo: 7 })).status, 400)
  // Where nothing is said, it is the class of the key that asks.
  assert.equal((await api.post(clerk, '/keys', wish)).status, 201)
  const { json } = await api.get(all, '/keys')
  const keys = json['keys'] as { name: string; readsTo: number }[]
  const classes = keys.filter(({ name }) => name === 'clerk').map(({ readsTo }) => readsTo)
  assert.deepEqual(classes, [2, 2])
}

async function badKeys({ database, ours }: House): Promise<void> {
  for (const [change, rule] of [
    [{ name: ' ' }, 'key-name'],
    [{ name: 'x'.repeat(101) }, 'key-name'],
    [{ readsTo: 7 }, 'key-class'],
    [{ readsTo: 1.5 }, 'key-class'],
    [{ scopes: [] }, 'scope-missing'],
    [{ scopes: ['everything'] }, 'scope-unknown'],
  ] as const) {
    const made = await createKey(database, ours, { ...keyNamed('bad'), ...change })
    assert.equal(!made.ok && made.problems[0]?.rule, rule)
  }
}

function keyNamed(name: string): { name: string; scopes: typeof allScopes; createdBy: string } {
  return { name, scopes: allScopes, createdBy: 'the test' }
}
