/** Who holds which roles today, read in sets: as they were granted, and as actors of the kit. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { everywhere } from '#kit/role.ts'
import type { Actor, Grant, Role } from '#kit/role.ts'
import { containing, expanded, mayGrant } from '#permissions/roles.ts'
import type { Holding, RoleBook } from '#permissions/roles.ts'
import { whoGrants } from '#permissions/why-not.ts'

/** A person with the roles that were granted to them and hold today. */
export interface Holder {
  readonly person: string
  readonly name: string
  /** Whether it is a human: a program approves nothing. */
  readonly isHuman: boolean
  /** As they were granted, without what the roles contain. */
  readonly grants: readonly Grant[]
}

interface HeldRow {
  readonly person: string
  readonly name: string
  readonly kind: string
  readonly role: string
  readonly company: string | null
  readonly site: string | null
  readonly department: string | null
  readonly own: boolean
}

/** Whose roles are asked for: of these persons, of these roles, or all. */
export interface Wanted {
  readonly persons?: readonly string[]
  readonly roles?: readonly Role[]
}

/** Those who hold roles on a day and have not left, by name. */
export async function holders(
  query: Query,
  organization: string,
  today: PlainDate,
  { persons, roles }: Wanted = {},
): Promise<Holder[]> {
  const rows = await query<HeldRow>({
    name: 'access.holders',
    text: `select g.person, p.name, p.kind, g.role, g.company, g.site, g.department, g.own
      from access.grant_of_role g
      join access.person p on p.organization = g.organization and p.id = g.person
      where g.organization = $1 and g.ended_at is null and p.left_at is null
        and (g.until is null or g.until >= $2)
        and ($3::uuid[] is null or g.person = any ($3))
        and ($4::text[] is null or g.role = any ($4))
      order by p.name, g.person, g.id`,
    values: [organization, today.toString(), persons ?? null, roles ?? null],
  })
  return [...Map.groupBy(rows, ({ person }) => person)].map(([person, of]) => ({
    person,
    name: of[0]?.name ?? '',
    isHuman: of[0]?.kind === 'human',
    grants: of.map(({ role, company, site, department, own }) => ({
      role,
      scope: { company, site, department, own },
    })),
  }))
}

/** What a holder holds, with all that the roles contain. */
export function holdingOf(book: RoleBook, { person, grants }: Holder): Holding {
  return { person, grants: expanded(book, grants) }
}

/**
 * The actor that a person is on a day; without grants where nothing was granted, and without a
 * name where there is no such person any more.
 */
export async function actorOf(
  query: Query,
  book: RoleBook,
  organization: string,
  person: string,
  today: PlainDate,
): Promise<Actor> {
  const rows = await query<Omit<HeldRow, 'person' | 'kind' | 'role'> & { role: string | null }>({
    name: 'access.actor',
    text: `select p.name, g.role, g.company, g.site, g.department, g.own
      from access.person p
      left join access.grant_of_role g on g.organization = p.organization and g.person = p.id
        and g.ended_at is null and (g.until is null or g.until >= $3)
      where p.organization = $1 and p.id = $2 and p.left_at is null order by g.id`,
    values: [organization, person, today.toString()],
  })
  const grants = rows.flatMap(({ role, company, site, department, own }) =>
    role === null ? [] : [{ role, scope: { company, site, department, own } }],
  )
  const grantors = await grantorsOf(query, book, organization, today)
  return {
    person,
    name: rows[0]?.name ?? '',
    grants: expanded(book, grants),
    whoGrants: (role, company) => whoGrants(book, role, grantors(role, company)),
  }
}

/** The names of those who can grant a role in a company, or everywhere where it is null. */
export type Grantors = (role: Role, company: string | null) => string[]

/** Who can grant which roles on a day. */
export async function grantorsOf(
  query: Query,
  book: RoleBook,
  organization: string,
  today: PlainDate,
): Promise<Grantors> {
  const granting = new Set([...book.values()].flatMap(({ grantedBy }) => grantedBy))
  const found = await holders(query, organization, today, { roles: containing(book, granting) })
  const holding = found.map((holder) => ({ name: holder.name, ...holdingOf(book, holder) }))
  return (role, company) => {
    const scope = { ...everywhere, company }
    return holding.filter((one) => mayGrant(book, one, role, scope)).map(({ name }) => name)
  }
}
