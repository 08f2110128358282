/**
 * Rows that are worked without a mouse, as the WAI-ARIA pattern of grids has it: arrows move, Enter
 * or F2 edits, Esc leaves, Tab goes on and adds a row behind the last, Ctrl+Delete takes one away.
 */
import { useId } from 'react'
import { FormattedMessage } from 'react-intl'
import { Cell } from '#web/controls/grid-cell.tsx'
import type { GridProps } from '#web/controls/grid-props.ts'
import type { Row } from '#web/controls/grid-rows.ts'
import { useGrid } from '#web/controls/use-grid.ts'
import type { Gridding } from '#web/controls/use-grid.ts'
import { useTold } from '#web/words/told.ts'
import '#web/controls/grid.css'

export function Grid(props: GridProps) {
  const { label, columns, onChange } = props
  const grid = useGrid(props)
  const { told } = useTold()
  const id = useId()
  const help = `${id}-help`
  return (
    <div className="grid-around">
      <table
        role="grid"
        className="grid"
        ref={grid.ref}
        aria-label={label}
        aria-rowcount={grid.shown.length + 1}
        aria-colcount={columns.length}
        aria-readonly={onChange === null || undefined}
        aria-describedby={onChange === null ? undefined : help}
        onKeyDown={grid.press}
        onPaste={grid.paste}
      >
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((of) => (
              <th key={of.name} role="columnheader" scope="col" data-side={of.side}>
                {told(of.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {grid.shown.map((row, at) => (
            <OneRow key={at} {...props} {...{ id, row, at, grid }} />
          ))}
        </tbody>
      </table>
      {onChange === null ? null : (
        <p id={help} className="sr-only">
          <FormattedMessage id="control.gridHelp" />
        </p>
      )}
    </div>
  )
}

interface RowProps extends GridProps {
  readonly id: string
  readonly row: Row
  readonly at: number
  readonly grid: Gridding
}

function OneRow(props: RowProps) {
  const { id, row, at, grid, columns, proposed, wrongIn, onChange, company, today } = props
  return (
    <tr role="row" aria-rowindex={at + 2}>
      {columns.map((of, column) => {
        const isHere = grid.at.row === at && grid.at.column === column
        return (
          <Cell
            key={of.name}
            {...{ of, company, today, column, isHere, row: at, id: `${id}-${at}-${of.name}` }}
            value={row[of.name]}
            proposed={proposed[at]?.[of.name]}
            wrong={wrongIn(at, of.name)}
            isEdited={grid.isEditing && isHere}
            go={grid.go}
            change={grid.change}
            isReadOnly={onChange === null}
          />
        )
      })}
    </tr>
  )
}
