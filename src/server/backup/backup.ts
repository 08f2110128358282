/**
 * Backs the books up while they are in use: one moment of all organizations, into one file, which
 * is restored and compared before it gets its name. See docs/backup.md.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { formatVersion } from '#server/backup/backup-file.ts'
import type { BackupHeader } from '#server/backup/backup-file.ts'
import { openBlockWriter } from '#server/backup/block-writer.ts'
import type { BlockWriter } from '#server/backup/block-writer.ts'
import { asOwner, copyOut, isBalanced, trialBalanceFigures } from '#server/backup/owner.ts'
import { restore } from '#server/backup/restore.ts'
import type { Progress, Proof } from '#server/backup/restore.ts'
import { digested, tableDigest } from '#server/backup/table-digest.ts'
import type { TableFigures } from '#server/backup/table-digest.ts'
import { readTables } from '#server/backup/tables.ts'
import { problemOf } from '#server/backup/trouble.ts'
import type { Address } from '#server/database/database.ts'
import { migrationLock } from '#server/database/migrations.ts'
import { syncFolder } from '#server/postgres/durable-file.ts'

export interface BackupOptions {
  /** The present moment in milliseconds since 1970. */
  readonly now: () => number
  /**
   * Whether the file is restored into a new database on the same server, compared row by row, and
   * that database dropped again, before the file gets its name. It needs as much room as the books.
   */
  readonly check: boolean
  /** Is told how far it is, twice for every megabyte or so; what it throws ends the backup. */
  readonly onProgress?: (progress: Progress) => void
  /** Proves the restored copy further, such as its seals. */
  readonly prove?: Proof
}

export interface BackupReport {
  readonly tables: number
  readonly rows: number
  /** The length of the file. */
  readonly bytes: number
  /** SHA-256 of the whole file, as `sha256sum` prints it. */
  readonly sha256: string
  readonly seconds: number
  /** Whether it was restored and compared. */
  readonly checked: boolean
  /** Whether debit equals credit in the books that were saved, in every company and layer. */
  readonly balanced: boolean
}

/**
 * Saves the database at `owner` into `file`, which must not exist. `owner` is the login that owns
 * the tables. Until it is whole and checked the file is called `file.partial`; after a failure
 * nothing is left. Problems: `file-exists`, `backup-under-way`, `disk-full`, `file-unusable`,
 * `database-unavailable`, `database-busy`, `login-refused`, `right-missing`, `no-books`, and those
 * of `restore` where the check finds something.
 */
export async function backup(
  owner: Address,
  file: string,
  options: BackupOptions,
): Promise<Outcome<BackupReport>> {
  const started = options.now()
  const path = resolve(file)
  const partial = `${path}.partial`
  const taken = inTheWay(path, partial)
  if (taken !== null) return refused(taken)
  let ours = false
  try {
    const writer = await openBlockWriter(partial)
    ours = true
    const written = await closing(writer, () => writeAll(owner, writer, options))
    if (!written.ok) return written
    if (options.check) {
      const restored = await restore(partial, owner, scratchName(owner), {
        ...options,
        keep: false,
      })
      if (!restored.ok) return restored
    }
    renameSync(partial, path)
    syncFolder(dirname(path))
    const seconds = (options.now() - started) / 1000
    return fine({ ...written.value, seconds, checked: options.check })
  } catch (error) {
    const problem = problemOf(error, { ...owner, file: path })
    if (problem === null) throw error
    return refused(problem)
  } finally {
    if (ours) rmSync(partial, { force: true })
  }
}

async function closing<Result>(writer: BlockWriter, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } finally {
    await writer.close()
  }
}

/** The database of a check is named after the books, so that one left by a crash is known. */
function scratchName({ database }: Address): string {
  const plain = database.replaceAll(/[^A-Za-z0-9_]/g, '_').slice(0, 40)
  return `${plain}_check_${randomBytes(6).toString('hex')}`
}

type Written = Omit<BackupReport, 'seconds' | 'checked'>

/** Writes all tables as of one moment. */
async function writeAll(
  owner: Address,
  writer: BlockWriter,
  options: BackupOptions,
): Promise<Outcome<Written>> {
  return await asOwner(owner, async (client) => {
    // No migration may change a table under us; readers and writers of the books are not held up.
    await client.query(`select pg_advisory_lock_shared(${migrationLock})`)
    await client.query('begin isolation level repeatable read, read only')
    const header = await readHeader(client)
    if (header === null) return refused(noBooks(owner.database))
    await writer.say('J', header)
    const tables = await writeTables(client, writer, options)
    const trialBalance = await trialBalanceFigures(client)
    const balanced = await isBalanced(client)
    await client.query('commit')
    await writer.say('E', { tables, trialBalance })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return fine({ ...(await writer.end()), tables: tables.length, rows, balanced })
  })
}

async function writeTables(
  client: pg.Client,
  writer: BlockWriter,
  { onProgress }: BackupOptions,
): Promise<(TableFigures & { table: string })[]> {
  const written: (TableFigures & { table: string })[] = []
  for (const table of await readTables(client)) {
    const { name, columns } = table
    const digest = tableDigest()
    await writer.say('J', { table: name, columns })
    await writer.data(digested(copyOut(client, table), digest), () =>
      onProgress?.({ step: 'write', table: name, ...digest.figures() }),
    )
    written.push({ table: name, ...digest.figures() })
  }
  return written
}

/** Who and what is saved; null where the database holds no books. */
async function readHeader(client: pg.Client): Promise<BackupHeader | null> {
  const { rows } = await client.query<{ postgres: string; at: string; books: boolean }>(`
    select current_setting('server_version') as postgres,
      to_char(transaction_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      to_regclass('public.migration') is not null and to_regclass('ledger.line') is not null
        as books`)
  const found = rows[0]
  if (found?.books !== true) return null
  const migrations = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.migration order by name',
  )
  return {
    format: 'backstay backup',
    version: formatVersion,
    program: programVersion(),
    postgres: found.postgres,
    at: found.at,
    migrations: migrations.rows,
  }
}

function programVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

function inTheWay(path: string, partial: string): Problem | null {
  if (existsSync(path)) {
    return {
      rule: 'file-exists',
      field: '',
      message: `${path} is there already; a backup never replaces a file. Name a new one.`,
    }
  }
  if (!existsSync(partial)) return null
  return {
    rule: 'backup-under-way',
    field: '',
    message:
      `${partial} is there: another backup is being written to it, or one was broken off. If ` +
      'none is running, remove it; otherwise name a new file.',
  }
}

function noBooks(database: string): Problem {
  return {
    rule: 'no-books',
    field: '',
    message: `The database ${database} holds no books of Backstay. Check the address.`,
  }
}
