/** How a parameter that was typed is taken: at the Enter key, and told to the page. */
import type { KeyboardEvent } from 'react'
import type { Texts } from '#web/report/table.ts'

/** Changes some parameters; "" leaves one out. */
export type Change = (changed: Texts) => void

/** Calls back at the Enter key. */
export function onEnter(take: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.key === 'Enter') take()
  }
}
