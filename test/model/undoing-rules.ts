/** The rules of entries that take others back: reversals exactly, settlements line by line. */
import type { Posting } from '#ledger/door.ts'
import { partyOf } from '#test/model/line-rules.ts'
import type { ModelLine, State } from '#test/model/state.ts'
import type { Verdict } from '#test/model/verdict.ts'

/** Judges what a reversal, settlement, void or expiry takes back. */
export function judgeUndoing(
  state: State,
  posting: Posting,
  lines: readonly ModelLine[],
  verdict: Verdict,
): void {
  const { kind = 'regular', reversedEntry, pendingEntry } = posting.entry
  if (kind === 'reversal') {
    const origin = state.entries.get(reversedEntry ?? '')
    const differs =
      origin === undefined
        ? lines.length > 0
        : origin.posting.company !== posting.company ||
          spelled(state, lines, 1n) !== spelled(state, origin.lines, -1n)
    if (reversedEntry === undefined) verdict.perhaps('lines', 'reversal-differs', differs)
    else verdict.broken('lines', 'reversal-differs', differs)
  }
  if (kind !== 'settlement' && kind !== 'void' && kind !== 'expiry') return
  for (const line of lines) {
    const rule = strays(state, posting, line)
    if (rule === null) continue
    if (pendingEntry === undefined) verdict.perhaps(`lines[${line.number}]`, rule, true)
    else verdict.broken(`lines[${line.number}]`, rule, true)
  }
}

/** Everything of lines that a reversal repeats, with the figures times `sign`. */
function spelled(state: State, lines: readonly ModelLine[], sign: bigint): string {
  return JSON.stringify(
    lines.map((line) => [
      ...places(line),
      line.number,
      line.layer,
      line.reversedLine,
      String(sign * line.amount),
      String(sign * line.base),
      String(sign * line.quantity),
      partyOf(state, line),
      line.proposal.partnerCompany,
      line.proposal.taxCode,
      line.proposal.taxBox,
      String(sign * (line.proposal.taxBase ?? 0n)),
    ]),
  )
}

function places({ account, currency, item, subject, unit, dimensions }: ModelLine) {
  return [account, currency, item, subject, unit, dimensions]
}

/** Which rule a line breaks that should take a pending line back, or null. */
function strays(state: State, { company, entry }: Posting, line: ModelLine): string | null {
  if (line.layer !== 'pending') return entry.kind === 'settlement' ? null : 'void-moves-nothing'
  const pending = state.entries.get(entry.pendingEntry ?? '')
  const origin = pending?.lines.find(({ number }) => number === line.reversedLine)
  const same =
    pending?.posting.company === company &&
    origin?.layer === 'pending' &&
    JSON.stringify(places(origin)) === JSON.stringify(places(line))
  if (!same || origin === undefined) return 'pending-line-unknown'
  const grows =
    origin.amount * line.amount > 0n ||
    origin.base * line.base > 0n ||
    origin.quantity * line.quantity > 0n
  return grows ? 'pending-line-grows' : null
}
