/** Remembers for a few seconds whose key was shown, so that not each request asks the database. */
import { hash } from 'node:crypto'
import { authenticate } from '#server/access/keys.ts'
import type { Caller } from '#server/access/keys.ts'
import type { Database } from '#server/database/database.ts'

/** A revoked key is refused at the latest so many milliseconds afterwards. */
const remembered = 4_500
/** So many keys are remembered at most; then all are asked for anew. */
const most = 10_000

interface Memory {
  readonly until: number
  readonly caller: Promise<Caller | null>
}

/** Answers who a key belongs to, from memory where it was asked a moment ago. */
export class KeyRing {
  private readonly memory = new Map<string, Memory>()
  private readonly database: Database
  private readonly now: () => number

  constructor(database: Database, now: () => number = () => performance.now()) {
    this.database = database
    this.now = now
  }

  /** Who the key's text belongs to, or null. Throws `Unavailable` like every question. */
  async whose(text: string): Promise<Caller | null> {
    // The text itself is not kept, only its hash.
    const name = hash('sha256', text, 'base64')
    const now = this.now()
    const known = this.memory.get(name)
    if (known !== undefined && known.until > now) return await known.caller
    if (this.memory.size >= most) this.memory.clear()
    const caller = authenticate(this.database, text)
    this.memory.set(name, { until: now + remembered, caller })
    try {
      return await caller
    } catch (error) {
      this.memory.delete(name)
      throw error
    }
  }
}
