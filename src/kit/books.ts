/** The books of one transaction as the kit needs them, and what is asked of it and answered. */
import type { PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Posting, Receipt, Refusal } from '#ledger/door.ts'
import type { RecordedEntry } from '#ledger/recorded-entry.ts'
import type { Act } from '#kit/acts.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { DoneBefore } from '#kit/decide.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import type { Described } from '#kit/key.ts'
import type { Moment } from '#kit/moment.ts'
import type { Actor } from '#kit/role.ts'

/** The books within one transaction of one company. */
export interface Books extends Moment {
  readonly catalogue: Catalogue
  /** The moment, in milliseconds since 1970, for new identifiers. */
  readonly now: number
  /** The import or other act that all entries belong to, where there is one. */
  readonly batch?: string
  /** Passes the ledger's door. */
  record(postings: readonly Posting[]): Promise<Receipt[]>
  /** The entries of these identifiers that can still be reversed, newest first. */
  standing(entries: readonly string[]): Promise<RecordedEntry[]>
  /** The sentences for what the door refused, for each entry. */
  explain(refused: readonly RefusedPosting[]): Promise<Problem[][]>
  /**
   * Told of acts with papers and rows in the transaction that does them, as webhooks are; it
   * refuses nothing.
   */
  noted(of: Described, acts: readonly Act[]): Promise<void>
  /**
   * Why the door would post nothing on days, by the day; nothing for those on which it posts. The
   * door asks again; but who is refused here takes from nobody before.
   */
  shut(days: readonly PlainDate[]): Promise<ReadonlyMap<string, Problem>>
  /**
   * What the organization's own rules still ask for before papers may go on (approvals, duties that
   * are kept apart), by the paper's identifier; nothing for those that may.
   */
  clear(document: Document, verb: string, going: readonly Going[]): Promise<Clearance>
}

/** An entry that the door refused, and why. */
export interface RefusedPosting {
  readonly posting: Posting
  readonly refusals: readonly Refusal[]
}

/** The problems of those that may not go on. */
export type Clearance = ReadonlyMap<string, readonly Problem[]>

/** A paper that somebody wants to bring on. */
export interface Going {
  readonly paper: AnyPaper
  /** Who did what with it before. */
  readonly done: DoneBefore
  readonly actor: Actor
}

/** One paper of a set, and who acts with it. */
export interface Member {
  readonly id: string
  readonly actor: Actor
  /** The version that the person saw; where it is another by now, nothing is done. */
  readonly version?: number
}

/** What became of one paper of the set. */
export type Performed =
  | {
      readonly id: string
      readonly outcome: 'done'
      readonly state: string
      readonly number: string | null
      readonly version: number
      /** The identifiers of the entries that it recorded. */
      readonly entries: readonly string[]
    }
  | { readonly id: string; readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/** Notes the problems of one member of a set. */
export type Refuse = (id: string, problems: readonly Problem[]) => void
