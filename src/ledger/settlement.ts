/** Ends a pending entry: settles it into the books in part or whole, or takes back what is left. */
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import type { Figures, RecordedEntry, RecordedLine } from '#ledger/recorded-entry.ts'

export interface SettlementRequest {
  readonly kind: 'settlement' | 'void' | 'expiry'
  readonly key: string
  readonly postedOn: PlainDate
  readonly reason: string
  /** The journal of the pending entry, unless another is named. */
  readonly journal?: string
  /** What is taken of which lines; without them, all that is left. */
  readonly parts?: readonly Part[]
}

/** A part of a pending line; its figures have the line's own signs. */
export interface Part {
  /** The number of the pending line. */
  readonly line: number
  readonly amount: bigint
  /** Its worth; needed where a part of a foreign amount is taken. */
  readonly base?: bigint
  readonly quantity: bigint
}

/**
 * The entry that takes pending lines back and, as a settlement, posts the same figures to the
 * books. Worked: 5 mugs are reserved (pending, shelf −5, customers +5); a settlement of 2 takes
 * +2 and −2 back in the pending layer and posts shelf −2, customers +2.
 * Problems: `not-pending`, `nothing-left`, `pending-line-unknown`, `worth-missing`.
 */
export function settlementOf(
  pending: RecordedEntry,
  request: SettlementRequest,
  companyCurrency: string,
): Outcome<EntryProposal> {
  if (pending.kind !== 'pending') return refused(notPending(pending.id))
  const lines: LineProposal[] = []
  const problems: Problem[] = []
  for (const [at, part] of (request.parts ?? whole(pending)).entries()) {
    const line = pending.lines.find(({ number }) => number === part.line)
    const base = line === undefined ? undefined : worthOf(line, part, companyCurrency)
    if (line === undefined) problems.push(lineUnknown(at, part.line))
    else if (base === undefined) problems.push(worthMissing(at, line))
    else {
      const figures = { amount: part.amount, base, quantity: part.quantity }
      lines.push(taken(line, figures))
      if (request.kind === 'settlement') lines.push(posted(line, figures))
    }
  }
  if (problems.length > 0) return refused(...problems)
  return lines.length === 0 ? refused(nothingLeft()) : fine(settling(pending, request, lines))
}

/** The header of what settles or voids, over lines made now or, for a repeated key, before. */
export function settling(
  pending: RecordedEntry,
  { kind, key, postedOn, reason, journal = pending.journal }: SettlementRequest,
  lines: readonly LineProposal[],
): EntryProposal {
  return { key, kind, journal, postedOn, reason, pendingEntry: pending.id, lines }
}

function whole({ lines }: RecordedEntry): Part[] {
  return lines.flatMap(({ number, left }) =>
    left === undefined || (left.amount === 0n && left.base === 0n && left.quantity === 0n)
      ? []
      : [{ line: number, ...left }],
  )
}

/** The part's worth: as given, its amount in the own currency, or the rest with the rest. */
function worthOf(line: RecordedLine, part: Part, companyCurrency: string): bigint | undefined {
  if (part.base !== undefined) return part.base
  if (line.currency === companyCurrency) return part.amount
  return part.amount === line.left?.amount ? line.left.base : undefined
}

function taken(line: RecordedLine, { amount, base, quantity }: Figures): LineProposal {
  return {
    ...place(line),
    layer: 'pending',
    reversedLine: line.number,
    amount: -amount,
    base: -base,
    ...(line.item === undefined ? {} : { quantity: -quantity }),
  }
}

/** The line in the books, with its tax and text, which a pending line keeps for this moment. */
function posted(line: RecordedLine, { amount, base, quantity }: Figures): LineProposal {
  const { taxCode, taxBox, taxBase, valueDate, text } = line
  return {
    ...place(line),
    amount,
    base,
    ...(line.item === undefined ? {} : { quantity }),
    ...(taxCode === undefined ? {} : { taxCode }),
    ...(taxBox === undefined ? {} : { taxBox }),
    ...(taxBase === undefined || amount !== line.amount ? {} : { taxBase }),
    ...(valueDate === undefined ? {} : { valueDate }),
    ...(text === undefined ? {} : { text }),
  }
}

function place(line: RecordedLine): Omit<LineProposal, 'amount'> {
  const { account, currency, item, subject, unit, dimensions, party, partnerCompany } = line
  return {
    account,
    currency,
    ...(item === undefined ? {} : { item }),
    ...(subject === undefined ? {} : { subject }),
    ...(unit === undefined ? {} : { unit }),
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(party === undefined ? {} : { party }),
    ...(partnerCompany === undefined ? {} : { partnerCompany }),
  }
}

function notPending(id: string): Problem {
  const message = `The entry ${id} is not a pending one. Reverse it if it is wrong.`
  return { rule: 'not-pending', field: 'entry', message }
}

function nothingLeft(): Problem {
  const message = 'Nothing is left of this pending entry: it was settled, voided or has expired.'
  return { rule: 'nothing-left', field: 'entry', message }
}

function lineUnknown(at: number, number: number): Problem {
  const message = `The pending entry has no line ${number}. Name one of its lines.`
  return { rule: 'pending-line-unknown', field: `lines[${at + 1}].line`, message }
}

function worthMissing(at: number, { number, currency }: RecordedLine): Problem {
  const message = `Line ${number} is in ${currency}. Give the worth of the part as “base”.`
  return { rule: 'worth-missing', field: `lines[${at + 1}].base`, message }
}
