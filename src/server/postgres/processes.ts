/** What the operating system says about processes: alive or not, started when, working where. */

import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Whether a process with this number runs; one that only waits to be collected is dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
  const state = statOf(pid)?.[0]
  return state !== 'Z' && state !== 'X'
}

/**
 * When a process was started, in the words of the system (clock ticks since boot, or a date):
 * only good for comparing. Null where the system doesn't tell or there is no such process.
 */
export function startMark(pid: number): string | null {
  if (process.platform === 'linux') return statOf(pid)?.[19] ?? null
  if (process.platform === 'win32') return null
  return psColumn(pid, 'lstart')
}

/** The mark of this run of the machine; a process of another run is certainly gone. */
export function bootMark(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}

/**
 * Whether a living process is a PostgreSQL that works in this data folder.
 * Where the system doesn't tell (Windows), a living process counts as one.
 */
export function isPostgresIn(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  if (process.platform === 'linux') return worksIn(pid, dataFolder)
  const command = psColumn(pid, 'command') ?? ''
  return command.includes('postgres') && command.includes(dataFolder)
}

/**
 * Ends all processes of PostgreSQL, initdb too, that work in this folder or below it, among them
 * those that lost their parent: asks them with `first`, then kills. Linux only: elsewhere nobody
 * can be found by where they work.
 */
export async function endProcessesIn(folder: string, first: NodeJS.Signals): Promise<void> {
  if (process.platform !== 'linux') return
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, folder))
  for (const pid of found) signal(pid, first)
  if (await allGone(found, 1000)) return
  for (const pid of found) signal(pid, 'SIGKILL')
  await allGone(found, 5000)
}

/** Sends a signal; a process that has ended already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

/** Waits until none of these processes is alive; false if one still is after `milliseconds`. */
export async function allGone(pids: readonly number[], milliseconds: number): Promise<boolean> {
  const step = 10
  for (let waited = 0; pids.some(isAlive); waited += step) {
    if (waited >= milliseconds) return false
    await pause(step)
  }
  return true
}

/** The system's short word for an error, "ENOENT", or "" if it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** The fields of /proc/PID/stat behind the program's name, the state first. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** PostgreSQL's processes all work in their data folder, initdb in the folder of its draft. */
function worksIn(pid: number, folder: string): boolean {
  try {
    const where = readlinkSync(`/proc/${pid}/cwd`)
    if (where !== folder && !where.startsWith(`${folder}/`)) return false
    return /^(postgres|initdb)/.test(readFileSync(`/proc/${pid}/comm`, 'utf8')) && isAlive(pid)
  } catch {
    return false
  }
}

function psColumn(pid: number, column: string): string | null {
  try {
    const text = execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return text.trim() === '' ? null : text.trim()
  } catch {
    return null
  }
}
