/** What the keys do in a grid: where one is, whether one edits, and what becomes of the rows. */
import { useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import type { GridProps } from '#web/controls/grid.tsx'
import { movedBy, tabbed } from '#web/controls/grid-keys.ts'
import type { Place } from '#web/controls/grid-keys.ts'
import {
  isEmptyRow,
  withNewRow,
  withPasted,
  withValue,
  withoutRow,
} from '#web/controls/grid-rows.ts'
import type { Row } from '#web/controls/grid-rows.ts'
import { useHabits } from '#web/controls/habits.ts'
import { readRows } from '#web/controls/read.ts'

export function useGrid({ columns, rows, onChange, today }: GridProps) {
  const ref = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [isEditing, setEditing] = useState(false)
  const before = useRef<unknown>(undefined)
  const { language } = useHabits()
  // Where rows are written, there is always one to write into.
  const shown: readonly Row[] = rows.length === 0 && onChange !== null ? [{}] : rows
  const size = { rows: shown.length, columns: columns.length }
  const here = {
    row: Math.min(at.row, size.rows - 1),
    column: Math.min(at.column, size.columns - 1),
  }
  const nameAt = ({ column }: Place): string => columns[column]?.name ?? ''

  /** Shows the cell as it is to be, then moves the focus there: the key that follows meets it. */
  const go = (place: Place, edits: boolean): void => {
    const editing = edits && onChange !== null
    if (editing) before.current = shown[place.row]?.[nameAt(place)]
    flushSync(() => {
      setAt(place)
      setEditing(editing)
    })
    const cell = ref.current?.querySelector<HTMLElement>(
      `tbody tr:nth-child(${place.row + 1}) > :nth-child(${place.column + 1})`,
    )
    const inner = editing ? cell?.querySelector<HTMLElement>('input, select, textarea') : null
    ;(inner ?? cell)?.focus()
  }
  const change = (place: Place, value: unknown): void => {
    onChange?.((all) => withValue(all, place.row, nameAt(place), value))
  }
  const tab = (event: KeyboardEvent): void => {
    const last = shown.at(-1)
    const isLastEmpty = onChange === null || last === undefined || isEmptyRow(last)
    const next = tabbed(here, size, event.shiftKey, isLastEmpty)
    if (next === null) return setEditing(false)
    event.preventDefault()
    if (next !== 'new') return go(next, false)
    flushSync(() => onChange?.(withNewRow))
    go({ row: shown.length, column: 0 }, false)
  }
  const remove = (): void => {
    flushSync(() => onChange?.((all) => withoutRow(all, here.row)))
    go({ row: Math.max(0, Math.min(here.row, shown.length - 2)), column: here.column }, false)
  }
  const leave = (): void => {
    change(here, before.current)
    go(here, false)
  }
  const editKeys = (event: KeyboardEvent): boolean => {
    if (event.key === 'Enter') go(here, false)
    else if (event.key === 'Escape') leave()
    else return false
    return true
  }
  const moveKeys = (event: KeyboardEvent): boolean => {
    const there = movedBy(event, here, size)
    if (there !== null) go(there, false)
    else if (event.key === 'Enter' || event.key === 'F2') go(here, true)
    else if (event.key === 'Delete' || event.key === 'Backspace') change(here, null)
    else return false
    return true
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return tab(event)
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (event.key === 'Delete' && event.ctrlKey && onChange !== null) remove()
    else if (event.ctrlKey && ['Enter', 's'].includes(event.key)) return
    else if (isEditing) {
      if (!editKeys(event)) return
    } else if (isPlain && event.key.length === 1 && event.key !== '?' && onChange !== null) {
      // The letter itself goes where the focus is by then: into the cell's input.
      return go(here, true)
    } else if (event.altKey || !moveKeys(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain')
    const pasted = readRows(text)
    const isOne = pasted.length === 1 && pasted[0]?.length === 1
    if (onChange === null || text === '' || (isEditing && isOne)) return
    event.preventDefault()
    event.stopPropagation()
    onChange((all) => withPasted(all, columns, here, pasted, { language, today }))
    go(here, false)
  }
  return { ref, shown, at: here, isEditing, go, change, press, paste }
}
