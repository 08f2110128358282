/** What the grid of a list is given, and how its rows are named in the page. */
import type { Ref } from 'react'
import type { FieldPage } from '#kit/derive/page.ts'
import type { Sorting } from '#web/list/asked.ts'
import { keyOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import type { Selection } from '#web/list/use-list.ts'
import type { Described } from '#web/screens.ts'

export interface GridProps {
  readonly of: Described
  readonly label: string
  readonly columns: readonly FieldPage[]
  readonly rows: readonly Row[]
  /** How many there are of them all, as far as it is known. */
  readonly count: number | null
  readonly sort: readonly Sorting[]
  readonly group: FieldPage | null
  readonly isNarrow: boolean
  readonly rowHeight: number
  /** The place of the row that is looked at; below zero: none. */
  readonly active: number
  readonly selection: Selection
  readonly isStale: boolean
  readonly sortBy: (name: string) => void
  readonly doing: Doing
  readonly toggleAll: () => void
  readonly more: () => void
  readonly ref: Ref<GridHandle>
}

/** What is done with a row; it stays the same as long as the list is there. */
export interface Doing {
  readonly look: (row: Row) => void
  readonly open: (row: Row) => void
  readonly toggle: (row: Row, extends_: boolean) => void
}

/** What a page does with its grid. */
export interface GridHandle {
  focus: () => void
  /** How many rows are seen at once. */
  seen: () => number
}

/** The name of a row in the page, by which the grid says that it is looked at. */
export function rowId(of: Described, row: Row): string {
  return `row ${keyOf(of, row)}`.replaceAll(/\s/g, '-')
}
