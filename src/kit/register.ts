/** A register: what papers link to by a code (party, item, tax code); it has no life of its own. */
import type { Fields, Values } from '#kit/field.ts'
import type { Target } from '#kit/kind.ts'
import { checkNames } from '#kit/names.ts'
import type { Role } from '#kit/role.ts'
import { tableName } from '#kit/spelling.ts'

/** What a register is told. */
export interface RegisterSlots<Of extends Fields> {
  readonly fields: Of
  /** The name of many: "parties"; the name and an "s" where left out. */
  readonly plural?: string
  /** Whether each company has its own rows, or the organization has them in common. */
  readonly of: 'organization' | 'company'
  /**
   * Whether its rows are dated: a code has a row for each day on which something changed, and a
   * link means the one that is good on the paper's date.
   */
  readonly dated?: boolean
  readonly read: Role
  readonly write: Role
}

/** A register's description. */
export interface Register<Of extends Fields = Fields> {
  readonly noun: 'register'
  readonly name: string
  readonly plural: string
  readonly fields: Of
  readonly read: Role
  readonly write: Role
  readonly target: Target
}

/** One row of a register. */
export type RegisterRow<Of extends Fields> = Values<Of> & {
  readonly code: string
  /** How often it was changed; what is sent with an older one is refused. */
  readonly version: number
}

/** Describes a register. */
export function register<const Of extends Fields>(
  name: string,
  { fields, plural = `${name}s`, of, dated = false, read, write }: RegisterSlots<Of>,
): Register<Of> {
  checkNames(name, fields)
  const target: Target = { name, table: `register.${tableName(name)}`, key: 'code', of, dated }
  return { noun: 'register', name, plural, fields, read, write, target }
}
