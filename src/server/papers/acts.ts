/** Acts with papers on their way into a transaction: in sets, each under its key, or to look. */
import type { Query } from '#base/query.ts'
import type { Problem } from '#base/problem.ts'
import type { Books } from '#kit/books.ts'
import { preview } from '#kit/preview.ts'
import type { Preview } from '#kit/preview.ts'
import { refusalProblem } from '#ledger/refusal.ts'
import { lineName, seenLines } from '#server/entries.ts'
import { booksIn } from '#server/paper-books.ts'
import type { Desk } from '#server/paper-books.ts'
import type { Database } from '#server/database/database.ts'
import type { GroupCommit, Way } from '#server/group-commit.ts'
import type { Answer } from '#server/http/answer.ts'
import { earlierAnswers, keepAnswers, keyName } from '#server/papers/requests.ts'
import type { Keyed } from '#server/papers/requests.ts'
import { isOverflow } from '#server/record.ts'

/** What is done with members of a set: papers, changes of papers, rows of a register. */
export interface Deed<Member, Result> {
  /** What tells deeds apart within a company: those of one name are done as one set. */
  readonly name: string
  /** Does it; answers for each member, in the set's order. */
  run(books: Books, members: readonly Member[]): Promise<readonly Result[]>
  /** What a member is about, where that is there already: no two acts of one set share it. */
  about(member: Member): string | null
  /** The answer for a member that was refused before the deed could answer. */
  refuse(member: Member, problem: Problem): Result
}

/** One request's part of a set. */
export interface Act<Member, Result> {
  readonly members: readonly Member[]
  /** The key under which it was sent, where it has one. */
  readonly asked: Keyed | null
  /** How the results are answered, and whether something was done that must not be done again. */
  answer(results: readonly Result[]): { readonly answer: Answer; readonly isDone: boolean }
}

/** Does an act together with others of its moment. */
export async function doAct<Member, Result>(
  commits: GroupCommit,
  desk: Desk,
  deed: Deed<Member, Result>,
  act: Act<Member, Result>,
): Promise<Answer> {
  const { organization } = desk
  try {
    return await commits.do(organization, wayOf(desk, deed), act)
  } catch (error) {
    if (!isOverflow(error)) throw error
    // Some sum would leave the database's numbers: the one that makes it is found, by itself.
    return await commits.do(organization, wayOf(desk, carefully(deed)), act)
  }
}

/** What a deed would answer and record, and which lines of that its reader sees. */
export interface Look<Result> extends Preview<readonly Result[]> {
  readonly isSeen: (entry: string, line: number) => boolean
}

/**
 * Shows what a deed would answer and record, and leaves nothing of it. Lines of accounts and
 * subjects above a class, 0 public to 6 secret, are not seen.
 */
export async function previewDeed<Member, Result>(
  database: Database,
  desk: Desk,
  deed: Deed<Member, Result>,
  members: readonly Member[],
  readsTo: number,
): Promise<Look<Result>> {
  const { organization } = desk
  const look = (of: Deed<Member, Result>): Promise<Look<Result>> =>
    database.transaction(
      organization,
      async (query) => {
        const recorded: string[] = []
        let lines: ReadonlySet<string> = new Set()
        const shown = await preview(booksIn(query, desk), async (books) => {
          const record: Books['record'] = (postings) => {
            recorded.push(...postings.map(({ id }) => id))
            return books.record(postings)
          }
          const answer = await of.run({ ...books, record }, members)
          lines = await seenLines(query, organization, recorded, readsTo)
          return answer
        })
        return { ...shown, isSeen: (entry, line) => lines.has(lineName(entry, line)) }
      },
      { repeatable: true },
    )
  return await look(deed).catch((error: unknown) => {
    if (!isOverflow(error)) throw error
    return look(carefully(deed))
  })
}

function wayOf<Member, Result>(
  desk: Desk,
  deed: Deed<Member, Result>,
): Way<Act<Member, Result>, Answer> {
  return {
    name: `${desk.company} ${desk.today.toString()} ${deed.name}`,
    lane: 'papers',
    weigh: ({ members }) => members.length,
    // What comes later sees what was done with the same before, and what the same key stands for.
    touches: ({ members, asked }) => [
      ...members.flatMap((member) => deed.about(member) ?? []),
      ...(asked === null ? [] : [keyName(asked)]),
    ],
    isRepeatable: ({ asked }) => asked !== null,
    run: (query, organization, acts) => runSet(query, organization, desk, deed, acts),
  }
}

/** Does acts that do not touch each other, as one set, but for those that were done before. */
async function runSet<Member, Result>(
  query: Query,
  organization: string,
  desk: Desk,
  deed: Deed<Member, Result>,
  acts: readonly Act<Member, Result>[],
): Promise<Answer[]> {
  const earlier = await earlierAnswers(
    query,
    organization,
    acts.flatMap(({ asked }) => asked ?? []),
  )
  const before = acts.map(({ asked }) => (asked === null ? undefined : earlier.get(keyName(asked))))
  const fresh = acts.filter((_, at) => before[at] === undefined)
  const members = fresh.flatMap((act) => act.members)
  const results = members.length === 0 ? [] : await deed.run(booksIn(query, desk), members)
  if (results.length !== members.length) throw new Error(`${deed.name} left one without answer`)
  let from = 0
  const told = fresh.map((act) => {
    const own = results.slice(from, from + act.members.length)
    from += act.members.length
    return { asked: act.asked, ...act.answer(own) }
  })
  await keepAnswers(
    query,
    organization,
    told.flatMap(({ asked, answer, isDone }) => (asked && isDone ? [{ asked, answer }] : [])),
  )
  const answers = told.map(({ answer }) => answer).values()
  return before.map((answer) => answer ?? next(answers))
}

function next(answers: Iterator<Answer>): Answer {
  const found = answers.next()
  if (found.done === true) throw new Error('An act has no answer.')
  return found.value
}

/**
 * Does a deed in a transaction that is under way. Where some sum would leave the database's numbers
 * it is done again member by member, and the one that makes it is refused alone.
 */
export async function runOverflowing<Member, Result>(
  books: Books,
  deed: Deed<Member, Result>,
  members: readonly Member[],
): Promise<readonly Result[]> {
  await books.query({ text: 'savepoint whole' })
  try {
    const results = await deed.run(books, members)
    await books.query({ text: 'release savepoint whole' })
    return results
  } catch (error) {
    if (!isOverflow(error)) throw error
    await books.query({ text: 'rollback to savepoint whole' })
    return await carefully(deed).run(books, members)
  }
}

/** The same deed, member by member: one whose sums the database cannot hold is refused alone. */
function carefully<Member, Result>(deed: Deed<Member, Result>): Deed<Member, Result> {
  return {
    ...deed,
    name: `${deed.name} one by one`,
    run: async (books, members) => {
      const results: Result[] = []
      for (const member of members) {
        await books.query({ text: 'savepoint one' })
        try {
          results.push(...(await deed.run(books, [member])))
          await books.query({ text: 'release savepoint one' })
        } catch (error) {
          if (!isOverflow(error)) throw error
          await books.query({ text: 'rollback to savepoint one' })
          results.push(deed.refuse(member, sumTooLarge))
        }
      }
      return results
    },
  }
}

/** The ledger's own sentence for it. */
const sumTooLarge: Problem = refusalProblem(
  { rule: 'sum-too-large', field: '', facts: {} },
  { companyCurrency: '', scaleOf: () => undefined },
)
