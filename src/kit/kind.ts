/** What a kind of field answers about itself; shared code asks, and never switches on the kind. */
import type { z } from 'zod'
import type { Cell, CellFormat, Filled } from '#kit/cell.ts'
import type { Habits, Reading } from '#kit/reading.ts'

/** How a kind's values lie in a column of the database. */
export interface ColumnOf<Value> {
  /** The column's type in SQL: "text", "date". */
  readonly type: string
  /** What the column must fulfil beyond its type, so that the database refuses what we refuse. */
  check(column: string): string | null
  /** The value as text that PostgreSQL reads as the type. */
  write(value: Value): string
  /** The value from what the driver's parsers make of the column. */
  read(stored: unknown): Value
  /**
   * SQL for the column as it stands in JSON, where PostgreSQL would not write it as the codec does.
   */
  json?(column: string): string
}

/** How lists may be asked for values: the same, one of several, at or after, at or before, … */
export type Operator = 'is' | 'anyOf' | 'from' | 'to' | 'startsWith'

/** Of values that are the same or not, and nothing else. */
export const byValue: readonly Operator[] = ['is', 'anyOf']
/** Of values that have an order. */
export const byOrder: readonly Operator[] = [...byValue, 'from', 'to']
/** Of texts, of which people know how they begin. */
export const byBeginning: readonly Operator[] = [...byValue, 'startsWith']

/** How a kind's values stand in the cells of files. */
export interface CellOf<Value> {
  readonly format: CellFormat
  write(value: Value): Cell
  /** The codec's JSON from a cell that people filled, or why there is none. */
  read(cell: Filled, habits: Habits): Reading
}

/** One kind of field: text, a day, a decimal. */
export interface Kind<Value> {
  /** The kind's name in the guide: "text", "day". */
  readonly name: string
  /**
   * From JSON to the value and back, by `z.decode` and `z.encode`. Its messages are sentences for
   * the person who filled the field in.
   */
  readonly codec: z.ZodType<Value>
  readonly column: ColumnOf<Value>
  /** How lists may be asked for its values. */
  readonly operators: readonly Operator[]
  readonly cell: CellOf<Value>
  /** The side of its column on which it stands in lists and print; figures stand at the end. */
  readonly side: 'start' | 'end'
  /** Whether its values are words that people search for. */
  readonly isSearched?: true
  /** Whether its values are words of ours, which readers are told in their language. */
  readonly isWord?: true
  /** What a link points at; null for all other kinds. */
  readonly target: Target | null
  /** Of money and prices: the field that names the currency; null where it is the company's own. */
  readonly currencyIn?: string | null
}

/** A column that holds what its kind cannot be: a defect of ours, and told as one. */
export function unreadable(kind: string, stored: unknown): never {
  throw new TypeError(`a column of the kind ${kind} holds ${JSON.stringify(stored)}`)
}

/** What a link points at: a register by its code, a document by its identifier. */
export interface Target {
  readonly name: string
  /** Its table with the schema: "register.party". */
  readonly table: string
  /** The column that a link holds. */
  readonly key: 'code' | 'id'
  /** Whether its rows belong to a company, or to the whole organization. */
  readonly of: 'organization' | 'company'
  /** Whether a code stands for several dated rows; then no foreign key can point at one. */
  readonly dated: boolean
  /** Of one of the ledger's own tables: only the rows with these values are meant. */
  readonly only?: Readonly<Record<string, string>>
  /** The most characters of a code, where it is not the usual 40. */
  readonly longestCode?: number
  /**
   * The states in which a linked paper must be, and stay, once the paper with the link has left its
   * first state: it stands on the other. Empty where any will do.
   */
  readonly standsOn: readonly string[]
}
