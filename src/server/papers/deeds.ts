/** What can be done with papers and registers, each as a deed that takes a set. */
import type { Member, Performed } from '#kit/books.ts'
import { isKnownTo } from '#kit/decide.ts'
import type { Document } from '#kit/document.ts'
import { otherVersion, perform } from '#kit/perform.ts'
import type { Register } from '#kit/register.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import type { Kept, SentRow } from '#kit/registers.ts'
import type { Actor } from '#kit/role.ts'
import { planUndo, undoAsPlanned } from '#kit/undo.ts'
import type { IsKnown, Plan, Undone } from '#kit/undo.ts'
import { change, create, discard, enter } from '#kit/write.ts'
import type { Change, Made, Sent } from '#kit/write.ts'
import type { Deed } from '#server/papers/acts.ts'

/** Writes papers; with a verb, they are brought on in the same act. */
export function writing(document: Document, verb: string | null): Deed<Sent, Performed> {
  return {
    name: `${document.name}: write ${verb ?? ''}`,
    run: async (books, set) =>
      verb === null
        ? (await create(books, document, set)).map(asPerformed)
        : await enter(books, document, verb, set),
    about: () => null,
    refuse: (_, problem) => ({ id: '', outcome: 'refused', problems: [problem] }),
  }
}

/** Changes papers that are in their first state. */
export function changing(document: Document): Deed<Change, Performed> {
  return {
    ...withPapers(document, 'change'),
    run: (books, set) => change(books, document, set),
  }
}

/** Throws papers away that are in their first state. */
export function throwingAway(document: Document): Deed<Member, Performed> {
  return {
    ...withPapers(document, 'throw away'),
    run: (books, set) => discard(books, document, set),
  }
}

/** Brings papers on by a verb. */
export function bringingOn(document: Document, verb: string): Deed<Member, Performed> {
  return {
    ...withPapers(document, `verb ${verb}`),
    run: (books, set) => perform(books, document, verb, set),
  }
}

/** Papers that are undone together, as one act or not at all. */
export interface Undoing {
  readonly papers: readonly { readonly id: string; readonly version: number }[]
  readonly actor: Actor
}

/** What undoing them did or met, and what it was about. */
export interface UndoneAsPlanned {
  readonly plan: Plan
  readonly undone: Undone
}

/** Undoes papers with all that stands on them. */
export function undoing(document: Document): Deed<Undoing, UndoneAsPlanned> {
  return {
    name: `${document.name}: undo`,
    run: async (books, set) => {
      const results: UndoneAsPlanned[] = []
      for (const { papers, actor } of set) {
        const ids = papers.map(({ id }) => id)
        const isKnown: IsKnown = (of, paper) => isKnownTo(of, paper, actor)
        const plan = seenAs(document, papers, await planUndo(books, document, ids, isKnown))
        results.push({ plan, undone: await undoAsPlanned(books, plan, actor) })
      }
      return results
    },
    // What stands on a paper is known only then: no two are undone as one set.
    about: () => 'whatever stands on it',
    refuse: (_, problem) => ({
      plan: { steps: [], problems: [problem] },
      undone: { outcome: 'refused', problems: [problem] },
    }),
  }
}

/** Adds rows to a register. */
export function adding(register: Register): Deed<SentRow, Kept> {
  return {
    ...withRows(register, 'add'),
    run: (books, set) => addRows(books, register, set),
  }
}

/** Changes rows of a register. */
export function changingRows(register: Register): Deed<SentRow, Kept> {
  return {
    ...withRows(register, 'change'),
    run: (books, set) => changeRows(books, register, set),
  }
}

function withPapers({ name }: Document, what: string): Omit<Deed<Member, Performed>, 'run'> {
  return {
    name: `${name}: ${what}`,
    about: ({ id }) => id,
    refuse: ({ id }, problem) => ({ id, outcome: 'refused', problems: [problem] }),
  }
}

function withRows({ name }: Register, what: string): Omit<Deed<SentRow, Kept>, 'run'> {
  return {
    name: `${name}: ${what}`,
    about: ({ code, goodFrom = '' }) => `${code} ${goodFrom}`,
    refuse: (_, problem) => ({ ok: false, problems: [problem] }),
  }
}

function asPerformed(made: Made): Performed {
  if (!made.ok) return { id: '', outcome: 'refused', problems: made.problems }
  const { id, state, number, version } = made.value
  return { id, outcome: 'done', state, number, version, entries: [] }
}

/** The plan, with a problem for each paper that was changed since its person saw it. */
function seenAs(document: Document, papers: Undoing['papers'], plan: Plan): Plan {
  const all = plan.steps.flatMap((step) => (step.document === document ? step.papers : []))
  const now = new Map(all.map((paper) => [paper.id, paper]))
  const problems = papers.flatMap(({ id, version }) => {
    const paper = now.get(id)
    return paper === undefined || paper.version === version
      ? []
      : [otherVersion(document, paper, version)]
  })
  return { ...plan, problems: [...problems, ...plan.problems] }
}
