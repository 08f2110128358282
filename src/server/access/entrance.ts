/** What signing in needs besides the database: hashes, the key file, the address of the house. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Problem } from '#base/problem.ts'
import { PasswordHasher } from '#server/access/password-hash.ts'
import { Vault } from '#server/access/vault.ts'
import type { Database } from '#server/database/database.ts'

export interface Entrance {
  readonly hasher: PasswordHasher
  readonly vault: Vault
  /** The address that people's browsers use, without a slash at its end; links begin with it. */
  readonly url: string
  /** The addresses of proxies that are believed when they say who asks. */
  readonly proxies: ReadonlySet<string>
  /** A refusal comes no sooner than so many milliseconds after the question. */
  readonly refusalAfter: number
  /** Milliseconds since 1970, for codes that depend on the time. */
  readonly now: () => number
  /** Told what whoever runs the server must mend. */
  readonly onProblem: (problem: Problem) => void
}

/** What the steps of signing in work with. */
export interface Reception {
  readonly database: Database
  readonly entrance: Entrance
}

export interface EntranceOptions {
  readonly url: string
  /** The file of the key with which second factors are encrypted; made when it is first needed. */
  readonly keyFile: string
  readonly proxies?: readonly string[]
  readonly onProblem: (problem: Problem) => void
  /** Tests have their own clock, and refuse without a wait. */
  readonly now?: () => number
  readonly refusalAfter?: number
}

export function openEntrance(options: EntranceOptions): Entrance {
  const { url, keyFile, proxies = [], onProblem, now = Date.now, refusalAfter = 400 } = options
  return {
    hasher: new PasswordHasher(),
    vault: new Vault(keyFile),
    url,
    proxies: new Set(proxies),
    refusalAfter,
    now,
    onProblem,
  }
}

/**
 * Waits before a refusal until its time has come: how long it took to look tells a stranger
 * nothing, not even in how many organizations a mail is known.
 */
export async function unhurried({ refusalAfter }: Entrance, began: number): Promise<void> {
  const left = began + refusalAfter - performance.now()
  if (left > 0) await pause(left)
}

/** What stands in the way at start: nothing, or a key file that is missing or another one. */
export async function keyFileProblem({ database, entrance }: Reception): Promise<Problem | null> {
  const keys = await database.bare<{ key: string }>({
    text: 'select key from access.encryption_keys() as key',
  })
  return entrance.vault.check(keys.map(({ key }) => key))
}
