/** The header of a list: what each column is, and a click or Enter sorts by it. */
import { useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import type { GridProps } from '#web/list/grid-props.ts'
import { isQuick, isSortable } from '#web/list/list-fields.ts'
import { useTold } from '#web/words/told.ts'

export function GridHead(props: GridProps) {
  const { columns, sort, rows, selection, toggleAll } = props
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
        {columns.map((field, at) => (
          <div
            key={field.name}
            role="columnheader"
            aria-colindex={at + 2}
            data-side={field.side}
            aria-sort={
              first?.name === field.name ? (first.descending ? 'descending' : 'ascending') : 'none'
            }
          >
            <HeadName {...props} field={field} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** What a column is called; it sorts where the API sorts by it. */
function HeadName(props: GridProps & { readonly field: FieldPage }) {
  const { of, sort, sortBy, field } = props
  const { name, label, help } = field
  const { told } = useTold()
  const title = help === null ? undefined : told(help)
  const [first] = sort
  if (!isSortable(name)) {
    return (
      <span className="unsorted" title={title}>
        {label}
      </span>
    )
  }
  return (
    <button type="button" title={title} data-quick={isQuick(of, name)} onClick={() => sortBy(name)}>
      <span>{told(label)}</span>
      <span aria-hidden="true" className="sort">
        {first?.name === name ? (first.descending ? '↓' : '↑') : ''}
      </span>
    </button>
  )
}
