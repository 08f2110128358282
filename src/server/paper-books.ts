/** The books of one transaction, as the kit's papers need them. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { Books } from '#kit/books.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { refusalProblems } from '#ledger/refusal.ts'
import type { Surroundings } from '#ledger/refusal-facts.ts'
import { recordIn } from '#server/books.ts'
import { readStanding } from '#server/entries.ts'

/** Whose books, and when. */
export interface Desk {
  readonly organization: string
  /** The company's code. */
  readonly company: string
  readonly catalogue: Catalogue
  readonly surroundings: Surroundings
  readonly today: PlainDate
  /** Milliseconds since 1970. */
  readonly now: number
  readonly batch?: string
}

/** What papers reach of the ledger, inside a transaction of the organization. */
export function booksIn(query: Query, desk: Desk): Books {
  const { organization, surroundings, ...rest } = desk
  return {
    ...rest,
    organization,
    query,
    companyCurrency: surroundings.companyCurrency,
    record: (postings) => recordIn(query, organization, postings),
    standing: (entries) => readStanding(query, organization, entries),
    explain: (refusals) => refusalProblems(refusals, surroundings),
    clear: () => Promise.resolve(new Map()),
  }
}
