/** Notes what was done with papers and rows: who did it, and by which words they are found now. */
import { noteActs } from '#kit/acts.ts'
import type { Act } from '#kit/acts.ts'
import type { Books } from '#kit/books.ts'
import type { Described } from '#kit/key.ts'
import { noteWords } from '#kit/word-index.ts'

/** Notes acts and words of a set, and tells of them, in the transaction that did them. */
export async function noteAll(books: Books, of: Described, acts: readonly Act[]): Promise<void> {
  await Promise.all([
    noteActs(books.query, of, books, acts),
    noteWords(books, of, acts),
    books.noted(of, acts),
  ])
}
