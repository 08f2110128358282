/**
 * What papers would be if they were written: with what their links fill in, and, where they are
 * brought on at once, with what is reckoned. It is told with the preview of writing alone.
 */
import { whereabouts } from '#kit/decide.ts'
import { toJson } from '#kit/derive/schema.ts'
import { seenOf } from '#kit/derive/shown.ts'
import type { Performed } from '#kit/books.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { fillIn } from '#kit/fill-in.ts'
import type { ReadableAt } from '#kit/sight.ts'
import { loadPapers } from '#kit/store.ts'
import type { Sent } from '#kit/write.ts'
import { isObject } from '#server/http/papers/acting.ts'
import type { Deed } from '#server/papers/acts.ts'

/** What became of a paper, and what it would say. */
export interface WouldBe {
  readonly performed: Performed
  readonly paper: Content
}

/** The same deed, whose answers also tell what the papers would say to who may see it. */
export function wouldBe(
  of: Document,
  deed: Deed<Sent, Performed>,
  at: ReadableAt,
): Deed<Sent, WouldBe> {
  return {
    name: `${deed.name} as it would be`,
    about: (member) => deed.about(member),
    refuse: (member, problem) => ({ performed: deed.refuse(member, problem), paper: {} }),
    run: async (books, set) => {
      const performed = await deed.run(books, set)
      const ids = performed.flatMap((one) => (one.outcome === 'done' ? [one.id] : []))
      const loaded = await loadPapers(books.query, of, books, ids)
      const papers = new Map(asDescribed<AnyPaper[]>(loaded).map((paper) => [paper.id, paper]))
      // What is refused says at least what its links propose, so that it can be completed.
      const sent = set.map(({ values }) => (isObject(values) ? values : {}))
      const filled = await fillIn(books, of.fills, of.fields, sent)
      return performed.map((one, place) => {
        const paper = papers.get(one.id)
        const person = set[place]?.actor.person ?? ''
        const where = { ...filled[place], company: books.company, madeBy: person }
        const said = paper === undefined ? (filled[place] ?? {}) : toJson(of.fields, paper)
        return { performed: one, paper: seenOf(of.fields, said, at(whereabouts(of, where))) }
      })
    },
  }
}
