/** Troubles of the world around us, as sentences: databases, disks, and defects of our own. */
import { stopped, type Answer } from '#cli/answer.ts'
import { errorState, Unavailable } from '#server/database/database.ts'

/** The answer to something thrown; what is our own defect says so, and never shows its stack. */
export function troubleOf(error: unknown): Answer {
  const why = error instanceof Error ? error.message : String(error)
  const state = errorState(error)
  if (error instanceof Unavailable || lost.test(state)) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : why
    const message = `The database is not available: ${cause || state}. Look whether it runs.`
    return stopped('unavailable', [{ rule: 'database-unavailable', field: '', message }])
  }
  if (refusedLogin.test(state)) {
    const message = `PostgreSQL refused the login: ${why}. Check the address and its password.`
    return stopped('unavailable', [{ rule: 'login-refused', field: 'DATABASE_URL', message }])
  }
  if (unprepared.test(state)) {
    const message =
      `The database is not prepared for this: ${why}. Run "backstay init" with the owner of the ` +
      'database in DATABASE_OWNER_URL.'
    return stopped('unavailable', [{ rule: 'database-not-migrated', field: '', message }])
  }
  if (disk.test(state)) {
    const message = `A file can't be used: ${why}. Check its place, its rights and the free space.`
    return stopped('refused', [{ rule: 'file-unusable', field: '', message }])
  }
  const message = `This is a defect of Backstay: ${why}. Please report it with the words you gave.`
  return stopped('refused', [{ rule: 'defect', field: '', message }])
}

/** SQLSTATEs and names of errors. */
const lost = /^(08|57P|53)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|EAI_AGAIN)/
const refusedLogin = /^(28|3D000)/
const unprepared = /^(42P01|3F000|42501|42883)/
const disk = /^E(NOENT|ACCES|PERM|EXIST|ISDIR|NOTDIR|NOSPC|DQUOT|ROFS|NAMETOOLONG|LOOP)/
