/** The rules of an entry's head: its company, key, period and kind, and the entry it refers to. */
import type { Posting } from '#ledger/door.ts'
import { companies, journals } from '#test/model/ground.ts'
import type { ModelEntry, State } from '#test/model/state.ts'
import type { Verdict } from '#test/model/verdict.ts'

const passesLock: readonly string[] = ['adjustment', 'revaluation', 'closing']
const inAdjustment: readonly string[] = ['adjustment', 'revaluation', 'reversal']
const takesBack: readonly string[] = ['settlement', 'void', 'expiry']

/** Judges the head of an entry; `now` decides what has lapsed. */
export function judgeEntry(
  state: State,
  posting: Posting,
  now: Temporal.Instant,
  verdict: Verdict,
) {
  const { company, entry } = posting
  const wrong = (rule: string, when: boolean): void => verdict.broken('entry', rule, when)
  wrong(
    'company-unknown',
    companies.every(({ code }) => code !== company),
  )
  wrong('key-malformed', entry.key.length === 0 || entry.key.length > 200)
  wrong('reason-missing', entry.reason === '')
  wrong('reason-too-long', entry.reason.length > 2000)
  wrong('journal-unknown', !(journals as readonly string[]).includes(entry.journal))
  wrong('actor-missing', posting.actor === '')
  wrong('expiry-not-allowed', entry.expiresAt !== undefined && entry.kind !== 'pending')
  judgePeriod(state, posting, wrong)
  judgeReference(state, posting, now, wrong)
}

type Wrong = (rule: string, when: boolean) => void

/** What an entry counts as before a period: a reversal counts as what it reverses. */
function standing(state: State, { entry }: Posting): string | undefined {
  const { kind = 'regular' } = entry
  return kind === 'reversal' ? state.entries.get(entry.reversedEntry ?? '')?.kind : kind
}

function judgePeriod(state: State, posting: Posting, wrong: Wrong): void {
  const { kind = 'regular' } = posting.entry
  const period = state.periodOf(posting)
  if (period === undefined) return wrong('period-missing', true)
  const counts = standing(state, posting)
  wrong('period-closed', period.state === 'closed')
  wrong('period-locked', period.state === 'locked' && !passesLock.includes(counts ?? ''))
  const closes = counts === undefined ? period.kind === 'closing' : counts === 'closing'
  wrong('closing-period', (period.kind === 'closing') !== closes)
  wrong('adjustment-period', period.kind === 'adjustment' && !inAdjustment.includes(kind))
}

function judgeReference(state: State, posting: Posting, now: Temporal.Instant, wrong: Wrong): void {
  const { company, entry } = posting
  const { kind = 'regular', reversedEntry, pendingEntry } = entry
  wrong('reversed-entry-missing', (kind === 'reversal') !== (reversedEntry !== undefined))
  wrong('pending-entry-missing', takesBack.includes(kind) && pendingEntry === undefined)
  wrong(
    'pending-entry-not-allowed',
    pendingEntry !== undefined && !takesBack.includes(kind) && kind !== 'reversal',
  )
  const named = reversedEntry ?? pendingEntry
  if (named === undefined) return
  const origin = state.entries.get(named)
  if (origin === undefined || origin.posting.company !== company) {
    wrong('entry-unknown', true)
  }
  if (origin === undefined) return
  if (kind === 'reversal') judgeReversal(origin, pendingEntry, wrong)
  if (!takesBack.includes(kind)) return
  const lapses = origin.posting.entry.expiresAt
  const lapsed = lapses !== undefined && Temporal.Instant.compare(lapses, now) <= 0
  wrong('not-pending', origin.kind !== 'pending')
  wrong('pending-entry-expired', kind === 'settlement' && lapsed)
  wrong('pending-entry-not-expired', kind === 'expiry' && !lapsed)
}

function judgeReversal(origin: ModelEntry, pendingEntry: string | undefined, wrong: Wrong): void {
  wrong('pending-entry-missing', origin.posting.entry.pendingEntry !== pendingEntry)
  wrong('not-reversible', origin.kind === 'pending' || origin.kind === 'reversal')
  wrong('reversed-already', origin.reversed)
}
