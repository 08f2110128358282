/** Which rows are chosen: one by one, from one to another, the page, or all that match. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { readMatching } from '#web/list/matching.ts'
import type { Asked, Filter } from '#web/list/asked.ts'
import { keyOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import type { Selection } from '#web/list/use-list.ts'
import type { Described } from '#web/screens.ts'

export function useSelection(
  of: Described,
  company: string,
  filters: readonly Filter[],
  rows: readonly Row[],
) {
  const asked = JSON.stringify(filters)
  const [selection, setSelection] = useState<Selection>(new Map())
  const [reading, setReading] = useState<number | null>(null)
  /** From which row a stretch of rows is chosen. */
  const anchor = useRef<number | null>(null)
  const isStopped = useRef(false)
  const clear = useCallback(() => {
    isStopped.current = true
    anchor.current = null
    setSelection(new Map())
  }, [])
  // What is chosen belongs to the question: another one, also by back, begins with nothing chosen.
  useEffect(() => clear(), [clear, asked])
  /** Chooses a row, or takes it out; with `extend` all from the last one to it. */
  const toggle = (row: Row, extend: boolean): void => {
    const at = rows.indexOf(row)
    const next = new Map(selection)
    if (extend && anchor.current !== null) {
      for (const one of stretch(rows, anchor.current, at)) next.set(keyOf(of, one), one)
    } else if (next.has(keyOf(of, row))) next.delete(keyOf(of, row))
    else next.set(keyOf(of, row), row)
    if (!extend || anchor.current === null) anchor.current = at
    setSelection(next)
  }
  /** Goes from a row to another, and chooses both with all between. */
  const extend = (from: number, to: number): void => {
    anchor.current ??= from
    const chosen = stretch(rows, anchor.current, to)
    setSelection(new Map(chosen.map((row) => [keyOf(of, row), row])))
  }
  const togglePage = (): void => {
    const isAll = rows.length > 0 && rows.every((row) => selection.has(keyOf(of, row)))
    setSelection(isAll ? new Map() : new Map(rows.map((row) => [keyOf(of, row), row])))
  }
  const selectMatching = async (question: Pick<Asked, 'filters' | 'sort'>): Promise<void> => {
    isStopped.current = false
    setReading(0)
    const all = await readMatching(of, company, question, (read) => {
      setReading(read)
      return !isStopped.current
    }).finally(() => setReading(null))
    if (!isStopped.current) setSelection(new Map(all.map((row) => [keyOf(of, row), row])))
  }
  return { selection, reading, toggle, extend, togglePage, selectMatching, clear }
}

function stretch(rows: readonly Row[], from: number, to: number): readonly Row[] {
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1)
}
