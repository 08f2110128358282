/**
 * A ledger in memory, written from the design and not from the database: it answers what the door
 * should answer, entry by entry, and keeps every sum that the door should keep.
 */
import type { Posting } from '#ledger/door.ts'
import { judgeEntry } from '#test/model/entry-rules.ts'
import { effectsOf, limitsCrossed } from '#test/model/limits.ts'
import type { Effects } from '#test/model/limits.ts'
import { judgeLines, judgeUnits, partyOf } from '#test/model/line-rules.ts'
import { without } from '#test/model/scene.ts'
import { completed, name, State } from '#test/model/state.ts'
import type { ModelEntry, ModelLine, ModelSubject } from '#test/model/state.ts'
import { judgeUndoing } from '#test/model/undoing-rules.ts'
import { Verdict } from '#test/model/verdict.ts'

export type Answer =
  | { readonly outcome: 'recorded'; readonly entry: ModelEntry }
  | { readonly outcome: 'repeated'; readonly entry: ModelEntry }
  | { readonly outcome: 'refused'; readonly verdict: Verdict }

/** Before it, pending entries of the ground have lapsed; they lapse in 2020 or in 2999. */
const now = Temporal.Instant.from('2025-06-01T00:00:00Z')

export class Model {
  readonly state = new State()

  /** Records postings one after the other: a set is nothing but its members in order. */
  record(posting: Posting): Answer {
    const { state } = this
    const lines = completed(posting)
    const before = state.byKey.get(posting.entry.key)
    if (before !== undefined) {
      if (sameContent(state, posting, before)) return { outcome: 'repeated', entry: before }
      const reused = new Verdict()
      reused.broken('entry', 'key-reused', true)
      return { outcome: 'refused', verdict: reused }
    }
    const verdict = new Verdict()
    judgeEntry(state, posting, now, verdict)
    judgeLines(state, posting, lines, verdict)
    judgeUndoing(state, posting, lines, verdict)
    const early = verdict.refused
    judgeUnits(state, posting, lines, verdict)
    if (early) return { outcome: 'refused', verdict }
    const entry = this.entryOf(posting, lines)
    const effects = effectsOf(state, entry)
    const opened = this.opened(entry)
    const crossed = limitsCrossed(
      state,
      effects,
      (unit) => state.units.get(unit) ?? opened.units.get(unit) ?? true,
      (subject) => (state.subjects.get(subject) ?? opened.subjects.get(subject)) as ModelSubject,
    )
    // A unit that is new in its set is judged by the walk, which names the limits as well.
    const torn = verdict.refused
    for (const rule of crossed) {
      if (torn) verdict.perhaps('lines', rule, true)
      else verdict.broken('lines', rule, true)
    }
    verdict.perhaps('lines', 'reserved', crossed.has('more-than-pending'))
    if (verdict.refused) return { outcome: 'refused', verdict }
    this.keep(entry, effects, opened)
    return { outcome: 'recorded', entry }
  }

  /** Changes a period's state; answers the rule that forbids it, or null. */
  setPeriodState(company: string, period: number, to: 'open' | 'locked' | 'closed'): string | null {
    const periods = this.state.periods.get(company) ?? []
    const found = periods.find((one) => one.period === period)
    if (found === undefined) return 'period-unknown'
    if (found.state === to) return 'period-state-already'
    const older = periods.some((one) => one.period < period && one.state !== 'closed')
    const newer = periods.some((one) => one.period > period && one.state === 'closed')
    if (to === 'closed' && older) return 'period-close-in-order'
    if (found.state === 'closed' && newer) return 'period-reopen-newest-first'
    found.state = to
    return null
  }

  private entryOf(posting: Posting, lines: readonly ModelLine[]): ModelEntry {
    const period = this.state.periodOf(posting)?.period ?? 0
    const year = name(posting.company, Math.floor(period / 100))
    return {
      posting,
      kind: posting.entry.kind ?? 'regular',
      period,
      late: this.state.closedYears.has(year),
      lines,
      reversed: false,
    }
  }

  /** The subjects and units that come into the books with an entry. */
  private opened({ posting, lines }: ModelEntry) {
    const subjects = new Map<string, ModelSubject>()
    const units = new Map<string, boolean>()
    for (const line of lines) {
      const { subject } = line.proposal
      if (line.subject !== null && subject !== undefined && !subjects.has(line.subject)) {
        subjects.set(line.subject, {
          lowest: subject.lowest ?? null,
          highest: subject.highest ?? null,
          party: subject.party ?? null,
        })
      }
      if (line.unit === null || units.has(line.unit)) continue
      units.set(line.unit, this.state.account(posting.company, line.account)?.type !== 'place')
    }
    return { subjects, units }
  }

  private keep(
    entry: ModelEntry,
    effects: Effects,
    opened: { subjects: Map<string, ModelSubject>; units: Map<string, boolean> },
  ): void {
    const { state } = this
    const { company, id, entry: proposal } = entry.posting
    state.entries.set(id, entry)
    state.byKey.set(proposal.key, entry)
    for (const [key, subject] of opened.subjects) {
      if (!state.subjects.has(key)) state.subjects.set(key, subject)
    }
    for (const [key, bounded] of opened.units) {
      if (!state.units.has(key)) state.units.set(key, bounded)
    }
    for (const [key, row] of effects.holdings) state.holdings.set(key, row)
    for (const [key, row] of effects.stock) state.stock.set(key, row)
    for (const [key, row] of effects.pending) state.pending.set(key, row)
    for (const line of entry.lines) this.addBalance(entry, line)
    const reversed = state.entries.get(proposal.reversedEntry ?? '')
    if (reversed !== undefined) reversed.reversed = true
    if (entry.kind === 'closing') {
      state.closedYears.add(name(company, Math.floor(entry.period / 100)))
    }
  }

  private addBalance({ posting, period }: ModelEntry, line: ModelLine): void {
    const { account, currency, layer, dimensions, amount, base } = line
    if (amount === 0n && base === 0n) return
    const key = name(posting.company, account, period, currency, layer, dimensions)
    const balance = this.state.balances.get(key)
    const sums = balance ?? { debit: 0n, credit: 0n, baseDebit: 0n, baseCredit: 0n }
    if (amount > 0n) sums.debit += amount
    else sums.credit -= amount
    if (base > 0n) sums.baseDebit += base
    else sums.baseCredit -= base
    this.state.balances.set(key, sums)
  }
}

/** Whether what came again under a key is what was recorded under it. */
function sameContent(state: State, posting: Posting, before: ModelEntry): boolean {
  return (
    posting.company === before.posting.company &&
    content(state, posting) === content(state, before.posting)
  )
}

/** All that a key stands for, in one spelling. */
function content(state: State, posting: Posting): string {
  const { kind = 'regular', periodKind = 'month' } = posting.entry
  const head = without(posting.entry, 'lines', 'kind', 'periodKind', 'batch')
  const spelled = completed(posting).map((line) => ({
    ...without(line.proposal, 'subject', 'unit', 'dimensions', 'layer', 'base'),
    ...without(line, 'proposal'),
    party: partyOf(state, line),
  }))
  return JSON.stringify(
    [posting.company, kind, periodKind, sorted(head), spelled.map(sorted)],
    text,
  )
}

/** An object's fields in the order of their names; what is not there is left out. */
function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
