/** What a paper or row is while somebody works on it. */
import type { Problem } from '#web/api.ts'
import type { Ground } from '#web/paper/ground.ts'
import type { Trouble, Would } from '#web/paper/paper-api.ts'
import type { Content, Part } from '#web/paper/typed.ts'
import type { Keeping } from '#web/paper/use-kept.ts'
import type { Described } from '#web/screens.ts'

/** How something is saved: answers its new ground. */
export type Save = (
  content: Content,
  version: number | null,
  key: string,
  /** The verb that is to be done next with what is new. */
  next: string | null,
) => Promise<{ readonly version: number }>

export interface WorkingOn {
  readonly of: Described
  readonly company: string
  /** Under which its draft is kept: its key, or "new". */
  readonly key: string
  readonly parts: readonly Part[]
  /** As the server has it. */
  readonly there: Ground
  readonly isOpen: boolean
  readonly save: Save
  /** Whether it begins with what an earlier paper proposes. */
  readonly isDrafted?: boolean
}

export interface Working {
  readonly typed: Content
  readonly ground: Ground
  readonly proposed: Content
  readonly problems: readonly Problem[]
  readonly isChanged: boolean
  readonly isSaving: boolean
  readonly trouble: Trouble | null
  readonly keeping: Keeping
  /** What somebody else made of it meanwhile. */
  readonly theirs: Ground | null
  /** Whether saving met what somebody else made of it. */
  readonly isConflict: boolean
  /** What the paper would be; null where nothing is known yet. */
  readonly would: Would | null
  readonly set: (name: string, how: (value: unknown) => unknown) => void
  readonly takeKept: () => void
  /** Saves; answers the version under which it is there, or null where it is refused. */
  readonly save: (next?: string) => Promise<number | null>
  /** Goes on with a merged content on what is there now. */
  readonly rebase: (content: Content, on: Ground) => void
}
