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
  /** Where proposals for them come from; a person takes them, or does not. */
  readonly proposedFrom?: RowsSource
}

/** A report whose rows are proposals for rows of a paper, in the report's order. */
export interface RowsSource {
  /** The report's name: "open-items". */
  readonly report: string
  /** What it is always asked: parameters and their values. */
  readonly always: Readonly<Record<string, string>>
  /** What it is asked by the paper: parameters and the fields that fill them, all of which must. */
  readonly asks: Readonly<Record<string, string>>
  /** Columns that must be as the paper's fields say: `{ currency: 'currency' }`. */
  readonly where: Readonly<Record<string, string>>
  /** The field that names a row of the report, and the column with its name. */
  readonly names: { readonly field: string; readonly column: string }
  /** What else of the report is shown: how old it is, when it falls due. */
  readonly shows: readonly string[]
  /** The column with what is open; its sign says on which side. */
  readonly open: string
  /** The side of what is proposed at all: debts are plus, credits minus. */
  readonly side: 'plus' | 'minus' | 'both'
  /** The row's field with the part that is taken: the money `over` is spread, in the order. */
  readonly part: { readonly field: string; readonly over: string } | null
  /** What has become of a row where its paper counts: "allocated". */
  readonly called: string
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

/** The same rows, with proposals from a report. */
export function proposedFrom<Of extends Columns>(of: Rows<Of>, source: RowsSource): Rows<Of> {
  return { ...of, proposedFrom: source }
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
