/** Obeys the keys of a page as long as it is shown. */
import { useEffect, useRef } from 'react'
import { deedOf } from '#web/paper/keys.ts'
import type { Deed } from '#web/paper/keys.ts'

export type Deeds = Partial<Readonly<Record<Deed, () => void>>>

export function useKeys(deeds: Deeds): void {
  const now = useRef(deeds)
  useEffect(() => {
    now.current = deeds
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const deed = deedOf(event, isTyping(event.target))
      const run = deed === null ? undefined : now.current[deed]
      // A dialog has keys of its own.
      if (run === undefined || document.querySelector('[role="dialog"][aria-modal="true"]')) return
      event.preventDefault()
      run()
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
