/** What a human who is signed in may reach, by the duties of the roles that the human holds. */
import type { DutyName } from '#permissions/duty.ts'
import { everywhere } from '#kit/role.ts'
import type { Actor, Grant, Role } from '#kit/role.ts'
import { expanded } from '#permissions/roles.ts'
import type { BookedRole, RoleBook } from '#permissions/roles.ts'
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

/** The scopes of the ledger, which knows companies, and no site, department or maker. */
const ofBooks: ReadonlySet<Scope> = new Set([
  'entries:read',
  'entries:write',
  'reports:read',
  'accounts:write',
  'periods:write',
])

/**
 * The scopes of a session in a company, or outside of all where none is said: none without a role.
 * A role that is held in one company gives them there, and outside; one that is narrowed to a site,
 * to a department or to what its holder made gives none of the books, where these are not told
 * apart. The operations of papers narrow further by themselves.
 */
export function scopesByRoles(
  book: RoleBook,
  { grants }: Pick<Actor, 'grants'>,
  company: string | null = null,
): Set<Scope> {
  const here = heldIn(grants, company)
  if (rolesOf(book, here).length === 0) return new Set()
  const whole = here.filter(isWhole)
  return new Set([
    ...ofEverybody,
    ...ofApprovers,
    ...(readsByRoles(book, { grants }, company) >= 2 ? ofReaders : []),
    ...ofDuties.flatMap(([duty, scopes]) =>
      scopes.filter((scope) => hasDuty(book, ofBooks.has(scope) ? whole : here, duty)),
    ),
  ])
}

/** The roles that give a scope, each by itself. */
export function rolesReaching(book: RoleBook, scope: Scope): Role[] {
  return [...book.keys()].filter((role) =>
    scopesByRoles(book, { grants: expanded(book, [{ role, scope: everywhere }]) }).has(scope),
  )
}

/**
 * The highest class of lines of the books that a session sees singly in a company; nothing without
 * a role that is held in the whole of it.
 */
export function readsByRoles(
  book: RoleBook,
  { grants }: Pick<Actor, 'grants'>,
  company: string | null = null,
): number {
  const held = rolesOf(book, heldIn(grants, company).filter(isWhole))
  return Math.max(0, ...held.map(({ reads }) => (typeof reads === 'number' ? reads : 1)))
}

function heldIn(grants: readonly Grant[], company: string | null): Grant[] {
  return grants.filter(
    ({ scope }) => company === null || scope.company === null || scope.company === company,
  )
}

function isWhole({ scope: { site, department, own } }: Grant): boolean {
  return site === null && department === null && !own
}

function rolesOf(book: RoleBook, grants: readonly Grant[]): BookedRole[] {
  return grants.flatMap(({ role }) => book.get(role) ?? [])
}

function hasDuty(book: RoleBook, grants: readonly Grant[], duty: DutyName): boolean {
  return rolesOf(book, grants).some(({ ownDuties }) => ownDuties.includes(duty))
}
