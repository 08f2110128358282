/**
 * Group commit: acts that arrive together for one organization share a transaction.
 *
 * Acts of one kind are one set. Each set locks what it needs in one order and holds it until the
 * transaction ends; a second set behind it locks anew from the beginning, and would meet in a
 * deadlock whoever came in between. So sets of several kinds share a transaction only while nobody
 * else writes for the organization; otherwise each has its own.
 */
import type { Query } from '#base/query.ts'
import type { Posting, Receipt } from '#ledger/door.ts'
import { recordIn } from '#server/books.ts'
import { callersPatience, errorState, isAlone, Unavailable } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** Who waits: a person before a job. */
export type Urgency = 'person' | 'job'

type Lane = 'entries' | 'papers'

/** How acts of one kind are done: all that wait, as one set. */
export interface Way<Item, Answer> {
  /** Acts of one name become one set; the sets of a transaction are done in their names' order. */
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
      const groups = groupsOf(set)
      if (groups.length > 1 && (await this.settled(organization, groups, isAlone))) continue
      for (const group of groups) await this.settled(organization, [group])
    }
    line.flights -= 1
  }

  /**
   * Does sets in one transaction and answers their acts, unless it turns out that it may not. Where
   * they fail as a whole, acts are tried one by one, so that one defect harms one caller.
   */
  private async settled(
    organization: string,
    groups: readonly (readonly Waiting[])[],
    may = always,
  ): Promise<boolean> {
    try {
      return await this.together(organization, groups, may)
    } catch (error) {
      await this.apart(organization, groups.flat(), error)
      return true
    }
  }

  /** Does sets in one transaction and answers their acts, unless it may not: then nothing is. */
  private async together(
    organization: string,
    groups: readonly (readonly Waiting[])[],
    may: typeof isAlone,
  ): Promise<boolean> {
    const repeatable = groups.flat().every(({ way, item }) => way.isRepeatable(item))
    const answers = await this.database.transaction(
      organization,
      async (query) => {
        if (!(await may(query, organization))) return null
        const found: (readonly unknown[])[] = []
        for (const group of groups) found.push(await runGroup(query, organization, group))
        return found
      },
      { repeatable, within: callersPatience },
    )
    if (answers === null) return false
    groups.forEach((group, at) => {
      group.forEach(({ answer }, place) => answer.settle(answers[at]?.[place]))
    })
    return true
  }

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
      await this.together(organization, [[waiting]], always).catch(waiting.reject)
    }
  }
}

function lineName(organization: string, lane: Lane): string {
  return `${lane} ${organization}`
}

/** The next acts in the line's order, as many as share a transaction; people come first. */
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

/** A first act goes whatever its weight; of two about the same the later one waits. */
function goesAlong(
  { weight: own, touched: names }: Waiting,
  set: readonly Waiting[],
  weight: number,
  touched: ReadonlySet<string>,
): boolean {
  if (set.length === 0) return true
  return weight + own <= atMostTogether && !names.some((name) => touched.has(name))
}

/** The acts of a set by their ways; always in one order. */
function groupsOf(set: readonly Waiting[]): Waiting[][] {
  const groups = Map.groupBy(set, ({ way }) => way.name)
  if (groups.size < 2) return [...groups.values()]
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

async function runGroup(
  query: Query,
  organization: string,
  group: readonly Waiting[],
): Promise<readonly unknown[]> {
  const [first] = group
  if (first === undefined) return []
  const items = group.map(({ item }) => item)
  const answers = await first.way.run(query, organization, items)
  if (answers.length !== items.length) throw new Error('An act was left without an answer.')
  return answers
}

const always = (_query: Query, _organization: string): Promise<boolean> => Promise.resolve(true)

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
