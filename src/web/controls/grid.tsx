/**
 * Rows that are worked without a mouse, as the WAI-ARIA pattern of grids has it: arrows move, Enter
 * or F2 edits, Esc leaves, Tab goes on and adds a row behind the last, Ctrl+Delete takes one away.
 */
import { Fragment, useId } from 'react'
import type { CSSProperties } from 'react'
import { FormattedMessage } from 'react-intl'
import { digitsIn } from '#web/controls/digits.ts'
import type { GridProps } from '#web/controls/grid-props.ts'
import { GridRow } from '#web/controls/grid-row.tsx'
import { isEmptyRow } from '#web/controls/grid-rows.ts'
import type { Row } from '#web/controls/grid-rows.ts'
import { useGrid } from '#web/controls/use-grid.ts'
import type { Gridding } from '#web/controls/use-grid.ts'
import { useWindow } from '#web/controls/use-window.ts'
import type { DrawnRows } from '#web/controls/use-window.ts'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/controls/grid.css'

export function Grid(props: GridProps) {
  const { label, columns, onChange } = props
  const grid = useGrid(props)
  const drawn = useWindow(grid.ref, grid.shown.length, grid.at.row)
  const { told } = useTold()
  const id = useId()
  const help = `${id}-help`
  return (
    <div className="grid-around">
      <table
        role="grid"
        className={drawn.isPart ? 'grid many' : 'grid'}
        style={widthOf(columns.length)}
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
        <Rows {...props} {...{ id, grid, drawn }} />
      </table>
      {onChange === null ? null : <Writing id={help} grid={grid} />}
    </div>
  )
}

/** How rows are written: the keys for who cannot see them, and buttons for who has none. */
function Writing({ id, grid }: { readonly id: string; readonly grid: Gridding }) {
  const isNothing = grid.shown.length === 1 && grid.shown.every(isEmptyRow)
  return (
    <>
      <p id={id} className="sr-only">
        <FormattedMessage id="control.gridHelp" />
      </p>
      <div className="grid-tools">
        <button type="button" className="plain" onClick={grid.add}>
          <FormattedMessage id="control.addRow" />
        </button>
        {isNothing ? null : (
          <button type="button" className="plain" onClick={grid.takeAway}>
            <FormattedMessage id="control.takeRow" values={{ row: grid.at.row + 1 }} />
          </button>
        )}
      </div>
    </>
  )
}

interface RowsProps extends GridProps {
  readonly id: string
  readonly grid: Gridding
  readonly drawn: DrawnRows
}

/** The rows that are drawn, each where it stands among all. */
function Rows(props: RowsProps) {
  const { id, grid, drawn, columns, proposed, wrongIn, onChange, company, today } = props
  const screens = useScreens(company)
  const all = proposed.length === 0 ? props.rows : [...props.rows, ...proposed]
  const found = digitsIn(columns, all, props.head, screens)
  const digits = columns.map(({ name }) => found.get(name) ?? null)
  return (
    <tbody role="rowgroup">
      {drawn.rows.map(({ at, before }) => (
        <Fragment key={at}>
          <Gap room={before} />
          <GridRow
            {...{ id, at, columns, digits, company, today }}
            row={grid.shown[at] ?? nothing}
            proposed={proposed[at]}
            wrong={columns.map(({ name }) => wrongIn(at, name))}
            here={grid.at.row === at ? grid.at.column : null}
            isEditing={grid.isEditing && grid.at.row === at}
            isReadOnly={onChange === null}
            go={grid.go}
            change={grid.change}
            measure={drawn.measure}
          />
        </Fragment>
      ))}
      <Gap room={drawn.behind} />
    </tbody>
  )
}

const nothing: Row = {}

type Style = CSSProperties & Readonly<Record<'--columns', number>>

function widthOf(columns: number): Style {
  return { '--columns': columns }
}

/** The room of rows that are out of sight, so that the page is as long as all of them. */
function Gap({ room }: { readonly room: number }) {
  if (room === 0) return null
  return <tr aria-hidden="true" className="gap" style={{ height: room }} />
}
