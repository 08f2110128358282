/** A paper or row that somebody works on: what is typed, what it would be, and how it is saved. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { soFar } from '#web/paper/problems.ts'
import type { Would } from '#web/paper/paper-api.ts'
import { isSame, ownProposals, ownRowProposals, rowsIn, sentOf } from '#web/paper/typed.ts'
import type { Content, Part } from '#web/paper/typed.ts'
import { useKept } from '#web/paper/use-kept.ts'
import type { Keeping } from '#web/paper/use-kept.ts'
import { useSaving } from '#web/paper/use-saving.ts'
import { useWould } from '#web/paper/use-would.ts'
import type { Ground } from '#web/paper/ground.ts'
import type { Working, WorkingOn } from '#web/paper/working.ts'
import { isRows, useScreens } from '#web/screens.ts'

export function useWorking(on: WorkingOn): Working {
  const { of, company, key, parts, there, isOpen, isDrafted = false } = on
  const { company: own } = useScreens(company)
  const { ground, typed, setTyped, goOn, isChanged } = useGround(there)
  const [sendKey, setSendKey] = useState<string>(() => crypto.randomUUID())
  const keeping = useKept(company, of.address, key)
  const sent = useMemo(
    () => withOwn(parts, sentOf(parts, typed), own.currency),
    [parts, typed, own],
  )
  const isAsked = isOpen && of.mayWrite && (isChanged || isDrafted || ground.version !== null)
  const { would, trouble: cut } = useWould(of, company, sent, isAsked)
  const proposed = useProposed(parts, own.currency, would)
  const saving = useSaving(on, { sent, ground, proposed, sendKey })
  useHolding(keeping, { typed, ground, sendKey, isChanged })

  const rebase = (content: Content, next: Ground): void => {
    saving.forget()
    goOn(content, next)
  }
  const set: Working['set'] = (name, how) => {
    saving.forget()
    setTyped((all) => ({ ...all, [name]: how(all[name]) }))
  }
  const takeKept = (): void => {
    const { offered } = keeping
    if (offered === null) return
    setSendKey(offered.key)
    // What others changed since then is met when it is saved.
    goOn(offered.typed, { content: offered.was, version: offered.version })
    keeping.answered()
  }
  const save = async (next?: string): Promise<number | null> => {
    const done = await saving.save(next ?? null)
    if (done === null) return null
    rebase(done.content, done)
    setSendKey(crypto.randomUUID())
    keeping.drop()
    return done.version
  }
  const problems = saving.problems ?? soFar(would?.problems ?? [], typed)
  const theirs = isNewer(there, ground) ? there : null
  const trouble = saving.trouble ?? cut
  const { isSaving, isConflict } = saving
  const how = { problems, theirs, trouble, isSaving, isConflict, set, takeKept, save, rebase }
  return { typed, ground, proposed, isChanged, would, keeping, ...how }
}

/** What is typed, and what was there when it was begun. */
function useGround(there: Ground) {
  const [ground, setGround] = useState(there)
  const [typed, setTyped] = useState(there.content)
  const isChanged = !isSame(typed, ground.content)
  const goOn = (content: Content, next: Ground): void => {
    setGround(next)
    setTyped(content)
  }
  // What was read again is taken where nobody has typed over it.
  const isLater = (there.version ?? 0) >= (ground.version ?? 0)
  if (!isChanged && isLater && !isSame(there, ground)) goOn(there.content, there)
  return { ground, typed, setTyped, goOn, isChanged }
}

/** What is proposed where nothing was said: by the books, or else by the company itself. */
function useProposed(parts: readonly Part[], currency: string, would: Would | null): Content {
  // What was proposed last stays, while what is typed cannot be read yet.
  const [paper, setPaper] = useState<Content>({})
  if (would !== null && would.paper !== null && would.paper !== paper) setPaper(would.paper)
  return useMemo(() => ({ ...ownProposals(parts, currency), ...paper }), [parts, currency, paper])
}

interface Held {
  readonly typed: Content
  readonly ground: Ground
  readonly sendKey: string
  readonly isChanged: boolean
}

/** Keeps what is typed while it is not saved. */
function useHolding({ hold, drop }: Keeping, { typed, ground, sendKey, isChanged }: Held): void {
  const wasChanged = useRef(false)
  useEffect(() => {
    if (isChanged) hold(typed, ground, sendKey)
    else if (wasChanged.current) drop()
    wasChanged.current = isChanged
  }, [typed, isChanged, ground, sendKey, hold, drop])
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
