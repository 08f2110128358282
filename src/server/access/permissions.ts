/** What the program asks of roles: as whom somebody acts. */
import type { PlainDate } from '#base/date.ts'
import type { Actor } from '#kit/role.ts'
import type { Caller } from '#server/access/caller.ts'

/** Who may do and see what; the roles behind it are held in one place. */
export interface Permissions {
  /** As whom a caller acts on a day: the person, with all roles that are held then. */
  actorOf(
    caller: Pick<Caller, 'organization' | 'person' | 'actor'>,
    today: PlainDate,
  ): Promise<Actor>
}

/** Where nobody holds a role: everybody is who they are, and may do and see nothing. */
export const nobodyHoldsRoles: Permissions = {
  actorOf: ({ person, actor }) => Promise.resolve({ person, name: actor, grants: [] }),
}
