/** Roles: what a person is, and where; and whether that is enough to act. */

/** The name of a role as people say it: "billing clerk". */
export type Role = string

/** Where a role is held; what is null is not narrowed. */
export interface Scope {
  /** Only in the company of this code. */
  readonly company: string | null
  /** Only with what belongs to this site. */
  readonly site: string | null
  /** Only with what belongs to this department. */
  readonly department: string | null
  /** Only with what the person made. */
  readonly own: boolean
}

/** A role that somebody holds. */
export interface Grant {
  readonly role: Role
  readonly scope: Scope
}

/** From where an act comes. */
export type ActOrigin = 'screen' | 'API key' | 'command line' | 'agent' | 'import' | 'job'

/** Who acts. */
export interface Actor {
  /** The person, whatever login or key is used: four eyes are two persons. */
  readonly person: string
  /** The name as it stands in entries and audit: "Ada Kay", "till (key …)". */
  readonly name: string
  /** From where; left out where that is not known. */
  readonly origin?: ActOrigin
  /** All that the person holds, with the roles that these contain. */
  readonly grants: readonly Grant[]
  /** The sentence that says who can grant a role in a company, or everywhere where it is null. */
  readonly whoGrants: (role: Role, company: string | null) => string
}

/** Where something belongs; a company of null is the whole organization. */
export interface Whereabouts {
  readonly company: string | null
  readonly site: string | null
  readonly department: string | null
  /** The person who made it; null for what is not made yet. */
  readonly madeBy: string | null
}

/** A scope without limits. */
export const everywhere: Scope = { company: null, site: null, department: null, own: false }

/** The actor of a run of the program's own: in somebody's name, with the roles that it is given. */
export function actingAs(
  who: Pick<Actor, 'person' | 'name' | 'origin'>,
  roles: readonly Role[],
  scope: Scope,
): Actor {
  return {
    ...who,
    grants: roles.map((role) => ({ role, scope })),
    whoGrants: () => 'This run acts with roles of its own, and nobody can grant it others.',
  }
}

/**
 * Whether an actor holds a role where something belongs. A narrowed scope holds only of what says
 * that it belongs there: a role of one company is none for what the companies have in common. What
 * is being made is the maker's own.
 */
export function holds(
  { person, grants }: Pick<Actor, 'person' | 'grants'>,
  role: Role,
  where: Whereabouts,
): boolean {
  return grants.some(
    ({ role: held, scope }) =>
      held === role &&
      (scope.company === null || scope.company === where.company) &&
      (scope.site === null || scope.site === where.site) &&
      (scope.department === null || scope.department === where.department) &&
      (!scope.own || where.madeBy === null || where.madeBy === person),
  )
}
