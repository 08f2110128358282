/** The books of one transaction, as the kit's papers need them. */
import type { Query } from '#base/query.ts'
import type { Books } from '#kit/perform.ts'
import { refusalProblems } from '#ledger/refusal.ts'
import type { Surroundings } from '#ledger/refusal-facts.ts'
import { recordIn } from '#server/books.ts'
import { readStanding } from '#server/entries.ts'

/** What papers reach of the ledger, inside a transaction of the organization. */
export function booksIn(query: Query, organization: string, surroundings: Surroundings): Books {
  return {
    query,
    record: (postings) => recordIn(query, organization, postings),
    standing: (entries) => readStanding(query, organization, entries),
    explain: (refusals) => refusalProblems(refusals, surroundings),
  }
}
