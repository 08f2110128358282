/** A paper or row that somebody works on: what is typed, what it would be, and how it is saved. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Problem } from '#web/api.ts'
import { soFar } from '#web/paper/problems.ts'
import type { Trouble, Would } from '#web/paper/paper-api.ts'
import { isSame, ownProposals, ownRowProposals, rowsIn, sentOf } from '#web/paper/typed.ts'
import type { Content, Part } from '#web/paper/typed.ts'
import { useKept } from '#web/paper/use-kept.ts'
import type { Keeping } from '#web/paper/use-kept.ts'
import { useSaving } from '#web/paper/use-saving.ts'
import { useWould } from '#web/paper/use-would.ts'
import { isRows, useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** What was there when somebody began; the version is null of what is new. */
export interface Ground {
  readonly content: Content
  readonly version: number | null
}

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

export function useWorking(on: WorkingOn): Working {
  const { of, company, key, parts, there, isOpen, isDrafted = false } = on
  const { company: own } = useScreens(company)
  const [ground, setGround] = useState(there)
  const [typed, setTyped] = useState(there.content)
  const [sendKey, setSendKey] = useState<string>(() => crypto.randomUUID())
  const keeping = useKept(company, of.address, key)
  const isChanged = !isSame(typed, ground.content)
  const sent = useMemo(
    () => withOwn(parts, sentOf(parts, typed), own.currency),
    [parts, typed, own],
  )
  const isAsked = isOpen && of.mayWrite && (isChanged || isDrafted || ground.version !== null)
  const { would, trouble: cut } = useWould(of, company, sent, isAsked)
  const [paper, setPaper] = useState<Content>({})
  if (would !== null && would.paper !== null && would.paper !== paper) setPaper(would.paper)
  const proposed = useMemo(
    () => ({ ...ownProposals(parts, own.currency), ...paper }),
    [parts, own, paper],
  )
  const saving = useSaving(on, { sent, ground, proposed, sendKey })
  const theirs = isNewer(there, ground) ? there : null

  // What was read again is taken where nobody has typed over it.
  if (!isChanged && !isSame(there, ground) && (there.version ?? 0) >= (ground.version ?? 0)) {
    setGround(there)
    setTyped(there.content)
  }
  const { hold, drop } = keeping
  const wasChanged = useRef(false)
  useEffect(() => {
    if (isChanged) hold(typed, ground.version, sendKey)
    else if (wasChanged.current) drop()
    wasChanged.current = isChanged
  }, [typed, isChanged, ground.version, sendKey, hold, drop])

  const set: Working['set'] = (name, how) => {
    saving.forget()
    setTyped((all) => ({ ...all, [name]: how(all[name]) }))
  }
  const takeKept = (): void => {
    const { offered } = keeping
    if (offered === null) return
    setSendKey(offered.key)
    setTyped(offered.typed)
    keeping.answered()
  }
  const rebase = (content: Content, next: Ground): void => {
    saving.forget()
    setGround(next)
    setTyped(content)
  }
  const save = async (next?: string): Promise<number | null> => {
    const done = await saving.save(next ?? null)
    if (done === null) return null
    setGround({ content: done.content, version: done.version })
    setTyped(done.content)
    setSendKey(crypto.randomUUID())
    drop()
    return done.version
  }
  const told = saving.problems ?? soFar(would?.problems ?? [], typed)
  const trouble = saving.trouble ?? cut
  const { isSaving, isConflict } = saving
  const state = { typed, ground, proposed, problems: told, isChanged, would }
  return { ...state, isSaving, isConflict, trouble, keeping, theirs, set, takeKept, save, rebase }
}

function isNewer(there: Ground, ground: Ground): boolean {
  return there.version !== null && ground.version !== null && there.version > ground.version
}

/** With the company's currency in rows that tell amounts in one of their own. */
function withOwn(parts: readonly Part[], sent: Content, currency: string): Content {
  const rows = parts.filter(isRows).map((part) => {
    const own = ownRowProposals(part, currency)
    return [part.name, rowsIn(sent, part.name).map((row) => ({ ...own, ...row }))] as const
  })
  return { ...sent, ...Object.fromEntries(rows) }
}
