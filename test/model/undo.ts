/** Undoes all that can be undone at the end of a history: every balance returns to zero. */
import { newId } from '#base/id.ts'
import type { Posting } from '#ledger/door.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import type { History } from '#test/model/history.ts'
import type { State } from '#test/model/state.ts'
import { reversalOf } from '#test/model/undoing-stories.ts'

/** Reopens all periods, reverses what is reversible, voids what is pending; says what is left. */
export async function undoEverything(history: History): Promise<string | null> {
  const { state } = history.model
  for (const [company, periods] of state.periods) {
    for (const { period, state: is } of periods.toReversed()) {
      const what = is === 'open' ? null : await history.setPeriod(company, period, 'open')
      if (what !== null) return what
    }
  }
  // Newest first; what is refused then because of something older is tried again after it.
  for (let round = 0; round < 20; round += 1) {
    const before = toUndo(state)
    for (const set of inSets([...standing(state).map(reversal(round)), ...voids(state, round)])) {
      const what = await history.post(set)
      if (what !== null) return what
    }
    const after = toUndo(state)
    if (after === before || after === '0 entries and 0 pending') break
  }
  const differs = await history.compared()
  if (differs !== null) return differs
  return (await heldByLimits(history)) ? null : left(state)
}

/**
 * Whether all that is left stays because undoing it would cross a limit: a settlement that freed
 * goods, say, which were sent back to their supplier since. Both the books and the model say so.
 */
async function heldByLimits({ database, organization, model }: History): Promise<boolean> {
  const stuck = standing(model.state).map(reversal(99))
  if (stuck.length === 0 || openPending(model.state).length > 0) return false
  const receipts = await record(database, organization, stuck)
  return receipts.every(
    (receipt) =>
      receipt.outcome === 'refused' && receipt.refusals.every(({ rule }) => limits.has(rule)),
  )
}

const limits = new Set(['on-hand', 'reserved', 'credit-limit', 'layer-overdrawn', 'worth-left'])

/** Recorded entries that are reversible and not reversed yet, newest first. */
function standing(state: State): Posting[] {
  return [...state.entries.values()]
    .filter(({ kind, reversed }) => !reversed && kind !== 'pending' && kind !== 'reversal')
    .filter(({ kind }) => kind !== 'void' && kind !== 'expiry')
    .map(({ posting }) => posting)
    .toReversed()
}

function openPending(state: State): string[] {
  const open = [...state.pending].filter(
    ([, { amount, base, quantity }]) => amount !== 0n || base !== 0n || quantity !== 0n,
  )
  return [...new Set(open.map(([key]) => (JSON.parse(key) as [string])[0]))]
}

/** How much stands: a settlement that is reversed leaves one entry less and one pending more. */
function toUndo(state: State): string {
  return `${standing(state).length} entries and ${openPending(state).length} pending`
}

function reversal(round: number) {
  return (posting: Posting): Posting => ({
    ...posting,
    id: newId(Date.now()),
    entry: reversalOf(posting, `undo ${posting.id} ${round}`, posting.entry.postedOn),
  })
}

function voids(state: State, round: number): Posting[] {
  return openPending(state).flatMap((id) => {
    const entry = state.entries.get(id)
    if (entry === undefined) return []
    const lines = entry.lines.map(({ number, proposal }) => {
      const rest = state.pending.get(JSON.stringify([id, number]))
      return {
        ...proposal,
        amount: -(rest?.amount ?? 0n),
        base: -(rest?.base ?? 0n),
        quantity: -(rest?.quantity ?? 0n),
        reversedLine: number,
      }
    })
    const { journal, postedOn } = entry.posting.entry
    const undoing: EntryProposal = {
      key: `void ${id} ${round}`,
      kind: 'void',
      journal,
      postedOn,
      reason: 'Undone',
      pendingEntry: id,
      lines,
    }
    return [{ ...entry.posting, id: newId(Date.now()), entry: undoing }]
  })
}

function inSets(postings: readonly Posting[]): Posting[][] {
  const size = 40
  return Array.from({ length: Math.ceil(postings.length / size) }, (_, place) =>
    postings.slice(place * size, (place + 1) * size),
  )
}

/** What is not zero although everything was undone; null also where something could not be. */
function left(state: State): string | null {
  if (standing(state).length > 0 || openPending(state).length > 0) {
    return `${toUndo(state)} stay`
  }
  // Reversals may stand in other periods than what they undo.
  const sums = new Map<string, bigint>()
  for (const [key, { debit, credit, baseDebit, baseCredit }] of state.balances) {
    const place = JSON.stringify((JSON.parse(key) as string[]).toSpliced(2, 1))
    const worth = `worth of ${place}`
    sums.set(place, (sums.get(place) ?? 0n) + debit - credit)
    sums.set(worth, (sums.get(worth) ?? 0n) + baseDebit - baseCredit)
  }
  for (const [place, sum] of sums) if (sum !== 0n) return `balance ${place} is not zero`
  for (const [key, { amount, base, quantity }] of state.holdings) {
    if (amount !== 0n || base !== 0n || quantity !== 0n) return `holding ${key} is not zero`
  }
  for (const [key, { onHand, reserved }] of state.stock) {
    if (onHand !== 0n || reserved !== 0n) return `stock ${key} is not zero`
  }
  return null
}
