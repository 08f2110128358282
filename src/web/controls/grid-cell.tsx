/** One cell of a grid: a value, or the input while it is edited. */
import { memo } from 'react'
import type { FieldPage } from '#kit/derive/page.ts'
import { FieldControl } from '#web/controls/field-input.tsx'
import type { Place } from '#web/controls/grid-keys.ts'
import { CellValue } from '#web/controls/shown-value.tsx'
import { useTold } from '#web/words/told.ts'

interface CellProps {
  readonly of: FieldPage
  readonly company: string
  readonly today: string
  readonly id: string
  readonly row: number
  readonly column: number
  readonly value: unknown
  readonly proposed: unknown
  readonly digits: number | null
  readonly wrong: readonly string[]
  readonly isHere: boolean
  readonly isEdited: boolean
  readonly isReadOnly: boolean
  readonly go: (place: Place, edits: boolean) => void
  readonly change: (place: Place, value: unknown) => void
}

export function Cell(props: CellProps) {
  const { of, id, row, column, wrong, isHere, isEdited, isReadOnly, go, change } = props
  const { told } = useTold()
  const label = told(of.label)
  const isWrong = wrong.length > 0
  const place = { row, column }
  return (
    <td
      role="gridcell"
      tabIndex={isHere && !isEdited ? 0 : -1}
      aria-colindex={column + 1}
      aria-invalid={isWrong || undefined}
      aria-describedby={isWrong ? `${id}-wrong` : undefined}
      data-label={label}
      data-side={of.side}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !isHere) go(place, false)
      }}
      onClick={(event) => {
        if (!isReadOnly && !isEdited && event.target instanceof Element) go(place, true)
      }}
    >
      {isEdited ? (
        <FieldControl
          {...props}
          label={`${label} ${row + 1}`}
          describedBy={isWrong ? `${id}-wrong` : undefined}
          isWrong={isWrong}
          isCell
          onChange={(value) => change(place, value)}
        />
      ) : (
        <Shown {...props} />
      )}
      {isWrong ? (
        <span id={`${id}-wrong`} className="cell-wrong">
          {wrong.join(' ')}
        </span>
      ) : null}
    </td>
  )
}

const Shown = memo(({ of, company, value, proposed, digits }: CellProps) => {
  const isProposed = value === undefined && proposed !== undefined && proposed !== null
  return (
    <span className={isProposed ? 'cell-value proposed' : 'cell-value'}>
      <CellValue
        {...{ of, company }}
        value={isProposed ? proposed : value}
        {...(digits === null ? {} : { digits })}
      />
    </span>
  )
})
