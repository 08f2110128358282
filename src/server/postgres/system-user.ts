/** Under which user of the system PostgreSQL runs: it refuses root, so root needs another one. */

import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** A user of the operating system. */
export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

const nobody: SystemUser = { uid: 65534, gid: 65534 }

/**
 * The user that PostgreSQL must be started as, or null if it is our own.
 * As root it is the owner of existing data, else "nobody".
 */
export function postgresUser(dataFolder: string): SystemUser | null {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return listedNobody()
}

/** The part of a child process's options that makes it run as that user. */
export function asUser(user: SystemUser | null): { uid?: number; gid?: number } {
  return user === null ? {} : { uid: user.uid, gid: user.gid }
}

/** Whether the user may go through every folder that leads to this path. */
export function mayReach(user: SystemUser, path: string): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (found !== undefined && !allows(user, found, 1)) return false
    if (folder === dirname(folder)) return true
  }
}

/** Whether the user may read this file, or list and enter this folder, and may get there. */
export function mayRead(user: SystemUser, path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || !mayReach(user, path)) return false
  return allows(user, found, found.isDirectory() ? 5 : 4)
}

/**
 * A folder of ours outside of closed homes that the user may enter, for copies of the programs
 * (`lasting: false`) or for data (`lasting: true`: never where a restart of the machine clears).
 * Null if there is no such place. It must be ours and closed to writing by others, else somebody
 * could lay programs there for us to run.
 */
export function openPlace(user: SystemUser | null, lasting: boolean): string | null {
  const own = process.getuid?.()
  const temporary = join(tmpdir(), `backstay-${own ?? 'programs'}`)
  for (const place of lasting ? ['/var/lib/backstay'] : ['/var/lib/backstay', temporary]) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 })
      const found = statSync(place)
      const ours = own === undefined || (found.uid === own && (found.mode & 0o022) === 0)
      if (ours && (user === null || mayRead(user, place))) return place
    } catch {
      // Read-only or forbidden: the next place may do.
    }
  }
  return null
}

/** initdb wants a user that the system knows by name. */
function listedNobody(): SystemUser {
  let listed: string[][]
  try {
    listed = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
  } catch {
    return nobody
  }
  const found =
    listed.find((fields) => fields[2] === String(nobody.uid)) ??
    listed.find((fields) => fields[0] === 'nobody') ??
    listed.find((fields) => fields[0] === 'daemon')
  if (found === undefined) return nobody
  // Some systems write −2 for nobody; the kernel counts it from the top.
  return { uid: Number(found[2]) >>> 0, gid: Number(found[3]) >>> 0 }
}

/** The rights of a file's mode that hold for the user; 4 reads, 1 goes through. */
function allows(
  user: SystemUser,
  file: { uid: number; gid: number; mode: number },
  rights: number,
): boolean {
  if (user.uid === file.uid) return ((file.mode >> 6) & rights) === rights
  if (user.gid === file.gid) return ((file.mode >> 3) & rights) === rights
  return (file.mode & rights) === rights
}
