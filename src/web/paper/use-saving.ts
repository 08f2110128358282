/** Saves what was typed, and tells what stands in the way; what is refused stays as it is. */
import { useState } from 'react'
import { Refused } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import { askWould, problemsOf, troubleIn } from '#web/paper/paper-api.ts'
import type { Trouble } from '#web/paper/paper-api.ts'
import { completed } from '#web/paper/typed.ts'
import type { Content } from '#web/paper/typed.ts'
import { firstVerb } from '#web/paper/use-would.ts'
import type { Ground } from '#web/paper/ground.ts'
import type { WorkingOn } from '#web/paper/working.ts'
import { apiPath } from '#web/screens.ts'

interface Typed {
  readonly sent: Content
  readonly ground: Ground
  readonly proposed: Content
  readonly sendKey: string
}

interface Saved {
  readonly content: Content
  readonly version: number
}

export interface Saving {
  /** What hindered the last attempt; null where there was none since something was typed. */
  readonly problems: readonly Problem[] | null
  readonly trouble: Trouble | null
  readonly isSaving: boolean
  readonly isConflict: boolean
  readonly save: (next: string | null) => Promise<Saved | null>
  readonly forget: () => void
}

export function useSaving(
  { of, company, parts, save }: WorkingOn,
  { sent, ground, proposed, sendKey }: Typed,
): Saving {
  const [problems, setProblems] = useState<readonly Problem[] | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [isConflict, setConflict] = useState(false)
  /** What the server would fill in at this moment: what is shown may be older than the last key. */
  const filled = async (): Promise<Content> => {
    if (of.noun === 'register') return sent
    const would = await askWould(apiPath(of, company), sent, firstVerb(of))
    return completed(parts, sent, { ...proposed, ...would.paper })
  }
  const attempt = async (next: string | null): Promise<Saved | null> => {
    setSaving(true)
    try {
      const content = await filled()
      const { version } = await save(content, ground.version, sendKey, next)
      setProblems(null)
      setTrouble(null)
      return { content, version }
    } catch (error) {
      setTrouble(troubleIn(error))
      setProblems(troubleIn(error) === null ? problemsOf(error) : null)
      setConflict(isOther(error))
      return null
    } finally {
      setSaving(false)
    }
  }
  const forget = (): void => {
    setProblems(null)
    setConflict(false)
  }
  return { problems, trouble, isSaving, isConflict, save: attempt, forget }
}

/** Whether somebody else has changed it meanwhile. */
export function isOther(error: unknown): boolean {
  return error instanceof Refused && error.problems.some(({ rule }) => rule === 'version-other')
}
