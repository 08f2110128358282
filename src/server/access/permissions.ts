/** What the program asks of roles: as whom somebody acts, what they see of papers, and why not. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { Described } from '#kit/key.ts'
import { readableFields } from '#permissions/readable.ts'
import type { Actor, Scope } from '#kit/role.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { narrowed, scopesOf, sightOf } from '#kit/sight.ts'
import type { ReadableAt, Sight } from '#kit/sight.ts'
import type { Actors } from '#server/access/actors.ts'
import type { Caller } from '#server/access/caller.ts'
import { holders, holdingOf } from '#server/access/holders.ts'
import { clearance } from '#server/access/clearance.ts'
import type { Desk } from '#server/paper-books.ts'

/** Who looks: of an actor what seeing asks for. */
export type Seer = Pick<Actor, 'person' | 'name' | 'grants'>

/** Who may do and see what; the roles behind it are held in one place. */
export interface Permissions {
  /** As whom a caller acts on a day: the person, with all roles that are held then. */
  actorOf(
    caller: Pick<Caller, 'organization' | 'person' | 'actor'>,
    today: PlainDate,
  ): Promise<Actor>
  /** As whom several persons see, by the roles that they hold; who holds none is not among them. */
  seers(
    query: Query,
    organization: string,
    persons: readonly string[],
    today: PlainDate,
  ): Promise<Seer[]>
  /** The scopes in which an actor sees papers or rows of a description. */
  scopesOf(of: Described, actor: Seer): readonly Scope[]
  /** The fields that an actor sees of what belongs somewhere. */
  readableAt(of: Described, actor: Seer): ReadableAt
  /** A desk at which the organization's own rules hold: approvals, duties that are kept apart. */
  guarded(desk: Desk): Desk
}

/** What the granted roles allow, by what the book says of them. */
export function permissionsBy(book: RoleBook, actors: Actors): Permissions {
  return {
    async actorOf({ organization, person, actor: name }, today) {
      return { ...(await actors.of(organization, person, today)), name }
    },
    async seers(query, organization, persons, today) {
      const found = await holders(query, organization, today, { persons })
      return found.map((one) => ({ ...holdingOf(book, one), name: one.name }))
    },
    scopesOf: ({ read }, actor) =>
      scopesOf(actor, (role) => role === read || book.get(role)?.seesAll === true),
    readableAt: (of, actor) => (where) => readableFields(book, of, actor, where),
    guarded: (desk) => ({
      ...desk,
      clear: (query, document, verb, going) => clearance(query, book, desk, document, verb, going),
    }),
  }
}

/** What an actor sees of a description in a company, or in common; null where that is nothing. */
export function sightIn(
  permissions: Pick<Permissions, 'scopesOf' | 'readableAt'>,
  actor: Seer,
  company: string | null,
  of: Described,
): Sight | null {
  const at = permissions.readableAt(of, actor)
  const sight = sightOf(actor, company, permissions.scopesOf(of, actor), at)
  return sight === null || narrowed(of, sight)?.length === 0 ? null : sight
}
