/** Why somebody may not do something, and who can change that: in words, with names. */
import type { Problem } from '#base/problem.ts'
import type { DutyName } from '#permissions/duty.ts'
import { holds } from '#kit/role.ts'
import type { Role, Whereabouts } from '#kit/role.ts'
import { dutiesAt } from '#permissions/roles.ts'
import type { BookedRole, Holding, RoleBook } from '#permissions/roles.ts'
import { aOrAn } from '#kit/naming.ts'
import { listed, verbWords } from '#kit/sentence.ts'

/** What is to be done: "void" a "sales invoice". */
export interface Wish {
  /** The name of the description. */
  readonly of: string
  /** A transition, or a word such as "read" or "write". */
  readonly verb: string
  /** The role that may. */
  readonly by: Role
}

/**
 * The problem that an actor, grants expanded, lacks the role; null where it is held. `grantors` are
 * the names of those who can grant it. Problem: `role-missing`.
 */
export function whyNot(
  book: RoleBook,
  { of, verb, by }: Wish,
  actor: Holding,
  where: Whereabouts,
  grantors: readonly string[],
): Problem | null {
  if (holds(actor, by, where)) return null
  const message = [
    `Only ${aOrAn(by)} may ${verbWords(verb)} ${aOrAn(of)}.`,
    ...elsewhere(by, actor, where),
    whoCan(book, by, grantors),
  ].join(' ')
  return { rule: 'role-missing', field: '', message }
}

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
  const message = `Only ${able.map(aOrAn).join(' or ')} may ${duty}. Ask one.`
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
  const message = `Only ${able.join(' or ')} may see this. Ask one.`
  return { rule: 'oversight-missing', field: '', message }
}

/** Whether a role sees who holds what. */
export function oversees({ seesAll, duties }: BookedRole): boolean {
  return seesAll || duties.has('grant roles')
}

/** Where the actor has the role, if not here. */
function elsewhere(by: Role, { grants }: Holding, where: Whereabouts): string[] {
  const scopes = grants.filter(({ role }) => role === by).map(({ scope }) => scope)
  if (scopes.length === 0) return []
  const here = scopes.filter(({ company }) => company === null || company === where.company)
  const companies = [...new Set(scopes.flatMap(({ company }) => company ?? []))]
  if (here.length === 0) return [`You are one in ${listed(companies)} only.`]
  if (here.some(({ own }) => own)) return ['You are one for what you made yourself only.']
  return ['You are one for another site or department only.']
}

function whoCan(book: RoleBook, by: Role, grantors: readonly string[]): string {
  if (grantors.length > 0) return `${listed(grantors)} can grant that role.`
  const granting = book.get(by)?.grantedBy ?? []
  if (granting.length === 0) return 'Nobody can grant that role: it is none of the catalogue.'
  return `Nobody can grant that role yet: it takes ${granting.map(aOrAn).join(' or ')}.`
}
