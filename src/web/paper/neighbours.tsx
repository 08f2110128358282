/** The next and the previous paper of the list from which this one was opened. */
import type { Described } from '#web/screens.ts'

export function Neighbours(_: {
  readonly of: Described
  readonly company: string
  readonly at: string
}) {
  return null
}
