/** Pieces of the work on an import: so many papers are checked, tried or posted in one step. */
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { Books } from '#kit/books.ts'
import { preview } from '#kit/preview.ts'
import type { Actor } from '#kit/role.ts'
import type { Level, Stepped } from '#server/jobs/kind.ts'
import { lineClasses, lineName } from '#server/entries.ts'
import { act, check } from '#server/transfer/acting.ts'
import type { Became } from '#server/transfer/acting.ts'
import { changeImport, trialSchema } from '#server/transfer/import.ts'
import type { Import, State, Trial } from '#server/transfer/import.ts'
import type { Part } from '#server/transfer/part.ts'
import { countStaged, nextStaged, noteFates } from '#server/transfer/staged.ts'
import type { Fate, Place, Staged, StagedState } from '#server/transfer/staged.ts'

/** One step of the work on an import. */
export interface Task {
  /** The books of the step's transaction; the import is the batch of what they record. */
  readonly books: Books
  readonly actor: Actor
  readonly one: Import
  /** Of undoing: whether later papers of others are undone, too. */
  readonly withLater: boolean
  /** Behind which place it goes on, and what the trial has come to. */
  readonly cursor: Cursor | null
  /** Of how many papers; null in the first step. */
  readonly total: number | null
  readonly log: (level: Level, message: string) => void
}

export interface Cursor extends Place {
  readonly trial?: unknown
}

export type Piece = Stepped<Cursor>

/** So many papers, or so many rows, are a step: seconds at most, and others go between. */
export const [mostPapers, mostRows] = [200, 2_000]

/** Checks the next drafts as if somebody had written them. */
export async function checkPiece(task: Task): Promise<Outcome<Piece>> {
  const { books, actor } = task
  return await pieceOf(task, 'checking', 'unchecked', async (part, staged) => {
    const problems = await check(books, part, staged, actor)
    const fates = staged.map(({ place }, at): Fate => {
      const found = problems[at] ?? []
      const state = found.length > 0 ? 'refused' : 'good'
      return { part: staged[at]?.part ?? 0, place, state, problems: found }
    })
    return { fates }
  })
}

/** Does with the next drafts what posting would, takes it back, and adds up what it came to. */
export async function tryPiece(task: Task): Promise<Outcome<Piece>> {
  const { books, actor, cursor } = task
  const before = trialSchema.parse(cursor?.trial ?? nothingYet)
  return await pieceOf(
    task,
    'trying',
    'good',
    async (part, staged) => {
      let classes: ReadonlyMap<string, number> = new Map()
      const { answer, entries } = await preview(books, async (inside) => {
        const recorded: string[] = []
        const record: Books['record'] = (postings) => {
          recorded.push(...postings.map(({ id }) => id))
          return inside.record(postings)
        }
        const became = await act({ ...inside, record }, part, staged, actor)
        classes = await lineClasses(inside.query, inside.organization, recorded)
        return became
      })
      const refusedOnes = staged.flatMap((one, at): Fate[] => {
        const fate = fateOf(one, answer[at])
        return fate.state === 'refused' ? [fate] : []
      })
      const classOf = (entry: string, line: number): number =>
        classes.get(lineName(entry, line)) ?? 6
      const bad = refusedOnes.length
      return { fates: refusedOnes, trial: addedTo(before, staged, bad, entries, classOf) }
    },
    before,
  )
}

/** Posts the next drafts; what is refused stays as a draft, with what is wrong with it. */
export async function postPiece(task: Task): Promise<Outcome<Piece>> {
  const { books, actor } = task
  return await pieceOf(task, 'posting', 'good', async (part, staged) => {
    const became = await act(books, part, staged, actor)
    return { fates: staged.map((one, at) => fateOf(one, became[at])) }
  })
}

interface Worked {
  readonly fates: readonly Fate[]
  readonly trial?: Trial
}

/** Works on the next drafts in a state; where there are none, the work has come to its end. */
async function pieceOf(
  { books: { query, organization }, one, cursor, total, log }: Task,
  during: State,
  state: StagedState,
  work: (part: Part, staged: readonly Staged[]) => Promise<Worked>,
  trial?: Trial,
): Promise<Outcome<Piece>> {
  if (one.state !== during) return fine({ did: 0 })
  const wanted = { state, papers: mostPapers, rows: mostRows }
  const staged = await nextStaged(
    query,
    organization,
    one,
    cursor === null ? wanted : { ...wanted, behind: cursor },
  )
  const [last, part] = [staged.at(-1), one.parts[staged[0]?.part ?? -1]]
  if (last === undefined || part === undefined) {
    const counts = await countStaged(query, organization, one.id)
    const next = counts.posted > 0 ? 'posted' : 'staged'
    await changeImport(query, organization, one.id, {
      state: next,
      ...(trial === undefined ? {} : { trial }),
    })
    return fine({ did: 0, result: { ...counts } })
  }
  const all = total ?? (await countStaged(query, organization, one.id))[state]
  const worked = await work(part, staged)
  await noteFates(query, organization, one.id, worked.fates)
  const bad = worked.fates.filter((fate) => fate.state === 'refused').length
  if (bad > 0) log('warning', `${bad} of ${staged.length} ${part.kind} drafts were refused.`)
  const { part: reached, place } = last
  const goOn = { part: reached, place, ...(worked.trial ? { trial: worked.trial } : {}) }
  return fine({ goOn, did: staged.length, total: all })
}

function fateOf({ part, place }: Staged, became: Outcome<Became> | undefined): Fate {
  if (became === undefined) throw new Error(`Nothing was answered for place ${place}.`)
  if (!became.ok) return { part, place, state: 'refused', problems: became.problems }
  return { part, place, state: 'posted', problems: [], ...became.value }
}

const nothingYet: Trial = { papers: 0, refused: 0, entries: 0, totals: [] }

function addedTo(
  { papers, refused, entries: before, totals }: Trial,
  staged: readonly Staged[],
  bad: number,
  entries: readonly (EntryProposal & { readonly id: string })[],
  classOf: (entry: string, line: number) => number,
): Trial {
  const keyOf = ({ account, currency, readClass }: Omit<Total, 'debit' | 'credit'>): string =>
    `${account}\n${currency}\n${readClass}`
  const sums = new Map(
    totals.map(({ debit, credit, ...sum }) => [
      keyOf(sum),
      { ...sum, debit: BigInt(debit), credit: BigInt(credit) },
    ]),
  )
  const lines = entries.flatMap((entry) =>
    entry.lines.map((line, at) => ({ ...line, readClass: classOf(entry.id, at + 1) })),
  )
  for (const { account, currency, amount, readClass } of lines) {
    const own = { account, currency, readClass }
    const sum = sums.get(keyOf(own)) ?? { ...own, debit: 0n, credit: 0n }
    if (amount > 0n) sum.debit += amount
    else sum.credit -= amount
    sums.set(keyOf(own), sum)
  }
  return {
    papers: papers + staged.length - bad,
    refused: refused + bad,
    entries: before + entries.length,
    totals: [...sums.values()]
      .map((sum) => ({ ...sum, debit: String(sum.debit), credit: String(sum.credit) }))
      .toSorted((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0)),
  }
}

type Total = Trial['totals'][number]
