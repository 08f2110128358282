/** What was typed and not saved, kept on this machine for the one who typed it. */
import { isContent } from '#web/paper/typed.ts'
import type { Content } from '#web/paper/typed.ts'

/** A draft as it was left. */
export interface Kept {
  readonly typed: Content
  /** What was there when it was begun. */
  readonly was: Content
  /** The version on which it was written; null of what was new. */
  readonly version: number | null
  /** The key under which it is sent: sent again after a lost answer, it is written once. */
  readonly key: string
  /** When it was typed last, as ISO 8601 has it. */
  readonly at: string
}

/** Whose draft of what it is. */
export interface Keeper {
  readonly organization: string
  readonly person: string
  readonly company: string
  readonly list: string
  readonly key: string
}

/** The name under which a draft is kept: nobody else who signs in here is offered it. */
export function keptName({ organization, person, company, list, key }: Keeper): string {
  return `draft ${JSON.stringify([organization, person, company, list, key])}`
}

/** The draft under a name; null where there is none that can be read. */
export function readKept(store: Pick<Storage, 'getItem'>, name: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(store.getItem(name) ?? 'null')
    if (!isContent(kept) || !isContent(kept['typed'])) return null
    const { typed, was, version, key, at } = kept
    return {
      typed: isContent(typed) ? typed : {},
      was: isContent(was) ? was : {},
      version: typeof version === 'number' ? version : null,
      key: String(key),
      at: String(at),
    }
  } catch {
    return null
  }
}

/** Keeps a draft; false where the machine keeps nothing. */
export function keep(store: Pick<Storage, 'setItem'>, name: string, kept: Kept): boolean {
  try {
    store.setItem(name, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}
