/** Gets a database ready: made if missing, migrated, its login admitted and found harmless. */
import pg from 'pg'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Address, Database } from '#server/database/database.ts'
import { errorState } from '#server/database/database.ts'
import { admitLogin, migrate, migrations } from '#server/database/migrations.ts'

/** Makes the database of an address if there is none; answers whether it did. */
export async function createIfMissing(owner: Address): Promise<boolean> {
  const client = new pg.Client({ ...owner, database: 'postgres' })
  await client.connect()
  try {
    const name = owner.database
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount !== 0) return false
    await client.query(`create database ${pg.escapeIdentifier(name)} encoding 'UTF8'
      template template0`)
    return true
  } catch (error) {
    // Another process made it a moment ago.
    if (errorState(error) === '42P04' || errorState(error) === '23505') return false
    throw error
  } finally {
    await client.end()
  }
}

/** Migrates as the owner and admits the login. Problems: those of `migrate`. */
export async function prepare(owner: Address, login: string): Promise<Outcome<string[]>> {
  const migrated = await migrate(owner)
  if (migrated.ok) await admitLogin(owner, login)
  return migrated
}

/** Whether no organization is there yet; asked as the owner, who sees them all. */
export async function isEmpty(owner: Address): Promise<boolean> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return (await client.query('select from ledger.organization limit 1')).rowCount === 0
  } finally {
    await client.end()
  }
}

interface LoginRow {
  readonly name: string
  readonly powerful: boolean
  readonly owns: boolean
  readonly admitted: boolean
}

/**
 * Refuses a login that the database's own rules do not hold: a superuser, one that passes
 * row-level security, an owner of our tables; and a database that is at another version.
 * Problems: `database-unreachable`, `login-too-powerful`, `login-not-admitted`,
 * `database-not-migrated`.
 */
export async function checkLogin(database: Database): Promise<Problem | null> {
  try {
    return await powersProblem(database)
  } catch (error) {
    // Tables that are not there or may not be read are of no version of ours.
    if (['42501', '42P01', '3F000'].includes(errorState(error))) return notMigrated()
    return unreachable(error)
  }
}

async function powersProblem(database: Database): Promise<Problem | null> {
  const [login] = await database.bare<LoginRow>({
    text: `select r.rolname as name, r.rolsuper or r.rolbypassrls as powerful,
        exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in
              ('ledger', 'access', 'mail', 'register', 'paper', 'job', 'transfer', 'webhook')
            and pg_has_role(current_user, c.relowner, 'member')) as owns,
        coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles
          where rolname = 'backstay_server'), false) as admitted
      from pg_roles r where r.rolname = current_user`,
  })
  if (login === undefined || login.powerful || login.owns) return tooPowerful(login?.name ?? '?')
  if (!login.admitted) return notAdmitted(login.name)
  const ran = await database.bare<{ name: string }>({
    text: 'select name from public.migration order by name',
  })
  const known = migrations().map(({ name }) => name)
  const same = ran.length === known.length && known.every((name, at) => ran[at]?.name === name)
  return same ? null : notMigrated()
}

/** Sentences about settings under which an acknowledged entry could be lost or go bad unseen. */
export async function settingWarnings(database: Database): Promise<string[]> {
  const rows = await database.bare<{ name: string; setting: string }>({
    text: `select name, setting from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')`,
  })
  return rows.flatMap(({ name, setting }) =>
    setting === 'off' || (name === 'synchronous_commit' && setting === 'local')
      ? [`PostgreSQL's setting ${name} is ${setting}: ${dangers.get(name) ?? ''}`]
      : [],
  )
}

const dangers: ReadonlyMap<string, string> = new Map([
  ['fsync', 'a power cut may destroy the books. Set it to on.'],
  ['full_page_writes', 'a power cut may tear pages of the books. Set it to on.'],
  ['synchronous_commit', 'acknowledged entries may be lost. Set it to on.'],
  ['data_checksums', 'a disk that goes bad is noticed late. Make the cluster with checksums.'],
])

/** Reads "postgres://user:password@host:5432/name". Problem: `database-url`. */
export function readAddress(text: string, field: string): Outcome<Address> {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return badAddress(field)
  }
  const database = decodeURIComponent(url.pathname.slice(1))
  const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '')
  if (!/^postgres(ql)?:$/.test(url.protocol) || host === '' || database === '' || !url.username) {
    return badAddress(field)
  }
  return fine({
    host,
    port: Number(url.port || 5432),
    database,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...secured(url.searchParams.get('sslmode')),
  })
}

/** How to log in to one database: as the server's login, and as the owner where that is known. */
export interface ServerAddresses {
  readonly login: Address
  /** For setting up, for listing organizations, for backup and restore; nothing else. */
  readonly owner: Address | null
}

/**
 * Reads DATABASE_URL and DATABASE_OWNER_URL; the database is that of the first, whatever the second
 * names. Problem: `database-url`.
 */
export function readAddresses(url: string, ownerUrl?: string): Outcome<ServerAddresses> {
  const login = readAddress(url, 'DATABASE_URL')
  if (!login.ok) return login
  if (ownerUrl === undefined) return fine({ login: login.value, owner: null })
  const owner = readAddress(ownerUrl, 'DATABASE_OWNER_URL')
  if (!owner.ok) return owner
  const { database } = login.value
  return fine({ login: login.value, owner: { ...owner.value, database } })
}

/** `require` encrypts; `verify-full` also makes sure who the server is. */
function secured(mode: string | null): { readonly ssl?: { readonly rejectUnauthorized: boolean } } {
  if (mode === null || mode === 'disable' || mode === 'prefer' || mode === 'allow') return {}
  return { ssl: { rejectUnauthorized: mode.startsWith('verify') } }
}

function badAddress(field: string): Outcome<never> {
  const message = `${field} is no address. Write it as postgres://user:password@host:5432/backstay.`
  return refused({ rule: 'database-url', field, message })
}

/** PostgreSQL cannot be reached, or does not let the login in; its own sentence says which. */
export function unreachable(error: unknown): Problem {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const why = cause instanceof Error ? cause.message || errorState(cause) : String(cause)
  const message = `PostgreSQL cannot be used: ${why}. Check the address, the login and the server.`
  return { rule: 'database-unreachable', field: 'DATABASE_URL', message }
}

function tooPowerful(name: string): Problem {
  const message =
    `The login ${name} is a superuser, passes row-level security or owns the tables, so the ` +
    'database could not hold it to its rules. Make a login without these rights, give it in ' +
    'DATABASE_URL, and give the owner in DATABASE_OWNER_URL.'
  return { rule: 'login-too-powerful', field: 'DATABASE_URL', message }
}

function notAdmitted(name: string): Problem {
  const message =
    `The login ${name} is not admitted to this database. Start once with DATABASE_OWNER_URL, ` +
    'the address with a login that may make roles and schemas.'
  return { rule: 'login-not-admitted', field: 'DATABASE_URL', message }
}

function notMigrated(): Problem {
  const message =
    'The database is not at the version of this program. Start once with DATABASE_OWNER_URL, ' +
    'the address with a login that may make roles and schemas.'
  return { rule: 'database-not-migrated', field: 'DATABASE_URL', message }
}
