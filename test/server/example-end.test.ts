/** The end of an example: all of it in one act, and of no other organization. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { endExample } from '#server/access/example-end.ts'
import { makeWelcome } from '#server/access/welcome.ts'
import { onEachServer, open } from '#test/approvals/http.ts'
import type { House } from '#test/approvals/http.ts'
import { fullStoreIn } from '#test/backup/full-store.ts'
import { storeIn } from '#test/books.ts'
import { openBrowser } from '#test/server/browser.ts'
import { verify } from '#test/verifier.ts'

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['an example alone has an end, whoever asks', onlyExamples],
  ['its owner ends it, or who came by the terminal’s link, and nobody else', whoMay],
  ['the typed name, another organization and quiet are asked for', asked],
  ['every row of it is gone, what it was is noted, and others are as they were', whole],
  ['a large one goes piece by piece, what points to others first', piecewise],
  ['what the anchor knows of it is not missing: it was ended', verified],
  ['the database removes nothing else by these functions', fenced],
]

await onEachServer('the end of an example', cases)

const today = Temporal.Now.plainDateISO('UTC')

async function asSuperuser<Row extends object>(
  { books }: House,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(books.superuser)
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

async function mark(house: House, organization: string): Promise<void> {
  const text = 'update ledger.organization set is_example = true, name = $2 where organization = $1'
  await asSuperuser(house, text, [organization, 'Play'])
}

/** How many rows of an organization each table has, without those that have none. */
async function rowsOf(house: House, organization: string): Promise<Map<string, number>> {
  const tables = await asSuperuser<{ name: string }>(
    house,
    `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and a.attname = 'organization' and not a.attisdropped
        and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')`,
  )
  const found = new Map<string, number>()
  for (const { name } of tables) {
    const text = `select count(*)::integer as count from ${name} where organization = $1`
    const [row] = await asSuperuser<{ count: number }>(house, text, [organization])
    if (row !== undefined && row.count > 0) found.set(name, row.count)
  }
  return found
}

async function onlyExamples(house: House): Promise<void> {
  const { api } = house
  const { organization, owner } = await open(house)
  assert.equal((await api.get(owner, '/example')).status, 404)
  const before = await rowsOf(house, organization)
  const refused = await api.post(owner, '/example/ending', { name: 'Test' })
  assert.deepEqual([refused.status, refused.json.problems[0]?.rule], [422, 'example-not'])
  await api.services.calls.flush()
  const still = await rowsOf(house, organization)
  still.delete('access.call')
  before.delete('access.call')
  assert.deepEqual(still, before)
}

async function whoMay(house: House): Promise<void> {
  const { api, database } = house
  const { organization, office, keyOf } = await open(house)
  await mark(house, organization)
  const clerk = await keyOf(await office.holder('Ann', 'billing clerk'))
  const seen = await api.get(clerk, '/example')
  assert.deepEqual([seen.status, seen.json['mayEnd'], seen.json['name']], [200, false, 'Play'])
  const refused = await api.post(clerk, '/example/ending', { name: 'Play' })
  assert.deepEqual([refused.status, refused.json.problems[0]?.rule], [403, 'role-missing'])
  const link = await database.transaction(organization, (query) =>
    makeWelcome(query, api.entrance, organization, today),
  )
  const browser = openBrowser(api)
  assert.equal((await browser.post('/welcome', { token: link.split('#')[1] })).status, 200)
  assert.equal((await browser.get('/example')).json['mayEnd'], true)
  const ended = await browser.post('/example/ending', { name: 'Play' })
  assert.equal(ended.status, 200, ended.text)
  assert.equal((await browser.get('/me')).status, 401)
}

async function asked(house: House): Promise<void> {
  const { api } = house
  const { organization, owner } = await open(house)
  await mark(house, organization)
  const wrong = await api.post(owner, '/example/ending', { name: 'play' })
  assert.deepEqual(
    wrong.json.problems.map(({ rule, field }) => [rule, field]),
    [['example-name', 'name']],
  )
  await asSuperuser(
    house,
    `insert into job.run (organization, id, kind, title, input, asked_by, as_of, not_before)
      values ($1, gen_random_uuid(), 'x', 'x', '{}', 'x', now(), now())`,
    [organization],
  )
  const busy = await api.post(owner, '/example/ending', { name: 'Play' })
  assert.equal(busy.json.problems[0]?.rule, 'example-at-work')
  assert.equal(
    (await asSuperuser(house, 'select from ledger.ended_example where name = $1', ['x'])).length,
    0,
  )
}

async function whole(house: House): Promise<void> {
  const { api, database } = house
  const other = await storeIn(database)
  const organization = await fullStoreIn(database, 20)
  const owner = await api.key(organization)
  await mark(house, organization)
  await api.services.calls.flush()
  const [before, others] = [await rowsOf(house, organization), await rowsOf(house, other)]
  for (const table of ['ledger.entry', 'ledger.line', 'ledger.seal', 'access.person']) {
    assert.ok(before.has(table), table)
  }
  const ended = await api.post(owner, '/example/ending', { name: 'Play' })
  assert.equal(ended.status, 200, ended.text)
  // The call that asked was made with a key that is no more, and is not noted.
  await api.services.calls.flush()
  assert.deepEqual([...(await rowsOf(house, organization)).keys()], ['ledger.ended_example'])
  assert.deepEqual(await rowsOf(house, other), others)
  const [noted] = await asSuperuser<{ name: string; entries: string; ended_by: string }>(
    house,
    'select name, entries, ended_by from ledger.ended_example where organization = $1',
    [organization],
  )
  assert.equal(noted?.name, 'Play')
  assert.equal(Number(noted.entries), before.get('ledger.entry'))
  assert.match(noted.ended_by, /^tests \(key /)
  assert.deepEqual((await api.get(owner, '/companies')).json['companies'] ?? [], [])
}

async function piecewise(house: House): Promise<void> {
  const { database } = house
  await storeIn(database)
  const organization = await fullStoreIn(database, 20)
  await mark(house, organization)
  // Of three rows at a time some point to rows of the same table that stay behind.
  const ended = await endExample(database, organization, 'Play', 'tests', 3)
  assert.deepEqual(ended, { ok: true, value: null })
  assert.deepEqual([...(await rowsOf(house, organization)).keys()], ['ledger.ended_example'])
}

async function verified(house: House): Promise<void> {
  const { books, database } = house
  await storeIn(database)
  const organization = await fullStoreIn(database, 20)
  const folder = mkdtempSync(join(tmpdir(), 'backstay-anchor-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const anchor = join(folder, 'anchor')
  const seals = await asSuperuser<{ number: string; position: string; hash: string; at: Date }>(
    house,
    `select number, last as position, encode(hash, 'hex') as hash, sealed_at as at
      from ledger.seal where organization = $1 order by number`,
    [organization],
  )
  assert.ok(seals.length > 0)
  const lines = seals.map(({ number, position, hash, at }) => {
    const sealedAt = at.toISOString()
    const line = { organization, number: Number(number), position: Number(position), hash }
    return JSON.stringify({ ...line, root: '', sealedAt })
  })
  writeFileSync(anchor, `${lines.join('\n')}\n`)
  const look = () => verify({ connection: books.superuser, organization, anchor })
  const before = await look()
  assert.deepEqual([before.ok, before.warnings], [true, []], JSON.stringify(before.findings))
  await mark(house, organization)
  assert.ok((await endExample(database, organization, 'Play', 'tests')).ok)
  const { ok, findings, warnings } = await look()
  assert.deepEqual([ok, findings], [true, []])
  assert.match(warnings.join('\n'), /^The example “Play” was ended at .* are not missing\.$/)
  // A longer history than was noted at its end, or another one, is still found.
  const other = { ...JSON.parse(lines.at(-1) ?? '{}'), hash: '00'.repeat(32) } as object
  writeFileSync(anchor, `${JSON.stringify(other)}\n`)
  assert.equal((await look()).findings[0]?.rule, 'anchor-differs')
  const longer = { ...other, number: seals.length + 1 }
  writeFileSync(anchor, `${lines.join('\n')}\n${JSON.stringify(longer)}\n`)
  assert.equal((await look()).findings[0]?.rule, 'tail-cut')
}

async function fenced(house: House): Promise<void> {
  const { database } = house
  const { organization } = await open(house)
  const attempt = async (text: string, ...values: unknown[]): Promise<string> => {
    try {
      await database.transaction(organization, (query) => query({ text, values }))
      return 'done'
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }
  const remove = 'select ledger.remove_example_rows($1, $2::regclass)'
  assert.match(await attempt(remove, organization, 'ledger.entry'), /no example is being ended/)
  const example = await storeIn(database)
  await mark(house, example)
  assert.match(await attempt(remove, example, 'ledger.entry'), /another one/)
  const begin = "select ledger.begin_example_end($1, 'Play', 'x')"
  assert.match(await attempt(begin, example), /another one/)
  assert.match(
    await attempt('update ledger.organization set is_example = true'),
    /permission denied/,
  )
  const insert = 'insert into ledger.ended_example (organization, name, ended_by, entries, seals)'
  assert.match(await attempt(`${insert} values ($1, 'x', 'x', 0, 0)`, organization), /denied/)
  // An end that began in an earlier transaction removes nothing in a later one.
  await asSuperuser(house, `${insert} values ($1, 'x', 'x', 0, 0)`, [organization])
  assert.match(await attempt(remove, organization, 'ledger.entry'), /no example is being ended/)
}
