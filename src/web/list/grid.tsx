/** The rows of a list: virtual, sticky header, one row looked at, some chosen (ARIA grid). */
import { useVirtualizer } from '@tanstack/react-virtual'
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import type { CSSProperties } from 'react'
import type { FieldPage } from '#kit/derive/page.ts'
import { rowId } from '#web/list/grid-props.ts'
import type { GridProps } from '#web/list/grid-props.ts'
import { GridHead } from '#web/list/grid-head.tsx'
import { GroupRow, ListRow } from '#web/list/grid-row.tsx'
import { widthOf } from '#web/list/column-widths.ts'
import { keyOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import { groupsOf } from '#web/list/sums.ts'
import type { Group } from '#web/list/sums.ts'

/** A line of the grid: a row, or the head of a group. */
type Line = { readonly row: Row; readonly place: number } | { readonly group: Group }

export function Grid(props: GridProps) {
  const { of, label, columns, rows, count, group, rowHeight, active, isNarrow } = props
  const scroll = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(rows, group), [rows, group])
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  useFollowed(virtual, lines, active)
  useMore(virtual, lines.length, props.more)
  useImperativeHandle(props.ref, () => ({
    focus: () => scroll.current?.focus({ preventScroll: true }),
    seen: () => Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 2),
  }))
  const style = useGridStyle(props)
  const row = rows[active]
  return (
    <div
      ref={scroll}
      className={`list-grid${isNarrow ? ' narrow' : ''}${props.isStale ? ' stale' : ''}`}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={count === null ? -1 : count + 1}
      aria-colcount={isNarrow ? 4 : columns.length + 1}
      aria-activedescendant={row === undefined ? undefined : rowId(of, row)}
      style={style}
    >
      {isNarrow ? null : <GridHead {...props} />}
      <Lines {...props} lines={lines} virtual={virtual} />
    </div>
  )
}

/** The lines that are in sight, each where it belongs. */
function Lines(
  props: GridProps & {
    readonly lines: readonly Line[]
    readonly virtual: Virtualizer<HTMLDivElement, Element>
  },
) {
  const { of, columns, group, active, isNarrow, doing, selection, lines, virtual } = props
  return (
    <div role="rowgroup" className="list-body" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const line = lines[index]
        if (line === undefined) return null
        if ('group' in line) {
          const key = `group ${line.group.value}`
          return <GroupRow key={key} {...{ columns, group, line }} top={start} />
        }
        return (
          <ListRow
            key={keyOf(of, line.row)}
            {...{ of, columns, isNarrow, doing }}
            {...line}
            top={start}
            isActive={line.place === active}
            isSelected={selection.has(keyOf(of, line.row))}
          />
        )
      })}
    </div>
  )
}

function linesOf(rows: readonly Row[], group: FieldPage | null): Line[] {
  const places = new Map(rows.map((row, place) => [row, place]))
  const line = (row: Row): Line => ({ row, place: places.get(row) ?? 0 })
  if (group === null) return rows.map(line)
  return groupsOf(rows, group.name).flatMap((one): Line[] => [
    { group: one },
    ...one.rows.map(line),
  ])
}

/** The row that is looked at is kept in sight. */
function useFollowed(
  virtual: Virtualizer<HTMLDivElement, Element>,
  lines: readonly Line[],
  active: number,
): void {
  const at = lines.findIndex((line) => 'row' in line && line.place === active)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [virtual, at])
}

/** What follows is fetched a page before it is needed. */
function useMore(
  virtual: Virtualizer<HTMLDivElement, Element>,
  length: number,
  more: () => void,
): void {
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= length - 100) more()
  }, [last, length, more])
}

type Style = CSSProperties & Readonly<Record<`--${string}`, string>>

/** Columns stay as wide as the first rows made them, however far one scrolls. */
function useGridStyle({ columns, rows, rowHeight }: GridProps): Style {
  const first = rows[0]
  return useMemo(() => gridStyle({ columns, rows, rowHeight }), [columns, first, rowHeight])
}

function gridStyle(props: Pick<GridProps, 'columns' | 'rows' | 'rowHeight'>): Style {
  const { columns, rows, rowHeight } = props
  const widths = columns.map((field) => widthOf(field, rows))
  const all = widths.reduce((sum, { least }) => sum + least, checkWidth)
  const tracks = widths.map(({ least, wanted }) =>
    wanted === null ? `${least}px` : `minmax(${least}px, ${wanted}fr)`,
  )
  return {
    '--columns': `var(--check) ${tracks.join(' ')}`,
    '--least': `${all}px`,
    '--line-height': `${rowHeight}px`,
  }
}

const checkWidth = 44
