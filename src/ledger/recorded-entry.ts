/** An entry as it stands in the books: what was proposed, and what the door added. */
import type { Instant } from '#base/date.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'

/** A posted line with its number in the entry, from 1. */
export interface RecordedLine extends LineProposal {
  readonly number: number
  /** Of a pending line: what is not settled, voided or expired yet. */
  readonly left?: Figures
}

/** The three figures of a line, in whole units, signed as the line is. */
export interface Figures {
  readonly amount: bigint
  readonly base: bigint
  readonly quantity: bigint
}

/** An entry without its lines, as lists show it. */
export interface RecordedHeader extends Omit<EntryProposal, 'lines'> {
  readonly id: string
  readonly company: string
  readonly period: number
  /** Whether it came into a year that had been closed once. */
  readonly late: boolean
  readonly actor: string
  readonly recordedAt: Instant
}

export interface RecordedEntry extends RecordedHeader {
  /** The entry that reverses this one, where one does. */
  readonly reversedBy?: string
  readonly lines: readonly RecordedLine[]
}
