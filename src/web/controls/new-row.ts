/** How an input begins a new row of a register without leaving its page, where a page allows it. */
import { createContext, useContext } from 'react'
import type { Described } from '#web/screens.ts'

/** A row that is to be made in place. */
export interface NewRow {
  readonly of: Described
  /** What was typed and is not there. */
  readonly code: string
  /** Is called with the code once it is there. */
  readonly made: (code: string) => void
}

export const NewRowBegun = createContext<((wanted: NewRow) => void) | null>(null)

/** Begins a row; null where the page offers none. */
export function useNewRow(): ((wanted: NewRow) => void) | null {
  return useContext(NewRowBegun)
}
