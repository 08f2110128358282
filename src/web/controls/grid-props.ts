/** What a grid of rows is told: its columns, what stands in it, and what is wrong with it. */
import type { FieldPage } from '#kit/derive/page.ts'
import type { Row } from '#web/controls/grid-rows.ts'

export interface GridProps {
  readonly label: string
  readonly columns: readonly FieldPage[]
  readonly rows: readonly Row[]
  /** What stands in cells of which nothing is said. */
  readonly proposed: readonly Row[]
  /** What is wrong with a cell; rows are counted from 0. */
  readonly wrongIn: (row: number, name: string) => readonly string[]
  /** Null where the rows are only read. */
  readonly onChange: ((how: (rows: readonly Row[]) => readonly Row[]) => void) | null
  /** What the paper says above them: the currency of its amounts. */
  readonly head: Row
  readonly company: string
  readonly today: string
}
