/** One row of a grid, drawn again only where something of it is another. */
import { memo } from 'react'
import type { FieldPage } from '#kit/derive/page.ts'
import { Cell } from '#web/controls/grid-cell.tsx'
import type { Row } from '#web/controls/grid-rows.ts'
import type { Gridding } from '#web/controls/use-grid.ts'

export interface GridRowProps extends Pick<Gridding, 'go' | 'change'> {
  readonly id: string
  readonly columns: readonly FieldPage[]
  /** With how many digits the figures of each column stand; null of what is none. */
  readonly digits: readonly (number | null)[]
  readonly company: string
  readonly today: string
  readonly at: number
  readonly row: Row
  readonly proposed: Row | undefined
  /** What is wrong with each cell, in the order of the columns. */
  readonly wrong: readonly (readonly string[])[]
  /** The column in which one is; null in another row. */
  readonly here: number | null
  readonly isEditing: boolean
  readonly isReadOnly: boolean
  readonly measure: (row: Element | null) => void
}

export const GridRow = memo((props: GridRowProps) => {
  const { id, columns, digits, company, today, at, row, proposed, wrong, here, isEditing } = props
  const { go, change, isReadOnly, measure } = props
  return (
    <tr role="row" aria-rowindex={at + 2} data-index={at} ref={measure}>
      {columns.map((of, column) => (
        <Cell
          key={of.name}
          {...{ of, company, today, column, go, change, isReadOnly }}
          row={at}
          id={`${id}-${at}-${of.name}`}
          value={row[of.name]}
          proposed={proposed?.[of.name]}
          digits={digits[column] ?? null}
          wrong={wrong[column] ?? none}
          isHere={here === column}
          isEdited={isEditing && here === column}
        />
      ))}
    </tr>
  )
}, isSame)

const none: readonly string[] = []

/** What is proposed and what is wrong is told anew with each answer, and mostly says the same. */
function isSame(
  { proposed: hadProposed, wrong: wasWrong, digits: hadDigits, ...had }: GridRowProps,
  { proposed, wrong, digits, ...has }: GridRowProps,
): boolean {
  return (
    Object.entries(has).every(([name, value]) => Object.is(value, Reflect.get(had, name))) &&
    saysSame(hadProposed, proposed) &&
    saysSame(wasWrong, wrong) &&
    saysSame(hadDigits, digits)
  )
}

function saysSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
