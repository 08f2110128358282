/** What a human who is signed in may reach, by the duties of the roles that the human holds. */
import type { DutyName } from '#permissions/duty.ts'
import { everywhere } from '#kit/role.ts'
import type { Actor, Role } from '#kit/role.ts'
import { expanded } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'
import type { Scope } from '#server/access/scopes.ts'

/** Whoever holds a role at all: papers, registers and jobs say by themselves what is seen. */
const ofEverybody: readonly Scope[] = ['accounts:read', 'papers:read', 'papers:write', 'jobs:read']

/** Who reads what is confidential (class 2) reads the books, up to that class. */
const ofReaders: readonly Scope[] = ['entries:read', 'reports:read']

const ofDuties: readonly (readonly [DutyName, readonly Scope[]])[] = [
  ['post journals', ['entries:write']],
  ['maintain the chart', ['accounts:write']],
  ['open and close periods', ['periods:write']],
  ['grant roles', ['persons:read', 'persons:write', 'keys:write', 'access:read', 'access:write']],
  ['set approval policies', ['access:read', 'access:write']],
  ['acknowledge exceptions', ['access:read', 'access:write', 'jobs:write']],
]

/** Which papers wait for one's approval everybody may see who could give it. */
const ofApprovers: readonly Scope[] = ['access:read', 'access:write']

/**
 * The scopes of a session: none without a role. A role that is held in one company only gives its
 * scopes, too: the operations of papers narrow it further, those of the ledger ask for the scope
 * alone.
 */
export function scopesByRoles(book: RoleBook, { grants }: Pick<Actor, 'grants'>): Set<Scope> {
  const roles = grants.flatMap(({ role }) => book.get(role) ?? [])
  if (roles.length === 0) return new Set()
  const duties = new Set(roles.flatMap(({ ownDuties }) => ownDuties))
  const reads = readsByRoles(book, { grants })
  return new Set([
    ...ofEverybody,
    ...ofApprovers,
    ...(reads >= 2 ? ofReaders : []),
    ...ofDuties.flatMap(([duty, scopes]) => (duties.has(duty) ? scopes : [])),
  ])
}

/** The roles that give a scope, each by itself. */
export function rolesReaching(book: RoleBook, scope: Scope): Role[] {
  return [...book.keys()].filter((role) =>
    scopesByRoles(book, { grants: expanded(book, [{ role, scope: everywhere }]) }).has(scope),
  )
}

/** The highest class of lines of the books that a session sees singly; nothing without a role. */
export function readsByRoles(book: RoleBook, { grants }: Pick<Actor, 'grants'>): number {
  const roles = grants.flatMap(({ role }) => book.get(role) ?? [])
  return Math.max(0, ...roles.map(({ reads }) => (typeof reads === 'number' ? reads : 1)))
}
