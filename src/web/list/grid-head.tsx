/** The header of a list: what each column is, and a click or Enter sorts by it. */
import { useIntl } from 'react-intl'
import type { GridProps } from '#web/list/grid-props.ts'
import { isQuick } from '#web/list/list-fields.ts'
import { useTold } from '#web/words/told.ts'

export function GridHead(props: GridProps) {
  const { of, columns, sort, rows, selection, sortBy, toggleAll } = props
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const [first] = sort
  const isAll = rows.length > 0 && selection.size >= rows.length
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" aria-rowindex={1}>
        <div role="columnheader" aria-colindex={1} className="check">
          <input
            type="checkbox"
            aria-label={formatMessage({ id: 'list.selectPage' })}
            checked={isAll}
            ref={(box) => {
              if (box !== null) box.indeterminate = selection.size > 0 && !isAll
            }}
            onChange={toggleAll}
          />
        </div>
        {columns.map(({ name, label, side, help }, at) => (
          <div
            key={name}
            role="columnheader"
            aria-colindex={at + 2}
            data-side={side}
            aria-sort={
              first?.name === name ? (first.descending ? 'descending' : 'ascending') : 'none'
            }
          >
            <button
              type="button"
              title={help === null ? undefined : told(help)}
              data-quick={isQuick(of, name)}
              onClick={() => sortBy(name)}
            >
              <span>{told(label)}</span>
              <span aria-hidden="true" className="sort">
                {first?.name === name ? (first.descending ? '↓' : '↑') : ''}
              </span>
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}
