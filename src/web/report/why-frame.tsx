/** The frame of the pane that explains a figure: at the end of the page, left by Escape. */
import { CloseButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ReactNode, RefObject } from 'react'
import { useIntl } from 'react-intl'
import '#web/report/why.css'

export function WhyFrame(props: {
  /** What is shown of the figure: with each other one the focus is on the pane. */
  readonly step: string
  readonly close: () => void
  readonly children: ReactNode
}) {
  const { step, close, children } = props
  const pane = useRef<HTMLElement>(null)
  const { formatMessage } = useIntl()
  useFocusAt(pane, step)
  return (
    <aside
      className="why"
      ref={pane}
      tabIndex={-1}
      aria-label={formatMessage({ id: 'why.none' })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <CloseButton
        className="why-close"
        aria-label={formatMessage({ id: 'why.close' })}
        onClick={close}
      />
      {children}
    </aside>
  )
}

/** Gives the focus back to the figure that opened the pane. */
export function focusOpener(why: string): void {
  const opener = [...document.querySelectorAll<HTMLElement>('[data-why]')].find(
    (one) => one.dataset['why'] === why,
  )
  opener?.focus({ preventScroll: true })
}

/** The focus goes along with each step, so that the keyboard is where the eye is. */
function useFocusAt(pane: RefObject<HTMLElement | null>, step: string): void {
  useEffect(() => {
    pane.current?.focus({ preventScroll: true })
    pane.current?.scrollTo({ top: 0 })
  }, [pane, step])
}
