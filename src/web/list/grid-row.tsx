/** A row of a list, and the head of a group of rows with its sums. */
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { useCompany } from '#web/controls/names.ts'
import { Value } from '#web/controls/value.tsx'
import { rowId } from '#web/list/grid-props.ts'
import type { GridProps } from '#web/list/grid-props.ts'
import { calledOf, pageKeyOf, textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import { Sums } from '#web/list/list-foot.tsx'
import type { Group } from '#web/list/sums.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import { useScreens } from '#web/screens.ts'

interface RowProps extends Pick<GridProps, 'of' | 'columns' | 'isNarrow' | 'doing'> {
  readonly row: Row
  readonly place: number
  readonly top: number
  readonly isActive: boolean
  readonly isSelected: boolean
}

/** A row; it is drawn again only where it is another one, or looked at or chosen otherwise. */
export const ListRow = memo((props: RowProps) => {
  const { of, columns, row, place, top, isActive, isSelected, isNarrow } = props
  const { look, toggle, open } = props.doing
  const click = (event: MouseEvent): void => {
    // A link opens by itself, in another tab where that is asked for.
    if (event.target instanceof Element && event.target.closest('a, input') !== null) return
    look(row)
    // Around its box there is room for a finger.
    const isBox = event.target instanceof Element && event.target.closest('.check') !== null
    if (event.shiftKey || isBox) toggle(row, event.shiftKey)
    else if (window.getSelection()?.toString() === '') open(row)
  }
  return (
    <div
      id={rowId(of, row)}
      role="row"
      className={isActive ? 'active' : undefined}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      data-state={textOf(row['state']) || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={click}
    >
      <Check {...props} />
      {isNarrow ? (
        <NarrowCells {...props} />
      ) : (
        columns.map((field, at) => (
          <div key={field.name} role="gridcell" aria-colindex={at + 2} data-side={field.side}>
            <Cell of={of} field={field} row={row} leads={at === 0} open={open} />
          </div>
        ))
      )}
    </div>
  )
})

function Check({ of, row, doing, isSelected }: RowProps) {
  const { formatMessage } = useIntl()
  const what = useCalled(of, row)
  return (
    <div role="gridcell" aria-colindex={1} className="check">
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isSelected}
        aria-label={formatMessage({ id: 'list.selectRow' }, { what })}
        onChange={() => undefined}
        onClick={(event) => doing.toggle(row, event.shiftKey)}
      />
    </div>
  )
}

/** On a phone: what it is and its figure, and below them whose, when, and where it stands. */
function NarrowCells({ of, columns, row, doing: { open } }: RowProps) {
  const [first, ...rest] = columns
  const figure = rest.findLast(({ kind }) => kind === 'money')
  const others = rest.filter((one) => one !== figure && one.link?.to !== 'currency').slice(0, 3)
  const currency = textOf(row[figure?.currencyIn ?? ''])
  return (
    <>
      <div role="gridcell" aria-colindex={2} className="lead">
        {first === undefined ? null : <Cell of={of} field={first} row={row} leads open={open} />}
      </div>
      <div role="gridcell" aria-colindex={3} className="amount" data-side="end">
        {figure === undefined ? null : <Cell of={of} field={figure} row={row} open={open} />}
        {currency === '' || textOf(row[figure?.name ?? '']) === '' ? null : (
          <span className="muted"> {currency}</span>
        )}
      </div>
      <div role="gridcell" aria-colindex={4} className="others">
        {others.map((field) => (
          <Cell key={field.name} of={of} field={field} row={row} open={open} />
        ))}
      </div>
    </>
  )
}

/** A value; the first of a row opens its page, also in another tab. */
function Cell(props: {
  readonly of: Described
  readonly field: FieldPage
  readonly row: Row
  readonly leads?: boolean
  readonly open: (row: Row) => void
}): ReactNode {
  const { of, field, row, leads = false, open } = props
  const company = useCompany()
  const what = useCalled(of, row)
  const digits = useDigits(field, row)
  if (!leads) {
    if (field.name === 'state') return <State value={textOf(row['state'])} of={of} />
    return <Value of={field} value={row[field.name]} {...digits} />
  }
  const isCalled = row[field.name] !== null && row[field.name] !== undefined
  const click = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    open(row)
  }
  return (
    <Link
      tabIndex={-1}
      className={isCalled ? 'lead-link' : 'lead-link muted'}
      to="/c/$company/$list/$key"
      params={{ company, list: of.address, key: pageKeyOf(of, row) }}
      onClick={click}
    >
      {isCalled ? <Value of={field} value={row[field.name]} {...digits} /> : what}
    </Link>
  )
}

/** A state as a word behind a mark: hollow at first, full behind it, struck where undone. */
function State({ value, of }: { readonly value: string; readonly of: Described }) {
  const { told } = useTold()
  const isFirst = of.states[0] === value
  const isUndone = of.steps.some(({ to, undoes }) => undoes && to === value) && !isFirst
  const mark = isFirst ? 'first' : isUndone ? 'undone' : 'reached'
  return (
    <span className={`state ${mark}`}>
      <bdi>{told(value, 'title')}</bdi>
    </span>
  )
}

/** Money is shown with the digits of the currency that stands beside it. */
function useDigits({ currencyIn }: FieldPage, row: Row): { readonly digits?: number } {
  const { currencies } = useScreens(useCompany())
  const digits = currencyIn === null ? undefined : currencies[textOf(row[currencyIn])]
  return digits === undefined ? {} : { digits }
}

/** How a row is called: its number or code; without one by its kind. */
function useCalled(of: Described, row: Row): string {
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const called = calledOf(of, row)
  return called === '' ? formatMessage({ id: 'list.unnumbered' }, { what: told(of.name) }) : called
}

export function GroupRow(
  props: Pick<GridProps, 'columns' | 'group'> & {
    readonly line: { readonly group: Group }
    readonly top: number
  },
) {
  const { columns, group, line, top } = props
  if (group === null) return null
  return (
    <div role="row" className="group" style={{ transform: `translateY(${top}px)` }}>
      <div role="gridcell" aria-colspan={columns.length + 1}>
        <strong>
          {line.group.value === '' ? (
            <FormattedMessage id="list.without" />
          ) : (
            <Value of={group} value={line.group.rows[0]?.[group.name]} />
          )}
        </strong>
        <span className="muted">{line.group.rows.length}</span>
        <Sums rows={line.group.rows} columns={columns} group={line.group.value} />
      </div>
    </div>
  )
}
