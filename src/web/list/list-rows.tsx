/** The middle of a list: its rows, or why there are none. */
import { useRef, useState } from 'react'
import type { Doing } from '#web/list/grid-props.ts'
import { Grid } from '#web/list/grid.tsx'
import { sortedBy } from '#web/list/asked.ts'
import { columnsOf } from '#web/list/list-fields.ts'
import { EmptyList, ListTrouble, WaitingRows } from '#web/list/list-states.tsx'
import type { ListWork } from '#web/list/use-list-work.ts'
import { useTold } from '#web/words/told.ts'

export function ListRows({ work }: { readonly work: ListWork }) {
  const { of, company, asked, rows, all, isKnown, filterBy } = work
  const isEmpty = isKnown && all.length === 0 && !rows.isPlaceholderData
  return (
    <>
      {rows.error === null ? null : (
        <ListTrouble error={rows.error} again={() => void rows.refetch()} />
      )}
      {!isKnown && rows.isPending ? <WaitingRows /> : null}
      {isEmpty ? (
        <EmptyList
          of={of}
          company={company}
          isFiltered={asked.filters.length > 0}
          clear={() => filterBy([])}
        />
      ) : null}
      {all.length === 0 ? null : <Rows work={work} />}
    </>
  )
}

function Rows({ work }: { readonly work: ListWork }) {
  const { of, asked, change, columns, rows, count, all, active, chosen } = work
  const { isNarrow, isCoarse, open, more, grid } = work
  const doing = useDoing({ look: active.look, toggle: chosen.toggle, open })
  const { told } = useTold()
  const isComfortable = isCoarse || asked.density === 'comfortable'
  return (
    <Grid
      {...{ of, columns, isNarrow, more, doing }}
      ref={grid}
      label={told(of.plural, 'title')}
      rows={all}
      count={count.data?.exact === true ? count.data.count : null}
      sort={asked.sort}
      group={columnsOf(of).find(({ name }) => name === asked.group) ?? null}
      rowHeight={isNarrow ? 60 : isComfortable ? 44 : 32}
      active={active.at}
      selection={chosen.selection}
      isStale={rows.isPlaceholderData || rows.error !== null}
      sortBy={(name) => change({ sort: sortedBy(asked.sort, name) })}
      toggleAll={chosen.togglePage}
    />
  )
}

/** The same functions as long as the list is there, so that no row is drawn for them alone. */
function useDoing(doing: Doing): Doing {
  const now = useRef(doing)
  now.current = doing
  const [steady] = useState<Doing>(() => ({
    look: (row) => now.current.look(row),
    toggle: (row, extends_) => now.current.toggle(row, extends_),
    open: (row) => now.current.open(row),
  }))
  return steady
}
