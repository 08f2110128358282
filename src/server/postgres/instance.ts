/**
 * The embedded PostgreSQL of one folder, from the lock to the last stop.
 *
 * The folder holds `lock/` (who runs it), `passwords.json` (for our own user only), `postgres/`
 * (the data, owned by PostgreSQL's user) and `postgres.log`. One server at a time may have it.
 * While we live, a PostgreSQL that dies is started again on the same port; when we end, in
 * whatever way, it is stopped.
 */

import { lstatSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { Client, escapeIdentifier, escapeLiteral } from 'pg'

import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'

import { checkVersion, createCluster, dataFolder, hasCluster } from './cluster.ts'
import { realDataFolder, unreachable } from './cluster.ts'
import { watchLog } from './log-file.ts'
import { lockHolder, takeLock } from './lock.ts'
import { errorCode, isPostgresIn } from './processes.ts'
import { findPrograms } from './programs.ts'
import { makeSecrets, readSecrets, secretsFile } from './secrets.ts'
import type { Login, Secrets } from './secrets.ts'
import { readPostmasterFile, startServer } from './server-process.ts'
import type { Place, ServerProcess, StopMode } from './server-process.ts'
import { mayReach, postgresUser } from './system-user.ts'
import { stopOnTheWayOut } from './way-out.ts'

export type { Login } from './secrets.ts'

/** How to connect to an embedded PostgreSQL. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly superuser: Login
  readonly login: Login
  readonly folder: string
}

/** A running embedded PostgreSQL that belongs to this process. */
export interface Instance extends Connection {
  /** The process number of PostgreSQL; another one after it was started again. */
  readonly processId: number
  /** The path of PostgreSQL's own log. */
  readonly log: string
  /** Fulfilled with the reason if PostgreSQL died and could not be started again. */
  readonly lost: Promise<Problem>
  /** Stops PostgreSQL and gives the folder back; "fast" unless said otherwise. */
  stop(mode?: StopMode): Promise<void>
}

export interface StartOptions {
  /** The instance's folder; made if it isn't there. */
  readonly folder: string
  /** A folder with PostgreSQL's programs; without it, those of the npm package. */
  readonly binaries?: string
  /** Settings of PostgreSQL by name that go before ours. */
  readonly settings?: Readonly<Record<string, string>>
  /** Is told what takes long or went unusually, as sentences. */
  readonly say?: (sentence: string) => void
  /** The present moment in milliseconds since 1970. */
  readonly now: () => number
}

const host = '127.0.0.1'

/**
 * Starts the embedded PostgreSQL of a folder, making its cluster the first time.
 * Problems: `folder-held` (by a living process, named), `folder-unusable`, `folder-unreachable`,
 * `folder-in-use`, `programs-missing`, `programs-unusable`, `passwords-missing`,
 * `version-differs`, `initdb-failed`, `start-failed`.
 */
export async function startPostgres(options: StartOptions): Promise<Outcome<Instance>> {
  const folder = resolve(options.folder)
  let release: (() => void) | null = null
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    const lock = takeLock(folder, options.now())
    if (!lock.ok) return lock
    release = lock.value.release
    const started = await startLocked(folder, options, release)
    // From here on the instance releases the folder when it is stopped.
    if (started.ok) release = null
    return started
  } catch (error) {
    if (errorCode(error) === '') throw error
    return unusable(folder, error)
  } finally {
    release?.()
  }
}

/**
 * How to connect to the PostgreSQL that another process runs in this folder, or null if none
 * runs or this user may not read its passwords.
 */
export function runningInstance(folder: string): Connection | null {
  const whole = resolve(folder)
  try {
    if (!hasCluster(whole) || lockHolder(whole) === null) return null
    const secrets = readSecrets(whole)
    const data = realDataFolder(whole)
    const found = readPostmasterFile(data)
    if (secrets === null || found === null || !found.ready) return null
    if (!isPostgresIn(found.pid, data)) return null
    return { host, port: found.port, ...secrets, folder: whole }
  } catch (error) {
    if (errorCode(error) === '') throw error
    return null
  }
}

async function startLocked(
  folder: string,
  options: StartOptions,
  release: () => void,
): Promise<Outcome<Instance>> {
  const say = options.say ?? (() => {})
  const user = postgresUser(dataFolder(folder))
  const programs = findPrograms(options.binaries, user)
  if (!programs.ok) return programs
  const secrets = secretsOf(folder)
  if (!secrets.ok) return secrets
  if (hasCluster(folder)) {
    const problem = checkVersion(folder, programs.value)
    if (problem !== null) return refused(problem)
  } else {
    say(`Making the database in ${folder}; this is done once and takes a few seconds.`)
    const { superuser } = secrets.value
    const made = await createCluster(folder, programs.value, user, superuser, say)
    if (!made.ok) return made
  }
  const place: Place = {
    programs: programs.value,
    data: realDataFolder(folder),
    log: join(folder, 'postgres.log'),
    user,
    settings: options.settings ?? {},
    say,
  }
  if (user !== null && !mayReach(user, place.data)) return unreachable(place.data, user)
  const server = await startServer(place, null)
  if (!server.ok) return server
  const problem = await prepareLogin(folder, server.value.port, secrets.value)
  if (problem !== null) {
    await server.value.stop('fast')
    return refused(problem)
  }
  return fine(runOn(place, folder, secrets.value, server.value, release))
}

/** Keeps PostgreSQL running until it is stopped through the instance or with our process. */
function runOn(
  place: Place,
  folder: string,
  secrets: Secrets,
  first: ServerProcess,
  release: () => void,
): Instance {
  let server = first
  let stopping: Promise<void> | null = null
  const lost = Promise.withResolvers<Problem>()
  const forgetLog = watchLog(place.log)
  const stop = (mode: StopMode = 'fast') => (stopping ??= stopAll(mode))
  const forgetWayOut = stopOnTheWayOut(place, () => server.pid, stop)

  async function stopAll(mode: StopMode): Promise<void> {
    await server.stop(mode)
    forgetLog()
    forgetWayOut()
    release()
  }

  async function restart(): Promise<void> {
    if (stopping !== null) return
    place.say('PostgreSQL has ended by itself; it is started again.')
    const again = await startAgain(place, first.port, () => stopping !== null)
    if (again === null) return
    if (!again.ok) {
      for (const problem of again.problems) lost.resolve(problem)
      return
    }
    server = again.value
    if (stopping !== null) await server.stop('fast')
    else void server.ended.then(restart)
  }

  void first.ended.then(restart)
  return {
    host,
    port: first.port,
    ...secrets,
    folder,
    log: place.log,
    lost: lost.promise,
    stop,
    get processId() {
      return server.pid
    },
  }
}

/** Starts anew on the same port, a few times with growing pauses; null if no longer wanted. */
async function startAgain(
  place: Place,
  port: number,
  unwanted: () => boolean,
): Promise<Outcome<ServerProcess> | null> {
  const pauses = [0, 200, 1000, 3000, 10_000]
  let last: Outcome<ServerProcess> | null = null
  for (const wait of pauses) {
    await pause(wait)
    if (unwanted()) return null
    last = await startServer(place, port)
    if (last.ok) return last
  }
  return last
}

/** Makes the login that the server uses: it owns nothing and may only what its groups may. */
async function prepareLogin(
  folder: string,
  port: number,
  { superuser, login }: Secrets,
): Promise<Problem | null> {
  const { user, password } = superuser
  const client = new Client({ host, port, user, password, database: 'postgres' })
  try {
    await client.connect()
    const found = await client.query('select from pg_roles where rolname = $1', [login.user])
    if (found.rowCount === 0) {
      await client.query(
        `create role ${escapeIdentifier(login.user)} login nosuperuser nocreatedb nocreaterole ` +
          `nobypassrls inherit password ${escapeLiteral(login.password)}`,
      )
    }
    return null
  } catch (error) {
    if (errorCode(error) === wrongPassword) return lostPasswords(folder)
    const why = error instanceof Error ? error.message : String(error)
    return {
      rule: 'start-failed',
      field: '',
      message: `PostgreSQL in ${folder} started, but its login can't be prepared: ${why}.`,
    }
  } finally {
    await client.end()
  }
}

/** PostgreSQL's code for a password that isn't the user's. */
const wrongPassword = '28P01'

/** The passwords; a cluster that has lost them can't be entered, so new ones would not help. */
function secretsOf(folder: string): Outcome<Secrets> {
  const found = readSecrets(folder)
  if (found !== null) return fine(found)
  return hasCluster(folder) ? refused(lostPasswords(folder)) : fine(makeSecrets(folder))
}

function lostPasswords(folder: string): Problem {
  return {
    rule: 'passwords-missing',
    field: '',
    message:
      `The database in ${folder} is there, but not the passwords that it was made with. Put ` +
      `${secretsFile(folder)} back from your copy of the folder.`,
  }
}

function unusable(folder: string, error: unknown): Outcome<Instance> {
  const full = ['ENOSPC', 'EDQUOT'].includes(errorCode(error))
  const owner = lstatSync(folder, { throwIfNoEntry: false })?.uid ?? 'unknown'
  const remedy = full
    ? 'Free some space on its disk'
    : `It belongs to uid ${owner} and we are uid ${process.getuid?.()}: give us the right to write`
  return refused({
    rule: 'folder-unusable',
    field: '',
    message:
      `The folder ${folder} can't be used: ${error instanceof Error ? error.message : ''}. ` +
      `${remedy}, or start with another folder.`,
  })
}
