/** The cluster on disk: made by initdb beside its place and moved there only when complete. */

import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { readdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'

import { syncFolder } from './durable-file.ts'
import { endProcessesIn } from './processes.ts'
import type { Programs } from './programs.ts'
import type { Login } from './secrets.ts'
import { asUser, mayReach, openPlace } from './system-user.ts'
import type { SystemUser } from './system-user.ts'

/** The name of the data folder inside of the instance's folder. */
export function dataFolder(folder: string): string {
  return join(folder, 'postgres')
}

/** Whether a complete cluster is there. */
export function hasCluster(folder: string): boolean {
  return existsSync(join(dataFolder(folder), 'PG_VERSION'))
}

/**
 * Checks that these programs can run the existing cluster.
 * Problem `version-differs`: it was made by another major version.
 */
export function checkVersion(folder: string, programs: Programs): Problem | null {
  const made = readFileSync(join(dataFolder(folder), 'PG_VERSION'), 'utf8').trim()
  if (made === String(programs.major)) return null
  return {
    rule: 'version-differs',
    field: '',
    message:
      `The data in ${folder} were written by PostgreSQL ${made}, but these programs are ` +
      `PostgreSQL ${programs.version}. Start the Backstay that wrote them, make a backup with ` +
      `"backstay backup", and restore it into a new folder with this one.`,
  }
}

/**
 * Makes a cluster with one superuser. What an earlier attempt left half done is removed.
 * Problems: `initdb-failed` with initdb's own words, `folder-unreachable`, `folder-in-use`.
 */
export async function createCluster(
  folder: string,
  programs: Programs,
  user: SystemUser | null,
  superuser: Login,
  say: (sentence: string) => void,
): Promise<Outcome<null>> {
  const target = dataFolder(folder)
  if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory() === true) {
    if (readdirSync(target).length > 0) return inUse(target)
    rmSync(target, { recursive: true })
  }
  const home = placeFor(folder, user, say)
  if (home === null) return unreachable(folder, user)
  const prefix = draftPrefix(folder)
  await removeDrafts(home, prefix)
  const draft = join(home, `${prefix}${randomBytes(6).toString('hex')}`)
  try {
    const failure = await initialize(draft, programs, user, superuser)
    if (failure !== null) return failed(folder, failure)
    const made = home === folder ? target : join(home, lastingName(folder))
    renameSync(join(draft, 'data'), made)
    syncFolder(home)
    // A dangling link is all that is left if somebody cleared the place it led to.
    if (made !== target) {
      rmSync(target, { force: true })
      symlinkSync(made, target)
      syncFolder(folder)
    }
  } finally {
    rmSync(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  return fine(null)
}

/** Drafts of several folders may stand in one open place, so their names tell them apart. */
function draftPrefix(folder: string): string {
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  return `postgres-draft-${mark}-`
}

/** Runs initdb; answers its own words if it failed, else null. */
async function initialize(
  draft: string,
  programs: Programs,
  user: SystemUser | null,
  superuser: Login,
): Promise<string | null> {
  const data = join(draft, 'data')
  const passwordFile = join(draft, 'password')
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, superuser.password + '\n', { mode: 0o600 })
  if (user !== null) {
    chownSync(draft, user.uid, user.gid)
    chownSync(passwordFile, user.uid, user.gid)
  }
  return await wordsOfFailure(
    programs.initdb,
    [
      '-D',
      data,
      '-U',
      superuser.user,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--data-checksums',
      '-E',
      'UTF8',
      ...localeOptions(programs.major),
    ],
    { cwd: draft, env: quietEnvironment(), ...asUser(user) },
  )
}

/**
 * Text is compared by code point and case is that of Unicode, the same on every machine.
 * PostgreSQL has its own such locale from 17 on; before, the C library's must do.
 */
function localeOptions(major: number): string[] {
  // Only Linux is sure to know C.UTF-8; with the builtin provider it decides nothing of weight.
  const system = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  if (major < 17) return [`--locale=${system}`]
  return ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${system}`]
}

/** The environment for PostgreSQL's programs: nothing of ours that could change what they do. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'SystemDrive']
  const found = kept.flatMap((name): [string, string][] => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return { ...Object.fromEntries(found), LC_ALL: 'C', TZ: 'UTC' }
}

async function wordsOfFailure(
  program: string,
  words: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number },
): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complained = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  child.on('error', (error) => resolve(error.message))
  child.on('close', (code, signal) => {
    if (code === 0) return resolve(null)
    const end = signal === null ? `exit code ${code}` : `ended by ${signal}`
    resolve(complained.trim() || said.trim() || end)
  })
  return await promise
}

/**
 * The folder to make the cluster in: the instance's own, or, if PostgreSQL's user can't get
 * there (a checkout under /root), a place that is open to it. Null if there is none.
 */
function placeFor(
  folder: string,
  user: SystemUser | null,
  say: (sentence: string) => void,
): string | null {
  if (user === null) return folder
  // It needs to pass through, not to look: what else lies here stays ours.
  chmodSync(folder, 0o711)
  if (mayReach(user, dataFolder(folder))) return folder
  const place = openPlace(user, true)
  if (place !== null) {
    say(
      `PostgreSQL may not run as root and uid ${user.uid} can't enter ${folder}: ` +
        `its data go to ${place}, and ${dataFolder(folder)} is a link to them.`,
    )
  }
  return place
}

function lastingName(folder: string): string {
  return `${basename(folder)}-${randomBytes(6).toString('hex')}`
}

/** We hold the folder: whatever is still at work on its drafts has lost who started it. */
async function removeDrafts(home: string, prefix: string): Promise<void> {
  for (const name of readdirSync(home)) {
    if (!name.startsWith(prefix)) continue
    // Asked kindly, they give their shared memory back.
    await endProcessesIn(realpathSync(join(home, name)), 'SIGTERM')
    rmSync(join(home, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function failed(folder: string, words: string): Outcome<null> {
  return refused({
    rule: 'initdb-failed',
    field: '',
    message: `PostgreSQL could not make its data folder in ${folder}. initdb says: ${words}`,
  })
}

/** The problem of a folder that PostgreSQL's user can't get to. */
export function unreachable(
  folder: string,
  user: SystemUser | null,
): { ok: false; problems: Problem[] } {
  return refused({
    rule: 'folder-unreachable',
    field: '',
    message:
      `PostgreSQL may not run as root, and uid ${user?.uid} can't enter ${folder}. Choose a ` +
      `folder that others may pass through, such as /var/lib/backstay, or start as another user.`,
  })
}

function inUse(target: string): Outcome<null> {
  return refused({
    rule: 'folder-in-use',
    field: '',
    message:
      `The folder ${target} holds something that is not a PostgreSQL data folder (it has no ` +
      `PG_VERSION). Move it away, or start with another folder.`,
  })
}

/** The data folder's true path, as the system shows it for a process that works there. */
export function realDataFolder(folder: string): string {
  const link = dataFolder(folder)
  return existsSync(link) ? realpathSync(link) : join(realpathSync(dirname(link)), 'postgres')
}
