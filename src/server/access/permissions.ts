/** What the program asks of roles: as whom somebody acts, what they see of papers, and why not. */
import type { PlainDate } from '#base/date.ts'
import type { Described } from '#kit/key.ts'
import type { Actor, Scope } from '#kit/role.ts'
import type { ReadableAt } from '#kit/sight.ts'
import type { Caller } from '#server/access/caller.ts'

/** Who may do and see what; the roles behind it are held in one place. */
export interface Permissions {
  /** As whom a caller acts on a day: the person, with all roles that are held then. */
  actorOf(
    caller: Pick<Caller, 'organization' | 'person' | 'actor'>,
    today: PlainDate,
  ): Promise<Actor>
  /** The scopes in which an actor sees papers or rows of a description. */
  scopesOf(of: Described, actor: Actor): readonly Scope[]
  /** The fields that an actor sees of what belongs somewhere. */
  readableAt(of: Described, actor: Actor): ReadableAt
}

/** Where nobody holds a role: everybody is who they are, and may do and see nothing. */
export const nobodyHoldsRoles: Permissions = {
  actorOf: ({ person, actor }) => Promise.resolve({ person, name: actor, grants: [] }),
  scopesOf: () => [],
  readableAt: () => () => new Set(),
}
