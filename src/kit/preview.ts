/** Shows what an act would do, by doing it and taking it back: preview and posting are one. */
import type { Receipt, Posting } from '#ledger/door.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { Books } from '#kit/books.ts'
import { inSavepoint } from '#kit/statements.ts'

/** What an act would answer, and the entries that it would record. */
export interface Preview<Answer> {
  readonly answer: Answer
  readonly entries: readonly (EntryProposal & { readonly id: string })[]
}

/**
 * Runs an act within the transaction and takes all of it back. Numbers are those that would be
 * given now; who issues first gets them.
 */
export async function preview<Answer>(
  books: Books,
  act: (books: Books) => Promise<Answer>,
): Promise<Preview<Answer>> {
  let seen: { readonly posting: Posting; readonly receipt: Receipt | undefined }[] = []
  let shown: Preview<Answer> | null = null
  const watched: Books = {
    ...books,
    record: async (postings) => {
      const receipts = await books.record(postings)
      const now = postings.map((posting, at) => ({ posting, receipt: receipts[at] }))
      // A set that is partly refused goes through the door once more, without those.
      const isWhole = receipts.every(({ outcome }) => outcome === 'recorded')
      if (isWhole) seen = [...seen, ...now]
      return receipts
    },
  }
  await inSavepoint(books.query, async () => {
    const answer = await act(watched)
    shown = { answer, entries: seen.map(({ posting: { id, entry } }) => ({ id, ...entry })) }
    return null
  })
  if (shown === null) throw new Error('A preview ended without an answer.')
  return shown
}
