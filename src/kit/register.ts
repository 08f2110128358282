/** A register: what papers link to by a code (party, item, tax code); it has no life of its own. */
import type { PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { Target } from '#kit/kind.ts'
import type { Moment } from '#kit/moment.ts'
import { checkNames } from '#kit/names.ts'
import type { NumberedKind } from '#kit/number.ts'
import type { PrintedKind } from '#kit/prints.ts'
import type { Role } from '#kit/role.ts'
import { tableName } from '#kit/spelling.ts'

/** What the ledger's lines count by a row's code: goods or services. */
export interface Counted {
  readonly kind: 'item' | 'service'
  readonly name: string
  /** Digits behind the point of one unit. */
  readonly scale: number
}

/** A rule of its row, held by a method's type as a document's rules are. */
type Need<Of extends Fields> = { holds(row: Values<Of>): boolean }['holds']
/** A moment, and how the papers of the program are numbered and printed as they come. */
export interface Around extends Moment {
  readonly numbered: readonly NumberedKind[]
  readonly printed: readonly PrintedKind[]
}
/** Asks what the moment knows, once for the whole set; answers the problems of each row. */
type Keeps = (around: Around, rows: readonly object[]) => Promise<readonly (readonly Problem[])[]>
type Counts<Of extends Fields> = { counted(row: Values<Of>): Counted }['counted']

/** What a register is told. */
export interface RegisterSlots<Of extends Fields> {
  /** What it is, in a sentence for the guide: “Customers, suppliers and whoever else.” */
  readonly about?: string
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
  /** Of that table, only the rows whose columns have these values. */
  readonly only?: Readonly<Record<string, string>>
  /** What must be true of a row, by the sentence that is told where it is not. */
  readonly needs?: Readonly<Record<string, Need<Of>>>
  /** What forbids rows by what the moment knows. */
  readonly keeps?: Keeps
  /** Of what the ledger's lines count by the row's code: it becomes one of the commodities. */
  readonly counts?: Counts<Of>
  /** What lists are sorted by besides the code; each gets an index. */
  readonly sorts?: readonly Extract<keyof Of, string>[]
  readonly read: Role
  readonly write: Role
}

/** A register's description. */
export interface Register<Of extends Fields = Fields> {
  readonly noun: 'register'
  readonly name: string
  readonly about: string | null
  readonly plural: string
  readonly fields: Of
  readonly isLedgers: boolean
  readonly needs: Readonly<Record<string, Need<Of>>>
  readonly keeps: Keeps | null
  readonly counts: Counts<Of> | null
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

/** So many characters has the longest code of an account. */
const longestOfLedger = 400

/** Describes a register. */
export function register<const Of extends Fields>(
  name: string,
  slots: RegisterSlots<Of>,
): Register<Of> {
  const { fields, of, dated = false, keptIn, only = {}, read, write } = slots
  checkNames(name, fields)
  const table = keptIn ?? `register.${tableName(name)}`
  const target: Target = { name, table, key: 'code', of, dated, standsOn: [] }
  return {
    noun: 'register',
    name,
    about: slots.about ?? null,
    plural: slots.plural ?? `${name}s`,
    fields,
    isLedgers: keptIn !== undefined,
    needs: slots.needs ?? {},
    keeps: slots.keeps ?? null,
    counts: slots.counts ?? null,
    sorts: slots.sorts ?? [],
    read,
    write,
    target: keptIn === undefined ? target : { ...target, only, longestCode: longestOfLedger },
  }
}
