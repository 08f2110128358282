/** Backups of much on little: a small memory, and a disk that is full. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { asOwner } from '#server/backup/owner.ts'
import type { Address } from '#server/database/database.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { fullStoreIn } from '#test/backup/full-store.ts'
import { temporaryFolder, testServers } from '#test/postgres.ts'

const [server] = await testServers()
if (server === undefined) throw new Error('There is no server to test on.')
const folder = temporaryFolder('backstay-limits-')
const child = join(import.meta.dirname, 'child.ts')

/** Lines that nobody posted: as many as there would be in a year of a busy store. */
const manyLines = `
  insert into ledger.line (organization, entry, line, company, account, posted_on, period, layer,
    currency, amount, base, analysis, text)
  select l.organization, gen_random_uuid(), 1, l.company, l.account, l.posted_on, l.period,
    l.layer, l.currency, n, n, l.analysis, repeat(n || ' ', 70)
  from (select * from ledger.line limit 1) l, generate_series(1, 300000) n`

interface Answer {
  readonly outcome: { ok: boolean; value?: { rows: number }; problems?: { rule: string }[] }
  readonly megabytes: number
}

function run(command: string, words: readonly string[]): Answer {
  const text = execFileSync(command, words, { encoding: 'utf8', timeout: 300_000 })
  return JSON.parse(text) as Answer
}

let books: FreshBooks
before(async () => {
  books = await freshBooks(server)
  await fullStoreIn(books.database, 10)
  await asOwner(books.superuser, (client) => client.query(manyLines))
})
after(async () => {
  await books.drop()
  rmSync(folder, { recursive: true, force: true })
})

const words = (verb: string, file: string, into = ''): string[] => [
  '--max-old-space-size=64',
  child,
  verb,
  JSON.stringify(books.superuser),
  file,
  into,
]

test('170 megabytes of lines need no more memory than a few blocks', async () => {
  const [size] = await asOwner(books.superuser, async (client) => {
    const found = await client.query<{ bytes: string }>(
      `select sum(length(l::text))::text as bytes from ledger.line l`,
    )
    return found.rows
  })
  assert.ok(Number(size?.bytes) > 150_000_000, `${size?.bytes} bytes`)
  const file = join(folder, 'large.backstay')
  const saved = run(process.execPath, words('backup', file))
  assert.ok(saved.outcome.ok, JSON.stringify(saved))
  const into = `restored_${randomBytes(6).toString('hex')}`
  const restored = run(process.execPath, words('restore', file, into))
  assert.ok(restored.outcome.ok, JSON.stringify(restored))
  assert.equal(restored.outcome.value?.rows, saved.outcome.value?.rows)
  const maintenance: Address = { ...books.superuser, database: 'postgres' }
  await asOwner(maintenance, (client) => client.query(`drop database ${into} with (force)`))
  assert.ok(saved.megabytes < 250, `backup: ${saved.megabytes} MB`)
  assert.ok(restored.megabytes < 250, `restore: ${restored.megabytes} MB`)
})

test('on a full disk nothing is left, and the sentence says so', { skip: whyNot() }, () => {
  const file = join(folder, 'full.backstay')
  const limited = 'ulimit -f 2000 && exec "$0" "$@"'
  const saved = run('/bin/sh', ['-c', limited, process.execPath, ...words('backup', file)])
  assert.equal(saved.outcome.problems?.[0]?.rule, 'disk-full', JSON.stringify(saved))
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('full')),
    [],
  )
})

/** A limit on the length of files stands for a full disk; only Unix has it. */
function whyNot(): string | false {
  return process.platform === 'win32' ? 'there is no ulimit on Windows' : false
}
