/** One run of the postgres program over a data folder: started, watched until ready, stopped. */

import { execFile, spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

import { quietEnvironment } from './cluster.ts'
import { logSize, logTail, openLog } from './log-file.ts'
import { allGone, endProcessesIn, isAlive, isPostgresIn, signal } from './processes.ts'
import type { Programs } from './programs.ts'
import { settings } from './settings.ts'
import { asUser } from './system-user.ts'
import type { SystemUser } from './system-user.ts'

/** "fast" ends sessions and writes everything out; "immediate" stops as in a crash. */
export type StopMode = 'fast' | 'immediate'

export interface Place {
  readonly programs: Programs
  /** The true path of the data folder. */
  readonly data: string
  readonly log: string
  readonly user: SystemUser | null
  readonly settings: Readonly<Record<string, string>>
  readonly say: (sentence: string) => void
}

export interface ServerProcess {
  readonly pid: number
  readonly port: number
  /** Fulfilled when the process has ended, wanted or not. */
  readonly ended: Promise<void>
  stop(mode: StopMode): Promise<void>
}

const loopback = '127.0.0.1'
const portAttempts = 5
const startPatience = 15 * 60_000
const fastPatience = 60_000
const immediatePatience = 5_000

/**
 * Starts postgres and waits until it takes connections; after a crash it first replays its log.
 * With `port` null a free one is chosen. Problem `start-failed`, with the log's last lines.
 */
export async function startServer(
  place: Place,
  port: number | null,
): Promise<Outcome<ServerProcess>> {
  await endLeftovers(place)
  const compression = bestCompression(place)
  for (let attempt = 1; ; attempt += 1) {
    const from = logSize(place.log)
    const chosen = port ?? (await freePort())
    const server = launch(place, chosen, compression)
    if (await becomesReady(place, server)) return fine(server)
    await server.stop('immediate')
    const words = logTail(place.log, from, 12)
    const again = /Address already in use|shared memory block .* is still in use/.test(words)
    if (!again || attempt === portAttempts) return startFailed(place, words || server.failure())
    await pause(100 * attempt)
  }
}

/** What postmaster.pid in a data folder says; PostgreSQL removes it when it stops in order. */
export interface PostmasterFile {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

export function readPostmasterFile(data: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0) return null
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

interface Launched extends ServerProcess {
  failure(): string
}

/**
 * A server of ours that was killed leaves its postgres running, and a killed postgres leaves
 * sessions. They are ended as in a crash, which loses nothing that was answered as done.
 */
async function endLeftovers({ data, say }: Place): Promise<void> {
  const found = readPostmasterFile(data)
  if (found !== null && isPostgresIn(found.pid, data)) {
    say(`Ending the PostgreSQL (process ${found.pid}) that an earlier server left running.`)
    signal(found.pid, 'SIGQUIT')
    await allGone([found.pid], immediatePatience)
  }
  await endProcessesIn(data, 'SIGKILL')
  // The number may belong to another program by now; PostgreSQL would then refuse to start.
  if (found !== null && !isPostgresIn(found.pid, data)) {
    rmSync(join(data, 'postmaster.pid'), { force: true })
  }
}

/** lz4 is cheaper, but not every build of PostgreSQL has it; asked so, it only checks the word. */
function bestCompression({ programs, data, user }: Place): 'lz4' | 'on' {
  const question = ['-D', data, '-C', 'wal_compression', '-c', 'wal_compression=lz4']
  const { status } = spawnSync(programs.postgres, question, {
    cwd: data,
    env: quietEnvironment(),
    stdio: 'ignore',
    ...asUser(user),
  })
  return status === 0 ? 'lz4' : 'on'
}

function launch(place: Place, port: number, compression: 'lz4' | 'on'): Launched {
  const words = [...settings(port, compression, place.settings)].flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const log = openLog(place.log)
  // In a group of its own: Ctrl-C in the terminal reaches the server first, which then stops it.
  const child = spawn(place.programs.postgres, ['-D', place.data, ...words], {
    cwd: place.data,
    env: quietEnvironment(),
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...asUser(place.user),
  })
  closeSync(log)
  child.unref()
  const guard = child.pid === undefined ? null : guardAgainstOurDeath(child.pid, place.user)
  const end = Promise.withResolvers<void>()
  let failure = ''
  child.on('exit', (code, name) => {
    failure ||= name === null ? `It ended with exit code ${code}.` : `It was ended by ${name}.`
    guard?.kill('SIGKILL')
    end.resolve()
  })
  child.on('error', (error) => {
    failure = error.message
    end.resolve()
  })
  return {
    pid: child.pid ?? 0,
    port,
    ended: end.promise,
    failure: () => failure,
    stop: (mode) => stopProcess(place, child, end.promise, mode),
  }
}

/**
 * A shell that waits for a line on a pipe from us. When we die in whatever way the pipe closes,
 * and it tells PostgreSQL to stop. Where there is no shell the next start cleans up.
 */
function guardAgainstOurDeath(pid: number, user: SystemUser | null): ChildProcess | null {
  if (process.platform === 'win32') return null
  const guard = spawn('/bin/sh', ['-c', 'read -r line; kill -INT "$0"', String(pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    ...asUser(user),
  })
  guard.on('error', () => {})
  guard.stdin?.on('error', () => {})
  guard.unref()
  // The pipe is a socket to Node and would keep an otherwise finished program running.
  if (guard.stdin instanceof Socket) guard.stdin.unref()
  return guard
}

async function becomesReady(place: Place, server: Launched): Promise<boolean> {
  let over = server.pid === 0
  void server.ended.then(() => (over = true))
  const step = 10
  for (let waited = 0; waited < startPatience; waited += step) {
    if (over) return false
    const found = readPostmasterFile(place.data)
    if (found !== null && found.pid === server.pid && found.ready) return true
    if (waited > 0 && waited % 10_000 === 0) {
      place.say('PostgreSQL is still starting: it replays its log after a crash.')
    }
    await pause(step)
  }
  return false
}

async function stopProcess(
  place: Place,
  child: ChildProcess,
  ended: Promise<void>,
  mode: StopMode,
): Promise<void> {
  const { pid } = child
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  // A timer that is waited for keeps the program alive; the child alone would not.
  const endsWithin = async (milliseconds: number) => {
    const patience = new AbortController()
    const tired = pause(milliseconds, false, { signal: patience.signal }).catch(() => false)
    const done = await Promise.race([ended.then(() => true), tired])
    patience.abort()
    return done
  }
  if (mode === 'fast') {
    ask(place, pid, 'fast')
    if (await endsWithin(fastPatience)) return
    place.say('PostgreSQL does not stop; it is now stopped at once and will recover at its start.')
  }
  ask(place, pid, 'immediate')
  if (await endsWithin(immediatePatience)) return
  signal(pid, 'SIGKILL')
  await endsWithin(immediatePatience)
}

/** Asks for a stop; Windows has no signals, there pg_ctl must carry the wish. */
export function ask(place: Place, pid: number, mode: StopMode): void {
  if (process.platform === 'win32') {
    execFile(place.programs.pgCtl, ['stop', '-D', place.data, '-m', mode, '-W'], () => {})
    return
  }
  if (isAlive(pid)) signal(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
}

/**
 * Whether postgres has ended. Nobody collects a child while this thread sleeps in an exit; where
 * that looks like life (all but Linux), the file that it removes last of all must tell.
 */
export function hasStopped(data: string, pid: number): boolean {
  if (process.platform === 'linux') return !isAlive(pid)
  return !existsSync(join(data, 'postmaster.pid')) || !isAlive(pid)
}

/** A port that nobody listens on now; if another program is faster, the start tries again. */
async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.on('error', reject)
  probe.listen(0, loopback, () => {
    const address = probe.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    probe.close(() => resolve(port))
  })
  return await promise
}

function startFailed(place: Place, words: string): Outcome<ServerProcess> {
  return refused({
    rule: 'start-failed',
    field: '',
    message:
      `PostgreSQL did not start over ${place.data}. Its log (${place.log}) ends with:\n` +
      words.trim(),
  })
}
