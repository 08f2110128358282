/** The way to the books: a folder with its own PostgreSQL, running or started, or DATABASE_URL. */
import { resolve } from 'node:path'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { openDatabase, type Address, type Database } from '#server/database/database.ts'
import { checkLogin, createIfMissing, prepare, readAddresses } from '#server/database/prepare.ts'
import type { ServerAddresses } from '#server/database/prepare.ts'
import { booksFolder, embeddedAddresses } from '#server/embedded-books.ts'
import { hasCluster } from '#server/postgres/cluster.ts'
import { runningInstance, startPostgres } from '#server/postgres/instance.ts'
import type { Connection } from '#server/postgres/instance.ts'

/** Where a verb looks for the books. */
export interface WhereBooks {
  /** The folder that was named; without it DATABASE_URL counts, and then `booksFolder`. */
  readonly data?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: (sentence: string) => void
}

/** How to log in, and how to leave. */
export interface Addresses extends ServerAddresses {
  /** Stops what was started for this verb. */
  stop(): Promise<void>
}

export interface Books extends Addresses {
  readonly database: Database
}

/** The folder of the books. */
export function folderOf({ data, env }: WhereBooks): string {
  return data === undefined ? booksFolder(env) : resolve(data)
}

/** The address of a server that was given instead of a folder, or null. */
export function serverUrl({ data, env }: WhereBooks): string | null {
  return data === undefined ? (env['DATABASE_URL'] ?? null) : null
}

/**
 * Opens the books that are there, hands them to the work and closes them. Problems: `no-books`,
 * those of `startPostgres`, `readAddress`, `migrate` and `checkLogin`.
 */
export async function withBooks<Result>(
  where: WhereBooks,
  work: (books: Books) => Promise<Result>,
): Promise<Outcome<Result>> {
  const found = await addressesOf(where, false)
  if (!found.ok) return found
  const database = openDatabase(found.value.login, 4)
  try {
    const problem = await checkLogin(database)
    if (problem !== null) return refused(problem)
    return fine(await work({ ...found.value, database }))
  } finally {
    await database.close()
    await found.value.stop()
  }
}

/** The addresses, with what the database is missing made where `make` says so. */
export async function addressesOf(where: WhereBooks, make: boolean): Promise<Outcome<Addresses>> {
  const url = serverUrl(where)
  if (url !== null) return await serverAddresses(url, where.env['DATABASE_OWNER_URL'], make)
  const folder = folderOf(where)
  if (!make && !hasCluster(folder)) return refused(noBooks(folder))
  const running = runningInstance(folder)
  if (running !== null) {
    const stop = (): Promise<void> => Promise.resolve()
    return await folderAddresses(running, stop, make)
  }
  const started = await startPostgres({ folder, say: where.say, now: Date.now })
  if (!started.ok) return started
  return await folderAddresses(started.value, () => started.value.stop(), true)
}

async function folderAddresses(
  instance: Connection,
  stop: () => Promise<void>,
  make: boolean,
): Promise<Outcome<Addresses>> {
  const { owner, login } = embeddedAddresses(instance)
  try {
    const made = make ? await makeReady(owner, login.user) : fine(null)
    if (made.ok) return fine({ login, owner, stop })
    await stop()
    return made
  } catch (error) {
    await stop()
    throw error
  }
}

async function serverAddresses(
  url: string,
  ownerUrl: string | undefined,
  make: boolean,
): Promise<Outcome<Addresses>> {
  const read = readAddresses(url, ownerUrl)
  if (!read.ok) return read
  const { login, owner } = read.value
  const made = make && owner !== null ? await makeReady(owner, login.user) : fine(null)
  return made.ok ? fine({ login, owner, stop: () => Promise.resolve() }) : made
}

async function makeReady(owner: Address, login: string): Promise<Outcome<unknown>> {
  await createIfMissing(owner)
  return await prepare(owner, login)
}

function noBooks(folder: string): Problem {
  const message =
    `There are no books in ${folder}. Make some with "backstay init", or name their folder with ` +
    '--data, or their database in DATABASE_URL.'
  return { rule: 'no-books', field: '--data', message }
}
