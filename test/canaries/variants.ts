/** The program's own descriptions in stricter variants: all fields withheld, or a role for each. */
import { all } from '#departments/all.ts'
import { roles } from '#departments/roles.ts'
import { catalogue } from '#kit/catalogue.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Document } from '#kit/document.ts'
import { isRows } from '#kit/field.ts'
import type { Fields, ReadClass } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { tasks } from '#departments/tasks.ts'
import type { Task } from '#kit/task.ts'
import { role, roleBook } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { helper, notice } from '#test/record-kit.ts'
import { libraryCatalogue } from '#test/kit.ts'

/** Above what any role of daily work reads: the class of pay. */
const withheld: ReadClass = 4

/** What belongs to sites and departments, and has fields of many classes, is the library's. */
export const described: readonly Described[] = [
  ...all.all,
  ...libraryCatalogue.all.filter(({ name }) => all.all.every((of) => of.name !== name)),
  helper,
  notice,
]

/**
 * The descriptions with every field of the class of pay: who reads less sees of a paper its number
 * and its state, and of a row its code. What the ledger keeps for itself stays as it is.
 */
export function allWithheld(): Catalogue {
  return catalogue(
    described.map((of): Described => {
      if (of.noun === 'register' && of.isLedgers) return of
      return { ...of, fields: raised(of.fields) }
    }),
  )
}

function raised(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, of]) => [
      name,
      isRows(of) ? { ...of, rows: columnsRaised(of.rows) } : { ...of, readClass: withheld },
    ]),
  )
}

function columnsRaised<Of extends object>(columns: Readonly<Record<string, Of>>) {
  return Object.fromEntries(
    Object.entries(columns).map(([name, of]) => [name, { ...of, readClass: withheld }]),
  )
}

/** The role that reads a description, where each has its own. */
export function readerOf({ name }: { readonly name: string }): string {
  return `reader of ${name}`
}

/** The role that writes and brings on what a description describes, where each has its own. */
export function writerOf({ name }: { readonly name: string }): string {
  return `writer of ${name}`
}

/** The descriptions with roles of their own each; their fields stay as they are. */
export function rolesApart(): Catalogue {
  return catalogue(
    described.map((of): Described => {
      const own = { read: readerOf(of), write: writerOf(of) }
      return of.noun === 'register' ? { ...of, ...own } : { ...of, ...own, transitions: apart(of) }
    }),
  )
}

function apart(of: Document): Document['transitions'] {
  return Object.fromEntries(
    Object.entries(of.transitions).map(([verb, way]) => [verb, { ...way, by: writerOf(of) }]),
  )
}

/** The roles of the house, those of the library, and two for each description. */
export const book: RoleBook = new Map([
  ...roles,
  ...roleBook([
    ...['reader', 'librarian'].map((name) => role(name, { meaning: 'Of the library.' })),
    ...described.flatMap((of) => [
      role(readerOf(of), { meaning: `Reads ${of.plural}.` }),
      role(writerOf(of), { meaning: `Writes ${of.plural}.` }),
    ]),
    // Nobody grants them here but the test.
    role('grantor', { meaning: 'Grants.', duties: ['grant roles'] }),
  ]),
])

/** The tasks, which write what a catalogue describes. */
export function tasksOf({ catalogue: known }: { readonly catalogue: Catalogue }): Task[] {
  return tasks.map((task) => ({
    ...task,
    makes: known.document(task.makes.name) ?? task.makes,
  }))
}
