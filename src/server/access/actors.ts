/** Remembers for a few seconds what persons may do, so that not each request asks the database. */
import type { PlainDate } from '#base/date.ts'
import type { Actor } from '#kit/role.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { actorOf } from '#server/access/holders.ts'
import { callersPatience } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** What was granted or ended holds at the latest so many milliseconds afterwards. */
const remembered = 4_500
/** So many persons are remembered at most; then all are asked for anew. */
const most = 10_000

interface Memory {
  readonly until: number
  readonly actor: Promise<Actor>
}

/** Answers as whom a person acts, from memory where it was asked a moment ago. */
export class Actors {
  private readonly memory = new Map<string, Memory>()
  private readonly database: Database
  private readonly book: RoleBook
  private readonly now: () => number

  constructor(database: Database, book: RoleBook, now: () => number = () => performance.now()) {
    this.database = database
    this.book = book
    this.now = now
  }

  /** The actor that a person is on a day. Throws `Unavailable` like every question. */
  async of(organization: string, person: string, today: PlainDate): Promise<Actor> {
    const name = nameOf(organization, person)
    const now = this.now()
    const known = this.memory.get(name)
    if (known !== undefined && known.until > now) return await known.actor
    if (this.memory.size >= most) this.memory.clear()
    const actor = this.database.transaction(
      organization,
      (query) => actorOf(query, this.book, organization, person, today),
      { mode: 'snapshot', within: callersPatience },
    )
    this.memory.set(name, { until: now + remembered, actor })
    try {
      return await actor
    } catch (error) {
      this.memory.delete(name)
      throw error
    }
  }

  /** Forgets what these persons may do, so that a change holds here at once. */
  forget(organization: string, persons: readonly string[]): void {
    for (const person of persons) this.memory.delete(nameOf(organization, person))
  }
}

function nameOf(organization: string, person: string): string {
  return `${organization} ${person}`
}
