/** Undoes an entry: the same lines in the same places, with opposite figures. */
import type { PlainDate } from '#base/date.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import type { RecordedEntry, RecordedLine } from '#ledger/recorded-entry.ts'

/** What the one who reverses says; the rest follows from the entry. */
export interface ReversalRequest {
  readonly key: string
  readonly postedOn: PlainDate
  readonly reason: string
  /** The journal of the entry, unless another is named. */
  readonly journal?: string
}

/** The entry that takes `recorded` back whole. */
export function reversalOf(recorded: RecordedEntry, request: ReversalRequest): EntryProposal {
  const { pendingEntry, source, journal } = recorded
  return {
    key: request.key,
    kind: 'reversal',
    journal: request.journal ?? journal,
    postedOn: request.postedOn,
    reason: request.reason,
    ...(source === undefined ? {} : { source }),
    reversedEntry: recorded.id,
    ...(pendingEntry === undefined ? {} : { pendingEntry }),
    lines: recorded.lines.map(takenBack),
  }
}

function takenBack(recorded: RecordedLine): LineProposal {
  const { number: _number, left: _left, ...line } = recorded
  const { amount, base, quantity, taxBase } = line
  return {
    ...line,
    amount: -amount,
    ...(base === undefined ? {} : { base: -base }),
    ...(quantity === undefined ? {} : { quantity: -quantity }),
    ...(taxBase === undefined ? {} : { taxBase: -taxBase }),
  }
}
