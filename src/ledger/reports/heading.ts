/** What stands above a table: what it is called, what it answers, and its columns. */
import type { Column, Row } from './column.ts'

/** What a table says of itself: its name, what it answers, and its columns. */
export interface Heading {
  readonly name: string
  /** What it answers, as a sentence. */
  readonly answers: string
  readonly columns: readonly Column[]
  /** On paper: a table of its own for each value of this column, which heads it. */
  readonly partedBy?: string
  /** On paper: rows with a rule above them, such as the total of a section. */
  readonly isTotal?: (row: Row) => boolean
}
