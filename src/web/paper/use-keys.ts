/** Obeys the keys of a page as long as it is shown. */
import { useEffect, useRef } from 'react'
import { keyText } from '#web/keys/deeds.ts'
import { keyOf } from '#web/keys/own-keys.ts'
import { deedOf } from '#web/paper/keys.ts'
import type { Deed, Key as PaperKey } from '#web/paper/keys.ts'

export type Deeds = Partial<Readonly<Record<Deed, () => void>>>

export function useKeys(deeds: Deeds): void {
  const now = useRef(deeds)
  useEffect(() => {
    now.current = deeds
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const own = ({ deed: of }: PaperKey): string => keyOf(`paper.${of}`)
      const deed = deedOf(keyText(event), isTyping(event.target), own)
      const run = deed === null ? undefined : now.current[deed]
      if (run === undefined) return
      // A dialog has keys of its own; only that the browser saves its page is never wanted.
      const isOver = document.querySelector('[role="dialog"][aria-modal="true"]') !== null
      if (isOver && deed !== 'save') return
      event.preventDefault()
      if (!isOver) run()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const grid = target.closest('[role="grid"]')
  return (
    target.matches('input, textarea, select, [contenteditable]') ||
    (grid !== null && grid.getAttribute('aria-readonly') !== 'true')
  )
}
