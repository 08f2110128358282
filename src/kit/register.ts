/** A register: what papers link to by a code (party, item, tax code); it has no life of its own. */
import type { PlainDate } from '#base/date.ts'
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
  /**
   * A table of the ledger's own in which its rows stand. They are looked up and linked to like
   * others, and written by the ledger's operations only.
   */
  readonly keptIn?: `ledger.${string}`
  /** What lists are sorted by besides the code; each gets an index. */
  readonly sorts?: readonly Extract<keyof Of, string>[]
  readonly read: Role
  readonly write: Role
}

/** A register's description. */
export interface Register<Of extends Fields = Fields> {
  readonly noun: 'register'
  readonly name: string
  readonly plural: string
  readonly fields: Of
  readonly isLedgers: boolean
  readonly sorts: readonly string[]
  readonly read: Role
  readonly write: Role
  readonly target: Target
}

/** What a register's row says about itself besides its fields. */
export interface RowHead {
  readonly code: string
  /** Of a dated register: the first day on which the row is good. */
  readonly goodFrom?: PlainDate
  /** How often it was changed; what is sent with an older one is refused. */
  readonly version: number
  readonly madeBy: string
}

/** One row of a register. */
export type RegisterRow<Of extends Fields> = Values<Of> & RowHead

/** Describes a register. */
export function register<const Of extends Fields>(
  name: string,
  slots: RegisterSlots<Of>,
): Register<Of> {
  const { fields, plural = `${name}s`, of, dated = false, keptIn, sorts = [], read, write } = slots
  checkNames(name, fields)
  const table = keptIn ?? `register.${tableName(name)}`
  const target: Target = { name, table, key: 'code', of, dated, standsOn: [] }
  const isLedgers = keptIn !== undefined
  return { noun: 'register', name, plural, fields, isLedgers, sorts, read, write, target }
}
