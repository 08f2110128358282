/** A figure that can be explained: it looks like a figure until it is meant, then it is a link. */
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { useIntl } from 'react-intl'
import { meantText, withWhy } from '#web/report/meant.ts'
import { useSearchTexts } from '#web/report/place.ts'
import type { Meant } from '#web/report/table.ts'
import '#web/report/explained.css'

/** Opens the why of a figure on the same page; its text is the figure as it is read. */
export function Explained(props: {
  readonly meant: Meant
  readonly children: ReactNode
  /** Where the figure stands among others that arrows lead through. */
  readonly isRoving?: boolean
}) {
  const { meant, children, isRoving = false } = props
  const search = useSearchTexts()
  const { formatMessage } = useIntl()
  const why = meantText(meant)
  const isOpen = search['why'] === why
  return (
    <Link
      to="."
      search={withWhy(search, why)}
      className="explained"
      preload={false}
      resetScroll={false}
      title={formatMessage({ id: 'why.none' })}
      data-why={why}
      aria-expanded={isOpen}
      {...(isRoving ? { 'data-roving': '', tabIndex: -1 } : {})}
      activeOptions={{ exact: true, includeSearch: true }}
      activeProps={{ 'aria-current': undefined }}
    >
      {children}
    </Link>
  )
}

/** Makes the figures of a table one stop of the Tab key; arrows lead from one to the next. */
export function useRoving(table: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const figures = rovingIn(table.current)
    if (figures.some(({ tabIndex }) => tabIndex === 0)) return
    figures[0]?.setAttribute('tabindex', '0')
  })
}

/** Moves the focus by arrows, Home and End, within a row and from row to row. */
export function rove(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target instanceof Element ? event.target.closest('[data-roving]') : null
  if (from === null) return
  const to = next(event.currentTarget, from, event.key)
  if (to === undefined) return
  event.preventDefault()
  for (const one of rovingIn(event.currentTarget)) one.tabIndex = -1
  to.tabIndex = 0
  to.focus()
}

function next(table: HTMLElement, from: Element, key: string): HTMLElement | undefined {
  const isRightToLeft = getComputedStyle(table).direction === 'rtl'
  const step = { ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1 }[key]
  const inRow = rovingIn(from.closest('tr'))
  if (step !== undefined) return inRow[inRow.findIndex((one) => one === from) + step]
  if (key === 'Home') return rovingIn(table)[0]
  if (key === 'End') return rovingIn(table).at(-1)
  const down = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (down === undefined) return undefined
  const column = placeOf(from)
  const same = rovingIn(table).filter((one) => placeOf(one) === column)
  return same[same.findIndex((one) => one === from) + down]
}

function placeOf(figure: Element): number {
  return figure.closest('td')?.cellIndex ?? -1
}

function rovingIn(place: Element | null): HTMLElement[] {
  if (place === null) return []
  return [...place.querySelectorAll<HTMLElement>('[data-roving]')]
}
