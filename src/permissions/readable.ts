/** Who may read what: which papers, and which fields of them, by the class of each field. */
import type { Columns, Fields, ReadClass } from '#kit/field.ts'
import { isRows } from '#kit/field.ts'
import { holds } from '#kit/role.ts'
import type { Role, Whereabouts } from '#kit/role.ts'
import type { BookedRole, Holding, RoleBook } from '#permissions/roles.ts'
import { rolesAt } from '#permissions/roles.ts'

/** What these rules ask of a description. */
export interface Readable {
  readonly name: string
  readonly read: Role
  readonly fields: Fields
}

/** The classes that can be read at all: a secret is for nobody, whatever the role. */
const classes: readonly ReadClass[] = [0, 1, 2, 3, 4, 5]

/** Whether an actor, grants expanded, may read papers of a description that belong somewhere. */
export function mayRead(
  book: RoleBook,
  { read }: Pick<Readable, 'read'>,
  actor: Holding,
  where: Whereabouts,
): boolean {
  return holds(actor, read, where) || booked(book, actor, where).some(({ seesAll }) => seesAll)
}

/**
 * The classes of fields that an actor, grants expanded, may read of papers of a kind that belong
 * somewhere: those up to the highest that one of the roles there reads. Without a role only what
 * is public.
 */
export function readableClasses(
  book: RoleBook,
  actor: Holding,
  where: Whereabouts,
  kind: string,
): ReadonlySet<ReadClass> {
  const highest = Math.max(0, ...booked(book, actor, where).map(({ reads }) => of(reads, kind)))
  return new Set(classes.filter((one) => one <= highest))
}

/**
 * The fields that an actor, grants expanded, may read: those of rows as "lines.price", and "lines"
 * where any of them may be read. What is not in it is neither shown nor searched, sorted by,
 * filtered by, summed or exported. Empty where the papers themselves may not be read.
 */
export function readableFields(
  book: RoleBook,
  description: Readable,
  actor: Holding,
  where: Whereabouts,
): ReadonlySet<string> {
  if (!mayRead(book, description, actor, where)) return new Set()
  const readable = readableClasses(book, actor, where, description.name)
  return new Set(
    Object.entries(description.fields).flatMap(([name, field]) => {
      if (!isRows(field)) return readable.has(field.readClass) ? [name] : []
      const inner = columnsIn(field.rows, readable)
      return inner.length === 0 ? [] : [name, ...inner.map((column) => `${name}.${column}`)]
    }),
  )
}

function columnsIn(columns: Columns, readable: ReadonlySet<ReadClass>): string[] {
  return Object.entries(columns).flatMap(([name, { readClass }]) =>
    readable.has(readClass) ? [name] : [],
  )
}

function booked(book: RoleBook, actor: Holding, where: Whereabouts): BookedRole[] {
  return [...rolesAt(actor, where)].flatMap((name) => book.get(name) ?? [])
}

function of(reads: BookedRole['reads'], kind: string): ReadClass {
  if (typeof reads === 'number') return reads
  return Object.hasOwn(reads, kind) ? (reads[kind] ?? 1) : 1
}
