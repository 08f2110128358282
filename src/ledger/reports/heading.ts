/** What stands above a table: what it is called, what it answers, and its columns. */
import type { Column, Row } from './column.ts'

/** What a table says of itself: its name, what it answers, and its columns. */
export interface Heading {
  readonly name: string
  /** What it answers, as a sentence. */
  readonly answers: string
  readonly columns: readonly Column[]
  /** For people: each value of this column has a part of its own, under a heading. */
  readonly partedBy?: string
  /** For people: what the rows of a part have in common, and its heading says instead of them. */
  readonly headedBy?: readonly string[]
  /** For people: rows with a rule above them, such as the total of a section. */
  readonly isTotal?: (row: Row) => boolean
}
