/** What the keys do in a grid: where one is, whether one edits, and what becomes of the rows. */
import { useRef, useState } from 'react'
import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { GridProps } from '#web/controls/grid-props.ts'
import { movedBy, tabbed } from '#web/controls/grid-keys.ts'
import type { Place, Size } from '#web/controls/grid-keys.ts'
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

export interface Gridding {
  readonly ref: RefObject<HTMLTableElement | null>
  /** The rows, or an empty one to write into. */
  readonly shown: readonly Row[]
  readonly at: Place
  readonly isEditing: boolean
  readonly go: (place: Place, edits: boolean) => void
  readonly change: (place: Place, value: unknown) => void
  readonly press: (event: KeyboardEvent) => void
  readonly paste: (event: ClipboardEvent) => void
  /** Adds a row behind the last, and begins to write in it. */
  readonly add: () => void
  /** Takes the row away in which one is. */
  readonly takeAway: () => void
}

export function useGrid({ columns, rows, onChange, today }: GridProps): Gridding {
  const ref = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [isEditing, setEditing] = useState(false)
  const before = useRef<unknown>(undefined)
  const { language } = useHabits()
  // Where rows are written, there is always one to write into.
  const shown: readonly Row[] = rows.length === 0 && onChange !== null ? [{}] : rows
  const size = { rows: shown.length, columns: columns.length }
  const here = within(at, size)
  const nameAt = ({ column }: Place): string => columns[column]?.name ?? ''

  /** Shows the cell as it is to be, then moves the focus there: the key that follows meets it. */
  const go: Gridding['go'] = (place, edits) => {
    const editing = edits && onChange !== null
    if (editing) before.current = shown[place.row]?.[nameAt(place)]
    flushSync(() => {
      setAt(place)
      setEditing(editing)
    })
    focusCell(ref.current, place, editing)
  }
  const change: Gridding['change'] = (place, value) => {
    onChange?.((all) => withValue(all, place.row, nameAt(place), value))
  }
  const leave = (): void => {
    change(here, before.current)
    go(here, false)
  }
  const stop = (): void => setEditing(false)
  const keys = { shown, here, size, isEditing, onChange, go, change, leave, stop }
  const paste: Gridding['paste'] = (event) => {
    const pasted = pastedIn(event, isEditing)
    if (onChange === null || pasted === null) return
    onChange((all) => withPasted(all, columns, here, pasted, { language, today }))
    go(here, false)
  }
  const steady = useSteady({ go, change })
  return {
    ref,
    shown,
    at: here,
    isEditing,
    ...steady,
    press: (event) => press(event, keys),
    paste,
    add: () => add(keys, true),
    takeAway: () => remove(keys),
  }
}

type Moving = Pick<Gridding, 'go' | 'change'>

/** The same functions as long as the grid is there, so that rows are not drawn for them alone. */
function useSteady(moving: Moving): Moving {
  const now = useRef(moving)
  now.current = moving
  const [steady] = useState<Moving>(() => ({
    go: (...how) => now.current.go(...how),
    change: (...how) => now.current.change(...how),
  }))
  return steady
}

/** The cells of what is pasted; null where it is for the input that is edited. */
function pastedIn(event: ClipboardEvent, isEditing: boolean): string[][] | null {
  const text = event.clipboardData.getData('text/plain')
  const pasted = readRows(text)
  const isOne = pasted.length === 1 && pasted[0]?.length === 1
  if (text === '' || (isEditing && isOne)) return null
  event.preventDefault()
  event.stopPropagation()
  return pasted
}

function within({ row, column }: Place, { rows, columns }: Size): Place {
  return { row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) }
}

/** Moves the focus to a cell, or to the input in it. */
function focusCell(table: HTMLElement | null, { row, column }: Place, isEditing: boolean): void {
  const cell = table?.querySelector<HTMLElement>(
    `tbody tr[data-index="${row}"] > :nth-child(${column + 1})`,
  )
  const input = isEditing ? cell?.querySelector<HTMLElement>('input, select, textarea') : null
  ;(input ?? cell)?.focus()
}

/** What the keys need to know, and what they may do. */
interface Keys extends Pick<Gridding, 'shown' | 'isEditing' | 'go' | 'change'> {
  readonly here: Place
  readonly size: Size
  readonly onChange: GridProps['onChange']
  /** Leaves a cell as it was. */
  readonly leave: () => void
  readonly stop: () => void
}

function press(event: KeyboardEvent, keys: Keys): void {
  const { here, isEditing, onChange, go } = keys
  if (event.key === 'Tab') return tab(event, keys)
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (event.key === 'Delete' && event.ctrlKey && onChange !== null) remove(keys)
  else if ((event.ctrlKey || event.metaKey) && ['Enter', 's'].includes(event.key)) return
  else if (isEditing) {
    if (!editKeys(event, keys)) return
  } else if (isPlain && event.key.length === 1 && event.key !== '?' && onChange !== null) {
    // The letter itself goes where the focus is by then: into the cell's input.
    return go(here, true)
  } else if (event.altKey || !moveKeys(event, keys)) return
  event.preventDefault()
  event.stopPropagation()
}

function tab(event: KeyboardEvent, keys: Keys): void {
  const { shown, here, size, onChange, go, stop } = keys
  const last = shown.at(-1)
  const isLastEmpty = onChange === null || last === undefined || isEmptyRow(last)
  const next = tabbed(here, size, event.shiftKey, isLastEmpty)
  if (next === null) return stop()
  event.preventDefault()
  if (next !== 'new') return go(next, false)
  add(keys, false)
}

/** The last row is written in as long as it is empty; behind another one a new one is added. */
function add({ shown, onChange, go }: Keys, edits: boolean): void {
  const last = shown.at(-1)
  const isLastEmpty = last !== undefined && isEmptyRow(last)
  if (!isLastEmpty) flushSync(() => onChange?.(withNewRow))
  go({ row: isLastEmpty ? shown.length - 1 : shown.length, column: 0 }, edits)
}

function remove({ shown, here, onChange, go }: Keys): void {
  flushSync(() => onChange?.((all) => withoutRow(all, here.row)))
  go({ row: Math.max(0, Math.min(here.row, shown.length - 2)), column: here.column }, false)
}

function editKeys({ key }: KeyboardEvent, { here, go, leave }: Keys): boolean {
  if (key === 'Enter') go(here, false)
  else if (key === 'Escape') leave()
  else return false
  return true
}

function moveKeys(event: KeyboardEvent, { here, size, go, change }: Keys): boolean {
  const there = movedBy(event, here, size)
  if (there !== null) go(there, false)
  else if (event.key === 'Enter' || event.key === 'F2') go(here, true)
  else if (event.key === 'Delete' || event.key === 'Backspace') change(here, null)
  else return false
  return true
}
