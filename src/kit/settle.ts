/** Takes, numbers and posts: what papers become when they go on, and what the books say to it. */
import { newId } from '#base/id.ts'
import type { Problem } from '#base/problem.ts'
import type { Posting } from '#ledger/door.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { RecordedEntry } from '#ledger/recorded-entry.ts'
import { reversalOf } from '#ledger/reversal.ts'
import type { Books, Going, Refuse } from '#kit/books.ts'
import type { AnyPaper, Document, Paper, PostedEntry, Transition } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Fields } from '#kit/field.ts'
import { numberingOf } from '#kit/numbering.ts'
import { withoutRoom } from '#kit/room.ts'
import { inSavepoint, takeNumbers } from '#kit/statements.ts'

/** A paper that goes on, and how. */
export interface Advancing extends Going {
  readonly transition: Transition<Fields, string>
  /** The entries that its acts so far recorded. */
  readonly recorded: readonly string[]
}

/** A paper that went on. */
export interface Step extends Advancing {
  readonly after: AnyPaper
  /** The identifiers of the entries that it recorded. */
  readonly entries: readonly string[]
}

/**
 * Gathers, takes, gives numbers and passes the door. Where a paper has no room for what it takes,
 * or the door refuses it, all is done again without it: what it had taken, others get, and no
 * number is lost to a paper that stays. So a set is the same as its members one by one.
 */
export async function settle(
  books: Books,
  document: Document,
  verb: string,
  candidates: readonly Advancing[],
  refuse: Refuse,
): Promise<Step[]> {
  const passed = new Map<string, readonly Problem[]>()
  const stopped = (steps: readonly Coming[], problems: ReadonlyMap<string, Problem[]>): null => {
    for (const [id, found] of certain(steps, problems)) passed.set(id, found)
    return null
  }
  for (;;) {
    const going = candidates.filter(({ paper }) => !passed.has(paper.id))
    const refusedNow = new Map<string, readonly Problem[]>()
    const steps = await inSavepoint(books.query, async () => {
      const taken = await taking(books, going, refusedNow)
      const after = taken.map((step) => step.after)
      const roomless = withoutRoom(document, verb, after)
      if (roomless.size > 0) return stopped(taken, roomless)
      const numbered = await number(books, document, taken)
      const postings = await postingsOf(books, document, verb, numbered)
      const problems = await passDoor(books, numbered, postings)
      if (problems.size > 0) return stopped(numbered, problems)
      return numbered.map((step, at) => ({
        ...step,
        entries: (postings[at] ?? []).map(({ id }) => id),
      }))
    })
    if (steps === null) continue
    for (const [id, problems] of [...passed, ...refusedNow]) refuse(id, problems)
    return steps
  }
}

type Coming = Omit<Step, 'entries'>

/**
 * Which refusals stand whatever becomes of the others. Where papers take from the same, only the
 * first one: what it had taken may change everything for those after it.
 */
function certain(
  steps: readonly Coming[],
  problems: ReadonlyMap<string, Problem[]>,
): [string, Problem[]][] {
  const refusals = [...problems]
  if (steps[0]?.transition.gathers === undefined) return refusals
  const first = steps.find(({ paper }) => problems.has(paper.id))
  return refusals.filter(([id]) => id === first?.paper.id)
}

/** What each takes, in the set's order; the papers as they will be, but for their numbers. */
async function taking(
  books: Books,
  going: readonly Advancing[],
  refusedNow: Map<string, readonly Problem[]>,
): Promise<Coming[]> {
  const gathers = going[0]?.transition.gathers
  const papers = asDescribed<Paper<Fields>[]>(going.map(({ paper }) => paper))
  const takes = gathers === undefined ? null : await gathers(books, papers)
  return going.flatMap((one) => {
    const { paper, transition } = one
    const head = { state: transition.to, version: paper.version + 1 }
    if (takes === null) return [{ ...one, after: { ...paper, ...head } }]
    const taken = takes(asDescribed(paper))
    if (taken.ok) return [{ ...one, after: { ...paper, ...taken.value, ...head } }]
    refusedNow.set(paper.id, taken.problems)
    return []
  })
}

/** The papers with the numbers of those that get one now, by the year of each paper's own day. */
async function number(
  books: Books,
  document: Document,
  coming: readonly Coming[],
): Promise<Coming[]> {
  const { states, day } = document
  const needing = coming.filter(
    ({ paper, after }) => paper.number === null && after.state !== states[0],
  )
  const given = needing.length === 0 ? null : await numberingOf(books, document)
  if (given === null) return [...coming]
  const { pattern, first } = given
  const yearOf = ({ after }: Coming): number => {
    const own = day === null ? null : after[day]
    return own instanceof Temporal.PlainDate ? own.year : books.today.year
  }
  const bySeries = Map.groupBy(needing, (one) => pattern.series(yearOf(one)))
  const next = await takeNumbers(
    books,
    { kind: document.name, first },
    [...bySeries].map(([series, those]) => ({ series, count: those.length })),
  )
  return coming.map((one) => {
    if (one.paper.number !== null || one.after.state === states[0]) return one
    const year = yearOf(one)
    const count = next.get(pattern.series(year))
    if (count === undefined) throw new Error('a paper was left without a number')
    next.set(pattern.series(year), count + 1n)
    return { ...one, after: { ...one.after, number: pattern.write(year, count) } }
  })
}

/** Records the postings of all papers at once; answers the problems by the paper. */
async function passDoor(
  books: Books,
  steps: readonly Coming[],
  postings: readonly (readonly Posting[])[],
): Promise<Map<string, Problem[]>> {
  const problems = new Map<string, Problem[]>()
  const flat = steps.flatMap(({ paper: { id } }, at) =>
    (postings[at] ?? []).map((posting) => ({ id, posting })),
  )
  if (flat.length === 0) return problems
  const receipts = await books.record(flat.map(({ posting }) => posting))
  const refusedOnes = flat.flatMap(({ id, posting }, at) => {
    const receipt = receipts[at]
    // A paper's act has a key of its own, so nothing can have been recorded under it before.
    if (receipt?.outcome === 'repeated') throw new Error(`${receipt.key} is in the books already`)
    if (receipt?.outcome !== 'refused') return []
    return [{ id, posting, refusals: receipt.refusals }]
  })
  if (refusedOnes.length === 0) return problems
  const told = await books.explain(refusedOnes)
  for (const [at, { id }] of refusedOnes.entries()) {
    problems.set(id, [...(problems.get(id) ?? []), ...(told[at] ?? [])])
  }
  return problems
}

/** What each step posts, in the order of the steps. */
async function postingsOf(
  books: Books,
  document: Document,
  verb: string,
  steps: readonly Coming[],
): Promise<Posting[][]> {
  const undone = steps
    .filter(({ transition }) => transition.posts === 'reversal')
    .flatMap(({ recorded }) => recorded)
  const standing = undone.length === 0 ? [] : await books.standing(undone)
  return steps.map((step) =>
    entriesOf(books, document, verb, step, standing).map((entry) => ({
      id: newId(books.now),
      company: books.company,
      actor: step.actor.name,
      entry,
    })),
  )
}

function entriesOf(
  { today, batch }: Books,
  document: Document,
  verb: string,
  { transition: { posts }, recorded, after }: Coming,
  standing: readonly RecordedEntry[],
): EntryProposal[] {
  const head = { ...headOf(document, verb, after), ...(batch === undefined ? {} : { batch }) }
  if (posts === undefined) return []
  if (posts !== 'reversal') {
    const entries: readonly PostedEntry[] = [posts(asDescribed(after))].flat()
    return entries.map((entry, at) => ({
      ...entry,
      ...head,
      key: at === 0 ? head.key : `${head.key} ${at + 1}`,
    }))
  }
  return standing
    .filter(({ id }) => recorded.includes(id))
    .map((entry) => {
      const key = `${head.key} ${entry.id}`
      return { ...reversalOf(entry, { key, reason: head.reason, postedOn: today }) }
    })
}

/** What an entry says of the paper from which it comes. */
function headOf(
  { name }: Document,
  verb: string,
  { id, number: given, version }: AnyPaper,
): Pick<EntryProposal, 'key' | 'reason' | 'source' | 'rule'> {
  const called = given ?? id
  return {
    key: `${name} ${id} ${verb} ${version}`,
    reason: `${name} ${called}: ${verb}`,
    source: { paper: name, number: called },
    rule: `${name}: ${verb}`,
  }
}
