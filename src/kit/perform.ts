/** The only way in which papers are brought on: a set at once, with all that follows from it. */
import { refused } from '#base/problem.ts'
import type { Problem } from '#base/problem.ts'
import { pastOf } from '#kit/acts.ts'
import type { Books, Member, Performed, Refuse } from '#kit/books.ts'
import { decide, isKnownTo } from '#kit/decide.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { calledPaper } from '#kit/naming.ts'
import { noteAll } from '#kit/noting.ts'
import { settle } from '#kit/settle.ts'
import type { Advancing } from '#kit/settle.ts'
import { findStoodUpon, findUnsound } from '#kit/standing.ts'
import { advance, enterAll } from '#kit/statements.ts'
import { loadPapers } from '#kit/store.ts'

/** Papers that are written with the very act that brings them on. */
export type NotWritten = ReadonlyMap<string, AnyPaper>

/**
 * Does one verb with a set of papers, in the transaction of the books; answers for each, in the
 * set's order, that it is done or all that hinders it. One paper's problems leave the others alone.
 * Problems: those of `decide`, of standing on others, of the organization's own rules and of the
 * ledger's door; `paper-unknown`, `paper-twice`, `version-other`.
 */
export async function perform(
  books: Books,
  document: Document,
  verb: string,
  members: readonly Member[],
  unwritten: NotWritten = new Map(),
): Promise<Performed[]> {
  const answers = new Map<string, Performed>()
  const refuse: Refuse = (id, problems) => answers.set(id, { id, outcome: 'refused', problems })
  const decided = await decideAll(books, document, verb, members, unwritten, refuse)
  const going = await cleared(books, document, verb, decided, refuse)
  const steps = going.length === 0 ? [] : await settle(books, document, verb, going, refuse)
  if (steps.length > 0) {
    const [fresh, stored] = [
      steps.filter(({ paper }) => unwritten.has(paper.id)),
      steps.filter(({ paper }) => !unwritten.has(paper.id)),
    ]
    if (fresh.length > 0) await enterAll(books, document, verb, fresh)
    if (stored.length > 0) await advance(books, document, verb, stored)
    await noteAll(
      books,
      document,
      steps.map(({ paper, after, actor, entries }) => {
        const before = unwritten.has(paper.id) ? null : paper
        const { id, version } = after
        return { verb, actor, key: [id], version, before, after, entries }
      }),
    )
  }
  for (const { after, entries } of steps) {
    const { id, state, number, version } = after
    answers.set(id, { id, outcome: 'done', state, number, version, entries })
  }
  return members.flatMap(({ id }) => answers.get(id) ?? [])
}

/** Locks the papers and decides about each; answers those that may go on, in the set's order. */
async function decideAll(
  books: Books,
  document: Document,
  verb: string,
  members: readonly Member[],
  unwritten: NotWritten,
  refuse: Refuse,
): Promise<Advancing[]> {
  const byId = Map.groupBy(members, ({ id }) => id)
  const stored = [...byId.keys()].filter((id) => !unwritten.has(id))
  const [loaded, past] = await Promise.all([
    loadPapers(books.query, document, books, stored, { lock: 'change' }),
    stored.length === 0 ? null : pastOf(books.query, document, books, stored),
  ])
  const papers = new Map<string, AnyPaper>([
    ...unwritten,
    ...asDescribed<AnyPaper[]>(loaded).map((paper) => [paper.id, paper] as const),
  ])
  return [...byId].flatMap(([id, [member, ...more]]) => {
    const paper = papers.get(id)
    // What is not written yet is written by this very act.
    const byWhom = { write: paper === undefined ? [] : [paper.madeBy] }
    const { done, entries } = unwritten.has(id)
      ? { done: byWhom, entries: [] }
      : (past?.(id) ?? { done: {}, entries: [] })
    const decision =
      paper === undefined || member === undefined || !isKnownTo(document, paper, member.actor)
        ? refused(unknownPaper(document, id))
        : more.length > 0
          ? refused(standsTwice(document))
          : member.version !== undefined && member.version !== paper.version
            ? refused(otherVersion(document, paper, member.version))
            : decide(document, asDescribed(paper), verb, member.actor, done)
    if (!decision.ok) refuse(id, decision.problems)
    if (!decision.ok || paper === undefined || member === undefined) return []
    return [{ paper, actor: member.actor, done, transition: decision.value, recorded: entries }]
  })
}

/** Those that stand soundly, on which nothing stands, and that the organization's rules let go. */
async function cleared(
  books: Books,
  document: Document,
  verb: string,
  decided: readonly Advancing[],
  refuse: Refuse,
): Promise<Advancing[]> {
  if (decided.length === 0) return []
  const isFirst = decided[0]?.paper.state === document.states[0]
  const found = await Promise.all([
    isFirst ? findUnsound(books, document, decided) : findStoodUpon(books, document, verb, decided),
    books.clear(document, verb, decided),
    shutDays(books, document, verb, decided),
  ])
  return decided.filter(({ paper: { id } }) => {
    const problems = found.flatMap((of) => of.get(id) ?? [])
    if (problems.length > 0) refuse(id, problems)
    return problems.length === 0
  })
}

/** Papers whose day is of no open period, where their verb posts on the paper's day. */
async function shutDays(
  books: Books,
  { day, transitions }: Document,
  verb: string,
  decided: readonly Advancing[],
): Promise<Map<string, Problem[]>> {
  if (day === null || typeof transitions[verb]?.posts !== 'function') return new Map()
  const dated = decided.flatMap(({ paper }) => {
    const on = paper[day]
    return on instanceof Temporal.PlainDate ? [{ id: paper.id, on }] : []
  })
  const shut = await books.shut(dated.map(({ on }) => on))
  return new Map(
    dated.flatMap(({ id, on }) => {
      const problem = shut.get(on.toString())
      return problem === undefined ? [] : [[id, [{ ...problem, field: day }]] as const]
    }),
  )
}

/** The problem of a paper that is not there, `paper-unknown`. */
export function unknownPaper({ name }: { readonly name: string }, id: string): Problem {
  const message = `There is no ${name} ${id} in this company. Take one from the list.`
  return { rule: 'paper-unknown', field: '', message }
}

/** The problem of a paper that was changed since it was read, `version-other`. */
export function otherVersion(
  { name }: { readonly name: string },
  { number, version }: { readonly number: string | null; readonly version: number },
  seen: number,
): Problem {
  const message =
    `${calledPaper(name, number)} was changed meanwhile: it is at version ${version}, and you ` +
    `saw version ${seen}. Read it again, and decide anew.`
  return { rule: 'version-other', field: 'version', message }
}

/** The problem of a paper that stands in a set twice, `paper-twice`. */
export function standsTwice({ name }: { readonly name: string }): Problem {
  const message = `This ${name} stands in the set twice. Send it once.`
  return { rule: 'paper-twice', field: '', message }
}
