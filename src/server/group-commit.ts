/** Group commit: requests that arrive together for one organization share a transaction. */
import type { Posting, Receipt } from '#ledger/door.ts'
import { record } from '#server/books.ts'
import { Unavailable } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** Who waits: a person before a job. */
export type Urgency = 'person' | 'job'

interface Waiting {
  readonly posting: Posting
  readonly resolve: (receipt: Receipt) => void
  readonly reject: (error: unknown) => void
}

interface Line {
  readonly person: Waiting[]
  readonly job: Waiting[]
  flights: number
}

/** At most so many entries share a transaction; more would make the first of them wait. */
const atMostTogether = 500
/** While one set is made durable, the next is already being checked. */
const flightsAtOnce = 2
/** Beyond this many waiting entries a caller is told to come back, before memory is. */
const longestLine = 20_000

/** Collects single entries into sets. One caller's refusal never touches another's entry. */
export class GroupCommit {
  private readonly lines = new Map<string, Line>()
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  /** Records one entry, durable once the promise is fulfilled; throws `Unavailable` if overrun. */
  record(organization: string, posting: Posting, urgency: Urgency = 'person'): Promise<Receipt> {
    const line = this.line(organization)
    if (line.person.length + line.job.length >= longestLine) {
      return Promise.reject(new Unavailable('Too many entries are waiting.'))
    }
    const { promise, resolve, reject } = Promise.withResolvers<Receipt>()
    line[urgency].push({ posting, resolve, reject })
    if (line.flights < flightsAtOnce) {
      line.flights += 1
      // After this turn of the event loop, so that what arrived with it goes along.
      setImmediate(() => void this.fly(organization, line))
    }
    return promise
  }

  /** Whether people wait in an organization's line, so that its jobs give way. */
  peopleWait(organization: string): boolean {
    return (this.lines.get(organization)?.person.length ?? 0) > 0
  }

  private line(organization: string): Line {
    const known = this.lines.get(organization)
    if (known !== undefined) return known
    const line: Line = { person: [], job: [], flights: 0 }
    this.lines.set(organization, line)
    return line
  }

  private async fly(organization: string, line: Line): Promise<void> {
    while (line.person.length + line.job.length > 0) {
      const set = line.person.splice(0, atMostTogether)
      set.push(...line.job.splice(0, atMostTogether - set.length))
      try {
        const postings = set.map(({ posting }) => posting)
        const answers = await record(this.database, organization, postings)
        set.forEach((waiting, place) => answer(waiting, answers[place]))
      } catch (error) {
        await this.apart(organization, set, error)
      }
    }
    line.flights -= 1
  }

  /** A set that failed as a whole is tried one by one, so that one defect harms one caller. */
  private async apart(
    organization: string,
    set: readonly Waiting[],
    error: unknown,
  ): Promise<void> {
    if (error instanceof Unavailable || set.length === 1) {
      for (const { reject } of set) reject(error)
      return
    }
    for (const waiting of set) {
      await record(this.database, organization, [waiting.posting]).then(
        ([receipt]) => answer(waiting, receipt),
        waiting.reject,
      )
    }
  }
}

function answer({ resolve, reject }: Waiting, receipt: Receipt | undefined): void {
  if (receipt === undefined) reject(new Error('The door left a posting without a receipt.'))
  else resolve(receipt)
}
