/** The catalogue of roles: what each means, contains, is trusted with and may read. */
import type { DutyName } from '#permissions/duty.ts'
import type { ReadClass } from '#kit/field.ts'
import { holds } from '#kit/role.ts'
import type { Actor, Grant, Role, Scope, Whereabouts } from '#kit/role.ts'

/** A role that another contains; `own`: only for what the holder made. */
export interface Contained {
  readonly role: Role
  readonly own: boolean
}

/** What a role is told. */
export interface RoleSlots {
  /** One sentence for who grants it. */
  readonly meaning: string
  /** The roles that its holder has, too. */
  readonly contains?: readonly (Role | Contained)[]
  readonly duties?: readonly DutyName[]
  /** Up to which class its holder reads fields, of all papers or by their names; 1 otherwise. */
  readonly reads?: ReadClass | Readonly<Record<string, ReadClass>>
  /** Whether its holder sees every paper, without a right to do anything with it. */
  readonly seesAll?: boolean
  /** The roles that grant it; without them, those with the duty to grant roles. */
  readonly grantedBy?: readonly Role[]
}

/** A role as it is written down. */
export interface WrittenRole extends RoleSlots {
  readonly name: Role
}

/** A role of the book, with all that follows from what it contains. */
export interface BookedRole {
  readonly name: Role
  readonly meaning: string
  /** All that its holder has, itself among it; 'own' where it is for the holder's own only. */
  readonly contains: ReadonlyMap<Role, 'all' | 'own'>
  /** Its duties without those of what it contains. */
  readonly ownDuties: readonly DutyName[]
  /** Its duties, each with the contained role that brings it. */
  readonly duties: ReadonlyMap<DutyName, Role>
  readonly reads: ReadClass | Readonly<Record<string, ReadClass>>
  /** Whether it sees every paper, or contains a role that does. */
  readonly seesAll: boolean
  readonly grantedBy: readonly Role[]
}

/** All roles by name. */
export type RoleBook = ReadonlyMap<Role, BookedRole>

/** What is asked of an actor here: who it is and what it holds, grants expanded. */
export type Holding = Pick<Actor, 'person' | 'grants'>

/** Writes a role down. */
export function role(name: Role, slots: RoleSlots): WrittenRole {
  return { name, ...slots }
}

/** A contained role for the holder's own only: what the holder made. */
export function own(name: Role): Contained {
  return { role: name, own: true }
}

/**
 * The book of these roles. Throws where a name stands twice or is none of them, where roles contain
 * each other in a circle, and where a role is granted by one without the duty to grant: defects of
 * the catalogue.
 */
export function roleBook(written: readonly WrittenRole[]): RoleBook {
  const byName = new Map<Role, WrittenRole>()
  for (const one of written) {
    if (byName.has(one.name)) throw new Error(`the role ${one.name} stands twice in the book`)
    byName.set(one.name, one)
  }
  const closed = written.map((one) => {
    const contains = closure(byName, one.name, [])
    return { one, contains, duties: dutiesIn(byName, contains) }
  })
  const granting = closed
    .filter(({ duties }) => duties.has('grant roles'))
    .map(({ one }) => one.name)
  return new Map(
    closed.map(({ one, contains, duties }) => {
      const { name, meaning, reads = 1, grantedBy = granting } = one
      const stranger = grantedBy.find((by) => !granting.includes(by))
      if (stranger !== undefined) {
        throw new Error(`${name} is granted by ${stranger}, which has no duty to grant roles`)
      }
      const ownDuties = one.duties ?? []
      const seesAll = [...contains].some(
        ([inner, how]) => how === 'all' && byName.get(inner)?.seesAll === true,
      )
      return [name, { name, meaning, contains, ownDuties, duties, reads, seesAll, grantedBy }]
    }),
  )
}

/**
 * All that follows from grants: each with the roles that it contains, in the same scope. A role
 * that the book does not know any more gives nothing.
 */
export function expanded(book: RoleBook, grants: readonly Grant[]): Grant[] {
  return grants.flatMap(({ role: name, scope }) =>
    [...(book.get(name)?.contains ?? [])].map(([contained, how]) => ({
      role: contained,
      scope: how === 'own' ? { ...scope, own: true } : scope,
    })),
  )
}

/** The roles of an actor, grants expanded, that hold where something belongs. */
export function rolesAt(actor: Holding, where: Whereabouts): Set<Role> {
  const names = new Set(actor.grants.map(({ role: name }) => name))
  return new Set([...names].filter((name) => holds(actor, name, where)))
}

/** The duties of an actor, grants expanded, where something belongs. */
export function dutiesAt(book: RoleBook, actor: Holding, where: Whereabouts): Set<DutyName> {
  return new Set([...rolesAt(actor, where)].flatMap((name) => book.get(name)?.ownDuties ?? []))
}

/** Whether an actor, grants expanded, may grant a role in a scope. */
export function mayGrant(book: RoleBook, actor: Holding, name: Role, scope: Scope): boolean {
  const { company, site, department } = scope
  const where = { company, site, department, madeBy: null }
  return book.get(name)?.grantedBy.some((by) => holds(actor, by, where)) === true
}

/** The roles that contain one of these, themselves among them: their holders hold it, too. */
export function containing(book: RoleBook, wanted: Iterable<Role>): Role[] {
  const names = new Set(wanted)
  return [...book.values()]
    .filter(({ contains }) => [...contains.keys()].some((name) => names.has(name)))
    .map(({ name }) => name)
}

/** What a role contains, itself among it; a way without limits goes before one to the own only. */
function closure(
  byName: ReadonlyMap<Role, WrittenRole>,
  name: Role,
  above: readonly Role[],
): Map<Role, 'all' | 'own'> {
  if (above.includes(name)) {
    throw new Error(`roles contain each other in a circle: ${[...above, name].join(', ')}`)
  }
  const written = byName.get(name)
  if (written === undefined) {
    throw new Error(`${above.at(-1) ?? 'a role'} contains ${name}, which is no role of the book`)
  }
  const found = new Map<Role, 'all' | 'own'>([[name, 'all']])
  for (const contained of written.contains ?? []) {
    const { role: inner, own: onlyOwn } =
      typeof contained === 'string' ? { role: contained, own: false } : contained
    for (const [deeper, how] of closure(byName, inner, [...above, name])) {
      const reached = onlyOwn ? 'own' : how
      if (found.get(deeper) !== 'all') found.set(deeper, reached)
    }
  }
  return found
}

function dutiesIn(
  byName: ReadonlyMap<Role, WrittenRole>,
  contains: ReadonlyMap<Role, 'all' | 'own'>,
): Map<DutyName, Role> {
  const found = new Map<DutyName, Role>()
  for (const name of contains.keys()) {
    for (const duty of byName.get(name)?.duties ?? []) {
      if (!found.has(duty)) found.set(duty, name)
    }
  }
  return found
}
