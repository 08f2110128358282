/** An input whose text may change before anybody typed into it. */
import { useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'

/**
 * Chooses the whole text of the input that has the focus whenever it became another one without
 * being typed: a proposal that comes when somebody is there already is replaced by what is typed
 * next, as if it had stood there before. `typed` is what was typed since; null or undefined before.
 */
export function useReplacedByTyping<Of extends HTMLInputElement | HTMLTextAreaElement>(
  shown: string,
  typed: unknown,
): RefObject<Of | null> {
  const input = useRef<Of>(null)
  const isTyped = typed !== null && typed !== undefined
  useLayoutEffect(() => {
    if (!isTyped && input.current === document.activeElement) input.current?.select()
  }, [shown, isTyped])
  return input
}
