/** Brings a database to the present schema: numbered SQL files, each once, forward only. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Address } from '#server/database/database.ts'

const folder = join(import.meta.dirname, '../../../migrations')
/** One process migrates at a time; the number is our own and means nothing else. */
export const migrationLock = 4_700_001

export interface Migration {
  readonly name: string
  readonly text: string
  /** SHA-256 of the text: a migration that has run is never changed. */
  readonly checksum: string
}

/** The migrations of this program, in order. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Runs what has not run yet and answers the names, in order; with `dryRun` it only answers them.
 * The login must be able to create roles and schemas. Each migration is one transaction together
 * with its note in `public.migration`. With `only`, no others are run: a backup is restored at the
 * level it was taken at. Problems: `migration-changed`, `migration-unknown`.
 */
export async function migrate(
  address: Address,
  dryRun = false,
  only?: ReadonlySet<string>,
): Promise<Outcome<string[]>> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${migrationLock})`)
    const waiting = await pending(client)
    if (!waiting.ok) return waiting
    const wanted = waiting.value.filter(({ name }) => only?.has(name) ?? true)
    if (!dryRun) for (const migration of wanted) await apply(client, migration)
    return fine(names(wanted))
  } finally {
    await client.end()
  }
}

/**
 * Compares migrations that ran with those of this program, and answers those that are still to run.
 * Problems: `migration-changed`, `migration-unknown`.
 */
export function checkMigrations(
  ran: readonly { readonly name: string; readonly checksum: string }[],
): Outcome<Migration[]> {
  const left = new Map(migrations().map((migration) => [migration.name, migration]))
  for (const { name, checksum } of ran) {
    const migration = left.get(name)
    if (migration === undefined) return refused(unknown(name))
    if (migration.checksum !== checksum) return refused(changed(name))
    left.delete(name)
  }
  return fine([...left.values()])
}

/**
 * Makes a login a member of the server's group role, which is all it may be: it owns nothing.
 * The login must exist.
 */
export async function admitLogin(address: Address, login: string): Promise<void> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${migrationLock})`)
    await client.query(`grant backstay_server to ${pg.escapeIdentifier(login)}`)
  } finally {
    await client.end()
  }
}

async function pending(client: pg.Client): Promise<Outcome<Migration[]>> {
  await client.query(`create table if not exists public.migration (
    name text primary key, checksum text not null, at timestamptz not null default now())`)
  const ran = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.migration order by name',
  )
  return checkMigrations(ran.rows)
}

async function apply(client: pg.Client, { name, text, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into public.migration (name, checksum) values ($1, $2)', [
      name,
      checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`The migration ${name} failed.`, { cause: error })
  }
}

function names(list: readonly Migration[]): string[] {
  return list.map(({ name }) => name)
}

function unknown(name: string): { rule: string; field: string; message: string } {
  return {
    rule: 'migration-unknown',
    field: name,
    message:
      `The database has the migration ${name}, which this program does not know. ` +
      'It was made by a newer version: start that one.',
  }
}

function changed(name: string): { rule: string; field: string; message: string } {
  return {
    rule: 'migration-changed',
    field: name,
    message:
      `The migration ${name} differs from the one that made this database. ` +
      'Restore the file; a change of the schema is a new migration.',
  }
}
