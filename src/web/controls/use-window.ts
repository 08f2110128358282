/** Which rows of a long grid are drawn: those in sight and around them, and the one worked on. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'

/** Up to so many rows, all are drawn: they are found by the browser’s own search. */
const drawnWhole = 80
/** How high a row is before it was seen, in pixels: a value, and a name below it. */
const likely = 52

export interface DrawnRow {
  readonly at: number
  /** How much room the rows take that are left out before it, in pixels. */
  readonly before: number
}

export interface DrawnRows {
  readonly rows: readonly DrawnRow[]
  /** The room of those behind the last. */
  readonly behind: number
  readonly isPart: boolean
  /** Learns how high a row is. */
  readonly measure: (row: Element | null) => void
}

/** The rows of a table that are drawn now; `active` always is, as it has the focus. */
export function useWindow(
  table: RefObject<HTMLTableElement | null>,
  count: number,
  active: number,
): DrawnRows {
  const isPrinted = useIsPrinted()
  const isPart = count > drawnWhole && !isPrinted
  const { scroller, margin } = useScroller(table, isPart)
  const virtual = useVirtualizer<Element, Element>({
    count: isPart ? count : 0,
    getScrollElement: () => scroller,
    estimateSize: () => likely,
    overscan: 8,
    scrollMargin: margin,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const seen = defaultRangeExtractor(range)
        return seen.includes(active) ? seen : [...seen, active].toSorted((a, b) => a - b)
      },
      [active],
    ),
  })
  if (!isPart) {
    const rows = Array.from({ length: count }, (_, at) => ({ at, before: 0 }))
    return { rows, behind: 0, isPart, measure: nothing }
  }
  let end = margin
  const rows = virtual.getVirtualItems().map((item): DrawnRow => {
    const before = Math.max(0, item.start - end)
    end = item.end
    return { at: item.index, before }
  })
  const behind = Math.max(0, virtual.getTotalSize() + margin - end)
  return { rows, behind, isPart, measure: virtual.measureElement }
}

/** Whether the page is being printed: on paper nothing can be scrolled into sight. */
function useIsPrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false)
  useEffect(() => {
    // All rows must stand there before the browser goes on to lay the pages out.
    const begin = (): void => flushSync(() => setPrinted(true))
    const end = (): void => setPrinted(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinted
}

function nothing(): void {}

/** What scrolls around a table, the screen or a dialog, and where the table begins in it. */
function useScroller(table: RefObject<HTMLTableElement | null>, isPart: boolean) {
  const [scroller, setScroller] = useState<Element | null>(null)
  const [margin, setMargin] = useState(0)
  const look = useCallback(() => {
    const around = table.current?.closest('main, [role=dialog]') ?? null
    setScroller(around)
    if (around === null || table.current === null) return
    const top = table.current.getBoundingClientRect().top - around.getBoundingClientRect().top
    setMargin(Math.round(top + around.scrollTop))
  }, [table])
  // What stands above it comes and goes, and what was folded in opens.
  useLayoutEffect(() => {
    if (isPart) look()
  })
  useLayoutEffect(() => {
    if (!isPart || table.current === null) return
    const observer = new ResizeObserver(look)
    observer.observe(table.current)
    return () => observer.disconnect()
  }, [isPart, look, table])
  return { scroller, margin }
}
