/**
 * One server a folder: the lock says who holds it, and is taken over when its holder has died.
 *
 * The lock is a row of numbered files, `lock/1`, `lock/2` and so on, of which only the highest
 * counts. Whoever finds the highest released or its holder dead makes the next number by a hard
 * link, which succeeds for exactly one. The highest file is never deleted, only marked as
 * released: so a slow rival who makes a number that was already cleared away always sees a higher
 * one afterwards and gives way.
 */

import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

import { bootMark, errorCode, isAlive, startMark } from './processes.ts'

/** The process that has the folder. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** When it took the lock, ISO 8601 in UTC. */
  readonly since: string
  /** When the process itself was started and the machine booted, against reused numbers. */
  readonly started: string | null
  readonly boot: string | null
}

export interface FolderLock {
  /** Gives the folder back; done twice it does nothing. */
  readonly release: () => void
}

const released = 'released\n'
const attempts = 100

/**
 * Takes the folder for this process, at the moment `now` (milliseconds since 1970).
 * Problem `folder-held`: a living process or another machine has it.
 */
export function takeLock(folder: string, now: number): Outcome<FolderLock> {
  const place = join(folder, 'lock')
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date(now).toISOString(),
    started: startMark(process.pid),
    boot: bootMark(),
  }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const newest = newestLock(place)
    if (newest.holder !== null && !isDead(newest.holder)) return held(folder, newest.holder)
    const number = newest.number + 1
    if (!makeLock(place, number, mine)) continue
    if (newestLock(place).number > number) {
      rmSync(join(place, String(number)), { force: true })
      continue
    }
    clearOlder(place, number)
    return fine(heldLock(place, number))
  }
  return refused({
    rule: 'folder-held',
    field: '',
    message: `Other processes keep taking the folder ${folder}. Start one server only.`,
  })
}

/** Who has the folder now, or null if nobody does. */
export function lockHolder(folder: string): Holder | null {
  const { holder } = newestLock(join(folder, 'lock'))
  return holder === null || isDead(holder) ? null : holder
}

/** A holder on another machine can't be asked, so it counts as living. */
function isDead(holder: Holder): boolean {
  if (holder.host !== hostname()) return false
  const boot = bootMark()
  if (holder.boot !== null && boot !== null && holder.boot !== boot) return true
  if (!isAlive(holder.pid)) return true
  const started = startMark(holder.pid)
  return holder.started !== null && started !== null && holder.started !== started
}

function held(folder: string, holder: Holder): Outcome<FolderLock> {
  const who = `process ${holder.pid} on ${holder.host} since ${holder.since}`
  const remedy =
    holder.host === hostname()
      ? `Stop that process first, or start with another folder.`
      : `Whether it still runs can't be seen from this machine (${hostname()}). Stop it there; ` +
        `if it is certain that it has ended, delete ${join(folder, 'lock')} and start again.`
  return refused({
    rule: 'folder-held',
    field: '',
    message: `The folder ${folder} is held by ${who}. ${remedy}`,
  })
}

function heldLock(place: string, number: number): FolderLock {
  let open = true
  return {
    release() {
      if (!open) return
      open = false
      const note = join(place, `released-${process.pid}-${randomBytes(6).toString('hex')}`)
      try {
        writeFileSync(note, released, { mode: 0o600 })
        renameSync(note, join(place, String(number)))
      } catch {
        // On a full or vanished disk the note can't be left; once we end we count as dead anyway.
      }
    },
  }
}

/** The highest number and its holder; a damaged file is left over from a crash of the machine. */
function newestLock(place: string): { number: number; holder: Holder | null } {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const number = Math.max(0, ...lockNumbers(place))
    if (number === 0) return { number, holder: null }
    try {
      return { number, holder: parseHolder(readFileSync(join(place, String(number)), 'utf8')) }
    } catch (error) {
      // It was cleared away between listing and reading: a higher one stands there now.
      if (errorCode(error) !== 'ENOENT') throw error
    }
  }
  return { number: 0, holder: null }
}

function lockNumbers(place: string): number[] {
  try {
    return readdirSync(place)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Makes the numbered file with its whole content in one step; false if it exists. */
function makeLock(place: string, number: number, holder: Holder): boolean {
  const draft = join(place, `draft-${process.pid}-${randomBytes(6).toString('hex')}`)
  const target = join(place, String(number))
  writeWhole(draft, JSON.stringify(holder) + '\n')
  try {
    linkSync(draft, target)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Removes what lies before our number, and what processes left that died while taking it. */
function clearOlder(place: string, number: number): void {
  for (const name of readdirSync(place)) {
    const maker = /^(?:draft|released)-(\d+)-/.exec(name)?.[1]
    const older = /^\d+$/.test(name) && Number(name) < number
    if (older || (maker !== undefined && !isAlive(Number(maker)))) {
      rmSync(join(place, name), { force: true })
    }
  }
}

function writeWhole(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null) return null
    const { pid, host, since, started, boot }: Record<string, unknown> = { ...found }
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'string')
      return null
    return {
      pid,
      host,
      since,
      started: typeof started === 'string' ? started : null,
      boot: typeof boot === 'string' ? boot : null,
    }
  } catch {
    return null
  }
}
