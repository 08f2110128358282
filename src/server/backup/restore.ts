/** Makes a new database out of a backup file, and proves that it holds what was saved. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { Broken, readParts, verifyFile } from '#server/backup/backup-file.ts'
import type { BackupPart, BackupSummary } from '#server/backup/backup-file.ts'
import { asOwner, figuresOf, trialBalanceFigures } from '#server/backup/owner.ts'
import { digested, tableDigest } from '#server/backup/table-digest.ts'
import type { TableFigures } from '#server/backup/table-digest.ts'
import { readTables } from '#server/backup/tables.ts'
import type { Table } from '#server/backup/tables.ts'
import { problemOf } from '#server/backup/trouble.ts'
import type { Place } from '#server/backup/trouble.ts'
import { errorState } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { checkMigrations, migrate } from '#server/database/migrations.ts'

/** How far it is: what is being done, with which table, and how much of that is done. */
export interface Progress {
  /** Tables are written; the file is verified; tables are loaded; the copy is compared. */
  readonly step: 'write' | 'verify' | 'load' | 'compare'
  /** "ledger.line"; "" while a file is verified. */
  readonly table: string
  readonly rows: number
  readonly bytes: number
}

/** A further proof of a restored database, such as of its seals: what is wrong there. */
export type Proof = (restored: Address) => Promise<readonly Problem[]>

export interface RestoreOptions {
  /** The present moment in milliseconds since 1970. */
  readonly now: () => number
  readonly onProgress?: (progress: Progress) => void
  readonly prove?: Proof
  /** Whether the database stays; false makes it a rehearsal. True unless said otherwise. */
  readonly keep?: boolean
}

export interface RestoreReport {
  readonly tables: number
  readonly rows: number
  /** The length of the file. */
  readonly bytes: number
  readonly seconds: number
  /** The migrations that were run after loading, because the backup is older than the program. */
  readonly migrated: readonly string[]
}

/**
 * Restores a backup file into the new database `into`, made by `owner` on its server. The file is
 * proven before anything is made, its rows pass every rule of the tables, and what was loaded is
 * read back and compared. After a failure the database is dropped again. Problems: `not-a-backup`,
 * `backup-newer`, `backup-damaged`, `backup-contradicts`, `migration-unknown`, `migration-changed`,
 * `database-exists`, `database-name`, `restored-differs`, `disk-full`, `file-unusable`,
 * `database-full`, `database-unavailable`, `database-left`, `login-refused`, `right-missing`, and
 * those of `prove`.
 */
export async function restore(
  file: string,
  owner: Address,
  into: string,
  options: RestoreOptions,
): Promise<Outcome<RestoreReport>> {
  const started = options.now()
  const { keep = true, onProgress } = options
  const place: Place = { file, database: into, user: owner.user }
  try {
    const summary = await verifyFile(file, (bytes) =>
      onProgress?.({ step: 'verify', table: '', rows: 0, bytes }),
    )
    const known = checkMigrations(summary.header.migrations)
    if (!known.ok) return known
    const made = await makeDatabase(owner, into)
    if (!made.ok) return made
    let done = false
    try {
      const filled = await fill(file, { ...owner, database: into }, summary, options)
      if (!filled.ok) return filled
      done = true
      const seconds = (options.now() - started) / 1000
      return fine({ ...countOf(summary), seconds, migrated: filled.value })
    } finally {
      if (!done || !keep) await dropDatabase(owner, into)
    }
  } catch (error) {
    const problem = problemOf(error, place)
    if (problem === null) throw error
    return refused(problem)
  }
}

function countOf({
  trailer,
  bytes,
}: BackupSummary): Pick<RestoreReport, 'tables' | 'rows' | 'bytes'> {
  const rows = trailer.tables.reduce((sum, table) => sum + table.rows, 0)
  return { tables: trailer.tables.length, rows, bytes }
}

/** Fills a new database and answers the migrations that were run last. */
async function fill(
  file: string,
  address: Address,
  { header, trailer }: BackupSummary,
  options: RestoreOptions,
): Promise<Outcome<readonly string[]>> {
  const level = new Set(header.migrations.map(({ name }) => name))
  const prepared = await migrate(address, false, level)
  if (!prepared.ok) return prepared
  const wanted = new Map(trailer.tables.map((table) => [table.table, table]))
  const loaded = await asOwner(address, async (client) => {
    const tables = await readTables(client)
    const unlike = await load(client, file, tables, wanted, options)
    if (unlike !== null) return refused(unlike)
    for (const table of tables) {
      const { name } = table
      const found = await figuresOf(client, table, (rows) =>
        options.onProgress?.({ step: 'compare', table: name, rows, bytes: 0 }),
      )
      if (!equal(found, wanted.get(name))) return refused(differs(name, found, wanted.get(name)))
    }
    const balance = await trialBalanceFigures(client)
    if (!equal(balance, trailer.trialBalance)) {
      return refused(differs('the trial balance', balance, trailer.trialBalance))
    }
    await client.query('analyze')
    return fine(null)
  })
  if (!loaded.ok) return loaded
  const problems = (await options.prove?.(address)) ?? []
  if (problems.length > 0) return refused(...problems)
  return await migrateForward(address, trailer.trialBalance)
}

/** Brings the copy to the present schema; a migration that changed a balance would be found. */
async function migrateForward(
  address: Address,
  wanted: TableFigures,
): Promise<Outcome<readonly string[]>> {
  const migrated = await migrate(address)
  if (!migrated.ok || migrated.value.length === 0) return migrated
  const balance = await asOwner(address, trialBalanceFigures)
  if (equal(balance, wanted)) return migrated
  return refused(differs(`the trial balance after ${migrated.value.join(', ')}`, balance, wanted))
}

/** Loads all tables in one transaction; answers what does not fit, which ends it. */
async function load(
  client: pg.Client,
  file: string,
  tables: readonly Table[],
  wanted: ReadonlyMap<string, TableFigures>,
  { onProgress }: RestoreOptions,
): Promise<Problem | null> {
  const parts = readParts(file)
  try {
    await client.query('begin')
    // What the migrations themselves put there comes from the backup, too.
    await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
    const left = new Map(tables.map((table) => [table.name, table]))
    let next = await parts.next()
    while (next.done !== true) {
      const begun = next.value
      if ('data' in begun) return unlikeBackup('')
      const table = left.get(begun.table)
      const figures = wanted.get(begun.table)
      if (table === undefined || figures === undefined) return unlikeBackup(begun.table)
      if (String(table.columns) !== String(begun.columns)) return unlikeBackup(begun.table)
      left.delete(begun.table)
      const digest = tableDigest()
      const rest = { after: null as IteratorResult<BackupPart> | null }
      const told = () => onProgress?.({ step: 'load', table: table.name, ...digest.figures() })
      await pipeline(
        Readable.from(digested(dataOf(parts, rest, told), digest), { objectMode: false }),
        client.query(from(copyIn(table))),
      )
      if (!equal(digest.figures(), figures)) return unlikeBackup(table.name)
      next = rest.after ?? (await parts.next())
    }
    const [missing] = left.keys()
    if (missing !== undefined) return unlikeBackup(missing)
    await client.query('commit')
    return null
  } finally {
    await parts.return(undefined)
  }
}

/** Rows that are frozen at once need not be visited again by a vacuum. */
function copyIn({ name, columns }: Table): string {
  return `copy ${name} (${columns.join(', ')}) from stdin (freeze)`
}

/** The bytes of the table that has begun; what comes after them is left in `rest`. */
async function* dataOf(
  parts: AsyncGenerator<BackupPart>,
  rest: { after: IteratorResult<BackupPart> | null },
  told: () => void,
): AsyncGenerator<Buffer> {
  for (;;) {
    const next = await parts.next()
    if (next.done === true || !('data' in next.value)) {
      rest.after = next
      return
    }
    yield next.value.data
    told()
  }
}

function equal(one: TableFigures, other: TableFigures | undefined): boolean {
  return one.rows === other?.rows && one.bytes === other.bytes && one.digest === other.digest
}

async function makeDatabase(owner: Address, into: string): Promise<Outcome<null>> {
  if (into === '' || Buffer.byteLength(into) > 63 || /[\0/\\]/.test(into)) {
    return refused({
      rule: 'database-name',
      field: 'into',
      message: `"${into}" can't be a database's name: it has 1 to 63 bytes and no slash.`,
    })
  }
  return await asOwner(owner, async (client) => {
    const name = pg.escapeIdentifier(into)
    try {
      await client.query(`create database ${name} template template0 encoding 'UTF8'`)
      return fine(null)
    } catch (error) {
      if (errorState(error) !== '42P04') throw error
      return refused({
        rule: 'database-exists',
        field: 'into',
        message:
          `The database ${into} is there already, and a backup is only restored into a new one. ` +
          'Name another, or drop that one yourself if nobody needs it.',
      })
    }
  })
}

/** Drops what was half made; a PostgreSQL that has just crashed gets some time to come back. */
async function dropDatabase(owner: Address, name: string): Promise<void> {
  const statement = `drop database if exists ${pg.escapeIdentifier(name)} with (force)`
  for (let attempt = 1; ; attempt += 1) {
    try {
      await asOwner(owner, (client) => client.query(statement))
      return
    } catch (error) {
      if (attempt === 5) {
        throw new Broken(
          {
            rule: 'database-left',
            field: name,
            message:
              `The database ${name} is not whole and could not be removed, as PostgreSQL does ` +
              'not answer. Drop it when PostgreSQL runs again.',
          },
          error,
        )
      }
      await pause(attempt * 1_000)
    }
  }
}

function unlikeBackup(table: string): Problem {
  return {
    rule: 'backup-damaged',
    field: table,
    message:
      `What the file holds of ${table || 'its first table'} is not what it says it holds. It was ` +
      'altered, and its hashes too; nothing of it was kept. Use another backup.',
  }
}

function differs(what: string, found: TableFigures, wanted: TableFigures | undefined): Problem {
  return {
    rule: 'restored-differs',
    field: what,
    message:
      `Read back, ${what} has ${found.rows} rows where ${wanted?.rows ?? 0} were saved, or other ` +
      'values. The copy was dropped. Look for a fault of the disk or memory, and try again.',
  }
}
