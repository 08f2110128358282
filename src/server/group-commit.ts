/**
 * Group commit: acts of one kind that arrive together for one organization share a transaction.
 *
 * Acts of several kinds do not. Each set passes the ledger's door, which locks what it sums up in
 * one order and holds it until the transaction ends; a second set behind it would lock anew from
 * the beginning, and meet in a deadlock whoever came to the door in between.
 */
import type { Query } from '#base/query.ts'
import type { Posting, Receipt } from '#ledger/door.ts'
import { recordIn } from '#server/books.ts'
import { callersPatience, errorState, Unavailable } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** Who waits: a person before a job. */
export type Urgency = 'person' | 'job'

type Lane = 'entries' | 'papers'

/** How acts of one kind are done: all that wait, as one set. */
export interface Way<Item, Answer> {
  /** Acts of one name that wait become one set, in a transaction of its own. */
  readonly name: string
  /** Entries pass beside each other; of the sets that lock papers one is under way at a time. */
  readonly lane: Lane
  /** How many entries or papers the act is about. */
  weigh(item: Item): number
  /** What it is about: of two acts about the same the later one waits for the next set. */
  touches(item: Item): readonly string[]
  /** Whether the act may be done again when nobody knows what became of it, as keys make safe. */
  isRepeatable(item: Item): boolean
  /** Does the acts of a set, in their order; answers each. Must be safe to be run anew. */
  run(query: Query, organization: string, items: readonly Item[]): Promise<readonly Answer[]>
}

/*
 * What waits is of many kinds; each way gets its own items only. The ways are methods, which are
 * compared in both directions, so that one type holds them all.
 */
interface Waiting {
  readonly way: Way<unknown, unknown>
  readonly item: unknown
  readonly weight: number
  readonly touched: readonly string[]
  readonly answer: { settle(answer: unknown): void }
  readonly reject: (error: unknown) => void
}

interface Line {
  readonly person: Waiting[]
  readonly job: Waiting[]
  /** How many entries and papers wait. */
  weight: number
  flights: number
}

/** At most so many entries or papers share a transaction; more would make the first wait. */
const atMostTogether = 500
/** So far down the line is looked for acts that go along with the first. */
const farthest = 2_000
/** While one set of entries is made durable, the next is already being checked. */
const flightsAtOnce = { entries: 2, papers: 1 } as const
/** Beyond this many waiting entries a caller is told to come back, before memory is. */
const longestLine = 20_000

/** Collects single acts into sets. One caller's refusal never touches another's act. */
export class GroupCommit {
  private readonly lines = new Map<string, Line>()
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  /** Records one entry, durable once the promise is fulfilled; throws `Unavailable` if overrun. */
  record(organization: string, posting: Posting, urgency: Urgency = 'person'): Promise<Receipt> {
    return this.do(organization, entryWay, posting, urgency)
  }

  /**
   * Does one act together with those that others ask for at this moment; it is durable once the
   * promise is fulfilled. What it throws is its own: a defect in one act fails no other. Throws
   * `Unavailable` if overrun.
   */
  do<Item, Answer>(
    organization: string,
    way: Way<Item, Answer>,
    item: Item,
    urgency: Urgency = 'person',
  ): Promise<Answer> {
    const line = this.line(organization, way.lane)
    if (line.weight >= longestLine) {
      return Promise.reject(new Unavailable('Too many entries are waiting.'))
    }
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const weight = way.weigh(item)
    const touched = way.touches(item)
    line[urgency].push({ way, item, weight, touched, reject, answer: { settle: resolve } })
    line.weight += weight
    if (line.flights < flightsAtOnce[way.lane]) {
      line.flights += 1
      // After this turn of the event loop, so that what arrived with it goes along.
      setImmediate(() => void this.fly(organization, line))
    }
    return promise
  }

  /** Whether people wait in an organization's lines, so that its jobs give way. */
  peopleWait(organization: string): boolean {
    return (['entries', 'papers'] as const).some((lane) => {
      const line = this.lines.get(lineName(organization, lane))
      return line !== undefined && line.person.length > 0
    })
  }

  private line(organization: string, lane: Lane): Line {
    const name = lineName(organization, lane)
    const known = this.lines.get(name)
    if (known !== undefined) return known
    const line: Line = { person: [], job: [], weight: 0, flights: 0 }
    this.lines.set(name, line)
    return line
  }

  private async fly(organization: string, line: Line): Promise<void> {
    for (let set = nextSet(line); set.length > 0; set = nextSet(line)) {
      try {
        await this.together(organization, set)
      } catch (error) {
        await this.apart(organization, set, error)
      }
    }
    line.flights -= 1
  }

  private async together(organization: string, set: readonly Waiting[]): Promise<void> {
    const [first] = set
    if (first === undefined) return
    const repeatable = set.every(({ way, item }) => way.isRepeatable(item))
    const items = set.map(({ item }) => item)
    const answers = await this.database.transaction(
      organization,
      (query) => first.way.run(query, organization, items),
      { repeatable, within: callersPatience },
    )
    if (answers.length !== set.length) throw new Error('An act was left without an answer.')
    set.forEach(({ answer }, at) => answer.settle(answers[at]))
  }

  /** A set that failed as a whole is tried one by one, so that one defect harms one caller. */
  private async apart(
    organization: string,
    set: readonly Waiting[],
    error: unknown,
  ): Promise<void> {
    if (error instanceof Unavailable || (set.length === 1 && !isOvertaken(error))) {
      for (const { reject } of set) reject(error)
      return
    }
    for (const waiting of set) {
      await this.together(organization, [waiting]).catch(waiting.reject)
    }
  }
}

function lineName(organization: string, lane: Lane): string {
  return `${lane} ${organization}`
}

/** The first act in the line and those that go along with it; people come first. */
function nextSet(line: Line): Waiting[] {
  const set: Waiting[] = []
  const touched = new Set<string>()
  let weight = 0
  for (const waiting of [line.person, line.job]) {
    const left: Waiting[] = []
    for (const [at, one] of waiting.entries()) {
      if (weight >= atMostTogether || at >= farthest) {
        left.push(...waiting.slice(at))
        break
      }
      if (goesAlong(one, set, weight, touched)) {
        set.push(one)
        weight += one.weight
      } else left.push(one)
      // Nothing goes before what came earlier and is about the same, of whatever kind that is.
      for (const name of one.touched) touched.add(name)
    }
    waiting.splice(0, waiting.length, ...left)
    // No job goes along while a person is left behind.
    if (waiting.length > 0) break
  }
  line.weight -= weight
  return set
}

function goesAlong(
  one: Waiting,
  set: readonly Waiting[],
  weight: number,
  touched: ReadonlySet<string>,
): boolean {
  const [first] = set
  if (first === undefined) return true
  return (
    one.way.name === first.way.name &&
    weight + one.weight <= atMostTogether &&
    !one.touched.some((name) => touched.has(name))
  )
}

/**
 * Whether somebody else was faster between a look and the writing, in another transaction: a second
 * look sees it and tells it.
 */
function isOvertaken(error: unknown): boolean {
  return ['23505', '23503'].includes(errorState(error))
}

const entryWay: Way<Posting, Receipt> = {
  name: 'entries',
  lane: 'entries',
  weigh: () => 1,
  touches: () => [],
  isRepeatable: () => true,
  run: (query, organization, postings) => recordIn(query, organization, postings),
}
