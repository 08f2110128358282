/** Below a list: how many there are, and what is loaded or chosen comes to. */
import { useContext, useMemo } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { writtenFigure } from '#web/controls/figures.ts'
import { useHabits } from '#web/controls/habits.ts'
import { useCompany } from '#web/controls/names.ts'
import { Value } from '#web/controls/value.tsx'
import type { Row } from '#web/list/list-fields.ts'
import type { Count } from '#web/list/rows.ts'
import { SumWhys, sumText } from '#web/list/sum-why.ts'
import { sumsOf } from '#web/list/sums.ts'
import { useTold } from '#web/words/told.ts'
import { useScreens } from '#web/screens.ts'

/** The sums say what they are of: of all that is loaded, or of the selection, never of more. */
export function ListFoot(props: {
  readonly rows: readonly Row[]
  readonly selected: readonly Row[]
  readonly columns: readonly FieldPage[]
  readonly count: Count | null
  readonly isAll: boolean
}) {
  const { rows, selected, columns, count, isAll } = props
  const countText = useCountText()
  const told = (one: number): string => countText({ count: one, exact: true })
  const values = {
    loaded: <span className="figure">{told(rows.length)}</span>,
    selected: <span className="figure">{told(selected.length)}</span>,
    count: <span className="figure">{count === null ? '…' : countText(count)}</span>,
  }
  return (
    <footer className="list-foot">
      <span role="status">
        {selected.length > 0 ? (
          <FormattedMessage id="list.footSelected" values={values} />
        ) : (
          <FormattedMessage id={isAll ? 'list.footAll' : 'list.footLoaded'} values={values} />
        )}
      </span>
      <Sums rows={selected.length > 0 ? selected : rows} columns={columns} />
    </footer>
  )
}

/** How a count is written: "812", "10,000+". */
export function useCountText(): (count: Count) => string {
  const { habits } = useHabits()
  return ({ count, exact }) => `${writtenFigure(String(count), habits)}${exact ? '' : '+'}`
}

/** The sums of the money in rows, by column and currency. */
export function Sums(props: {
  readonly rows: readonly Row[]
  readonly columns: readonly FieldPage[]
  /** The value of the group that it is of. */
  readonly group?: string
}) {
  const { group = null } = props
  const { told } = useTold()
  const { currencies } = useScreens(useCompany())
  const { rows, columns } = props
  const sums = useMemo(() => sumsOf(rows, columns), [rows, columns])
  return (
    <span className="list-sums">
      {sums.map(({ field, currency, amount }) => {
        const digits = currency === null ? undefined : currencies[currency]
        return (
          <span key={`${field.name} ${currency}`}>
            <span className="muted">{told(field.label)}</span>{' '}
            <SumFigure why={sumText({ field: field.name, currency, group })}>
              <Value of={field} value={amount} {...(digits === undefined ? {} : { digits })} />
            </SumFigure>{' '}
            {currency}
          </span>
        )
      })}
    </span>
  )
}

/** Opens what a sum is made of, where the page has a place for it. */
function SumFigure({ why, children }: { readonly why: string; readonly children: ReactNode }) {
  const asking = useContext(SumWhys)
  const { formatMessage } = useIntl()
  if (asking === null) return children
  return (
    <button
      type="button"
      className="explained"
      title={formatMessage({ id: 'why.none' })}
      data-why={why}
      aria-expanded={asking.open === why}
      onClick={() => asking.ask(why)}
      // Enter and the space bar mean the sum here, and not the row that is looked at.
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
      }}
    >
      {children}
    </button>
  )
}
