/** A field of a description: a kind, whether it may be empty, and what people read about it. */
import type { Kind } from '#kit/kind.ts'

/**
 * Who may read a field, from public to secret, as the security guide numbers them: 0 public,
 * 1 inside the organization, 2 confidential, 3 personal, 4 pay and bank, 5 special, 6 secret.
 */
export type ReadClass = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** One value of a paper or of a row. Where `optional`, its value may be null. */
export interface Field<Value = unknown, Optional extends boolean = boolean> {
  readonly kind: Kind<Value>
  readonly optional: Optional
  /** What stands before it on a form; the field's own name as a sentence where left out. */
  readonly label?: string
  /** One sentence for who fills it in. */
  readonly help?: string
  /** What other programs call it, so that their files' columns are found: "Qty", "Menge". */
  readonly alsoCalled?: readonly string[]
  readonly readClass: ReadClass
  /** Whether a transition fills it, and no person: what was taken, frozen on the paper. */
  readonly isTaken: boolean
}

/** Rows of a paper: what an invoice's lines are. Each row has its place, from 1. */
export interface Rows<Of extends Columns = Columns> {
  readonly rows: Of
  readonly help?: string
  /** Whether a transition fills them, and no person. */
  readonly isTaken: boolean
}

/** The fields of a row. */
export type Columns = Readonly<Record<string, Field>>
/** The fields of a description, its rows among them, in the order in which they are shown. */
export type Fields = Readonly<Record<string, Field | Rows>>

/** What a paper with such fields holds. */
export type Values<Of extends Fields> = {
  readonly [Name in keyof Of]: Of[Name] extends Rows<infer Inner>
    ? readonly Values<Inner>[]
    : Of[Name] extends Field<infer Value, infer Optional>
      ? Optional extends true
        ? Value | null
        : Value
      : never
}

/** What a field may be told beyond its kind. */
export interface Telling {
  readonly label?: string
  readonly help?: string
  readonly alsoCalled?: readonly string[]
  readonly readClass?: ReadClass
}

/** A field of a kind that must be filled. */
export function field<Value>(kind: Kind<Value>, telling: Telling = {}): Field<Value, false> {
  const { label, help, alsoCalled, readClass = 1 } = telling
  return {
    kind,
    optional: false,
    readClass,
    isTaken: false,
    ...(label === undefined ? {} : { label }),
    ...(help === undefined ? {} : { help }),
    ...(alsoCalled === undefined ? {} : { alsoCalled }),
  }
}

/** The same field, which may also be left empty. */
export function optional<Value>(of: Field<Value, false>): Field<Value, true> {
  return { ...of, optional: true }
}

/** Rows of a paper. */
export function rows<Of extends Columns>(of: Of, help?: string): Rows<Of> {
  return { rows: of, isTaken: false, ...(help === undefined ? {} : { help }) }
}

/**
 * The same field or rows, filled by a transition and by no person: what the moment of the
 * transition knew, frozen on the paper. Until then the field is empty, and there are no rows.
 */
export function taken<Value>(of: Field<Value, false>): Field<Value, true>
export function taken<Of extends Columns>(of: Rows<Of>): Rows<Of>
export function taken(of: Field | Rows): Field | Rows {
  return isRows(of) ? { ...of, isTaken: true } : { ...of, optional: true, isTaken: true }
}

/** Whether an entry of a description is rows. */
export function isRows(of: Field | Rows): of is Rows {
  return 'rows' in of
}

/** The fields that are no rows, by name. */
export function plainFields(fields: Fields): [string, Field][] {
  return Object.entries(fields).flatMap(([name, of]) => (isRows(of) ? [] : [[name, of]]))
}

/** The rows of a description, by name. */
export function rowFields(fields: Fields): [string, Rows][] {
  return Object.entries(fields).flatMap(([name, of]) => (isRows(of) ? [[name, of]] : []))
}

/** The fields that people fill in; what transitions fill is left out. */
export function writtenFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, of]) => !of.isTaken))
}

/** A field of a description, where it stands: "customer", "lines.item". */
export interface PlacedField {
  /** The rows it belongs to; null for a field of the paper itself. */
  readonly rows: string | null
  readonly name: string
  readonly field: Field
}

/** All fields of a description, those of its rows among them. */
export function placedFields(fields: Fields): PlacedField[] {
  return Object.entries(fields).flatMap(([name, of]): PlacedField[] =>
    isRows(of)
      ? Object.entries(of.rows).map(([inner, each]) => ({ rows: name, name: inner, field: each }))
      : [{ rows: null, name, field: of }],
  )
}
