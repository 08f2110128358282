/** Entries as text: what a proposal and the entry that is recorded of it say alike. */
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { spelled } from '#test/spelled.ts'

/** All that an entry says, but for its own number and key. */
export function entryTold({ lines, kind = 'regular', ...head }: EntryProposal): string {
  const { journal, postedOn, documentDate, reason, source, batch, rule } = head
  const { reversedEntry, pendingEntry } = head
  return spelled({
    kind,
    journal,
    postedOn,
    documentDate,
    reason,
    source,
    batch,
    rule,
    reversedEntry,
    pendingEntry,
    lines: lines.map(lineTold),
  })
}

function lineTold(line: LineProposal) {
  const { account, layer = 'actual', currency, amount, base = amount, item, subject, unit } = line
  const { partnerCompany, taxCode, taxBox, taxBase, valueDate, sourceRow, reversedLine } = line
  const { dimensions = {}, text, unrounded } = line
  return {
    account,
    layer,
    currency,
    amount,
    base,
    item,
    quantity: item === undefined ? undefined : (line.quantity ?? 0n),
    subject: subject && `${subject.kind} ${subject.paper} ${subject.row ?? 0}`,
    unit: unit && `${unit.place} ${unit.lot ?? ''} ${unit.owner ?? ''}`,
    dimensions: Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    party: line.party ?? subject?.party,
    partnerCompany,
    taxCode,
    taxBox,
    taxBase,
    valueDate,
    unrounded,
    sourceRow,
    reversedLine,
    text,
  }
}
