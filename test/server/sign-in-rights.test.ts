/** With the server's login, raw SQL reads no hash of another organization and rewrites no event. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { newId } from '#base/id.ts'
import { noteEvents } from '#server/access/events.ts'
import { makeToken } from '#server/access/tokens.ts'
import { visitor } from '#server/access/visitor.ts'
import { postMails } from '#server/mail/outbox.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'

const tables = [
  'access.person',
  'access.credential',
  'access.session',
  'access.token',
  'access.event',
  'mail.message',
]
const denied = '42501'

interface House {
  readonly books: FreshBooks
  readonly api: TestApi
  readonly login: pg.Client
  readonly superuser: pg.Client
  readonly ours: string
  readonly theirs: string
  /** The SQLSTATE of a statement in a transaction of ours that is undone, or its count of rows. */
  readonly attempt: (text: string) => Promise<string | number>
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['sees nothing without an organization, and with one only its own', sees],
  ['adds nothing to another organization, and moves nothing there', adds],
  ['neither changes nor deletes an event', events],
  ['brings back nothing that ended or was used', reopens],
  ['changes no secret’s owner and no time at which it ends', columns],
  ['does not see who guessed, and calls no other function', functions],
]

for (const server of await testServers()) {
  describe(`the server's login at the door, on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const books = await freshBooks(server)
      const { database } = books
      const api = await testApi(database)
      const [ours, theirs] = [await storeIn(database), await storeIn(database)]
      for (const organization of [ours, theirs]) {
        const { person } = await api.human(organization, 'ann@example.com')
        await database.transaction(organization, async (query) => {
          await makeToken(query, organization, person, 'invitation')
          const event = { kind: 'invited', person, actor: null } as const
          await noteEvents(query, organization, visitor('192.0.2.1', ''), [event])
          const mail = { recipient: 'ann@example.com', subject: 'News', body: 'secret' }
          await postMails(query, organization, [mail])
        })
      }
      const [login, superuser] = [new pg.Client(books.address), new pg.Client(books.superuser)]
      await Promise.all([login.connect(), superuser.connect()])
      const attempt = async (text: string): Promise<string | number> => {
        await login.query(`begin; set local app.organization = '${ours}'`)
        try {
          return (await login.query(text)).rowCount ?? 0
        } catch (error) {
          return (error as { code?: string }).code ?? String(error)
        } finally {
          await login.query('rollback')
        }
      }
      house = { books, api, login, superuser, ours, theirs, attempt }
    })
    after(async () => {
      await Promise.all([house.login.end(), house.superuser.end()])
      await house.api.close()
      await house.books.drop()
    })
    for (const [name, check] of cases) test(name, () => check(house))
  })
}

async function sees({ login, superuser, ours, theirs, attempt }: House): Promise<void> {
  for (const table of tables) {
    const count = async (where = 'true') =>
      (await superuser.query(`select from ${table} where ${where}`)).rowCount ?? 0
    const own = await count(`organization = '${ours}'`)
    assert.ok(own > 0 && own < (await count()), table)
    assert.equal((await login.query(`select from ${table}`)).rowCount, 0, table)
    assert.equal(await attempt(`select from ${table}`), own, table)
    assert.equal(await attempt(`select from ${table} where organization = '${theirs}'`), 0)
  }
}

async function adds({ theirs, superuser, attempt }: House): Promise<void> {
  const { rows } = await superuser.query<{ id: string }>(
    'select id from access.person where organization = $1',
    [theirs],
  )
  const [id, person] = [newId(Date.now()), rows[0]?.id ?? '']
  for (const text of [
    `insert into access.credential (organization, person, kind, content)
      values ('${theirs}', '${person}', 'passkey', '{}')`,
    `insert into access.session (organization, id, person, secret_hash, expires_at, confirmed_by,
      address, agent) values ('${theirs}', '${id}', '${person}', sha256('x'), now(), 'x', '', '')`,
    `insert into access.token (organization, id, person, purpose, secret_hash, expires_at)
      values ('${theirs}', '${id}', '${person}', 'invitation', sha256('x'), now())`,
    `insert into access.event (organization, id, kind, address, agent)
      values ('${theirs}', '${id}', 'signed-in', '', '')`,
    `insert into mail.message (organization, id, recipient, subject, body)
      values ('${theirs}', '${id}', 'x', 'x', 'x')`,
  ]) {
    assert.equal(await attempt(text), denied, text)
  }
  // A person of theirs is none of ours: the foreign key holds within an organization.
  const stolen = `insert into access.session (organization, id, person, secret_hash, expires_at,
    confirmed_by, address, agent)
    select organization, '${id}', '${person}', sha256('x'), now(), 'x', '', ''
    from ledger.organization`
  assert.equal(await attempt(stolen), '23503')
  for (const table of ['access.credential', 'mail.message']) {
    assert.equal(await attempt(`update ${table} set organization = '${theirs}'`), denied, table)
    const column = table === 'mail.message' ? 'body' : 'content'
    const blind = `update ${table} set ${column} = ${column} where organization = '${theirs}'`
    assert.equal(await attempt(blind), 0, table)
  }
  assert.equal(await attempt(`delete from access.credential where organization = '${theirs}'`), 0)
}

async function events({ attempt }: House): Promise<void> {
  for (const text of [
    'delete from access.event',
    'truncate access.event',
    `update access.event set kind = 'left'`,
    `update access.event set at = now()`,
    'delete from access.person',
    'delete from mail.message',
    `update mail.message set recipient = 'eve@example.com'`,
    `update mail.message set subject = ''`,
  ]) {
    assert.equal(await attempt(text), denied, text)
  }
}

async function reopens({ attempt, superuser, ours }: House): Promise<void> {
  // What goes on is not deleted, and what ended is not made to go on.
  for (const table of ['access.session', 'access.token']) {
    assert.equal(await attempt(`delete from ${table}`), 0, table)
  }
  const end = (table: string, column: string) =>
    superuser.query(`update ${table} set ${column} = now() where organization = $1`, [ours])
  await end('access.session', 'ended_at')
  await end('access.token', 'used_at')
  assert.equal(await attempt('update access.session set ended_at = null'), 0)
  assert.equal(await attempt('update access.token set used_at = null'), 0)
  const long = `update $ set expires_at = now() - interval '31 days' where organization = '${ours}'`
  await superuser.query(long.replace('$', 'access.session'))
  assert.equal(await attempt('delete from access.session'), 1)
}

async function columns({ attempt }: House): Promise<void> {
  for (const [table, names] of [
    ['access.credential', ['person', 'kind', 'name']],
    ['access.session', ['person', 'made_at', 'expires_at', 'address', 'agent']],
    ['access.token', ['person', 'purpose', 'secret_hash', 'made_at', 'expires_at']],
  ] as const) {
    for (const name of names) {
      assert.equal(await attempt(`update ${table} set ${name} = ${name}`), denied, name)
    }
  }
}

async function functions({ attempt, superuser }: House): Promise<void> {
  for (const text of ['select from access.attempt', 'delete from access.attempt']) {
    assert.equal(await attempt(text), denied, text)
  }
  const { rows } = await superuser.query<{ name: string; call: string }>(
    `select p.proname::text as name, format('select %s.%I(%s)', n.nspname, p.proname, (
      select string_agg('null::' || format_type(t, null), ', ' order by o)
      from unnest(p.proargtypes) with ordinality as a (t, o))) as call
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('access', 'mail') order by 1`,
  )
  const may: string[] = []
  for (const { name, call } of rows) if ((await attempt(call)) !== denied) may.push(name)
  assert.deepEqual(may, [
    'begin_attempt',
    'came_from',
    'encryption_keys',
    'end_attempt',
    'mail_holders',
    'organizations_to_send',
    'organizations_with_news',
    'sign_in_candidates',
  ])
  assert.equal(await attempt('create table access.mine (x int)'), denied)
  assert.equal(await attempt('create table mail.mine (x int)'), denied)
}
