/** On what somebody works: what was there when it was begun. */
import type { Content } from '#web/paper/typed.ts'

/** What was there when somebody began; the version is null of what is new. */
export interface Ground {
  readonly content: Content
  readonly version: number | null
}
