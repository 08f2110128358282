/** `backstay backup` and `backstay restore`: all books of a database into one file, and back. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fine, type Problem } from '#base/problem.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { addressesOf } from '#cli/connection.ts'
import { placed, type Placing } from '#cli/placing.ts'
import { grouped, type Progress } from '#cli/progress.ts'
import type { Session } from '#cli/session.ts'
import { verifier } from '#cli/verifier.ts'
import { backup, type BackupReport } from '#server/backup/backup.ts'
import { restore, type RestoreReport } from '#server/backup/restore.ts'
import type { Proof, Progress as Step } from '#server/backup/restore.ts'
import { openDatabase, type Address } from '#server/database/database.ts'
import { admitLogin } from '#server/database/migrations.ts'
import { readAddress } from '#server/database/prepare.ts'
import { embeddedAddresses } from '#server/embedded-books.ts'
import { startPostgres } from '#server/postgres/instance.ts'

export interface BackupOptions extends Placing {
  /** False where the file is not restored and compared before it counts. */
  readonly check?: boolean
}

export interface RestoreOptions {
  /** A new folder for the embedded PostgreSQL. */
  readonly into?: string
  /** Or a new database on the server of DATABASE_OWNER_URL. */
  readonly intoDatabase?: string
}

const now = (): number => performance.now()

/** Saves all organizations of a database, as of one moment, into one new file. */
export async function backUp(
  session: Session,
  file: string,
  options: BackupOptions,
): Promise<Answer> {
  if (badPath(file)) return stopped('usage', [noPath('FILE')])
  const found = await addressesOf(placed(session, options), false)
  if (!found.ok) return stopped('unavailable', found.problems)
  const { owner } = found.value
  try {
    if (owner === null) return stopped('usage', [ownerMissing])
    const { check = true } = options
    const progress = session.progress('backup', 'rows')
    const saved = await backup(owner, file, {
      now,
      check,
      prove: proveSeals,
      onProgress: rowsOf(progress),
    }).finally(() => progress.end())
    return answerTo(saved, (report) => toldBackup(resolve(file), report))
  } finally {
    await found.value.stop()
  }
}

/** Restores a file into a new folder or a new database; what is there is never touched. */
export async function bringBack(
  session: Session,
  file: string,
  options: RestoreOptions,
): Promise<Answer> {
  const { into, intoDatabase } = options
  if (badPath(file)) return stopped('usage', [noPath('FILE')])
  if (!existsSync(file)) {
    const message = `The file ${file} is not there. Name a backup file.`
    return stopped('usage', [misuse('FILE', message)])
  }
  if ((into === undefined) === (intoDatabase === undefined)) return stopped('usage', [intoMissing])
  if (into !== undefined) return await intoFolder(session, file, into)
  return await intoServer(session, file, intoDatabase ?? '')
}

async function intoFolder(session: Session, file: string, folder: string): Promise<Answer> {
  if (badPath(folder)) return stopped('usage', [noPath('--into')])
  const started = await startPostgres({ folder, say: session.say, now: Date.now })
  if (!started.ok) return stopped('unavailable', started.problems)
  const { owner, login } = embeddedAddresses(started.value)
  try {
    // The database of the books is only made by this.
    const outside = { ...owner, database: 'postgres' }
    return await loaded(session, file, outside, owner.database, login.user, resolve(folder))
  } finally {
    await started.value.stop()
  }
}

async function intoServer(session: Session, file: string, name: string): Promise<Answer> {
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: url } = session.world.env
  if (ownerUrl === undefined) return stopped('usage', [ownerMissing])
  const owner = readAddress(ownerUrl, 'DATABASE_OWNER_URL')
  if (!owner.ok) return stopped('usage', owner.problems)
  const login = url === undefined ? fine(null) : readAddress(url, 'DATABASE_URL')
  if (!login.ok) return stopped('usage', login.problems)
  const user = login.value?.user ?? null
  return await loaded(session, file, owner.value, name, user, `the database ${name}`)
}

async function loaded(
  session: Session,
  file: string,
  owner: Address,
  name: string,
  login: string | null,
  place: string,
): Promise<Answer> {
  const progress = session.progress('restore', 'rows')
  const restored = await restore(file, owner, name, {
    now,
    prove: proveSeals,
    onProgress: rowsOf(progress),
  }).finally(() => progress.end())
  if (restored.ok && login !== null) await admitLogin({ ...owner, database: name }, login)
  return answerTo(restored, (report) => toldRestore(place, report))
}

/** Verifies the seals of every organization in a restored copy. */
const proveSeals: Proof = async (restored) => {
  const database = openDatabase(restored, 1)
  try {
    const all = await database.bare<{ organization: string }>({
      text: 'select organization from ledger.organization order by organization',
    })
    const look = await verifier()
    const problems: Problem[] = []
    for (const { organization } of all) {
      const { findings } = await look({ connection: restored, organization, onProgress: () => {} })
      for (const { rule, message } of findings)
        problems.push({ rule, field: organization, message })
      if (problems.length >= 100) break
    }
    return problems
  } finally {
    await database.close()
  }
}

/** Rows of the step under way, the tables that are through among them. */
function rowsOf(progress: Progress): (step: Step) => void {
  let step = ''
  let table = ''
  let before = 0
  let last = 0
  return (told) => {
    if (told.step !== step) [step, table, before, last] = [told.step, told.table, 0, 0]
    if (told.table !== table) [table, before, last] = [told.table, before + last, 0]
    last = told.rows
    progress.tell(before + last)
  }
}

function toldBackup(file: string, report: BackupReport): Answer {
  const { tables, rows, bytes, sha256, seconds, checked } = report
  const proof = checked
    ? 'It was restored and compared, and its seals hold.'
    : 'It was NOT restored and compared.'
  const text =
    `${grouped(rows)} rows of ${tables} tables in ${grouped(bytes)} bytes, ` +
    `${seconds.toFixed(1)} s.\n${proof}\nFile: ${file}\nSHA-256: ${sha256}\n`
  return said(text, { file, ...report })
}

function toldRestore(place: string, report: RestoreReport): Answer {
  const { tables, rows, seconds, migrated } = report
  const text =
    `${grouped(rows)} rows of ${tables} tables restored and compared in ${seconds.toFixed(1)} s; ` +
    `the seals hold.\nBooks: ${place}\n` +
    (migrated.length === 0 ? '' : `Brought to this version by ${migrated.join(', ')}.\n`)
  return said(text, { books: place, ...report })
}

function badPath(path: string): boolean {
  return path === '' || path.includes('\0')
}

function noPath(field: string): Problem {
  return misuse(field, 'This is no name of a file or folder. Name one.')
}

const ownerMissing = misuse(
  'DATABASE_OWNER_URL',
  'Give the owner of the database in DATABASE_OWNER_URL: the server’s own login sees no ' +
    'organization by itself.',
)
const intoMissing = misuse(
  '--into',
  'Say where to: --into FOLDER for a new folder, or --into-database NAME for a new database on ' +
    'the server of DATABASE_OWNER_URL.',
)
