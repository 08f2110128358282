/** The log of the embedded PostgreSQL: one file and its predecessor, neither without bound. */

import { closeSync, copyFileSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { truncateSync } from 'node:fs'

const largest = 8 * 1024 * 1024
const checkEvery = 30_000

/** Opens the log for a child process to append to; the caller closes it after the spawn. */
export function openLog(path: string): number {
  shortenLog(path)
  return openSync(path, 'a', 0o600)
}

/** Looks after the log's size until the returned function is called. */
export function watchLog(path: string): () => void {
  const timer = setInterval(() => shortenLog(path), checkEvery)
  timer.unref()
  return () => clearInterval(timer)
}

export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** The last lines that were written behind `from` bytes, at most `lines` of them. */
export function logTail(path: string, from: number, lines: number): string {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    // The log may have been shortened meanwhile.
    const start = Math.max(from > size ? 0 : from, size - 64 * 1024)
    const bytes = Buffer.alloc(Math.max(size - start, 0))
    readSync(file, bytes, 0, bytes.length, start)
    return bytes.toString('utf8').trim().split('\n').slice(-lines).join('\n')
  } finally {
    closeSync(file)
  }
}

/** A full log is kept once beside itself; writers append, so they go on in the emptied file. */
function shortenLog(path: string): void {
  try {
    if (logSize(path) < largest) return
    copyFileSync(path, `${path}.1`)
    truncateSync(path)
  } catch {
    // A log that can't be shortened now, on a full disk, is no reason to stop the database.
  }
}
