/** A figure that can be explained: it looks like a figure until it is meant, then it is a link. */
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react'
import { useIntl } from 'react-intl'
import { whyText } from '#web/report/meant.ts'
import type { Explainable } from '#web/report/table.ts'
import '#web/report/explained.css'

/**
 * Opens the why of a figure on the same page; its text is the figure as it is read. A page may have
 * thousands of them, so each is a plain link that listens only to what changes it.
 */
export function Explained(props: {
  readonly meant: Explainable
  readonly children: ReactNode
  /** Where the figure stands among others that arrows lead through. */
  readonly isRoving?: boolean
}) {
  const { meant, ...others } = props
  return <WhyLink why={whyText(meant)} {...others} />
}

/** The same of a figure that is told by its text in an address. */
export function WhyLink(props: {
  readonly why: string
  readonly children: ReactNode
  readonly isRoving?: boolean
}) {
  const { why, children, isRoving = false } = props
  const { formatMessage } = useIntl()
  const navigate = useNavigate()
  const asked = new URLSearchParams({ why }).toString()
  const others = useRouterState({ select: ({ location }) => withoutWhy(location.searchStr) })
  const isOpen = useRouterState({
    select: ({ location }) => location.searchStr.split(/[?&]/).includes(asked),
  })
  const open = (event: MouseEvent): void => {
    const { button, ctrlKey, metaKey, shiftKey, altKey } = event
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return
    event.preventDefault()
    const search = Object.fromEntries(new URLSearchParams(others))
    void navigate({ to: '.', search: { ...search, why }, resetScroll: false })
  }
  return (
    <a
      href={`?${others === '' ? asked : `${others}&${asked}`}`}
      className="explained"
      title={formatMessage({ id: 'why.none' })}
      data-why={why}
      aria-expanded={isOpen}
      onClick={open}
      {...(isRoving ? { 'data-roving': '', tabIndex: -1 } : {})}
    >
      {children}
    </a>
  )
}

/** The search of an address without the figure that is open, and without its question mark. */
function withoutWhy(search: string): string {
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => !/^why(-step)?=/.test(part))
    .join('&')
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
