/** The report of conflicts: everyone who holds duties that a rule of separation keeps apart. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { DutyName } from '#permissions/duty.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import type { Mode } from '#permissions/duty-rule.ts'
import type { Role } from '#kit/role.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { conflictsOf } from '#permissions/separation.ts'
import { listExceptions } from '#server/access/exceptions.ts'
import type { ListedException } from '#server/access/exceptions.ts'
import { holders } from '#server/access/holders.ts'

/** One combination that somebody holds. */
export interface ReportedConflict {
  readonly person: string
  readonly name: string
  readonly rule: string
  readonly mode: Mode
  readonly sentence: string
  readonly held: readonly { readonly duty: DutyName; readonly role: Role }[]
  /** The exception that stands; null where there is none, which a blocked pair should not be. */
  readonly exception: ListedException | null
}

/** Everyone's conflicts on a day, by name and rule: for the nightly look, and for a review. */
export async function conflictsReport(
  query: Query,
  book: RoleBook,
  organization: string,
  today: PlainDate,
): Promise<ReportedConflict[]> {
  const all = await holders(query, organization, today)
  const exceptions = await listExceptions(query, organization, today)
  const standing = exceptions.filter(({ until }) => compareDates(until, today) >= 0)
  return all.flatMap(({ person, name, grants }) =>
    conflictsOf(book, dutyRules, grants).map(({ rule, held }) => ({
      person,
      name,
      rule: rule.id,
      mode: rule.mode,
      sentence: rule.sentence,
      held: held.map(({ duty, role }) => ({ duty, role })),
      exception: standing.find((one) => one.person === person && one.rule === rule.id) ?? null,
    })),
  )
}
