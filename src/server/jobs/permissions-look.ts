/** The nightly look at permissions: what expired, what is overdue, who combines what. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import { roles } from '#departments/roles.ts'
import { listed } from '#kit/sentence.ts'
import { closeExpired } from '#server/access/asking.ts'
import { conflictsReport } from '#server/access/conflicts.ts'
import type { ReportedConflict } from '#server/access/conflicts.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { Level } from '#server/jobs/kind.ts'
import { tellOverdue } from '#server/news/overdue.ts'

/** So many requests are closed in one step, and of so many are those reminded who decide. */
const atOnce = 1_000
const remindedAtOnce = 200

/**
 * Closes requests for approval whose time is over, reminds those who can decide of requests that
 * wait longer than their policies allow, each so many days anew, and tells in its log everyone who
 * combines duties that are kept apart: as an error where a rule blocks it and no exception stands,
 * as a warning where nobody looked at the exception for a month.
 */
export const permissionsLook = jobKind({
  kind: 'permissions look',
  title: () => 'Look at roles, duties and requests for approval',
  input: z.strictObject({ reminderDays: z.int().min(1).max(365).default(3) }),
  cursor: z.strictObject({
    expired: z.int(),
    overdue: z.int().default(0),
    /** The last request of which somebody was reminded; null while old ones are closed. */
    reminded: z.string().nullable().default(null),
  }),
  step: async ({ query, organization, asOf, input, cursor, log }) => {
    const today = asOf.toZonedDateTimeISO('UTC').toPlainDate()
    const before = cursor ?? { expired: 0, overdue: 0, reminded: null }
    const closed = await closeExpired(query, organization, today, atOnce)
    const expired = before.expired + closed
    if (closed === atOnce) return fine({ goOn: { ...before, expired }, did: closed })
    const how = { today, every: input.reminderDays }
    const page = { after: before.reminded, most: remindedAtOnce }
    const { count: waiting, last } = await tellOverdue(query, roles, organization, how, page)
    const overdue = before.overdue + waiting
    const did = closed + waiting
    if (last !== null) return fine({ goOn: { expired, overdue, reminded: last }, did })
    const conflicts = await conflictsReport(query, roles, organization, today)
    for (const conflict of conflicts) log(levelOf(conflict), sentenceOf(conflict))
    const count = (level: Level): number =>
      conflicts.filter((conflict) => levelOf(conflict) === level).length
    const result = {
      expired,
      overdue,
      conflicts: conflicts.length,
      withoutException: count('error'),
      reviewsDue: count('warning'),
    }
    return fine({ did: did + conflicts.length, result })
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
