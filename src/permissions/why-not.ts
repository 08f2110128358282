/** Why somebody may not do something, and who can change that: in words, with names. */
import type { Problem } from '#base/problem.ts'
import type { DutyName } from '#permissions/duty.ts'
import type { Role } from '#kit/role.ts'
import { dutiesAt } from '#permissions/roles.ts'
import type { BookedRole, Holding, RoleBook } from '#permissions/roles.ts'
import { aOrAn } from '#kit/naming.ts'
import { listed } from '#kit/sentence.ts'

/**
 * The problem that an actor, grants expanded, lacks a duty in a company, or everywhere where it is
 * null; null where it is held. Problem: `duty-missing`.
 */
export function whyNotDuty(
  book: RoleBook,
  duty: DutyName,
  actor: Holding,
  company: string | null = null,
): Problem | null {
  const where = { company, site: null, department: null, madeBy: null }
  if (dutiesAt(book, actor, where).has(duty)) return null
  const able = [...book.values()].filter(({ duties }) => duties.has(duty)).map(({ name }) => name)
  const message = `Only ${listed(able.map(aOrAn), 'or')} may ${duty}. Ask one.`
  return { rule: 'duty-missing', field: '', message }
}

/**
 * The problem that an actor, grants expanded, may not see who holds what: that is for those who see
 * every paper and those who grant roles, wherever they do; null where it may be seen.
 * Problem: `oversight-missing`.
 */
export function whyNotOversee(book: RoleBook, { grants }: Holding): Problem | null {
  const held = grants.flatMap(({ role }) => book.get(role) ?? [])
  if (held.some(oversees)) return null
  const able = [...book.values()].filter(oversees).map(({ name }) => aOrAn(name))
  const message = `Only ${listed(able, 'or')} may see this. Ask one.`
  return { rule: 'oversight-missing', field: '', message }
}

/** Whether a role sees who holds what. */
export function oversees({ seesAll, duties }: BookedRole): boolean {
  return seesAll || duties.has('grant roles')
}

/** The sentence that says who can grant a role, by the names of those who can. */
export function whoGrants(book: RoleBook, role: Role, grantors: readonly string[]): string {
  if (grantors.length > 0) return `${listed(grantors)} can grant that role.`
  const granting = book.get(role)?.grantedBy ?? []
  if (granting.length === 0) return 'Nobody can grant that role: it is none of the catalogue.'
  return `Nobody can grant that role yet: it takes ${listed(granting.map(aOrAn), 'or')}.`
}
