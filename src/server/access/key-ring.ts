/** Remembers for a few seconds who came in, so that not each request asks the database. */
import { hash } from 'node:crypto'
import type { Caller } from '#server/access/caller.ts'
import { authenticateKey } from '#server/access/keys.ts'
import { authenticateSession } from '#server/access/sessions.ts'
import type { Database } from '#server/database/database.ts'

/** What was revoked is refused at the latest so many milliseconds afterwards. */
const remembered = 4_500
/** So many are remembered at most; then all are asked for anew. */
const most = 10_000

interface Memory {
  readonly until: number
  readonly caller: Promise<Caller | null>
}

/** Answers who a key or a session belongs to, from memory where it was asked a moment ago. */
export class KeyRing {
  private readonly memory = new Map<string, Memory>()
  private readonly database: Database
  private readonly now: () => number

  constructor(database: Database, now: () => number = () => performance.now()) {
    this.database = database
    this.now = now
  }

  /** Whose key or session a text is, or null. Throws `Unavailable` like every question. */
  async whose(text: string): Promise<Caller | null> {
    // The text itself is not kept, only its hash.
    const name = hash('sha256', text, 'base64')
    const now = this.now()
    const known = this.memory.get(name)
    if (known !== undefined && known.until > now) return await known.caller
    if (this.memory.size >= most) this.memory.clear()
    const authenticate = text.startsWith('bss') ? authenticateSession : authenticateKey
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
