/** The only way in which papers are brought on: a set at once, with all that follows from it. */
import type { PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { refused } from '#base/problem.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Posting, Receipt, Refusal } from '#ledger/door.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { RecordedEntry } from '#ledger/recorded-entry.ts'
import { reversalOf } from '#ledger/reversal.ts'
import { noteActs, pastOf } from '#kit/acts.ts'
import type { Act } from '#kit/acts.ts'
import { decide } from '#kit/decide.ts'
import type { Document, Paper, Transition } from '#kit/document.ts'
import type { Fields } from '#kit/field.ts'
import type { Actor } from '#kit/role.ts'
import { tableName } from '#kit/spelling.ts'
import { loadPapers } from '#kit/store.ts'
import type { Place } from '#kit/store.ts'

/** The books within one transaction, as perform needs them. */
export interface Books {
  readonly query: Query
  /** Passes the ledger's door. */
  record(postings: readonly Posting[]): Promise<Receipt[]>
  /** The entries of these identifiers that can still be reversed, newest first. */
  standing(entries: readonly string[]): Promise<RecordedEntry[]>
  /** The sentences for what the door refused. */
  explain(refusals: readonly Refusal[]): Problem[]
}

/** What is to be done, by whom, and when. */
export interface Action {
  readonly verb: string
  readonly organization: string
  readonly company: string
  readonly actor: Actor
  /** The company's today: the year of numbers, the day of reversals. */
  readonly today: PlainDate
  /** The moment, in milliseconds since 1970, for new identifiers. */
  readonly now: number
}

/** What became of one paper of the set. */
export type Performed =
  | {
      readonly id: string
      readonly outcome: 'done'
      readonly state: string
      readonly number: string | null
    }
  | { readonly id: string; readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/** A paper that goes on. */
interface Going<Of extends Fields, State extends string> {
  readonly paper: Paper<Of, State>
  readonly transition: Transition<Of, State>
  /** The entries that its acts so far recorded. */
  readonly recorded: readonly string[]
}

/** A paper that goes on, as it will be. */
interface Step<Of extends Fields, State extends string> extends Going<Of, State> {
  readonly after: Paper<Of, State>
}

type Refuse = (id: string, problems: readonly Problem[]) => void

/**
 * Does one verb with a set of papers, in the transaction of the books; answers for each, in the
 * set's order, that it is done or all that hinders it. One paper's problems leave the others alone.
 * Problems: those of `decide` and of the ledger's door; `paper-unknown`, `paper-twice`.
 */
export async function perform<Of extends Fields, State extends string>(
  books: Books,
  document: Document<Of, State>,
  action: Action,
  ids: readonly string[],
): Promise<Performed[]> {
  const answers = new Map<string, Performed>()
  const refuse: Refuse = (id, problems) => answers.set(id, { id, outcome: 'refused', problems })
  const going = await decided(books.query, document, action, ids, refuse)
  const acts = await settled(books, document, action, going, refuse)
  if (acts.length > 0) {
    await advance(books.query, document, action, acts)
    await noteActs(books.query, document, placeOf(action), acts)
  }
  for (const { after } of acts) {
    const { id, state, number } = after
    answers.set(id, { id, outcome: 'done', state, number })
  }
  return ids.flatMap((id) => answers.get(id) ?? [])
}

/** Locks the papers and decides about each; answers those that may go on, in the set's order. */
async function decided<Of extends Fields, State extends string>(
  query: Query,
  document: Document<Of, State>,
  action: Action,
  ids: readonly string[],
  refuse: Refuse,
): Promise<Going<Of, State>[]> {
  const place = placeOf(action)
  const wanted = new Set(ids)
  const papers = await loadPapers(query, document, place, [...wanted], true)
  const past = await pastOf(query, document, place, [...wanted])
  const found = new Set(papers.map(({ id }) => id))
  for (const id of wanted) if (!found.has(id)) refuse(id, [unknownPaper(document, id)])
  const seen = new Set<string>()
  const twice = new Set(ids.filter((id) => seen.size === seen.add(id).size))
  return papers.flatMap((paper) => {
    const { done, entries } = past(paper.id)
    const decision = twice.has(paper.id)
      ? refused(standsTwice(document))
      : decide(document, paper, action.verb, action.actor, done)
    if (decision.ok) return [{ paper, transition: decision.value, recorded: entries }]
    refuse(paper.id, decision.problems)
    return []
  })
}

/**
 * Gives numbers and passes the door. Where the door refuses some, all is done again without them,
 * so that no number is lost to a paper that stays behind.
 */
async function settled<Of extends Fields, State extends string>(
  books: Books,
  document: Document<Of, State>,
  action: Action,
  candidates: readonly Going<Of, State>[],
  refuse: Refuse,
): Promise<Act<Of, State>[]> {
  for (let going = candidates; going.length > 0;) {
    await books.query({ text: 'savepoint before_the_door' })
    const steps = await numbered(books.query, document, action, going)
    const postings = await postingsOf(books, document, action, steps)
    const problems = await passDoor(books, postings)
    if (problems.size === 0) {
      return steps.map(({ paper, after }, at) => ({
        verb: action.verb,
        before: paper,
        after,
        entries: (postings[at] ?? []).map(({ id }) => id),
      }))
    }
    await books.query({ text: 'rollback to savepoint before_the_door' })
    for (const [at, found] of problems) {
      const id = steps[at]?.paper.id
      if (id !== undefined) refuse(id, found)
    }
    going = going.filter((_, at) => !problems.has(at))
  }
  return []
}

/** Records the postings of all papers at once; answers the problems by the paper's place. */
async function passDoor(
  books: Books,
  postings: readonly (readonly Posting[])[],
): Promise<Map<number, Problem[]>> {
  const problems = new Map<number, Problem[]>()
  const places = postings.flatMap((of, at) => of.map(() => at))
  if (places.length === 0) return problems
  const receipts = await books.record(postings.flat())
  for (const [place, receipt] of receipts.entries()) {
    // A paper's act has a key of its own, so nothing can have been recorded under it before.
    if (receipt.outcome === 'repeated') throw new Error(`${receipt.key} is in the books already`)
    const at = places[place]
    if (receipt.outcome !== 'refused' || at === undefined) continue
    problems.set(at, [...(problems.get(at) ?? []), ...books.explain(receipt.refusals)])
  }
  return problems
}

/** The papers as they will be, with the numbers of those that get one now. */
async function numbered<Of extends Fields, State extends string>(
  query: Query,
  { number: pattern, states }: Document<Of, State>,
  { organization, company, today }: Action,
  going: readonly Going<Of, State>[],
): Promise<Step<Of, State>[]> {
  const needing = going.filter(
    ({ paper, transition }) => paper.number === null && transition.to !== states[0],
  )
  const numbers = new Map<string, string>()
  if (pattern !== null && needing.length > 0) {
    const [taken] = await query<{ first: bigint }>({
      name: 'paper.take numbers',
      text: 'select paper.take_numbers($1, $2, $3, $4) as first',
      values: [organization, company, pattern.series(today.year), needing.length],
    })
    if (taken === undefined) throw new Error('No number was given.')
    needing.forEach(({ paper: { id } }, at) =>
      numbers.set(id, pattern.write(today.year, taken.first + BigInt(at))),
    )
  }
  return going.map((one) => {
    const { paper, transition } = one
    const number = numbers.get(paper.id) ?? paper.number
    return {
      ...one,
      after: { ...paper, state: transition.to, number, version: paper.version + 1 },
    }
  })
}

/** What each step posts, in the order of the steps. */
async function postingsOf<Of extends Fields, State extends string>(
  books: Books,
  document: Document<Of, State>,
  action: Action,
  steps: readonly Step<Of, State>[],
): Promise<Posting[][]> {
  const undone = steps
    .filter(({ transition }) => transition.posts === 'reversal')
    .flatMap(({ recorded }) => recorded)
  const standing = undone.length === 0 ? [] : await books.standing(undone)
  return steps.map((step) =>
    entriesOf(document, action, step, standing).map((entry) => ({
      id: newId(action.now),
      company: action.company,
      actor: action.actor.person,
      entry,
    })),
  )
}

function entriesOf<Of extends Fields, State extends string>(
  document: Document<Of, State>,
  { verb, today }: Action,
  { transition: { posts }, recorded, after }: Step<Of, State>,
  standing: readonly RecordedEntry[],
): EntryProposal[] {
  const head = headOf(document, verb, after)
  if (posts === undefined) return []
  if (posts !== 'reversal') return [{ ...posts(after), ...head }]
  return standing
    .filter(({ id }) => recorded.includes(id))
    .map((entry) => {
      const key = `${head.key} ${entry.id}`
      return reversalOf(entry, { key, reason: head.reason, postedOn: today })
    })
}

/** What an entry says of the paper from which it comes. */
function headOf<Of extends Fields, State extends string>(
  { name }: Document<Of, State>,
  verb: string,
  { id, number, version }: Paper<Of, State>,
): Pick<EntryProposal, 'key' | 'reason' | 'source' | 'rule'> {
  const called = number ?? id
  return {
    key: `${name} ${id} ${verb} ${version}`,
    reason: `${name} ${called}: ${verb}`,
    source: { paper: name, number: called },
    rule: `${name}: ${verb}`,
  }
}

async function advance<Of extends Fields, State extends string>(
  query: Query,
  { name }: Document<Of, State>,
  { verb, organization, company, actor }: Action,
  acts: readonly Act<Of, State>[],
): Promise<void> {
  await query({
    name: `advance ${name}`,
    text: `select paper.advance_${tableName(name)}($1, $2, $3, $4, $5, $6)`,
    values: [
      organization,
      company,
      acts.map(({ after }) => after.id),
      verb,
      acts.map(({ after }) => after.number),
      actor.person,
    ],
  })
}

function placeOf({ organization, company, actor }: Action): Place {
  return { organization, company, actor: actor.person }
}

function unknownPaper({ name }: { readonly name: string }, id: string): Problem {
  const message = `There is no ${name} ${id} in this company. Take one from the list.`
  return { rule: 'paper-unknown', field: '', message }
}

function standsTwice({ name }: { readonly name: string }): Problem {
  const message = `This ${name} stands in the set twice. Send it once.`
  return { rule: 'paper-twice', field: '', message }
}
