/** The table of permissions: what each role may do by the descriptions, and by a reviewed list. */
import type { DutyName } from '#permissions/duty.ts'
import type { Role } from '#kit/role.ts'
import type { BookedRole, RoleBook } from '#permissions/roles.ts'

/** What the table asks of a description; documents have transitions, registers none. */
export interface Permitted {
  readonly name: string
  readonly read: Role
  readonly write: Role
  readonly transitions?: Readonly<Record<string, { readonly by: Role }>>
}

/** `own`: only what the holder made. */
export type Permission = 'yes' | 'own' | ''

/** An operation, and what a role of the book, held without limits, may do of it. */
export interface PermittedOperation {
  /** "sales invoice: issue" */
  readonly name: string
  readonly of: (role: BookedRole) => Permission
}

/** All operations of descriptions, in their order: read, write, and each transition. */
export function operationsOf(descriptions: readonly Permitted[]): PermittedOperation[] {
  return descriptions.flatMap(({ name, read, write, transitions = {} }) => [
    {
      name: `${name}: read`,
      of: (role) => (role.seesAll ? 'yes' : contained(role, read)),
    },
    operationOfRole(`${name}: write`, write),
    ...Object.entries(transitions).map(([verb, { by }]) => operationOfRole(`${name}: ${verb}`, by)),
  ])
}

/** An operation that takes a role by its name. */
export function operationOfRole(name: string, by: Role): PermittedOperation {
  return { name, of: (role) => contained(role, by) }
}

/** An operation that takes a duty, and no role by name. */
export function operationOfDuty(name: string, duty: DutyName): PermittedOperation {
  return { name, of: ({ duties }) => (duties.has(duty) ? 'yes' : '') }
}

/**
 * Where the program and the reviewed list differ, a sentence for each. The list is a table of
 * text: its first row is "operation" and every role of the book, each other row an operation and
 * "yes", "own" or nothing for each role. What only one of both has is told as well.
 */
export function permissionFaults(
  book: RoleBook,
  operations: readonly PermittedOperation[],
  reviewed: readonly (readonly string[])[],
): string[] {
  const [[corner, ...roles] = [], ...rows] = reviewed
  const columns = [
    ...(corner === 'operation' ? [] : ['the first column is not called operation']),
    ...roles.filter((name) => !book.has(name)).map((name) => `there is no role ${name}`),
    ...[...book.keys()].filter((name) => !roles.includes(name)).map((name) => `no column: ${name}`),
  ]
  const byName = new Map(rows.map(([name = '', ...cells]) => [name, cells]))
  const known = new Map(operations.map((operation) => [operation.name, operation]))
  const strange = rows.flatMap(([name = ''], at) => {
    if (!known.has(name)) return [`${name}: reviewed, but there is no such operation`]
    return rows.findIndex(([first]) => first === name) === at ? [] : [`${name}: stands twice`]
  })
  const cells = operations.flatMap((operation) => {
    const row = byName.get(operation.name)
    if (row === undefined) return [`${operation.name}: not reviewed`]
    return roles.flatMap((role, at) => {
      const booked = book.get(role)
      const [says, does] = [row[at] ?? '', booked === undefined ? null : operation.of(booked)]
      if (says === does || does === null) return []
      return [`${operation.name}: ${role} is reviewed as “${says}”, but has “${does}”`]
    })
  })
  return [...columns, ...strange, ...cells]
}

function contained({ contains }: BookedRole, by: Role): Permission {
  const how = contains.get(by)
  return how === 'all' ? 'yes' : (how ?? '')
}
