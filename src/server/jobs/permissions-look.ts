/** The nightly look at permissions: who combines what, which reviews are due, what has expired. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import { roles } from '#departments/roles.ts'
import { listed } from '#kit/sentence.ts'
import { closeExpired } from '#server/access/asking.ts'
import { conflictsReport } from '#server/access/conflicts.ts'
import type { ReportedConflict } from '#server/access/conflicts.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { Level } from '#server/jobs/kind.ts'

/** So many requests are closed in one step. */
const atOnce = 1_000

/**
 * Closes requests for approval whose time is over, and tells in its log everyone who combines
 * duties that are kept apart: as an error where a rule blocks it and no exception stands, as a
 * warning where nobody looked at the exception for a month.
 */
export const permissionsLook = jobKind({
  kind: 'permissions look',
  title: () => 'Look at roles, duties and requests for approval',
  input: z.strictObject({}),
  cursor: z.strictObject({ expired: z.int() }),
  step: async ({ query, organization, asOf, cursor, log }) => {
    const today = asOf.toZonedDateTimeISO('UTC').toPlainDate()
    const closed = await closeExpired(query, organization, today, atOnce)
    const expired = (cursor?.expired ?? 0) + closed
    if (closed === atOnce) return fine({ goOn: { expired }, did: closed })
    const conflicts = await conflictsReport(query, roles, organization, today)
    for (const conflict of conflicts) log(levelOf(conflict), sentenceOf(conflict))
    const count = (level: Level): number =>
      conflicts.filter((conflict) => levelOf(conflict) === level).length
    const result = {
      expired,
      conflicts: conflicts.length,
      withoutException: count('error'),
      reviewsDue: count('warning'),
    }
    return fine({ did: closed + conflicts.length, result })
  },
})

function levelOf({ mode, exception }: ReportedConflict): Level {
  if (mode === 'block' && exception === null) return 'error'
  return exception?.reviewDue === true ? 'warning' : 'info'
}

function sentenceOf({ name, rule, held, sentence, mode, exception }: ReportedConflict): string {
  const duties = listed(held.map(({ duty, role }) => `“${duty}” (as ${role})`))
  const told = `${rule}: ${name} combines ${duties}. ${sentence}`
  if (exception === null) return mode === 'block' ? `${told} There is no exception.` : told
  const due = exception.reviewDue ? ', and its review is due' : ''
  const until = exception.until.toString()
  return `${told} ${exception.acknowledgedBy} answers for it until ${until}${due}.`
}
