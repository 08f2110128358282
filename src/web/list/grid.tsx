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
      style={gridStyle(columns, rowHeight)}
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

function gridStyle(columns: readonly FieldPage[], rowHeight: number): Style {
  const widths = columns.map((field) => widthOf(field))
  const least = widths.reduce((sum, [width]) => sum + width, checkWidth)
  return {
    '--columns': `var(--check) ${widths.map(([, width]) => width).join(' ')}`,
    '--least': `${least}px`,
    '--line-height': `${rowHeight}px`,
  }
}

const checkWidth = 44

/** How wide a column is at least, in pixels: figures and days as they need, names what is left. */
function widthOf({ name, kind, link, side }: FieldPage): readonly [number, string] {
  if (name === 'number') return growing(132, 0.8)
  if (name === 'code') return growing(110, 0.8)
  if (link !== null) return link.to === 'currency' ? [84, '84px'] : growing(140, 1.6)
  if (kind === 'day') return [128, '128px']
  if (kind === 'yes or no' || kind === 'choice') return growing(96, 0.6)
  if (side === 'end') return kind === 'whole number' ? [96, '96px'] : growing(112, 0.8)
  return growing(140, 1.6)
}

function growing(least: number, share: number): readonly [number, string] {
  return [least, `minmax(${least}px, ${share}fr)`]
}
