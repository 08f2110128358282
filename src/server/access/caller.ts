/** Who asks: what a key and a session both say of the one who comes in with it. */
import type { Instant } from '#base/date.ts'
import type { Scope } from '#server/access/scopes.ts'

/** Who comes in, with a key or with a session. */
export interface Caller {
  readonly organization: string
  /** The person who acts: a human, or the program that a key was made for. */
  readonly person: string
  /** Name and number, as they stand in entries as the one who posted them. */
  readonly actor: string
  /** What may be reached: a key says it by itself, a session by the roles of its human. */
  readonly scopes: ReadonlySet<Scope>
  /**
   * The highest class of accounts and subjects, 0 public to 6 secret, whose lines are seen: a key
   * says it by itself, of a session it is said by the roles of its human.
   */
  readonly readsTo: number
  readonly by: 'key' | 'session'
  /** The number of the key or session. */
  readonly id: string
  /** When and how a human last showed who it is; null for keys, which show nothing. */
  readonly confirmed: Confirmation | null
}

/** A moment at which a human showed who it is, and the kind of credential that it showed. */
export interface Confirmation {
  readonly at: Instant
  readonly by: string
}

/** So many minutes a confirmation is fresh, and money and rights may be moved with it. */
export const freshMinutes = 10

/** Whether a human showed within the last minutes who it is. A key never did. */
export function recentlyConfirmed({ confirmed }: Caller, now: Instant): boolean {
  if (confirmed === null) return false
  const until = confirmed.at.add({ minutes: freshMinutes })
  return Temporal.Instant.compare(now, until) < 0
}

/** How a human stands in entries and events. */
export function actorOf(name: string, person: string): string {
  return `${name} (person ${person})`
}
