/** Seals: the same bytes in every session, nothing forgotten, one chain, anchors, copies. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { startSealJob } from '#server/seal-job.ts'
import { storeIn } from '#test/books.ts'
import {
  booksToSeal,
  changePeriod,
  copyOf,
  postAwkward,
  sale,
  superuser,
} from '#test/ledger/sealed-books.ts'
import type { SealedBooks } from '#test/ledger/sealed-books.ts'
import { testServers } from '#test/postgres.ts'
import { verifiedColumns, verifierPath, verify } from '#test/verifier.ts'

const servers = await testServers()

const sessions = [
  `set datestyle = 'German'; set timezone = 'Pacific/Apia'; set extra_float_digits = -15`,
  `set datestyle = 'Postgres, DMY'; set timezone = 'Asia/Kolkata'; set intervalstyle = 'iso_8601'`,
  `set bytea_output = 'escape'; set lc_messages = 'C'; set lc_numeric = 'C'; set xmlbinary = 'hex'`,
]

// What the text does not name: the keys by which a row is found for its entry.
const foundBy: Readonly<Record<string, readonly string[]>> = {
  entry: [],
  line: ['organization', 'entry'],
  subject: ['organization', 'opened_by'],
  unit: ['organization', 'opened_by'],
  period_event: [],
}

for (const server of servers) {
  describe(`seals on PostgreSQL ${server.version}`, () => {
    let books: SealedBooks
    before(async () => {
      books = await booksToSeal(server)
      await postAwkward(books)
      await unheardOf(books)
    })
    after(() => books.drop())
    // They follow each other: each posts and seals a little more.
    for (const tests of [
      testSessions,
      testColumns,
      testNumbers,
      testTwoServers,
      testTimer,
      testTornAnchor,
      testRights,
      testCopies,
      testProgram,
    ]) {
      tests(() => books)
    }
  })
}

function testSessions(at: () => SealedBooks): void {
  test('every session gives the same leaves, and the verifier the same', async () => {
    const books = at()
    const client = await superuser(books.superuser)
    const leaves = async (session: string): Promise<unknown> => {
      await client.query(`reset all; ${session}; set app.organization = '${books.organization}'`)
      const { rows } = await client.query<{ leaves: string }>(
        `select string_agg(entry || ' ' || encode(leaf, 'hex'), ' ' order by entry) as leaves
         from ledger.entry_leaves($1, array(select id from ledger.entry))`,
        [books.organization],
      )
      return rows[0]?.leaves
    }
    const first = await leaves('select')
    for (const session of sessions) assert.equal(await leaves(session), first, session)
    await client.end()
    assert.equal(await books.seal(4), 13)
    const verdict = await verify({ connection: books.address, ...books })
    assert.deepEqual([verdict.findings, verdict.warnings], [[], []])
    assert.deepEqual(
      [verdict.ok, verdict.sealed, verdict.unsealed, verdict.seals],
      [true, 13, 0, 4],
    )
  })
}

function testColumns(at: () => SealedBooks): void {
  test('the canonical text names every column that there is', async () => {
    const books = at()
    const client = await superuser(books.superuser)
    const { rows } = await client.query<{ table: string; columns: string[]; source: string }>(
      `select table_name as table,
           array_agg(column_name::text order by ordinal_position) as columns,
         (select string_agg(prosrc, '') from pg_proc
           where proname in ('entry_leaves', 'period_events_hash')) as source
       from information_schema.columns
       where table_schema = 'ledger' and table_name = any ($1) group by 1`,
      [Object.keys(foundBy)],
    )
    await client.end()
    const spelled = await verifiedColumns()
    for (const { table, columns, source } of rows) {
      const wanted = columns.filter((name) => foundBy[table]?.includes(name) === false)
      const values = new RegExp(`(?:,|\\|\\||epoch from|encode\\() ?\\s*${table[0]}\\.(\\w+)`, 'g')
      const named = [...source.matchAll(values)].map(([, name]) => name)
      assert.deepEqual(new Set(named), new Set(wanted), `${table} in the function`)
      assert.deepEqual(new Set(spelled[table]), new Set(wanted), `${table} in the verifier`)
    }
  })
}

function testNumbers(at: () => SealedBooks): void {
  test('numbers have no gap, and events of periods are sealed', async () => {
    const books = at()
    await changePeriod(books, 202601, 'locked')
    await changePeriod(books, 202601, 'closed')
    await books.post(sale('after', 3n))
    assert.equal(await books.seal(), 3)
    await changePeriod(books, 202601, 'open')
    assert.equal(await books.seal(), 1, 'an event alone is sealed too')
    assert.equal(await books.seal(), 0, 'nothing waits')
    const verdict = await verify({ connection: books.address, ...books })
    assert.deepEqual([verdict.ok, verdict.sealed, verdict.findings], [true, 14, []])
  })
}

function testTwoServers(at: () => SealedBooks): void {
  test('two servers seal one organization and its neighbour, each entry once', async () => {
    const books = at()
    const other = await storeIn(books.database)
    const keys = Array.from({ length: 40 }, (_, place) => `busy ${place}`)
    const seal = () => books.seal(5)
    await Promise.all([books.post(...keys.map((key) => sale(key, 1n))), seal(), seal(), seal()])
    await Promise.all([seal(), seal(), seal()])
    await seal()
    const verdict = await verify({ connection: books.address, ...books })
    assert.deepEqual([verdict.ok, verdict.sealed, verdict.unsealed], [true, 54, 0])
    const neighbour = await verify({ connection: books.address, organization: other })
    assert.deepEqual([neighbour.ok, neighbour.sealed], [true, 0])
  })
}

function testTimer(at: () => SealedBooks): void {
  test('the job looks again after its interval, until it is stopped', async () => {
    const books = at()
    let ring = (): void => {}
    const waits: number[] = []
    const job = startSealJob({
      database: books.database,
      interval: 1234,
      wait(milliseconds, signal) {
        waits.push(milliseconds)
        const { promise, resolve } = Promise.withResolvers<void>()
        ring = resolve
        signal.addEventListener('abort', () => resolve())
        return promise
      },
    })
    await job.run()
    await books.post(sale('later', 9n))
    ring()
    while ((await verify({ connection: books.address, ...books })).unsealed > 0) await settled()
    await job.stop()
    assert.ok(waits.every((wait) => wait === 1234) && waits.length > 0)
  })
}

function testTornAnchor(at: () => SealedBooks): void {
  test('an anchor line that a crash cut short spoils no other', async () => {
    const books = at()
    const lines = readFileSync(books.anchor, 'utf8').trimEnd().split('\n')
    writeFileSync(books.anchor, `${lines.slice(0, 2).join('\n')}\n${lines[2]?.slice(0, 40)}`)
    await books.post(sale('crashed', 2n))
    await books.seal()
    const verdict = await verify({ connection: books.address, ...books })
    assert.deepEqual([verdict.findings, verdict.warnings.length], [[], 1])
    const noted = readFileSync(books.anchor, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'))
    assert.equal(noted.length, verdict.seals)
  })
}

function testRights(at: () => SealedBooks): void {
  test('the login can seal only here, and write no seal by itself', async () => {
    const books = at()
    const run = (text: string) =>
      books.database.transaction(books.organization, (query) => query({ text }))
    const refused = /permission denied|another one/
    const other = '01890000-0000-7000-8000-000000000000'
    await assert.rejects(run(`select ledger.seal('${other}', 1)`), refused)
    await assert.rejects(run('delete from ledger.unsealed'), refused)
    await assert.rejects(run('update ledger.seal set number = number'), refused)
    await assert.rejects(run('delete from ledger.sealed_entry'), refused)
    await assert.rejects(run('insert into ledger.seal select * from ledger.seal'), refused)
  })
}

function testCopies(at: () => SealedBooks): void {
  for (const to of servers) {
    test(`a copy on PostgreSQL ${to.version} in another time zone is the same`, async () => {
      const books = at()
      const copy = await copyOf(books, to)
      try {
        const { organization, anchor } = books
        const verdict = await verify({ connection: copy.address, organization, anchor })
        assert.deepEqual([verdict.findings, verdict.ok], [[], true])
        await books.post(sale(`newer than ${to.version}`, 4n))
        await books.seal()
        const older = await verify({ connection: copy.address, organization, anchor })
        assert.equal(older.findings[0]?.rule, 'tail-cut')
        const blind = await verify({ connection: copy.address, organization })
        assert.ok(blind.ok, 'without its anchor an older copy looks well')
      } finally {
        await copy.drop()
      }
    })
  }
}

function testProgram(at: () => SealedBooks): void {
  test('the program ends with 0 if all is well, 1 if not, 2 if it could not look', async () => {
    const books = at()
    const { user, password, host, port, database } = books.address
    const connection = `postgres://${user}:${password}@${host}:${port}/${database}`
    const { organization, anchor } = books
    const fine = await program({ connection, organization, anchor })
    assert.deepEqual([fine.code, (JSON.parse(fine.output) as { ok: boolean }).ok], [0, true])
    assert.equal((await program({ connection, organization: sample, anchor })).code, 2)
    assert.equal((await program({ connection, organization, anchor: '/nowhere' })).code, 2)
    const line = { organization, number: 9999, position: 99999, hash: '00', root: '00' }
    appendFileSync(anchor, `${JSON.stringify(line)}\n`)
    assert.equal((await program({ connection, organization, anchor })).code, 1)
  })
}

const sample = '01890000-0000-7000-8000-000000000000'

/** Values that the door would hardly see, put in place before the seal. */
async function unheardOf({ superuser: address }: SealedBooks): Promise<void> {
  const client = await superuser(address)
  await client.query(`
    update ledger.entry set document_date = '0044-03-15 BC' where reason like '0%';
    update ledger.entry set document_date = 'infinity' where reason like '1%';
    update ledger.entry set document_date = '12026-01-01', source_paper = '' where reason like '2%';
    update ledger.line set value_date = '-infinity', unrounded = 'NaN' where tax_code = 'NULL';
    update ledger.line set unrounded = 1e130 + 0.000000000001 where tax_code = '';
    update ledger.subject set due_on = '0001-01-01 BC', lowest = '-9223372036854775808'
      where paper like 'awkward 3%'`)
  await client.end()
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}

function program(words: Readonly<Record<string, string>>) {
  const options = Object.entries(words).flatMap(([name, value]) => [`--${name}`, value])
  return new Promise<{ code: number | string; output: string }>((resolve) => {
    const file = verifierPath.pathname
    execFile(process.execPath, [file, ...options, '--json'], (error, output) =>
      resolve({ code: error?.code ?? 0, output }),
    )
  })
}
