/** Undoes papers as one act: with all that stands on them, newest first, after showing it. */
import type { Problem } from '#base/problem.ts'
import type { Books, Member, Performed } from '#kit/books.ts'
import { isKnownTo } from '#kit/decide.ts'
import { isUndoing } from '#kit/document.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { aOrAn, calledPaper } from '#kit/naming.ts'
import { perform, unknownPaper } from '#kit/perform.ts'
import type { Actor } from '#kit/role.ts'
import { inSavepoint } from '#kit/statements.ts'
import { laterOf } from '#kit/standing.ts'
import { loadPapers } from '#kit/store.ts'

/** Papers of one kind that are undone together, by one verb. */
export interface Undoing {
  readonly document: Document
  readonly verb: string
  readonly papers: readonly AnyPaper[]
}

/** What undoing would do, in its order: what stands on others first; or what stands in the way. */
export interface Plan {
  readonly steps: readonly Undoing[]
  readonly problems: readonly Problem[]
}

/** What became of it: everything, or nothing and why. */
export type Undone =
  | { readonly outcome: 'done'; readonly papers: readonly Performed[] }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/** Whether a paper is there for the one who asks. */
export type IsKnown = (document: Document, paper: AnyPaper) => boolean

/**
 * What must be undone with papers: they, and every paper that stands on them, however far. A
 * question for each kind of paper that may stand on another, not for each paper. Problems:
 * `paper-unknown`, `stood-upon` for a later paper that the one who asks has nothing to do with,
 * `no-way-back` for a paper that cannot be undone as it stands.
 */
export async function planUndo(
  books: Books,
  document: Document,
  ids: readonly string[],
  isKnown: IsKnown = () => true,
): Promise<Plan> {
  const found = new Map<string, { readonly document: Document; readonly ids: Set<string> }>()
  const queue = [{ document, ids: [...ids] }]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const known = found.get(next.document.name)?.ids ?? new Set()
    const fresh = next.ids.filter((id) => !known.has(id))
    if (fresh.length === 0) continue
    // What stands on something later comes in the list after it, whichever way it was reached.
    found.delete(next.document.name)
    found.set(next.document.name, { document: next.document, ids: new Set([...known, ...fresh]) })
    for (const standing of books.catalogue.laterThan(next.document.name)) {
      const later = await laterOf(books, standing, fresh)
      if (later.length > 0) queue.push({ document: standing.later, ids: later.map(({ id }) => id) })
    }
  }
  const problems: Problem[] = []
  const steps: Undoing[] = []
  for (const of of [...found.values()].toReversed()) {
    const papers = asDescribed<AnyPaper[]>(
      await loadPapers(books.query, of.document, books, [...of.ids], {}),
    ).filter((paper) => isKnown(of.document, paper))
    const there = new Set(papers.map(({ id }) => id))
    const asked = new Set(of.document === document ? ids : [])
    problems.push(
      ...[...of.ids]
        .filter((id) => !there.has(id))
        .map((id) => (asked.has(id) ? unknownPaper(of.document, id) : unseenLater(of.document))),
    )
    const byVerb = Map.groupBy(papers, ({ state }) => undoingVerb(of.document, state))
    for (const [verb, those] of byVerb) {
      if (verb === null) problems.push(...those.map((paper) => noWayBack(of.document, paper)))
      else steps.push({ document: of.document, verb, papers: those.toReversed() })
    }
  }
  return { steps, problems }
}

/** Undoes papers and all that stands on them, or nothing of it. */
export async function undo(
  books: Books,
  document: Document,
  ids: readonly string[],
  actor: Actor,
): Promise<Undone> {
  const plan = await planUndo(books, document, ids, (of, paper) => isKnownTo(of, paper, actor))
  return await undoAsPlanned(books, plan, actor)
}

/** Undoes what a plan of the same transaction says, or nothing of it. */
export async function undoAsPlanned(
  books: Books,
  { steps, problems }: Plan,
  actor: Actor,
): Promise<Undone> {
  if (problems.length > 0) return { outcome: 'refused', problems }
  const refused: Problem[] = []
  const done = await inSavepoint(books.query, async () => {
    const papers: Performed[] = []
    for (const step of steps) {
      const members: Member[] = step.papers.map(({ id, version }) => ({ id, version, actor }))
      papers.push(...(await perform(books, step.document, step.verb, members)))
    }
    refused.push(...papers.flatMap((one) => (one.outcome === 'refused' ? one.problems : [])))
    return refused.length > 0 ? null : papers
  })
  return done === null
    ? { outcome: 'refused', problems: refused }
    : { outcome: 'done', papers: done }
}

/** The verb that takes a paper back from a state; null where there is none. */
export function undoingVerb({ transitions }: Document, state: string): string | null {
  const found = Object.entries(transitions).find(
    ([, transition]) => isUndoing(transition) && [transition.from].flat().includes(state),
  )
  return found?.[0] ?? null
}

function unseenLater({ name }: Document): Problem {
  const message =
    `Another paper, ${aOrAn(name)}, stands on it that you have nothing to do with. ` +
    'Ask a colleague who may undo both.'
  return { rule: 'stood-upon', field: '', message }
}

function noWayBack(document: Document, { number, state }: AnyPaper): Problem {
  const message =
    `${calledPaper(document.name, number)} is ${state}, and there is no way back from there. ` +
    'Correct it by a new paper.'
  return { rule: 'no-way-back', field: 'state', message }
}
