/** What can go wrong around a backup that is nobody's defect: disks, rights, connections. */
import type { Problem } from '#base/problem.ts'
import { Broken } from '#server/backup/backup-file.ts'
import { errorState } from '#server/database/database.ts'

/** Where something went wrong. */
export interface Place {
  readonly file: string
  readonly database: string
  readonly user: string
}

type Sentence = (place: Place, why: string) => string

const full: Sentence = ({ file }, why) =>
  `The disk of ${file} is full (${why}). Free some space or name another folder; nothing is left ` +
  'of this attempt.'
const unusable: Sentence = ({ file }, why) =>
  `${file} can't be used: ${why}. Name another file, or give us the right to it.`
const unreachable: Sentence = ({ database }, why) =>
  `The connection to the database ${database} failed or was lost: ${why}. Look whether ` +
  'PostgreSQL runs there, and start again from the beginning.'
const stranger: Sentence = ({ database, user }, why) =>
  `PostgreSQL does not let ${user} into ${database}: ${why}. Check the address and its password.`
const noRight: Sentence = ({ database, user }, why) =>
  `${user} has not the right to this in ${database}: ${why}. A backup needs the login that owns ` +
  'the tables; making a database needs the right "createdb" besides.'
const databaseFull: Sentence = ({ database }, why) =>
  `PostgreSQL has no room left for ${database}: ${why}. A restored copy needs as much room as ` +
  'the books themselves; it was removed again.'
const busy: Sentence = ({ database }) =>
  `The database ${database} is being migrated or is locked for another reason. Start again when ` +
  'that is done.'
const contradiction: Sentence = (_, why) =>
  `The rows in the backup break a rule of the database: ${why}. They were altered, or were wrong ` +
  'already when they were saved; nothing of them was kept. Use another backup.'

const troubles: readonly [state: RegExp, rule: string, sentence: Sentence][] = [
  [/^(ENOSPC|EDQUOT|EFBIG)$/, 'disk-full', full],
  [
    /^(EACCES|EPERM|ENOENT|ENOTDIR|EISDIR|EROFS|EEXIST|EIO|ENAMETOOLONG)$/,
    'file-unusable',
    unusable,
  ],
  [
    /^(08|57P|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|EAI_)/,
    'database-unavailable',
    unreachable,
  ],
  [/^(28|3D000)/, 'login-refused', stranger],
  [/^42501$/, 'right-missing', noRight],
  [/^53100$/, 'database-full', databaseFull],
  [/^55P03$/, 'database-busy', busy],
  [/^(22|23)/, 'backup-contradicts', contradiction],
]

const lostSentences = /Connection terminated|connection timeout|timeout expired|not queryable/i

/** The problem that an error stands for; null where it is a defect of ours. */
export function problemOf(error: unknown, place: Place): Problem | null {
  if (error instanceof Broken) return error.problem
  if (!(error instanceof Error)) return null
  if (error.cause !== undefined) {
    const inner = problemOf(error.cause, place)
    if (inner !== null) return inner
  }
  const state = lostSentences.test(error.message) ? '08006' : errorState(error)
  const found = troubles.find(([states]) => states.test(state))
  if (found === undefined) return null
  const [, rule, sentence] = found
  return { rule, field: '', message: sentence(place, error.message) }
}
