/** Backups of books in use: one moment, whole, restored equal on each version of PostgreSQL. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { gunzipSync } from 'node:zlib'
import { backup } from '#server/backup/backup.ts'
import type { BackupReport } from '#server/backup/backup.ts'
import { asOwner, figuresOf, isBalanced } from '#server/backup/owner.ts'
import { restore } from '#server/backup/restore.ts'
import type { Progress } from '#server/backup/restore.ts'
import { readTables } from '#server/backup/tables.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { fullStoreIn, post, sale } from '#test/backup/full-store.ts'
import { temporaryFolder, testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'

const servers = await testServers()
const folder = temporaryFolder('backstay-backup-')
after(() => rmSync(folder, { recursive: true, force: true }))
const now = Date.now

const newName = (): string => `restored_${randomBytes(6).toString('hex')}`
const newFile = (): string => join(folder, `${randomBytes(6).toString('hex')}.backstay`)

/** What every table holds, by name. */
async function contents(address: Address): Promise<Record<string, string>> {
  return await asOwner(address, async (client) => {
    const found: Record<string, string> = {}
    for (const table of await readTables(client)) {
      const { rows, digest } = await figuresOf(client, table)
      found[table.name] = `${rows} rows ${digest}`
    }
    return found
  })
}

async function ask<Row extends object>(address: Address, text: string): Promise<Row[]> {
  return await asOwner(address, async (client) => (await client.query<Row>(text)).rows)
}

async function drop(owner: Address, name: string): Promise<void> {
  const database = { ...owner, database: 'postgres' }
  await ask(database, `drop database ${pg.escapeIdentifier(name)} with (force)`)
}

/** The databases whose names begin so: other tests make and drop theirs meanwhile. */
async function databasesLike(owner: Address, start: string): Promise<string[]> {
  const rows = await ask<{ name: string }>(owner, 'select datname as name from pg_database')
  return rows.map(({ name }) => name).filter((name) => name.startsWith(start))
}

async function saved(books: FreshBooks, check: boolean): Promise<[string, BackupReport]> {
  const file = newFile()
  const report = await backup(books.superuser, file, { now, check })
  assert.ok(report.ok, JSON.stringify(report))
  return [file, report.value]
}

const ownerOf = (server: TestServer): Address => ({
  host: server.host,
  port: server.port,
  database: 'postgres',
  ...server.superuser,
})

/** Ends all connections that back up or restore; another process does it while we stand still. */
function cutConnections(owner: Address, database: string): void {
  const script = `
    import pg from 'pg'
    const client = new pg.Client(JSON.parse(process.argv[1]))
    await client.connect()
    await client.query(\`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'backstay backup'
        and starts_with(datname, $1)\`, [process.argv[2]])
    await client.end()`
  const words = ['--input-type=module', '-e', script, JSON.stringify(owner), database]
  execFileSync(process.execPath, words, { cwd: import.meta.dirname, timeout: 60_000 })
}

/** Posts sets of ten sales, one after the other, until told to end. */
function keepPosting(
  { database }: FreshBooks,
  organization: string,
  ended: AbortSignal,
): { posted: number; done: Promise<void> } {
  const writer = { posted: 0, done: Promise.resolve() }
  writer.done = (async () => {
    while (!ended.aborted) {
      const keys = Array.from({ length: 10 }, (_, place) => `busy ${writer.posted + place}`)
      const sales = keys.map((key) => sale(key, 100n))
      await post(database, organization, sales)
      writer.posted += keys.length
    }
  })()
  return writer
}

/** How many of these sales are there, in books whose sums must all belong together. */
async function salesOfOneMoment(address: Address): Promise<number> {
  const [found] = await ask<{ sales: number; lines: string; sums: string; apart: string }>(
    address,
    `select (select count(*)::int from ledger.entry where key like 'busy %') as sales,
      (select sum(greatest(amount, 0)) from ledger.line where layer = 'actual') as lines,
      (select sum(debit) from ledger.balance where layer = 'actual') as sums,
      (select sum(amount) from ledger.holding)
        - (select sum(amount) from ledger.line where subject is not null) as apart`,
  )
  assert.ok(found)
  assert.equal(found.lines, found.sums)
  assert.equal(found.apart, '0')
  // Sets are posted whole or not at all.
  assert.equal(found.sales % 10, 0)
  assert.ok(await asOwner(address, isBalanced))
  return found.sales
}

type Story = (books: FreshBooks, server: TestServer) => Promise<void>

const stories: Record<string, Story> = {
  'every table of the catalogue is in it, and nothing else could hold rows': async (books) => {
    const inCatalogue = await ask<{ name: string; kind: string }>(
      books.superuser,
      `select c.oid::regclass::text as name, c.relkind as kind from pg_class c
      where c.relkind in ('r', 'p', 'S', 'm', 'f')
        and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
        and c.relnamespace::regnamespace::text not like 'pg\\_%' order by 1`,
    )
    assert.deepEqual(new Set(inCatalogue.map(({ kind }) => kind)), new Set(['r']))
    const names = inCatalogue.map(({ name }) => (name === 'migration' ? 'public.migration' : name))
    const tables = await asOwner(books.superuser, readTables)
    assert.deepEqual(tables.map(({ name }) => name).sort(), names.sort())
    const large = await ask(books.superuser, 'select from pg_largeobject_metadata')
    assert.equal(large.length, 0)
    // All but a few have rows here, so that a table that is forgotten is missed below.
    const filled = Object.values(await contents(books.superuser))
    assert.ok(filled.filter((text) => !text.startsWith('0 ')).length >= 24, String(filled))
  },
  'restored, every row of every table is what it was': async (books, server) => {
    const [file, report] = await saved(books, true)
    assert.deepEqual([report.checked, report.balanced], [true, true])
    assert.equal(report.bytes, statSync(file).size)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const bytes = readFileSync(file)
    assert.equal(report.sha256, createHash('sha256').update(bytes).digest('hex'))
    // It is an ordinary gzip file.
    assert.match(gunzipSync(bytes).toString('utf8'), /^\{"format":"backstay backup","version":1/)
    const into = newName()
    const restored = await restore(file, ownerOf(server), into, { now })
    assert.ok(restored.ok, JSON.stringify(restored))
    assert.equal(restored.value.rows, report.rows)
    const address = { ...books.superuser, database: into }
    assert.deepEqual(await contents(address), await contents(books.superuser))
    await drop(ownerOf(server), into)
  },
  'in restored books posting goes on, and what was posted is not posted again': async (
    books,
    server,
  ) => {
    const [file] = await saved(books, false)
    const into = newName()
    const restored = await restore(file, ownerOf(server), into, { now })
    assert.ok(restored.ok, JSON.stringify(restored))
    const [{ organization } = { organization: '' }] = await ask<{ organization: string }>(
      books.superuser,
      'select organization from ledger.line group by 1 order by count(*) desc limit 1',
    )
    const login = { ...books.address, database: into }
    const owner = { ...books.superuser, database: into }
    await ask(owner, `grant backstay_server to ${pg.escapeIdentifier(login.user)}`)
    const database = openDatabase(login)
    const lines = 'select count(*)::int as lines from ledger.line'
    const [earlier] = await ask<{ lines: number }>(owner, lines)
    await post(database, organization, [sale('1', 101n), sale('after', 5n)])
    const [later] = await ask<{ lines: number }>(owner, lines)
    assert.equal((later?.lines ?? 0) - (earlier?.lines ?? 0), 2)
    await database.close()
    await drop(ownerOf(server), into)
  },
  'while others post, it is one moment: sums match and the trial balance is zero': async (
    _,
    server,
  ) => {
    const busy = await freshBooks(server)
    const organization = await fullStoreIn(busy.database, 5)
    const ended = new AbortController()
    const writer = keepPosting(busy, organization, ended.signal)
    const moments: number[] = []
    for (const check of [true, false]) {
      const earlier = writer.posted
      const [file, report] = await saved(busy, check)
      const later = writer.posted
      assert.equal(report.balanced, true)
      const into = newName()
      assert.ok((await restore(file, ownerOf(server), into, { now })).ok)
      const sales = await salesOfOneMoment({ ...busy.superuser, database: into })
      assert.ok(sales >= earlier && sales <= later + 10, `${earlier} ${sales} ${later}`)
      moments.push(sales)
      await drop(ownerOf(server), into)
    }
    ended.abort()
    await writer.done
    assert.ok((moments[1] ?? 0) > (moments[0] ?? 0), 'nothing was posted meanwhile')
    await busy.drop()
  },
  'a database that is there already is refused and left alone': async (books, server) => {
    const [file] = await saved(books, false)
    const found = await contents(books.superuser)
    const refusal = await restore(file, ownerOf(server), books.superuser.database, { now })
    assert.equal(refusal.ok ? '' : refusal.problems[0]?.rule, 'database-exists')
    assert.deepEqual(await contents(books.superuser), found)
  },
  'the login of the server cannot back up: it would not see all rows': async (books) => {
    const file = newFile()
    const refusal = await backup(books.address, file, { now, check: false })
    assert.equal(refusal.ok ? '' : refusal.problems[0]?.rule, 'right-missing')
    assert.deepEqual([existsSync(file), existsSync(`${file}.partial`)], [false, false])
  },
  'what a proof finds is reported, and the copy is gone': async (books, server) => {
    const [file] = await saved(books, false)
    const problem = { rule: 'seal-broken', field: 'entry 1', message: 'The seal is broken.' }
    const into = newName()
    const prove = () => Promise.resolve([problem])
    const restored = await restore(file, ownerOf(server), into, { now, prove })
    assert.deepEqual(restored, { ok: false, problems: [problem] })
    const target = newFile()
    const another = await backup(books.superuser, target, { now, check: true, prove })
    assert.deepEqual(another, { ok: false, problems: [problem] })
    assert.deepEqual([existsSync(target), existsSync(`${target}.partial`)], [false, false])
    assert.deepEqual(await databasesLike(books.superuser, into), [])
    const { database } = books.superuser
    assert.deepEqual(await databasesLike(books.superuser, database), [database])
  },
  'a file that is there already is never written over': async (books) => {
    const file = newFile()
    writeFileSync(file, 'the only copy')
    const refusal = await backup(books.superuser, file, { now, check: false })
    assert.equal(refusal.ok ? '' : refusal.problems[0]?.rule, 'file-exists')
    assert.equal(readFileSync(file, 'utf8'), 'the only copy')
  },
}

async function cutAt(step: Progress['step'], books: FreshBooks, server: TestServer): Promise<void> {
  const file = newFile()
  let cut = false
  const refusal = await backup(books.superuser, file, {
    now,
    check: true,
    onProgress: (progress) => {
      if (cut || progress.step !== step || progress.table !== 'ledger.line') return
      cut = true
      cutConnections(ownerOf(server), books.superuser.database)
    },
  })
  assert.ok(cut)
  assert.equal(refusal.ok ? '' : refusal.problems[0]?.rule, 'database-unavailable')
  assert.deepEqual(
    readdirSync(folder).filter((name) => file.includes(name.split('.')[0] ?? name)),
    [],
  )
  const { database } = books.superuser
  assert.deepEqual(await databasesLike(books.superuser, database), [database])
}

for (const server of servers) {
  describe(`backup on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
      await fullStoreIn(books.database, 200)
      await fullStoreIn(books.database, 3)
    })
    after(() => books.drop())
    for (const [name, story] of Object.entries(stories)) test(name, () => story(books, server))
    for (const step of ['write', 'load', 'compare'] as const) {
      test(`a connection that is cut at "${step}" leaves nothing, on either side`, () =>
        cutAt(step, books, server))
    }
  })
}

describe('from one version of PostgreSQL to another', () => {
  for (const source of servers) {
    for (const target of servers.filter(({ version }) => version !== source.version)) {
      test(`${source.version} to ${target.version}`, async () => {
        const books = await freshBooks(source)
        await fullStoreIn(books.database, 50)
        const [file] = await saved(books, false)
        const into = newName()
        const restored = await restore(file, ownerOf(target), into, { now })
        assert.ok(restored.ok, JSON.stringify(restored))
        const address = { ...ownerOf(target), database: into }
        assert.deepEqual(await contents(address), await contents(books.superuser))
        await drop(ownerOf(target), into)
        await books.drop()
      })
    }
  }
})
