/** Stories that come back to earlier entries: settle, void, expire, reverse, send again. */
import type { Posting } from '#ledger/door.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { earlier, entry, figure, pick, pickMaybe, recorded, without } from '#test/model/scene.ts'
import type { Scene, Story } from '#test/model/scene.ts'

/** Takes a pending entry back: whole, in part, beyond what is left, or against the grain. */
function takeBack(scene: Scene, kind: 'settlement' | 'void' | 'expiry'): EntryProposal {
  const pending = pendingPosting(scene)
  if (pending === undefined) return entry(scene, [], { kind })
  const [part, of] = pick(scene, 2, [1n, 1n], [1n, 1n], [1n, 2n], [1n, 3n], [4n, 3n], [-1n, 2n])
  // A damaged figure may be the largest there is; the database's type holds no more.
  const scaled = (figures: bigint): bigint => BigInt.asIntN(64, (figures * part) / of)
  const back = pending.entry.lines.map((line, place): LineProposal => ({
    ...line,
    amount: -scaled(line.amount),
    ...(line.base === undefined ? {} : { base: -scaled(line.base) }),
    quantity: -scaled(line.quantity ?? 0n),
    reversedLine: place + 1,
  }))
  const books = pending.entry.lines.map((line): LineProposal => {
    return {
      ...without(line, 'layer'),
      amount: scaled(line.amount),
      ...(line.base === undefined ? {} : { base: scaled(line.base) }),
      quantity: scaled(line.quantity ?? 0n),
    }
  })
  const actual = kind === 'settlement' && pick(scene, 3, true, true, true, false)
  return entry(scene, actual ? [...back, ...books] : back, { kind, pendingEntry: pending.id })
}

/** A pending entry with something left, any other, or one that was sent just now. */
function pendingPosting(scene: Scene): Posting | undefined {
  const just = earlier(scene, 4)
  if (just?.entry.kind === 'pending' && pick(scene, 5, true, false)) return just
  const open = [...scene.state.pending]
    .filter(([, { amount, quantity }]) => amount !== 0n || quantity !== 0n)
    .map(([key]) => scene.state.entries.get((JSON.parse(key) as [string])[0])?.posting)
    .filter((posting) => posting !== undefined)
  const entries = recorded(scene).map(({ posting }) => posting)
  return pickMaybe(scene, 0, pick(scene, 1, open, open, open, open, entries))
}

/** Undoes an earlier entry, most often exactly, on a day of its own or of the entry. */
function reverse(scene: Scene): EntryProposal {
  const target = pick(scene, 0, true, false)
    ? earlier(scene, 1)
    : pickMaybe(scene, 1, recorded(scene))?.posting
  if (target === undefined) return entry(scene, [], { kind: 'reversal' })
  const { periodKind } = target.entry
  const sameDay = periodKind !== undefined || pick(scene, 2, true, false)
  const exact = reversalOf(target, scene.key, sameDay ? target.entry.postedOn : scene.day)
  return pick(scene, 3, true, true, true, true, true, false) ? exact : inexact(scene, exact)
}

/** The exact reversal of a posting. */
export function reversalOf(
  { id, entry: original }: Posting,
  key: string,
  postedOn: Temporal.PlainDate,
): EntryProposal {
  return {
    key,
    kind: 'reversal',
    journal: 'general',
    postedOn,
    reason: 'Undone',
    reversedEntry: id,
    ...(original.pendingEntry === undefined ? {} : { pendingEntry: original.pendingEntry }),
    ...(original.periodKind === undefined ? {} : { periodKind: original.periodKind }),
    lines: original.lines.map((line) => ({
      ...line,
      amount: -line.amount,
      ...(line.base === undefined ? {} : { base: -line.base }),
      quantity: -(line.quantity ?? 0n),
      ...(line.taxBase === undefined ? {} : { taxBase: -line.taxBase }),
    })),
  }
}

/** A reversal that leaves something out, or changes it. */
function inexact(scene: Scene, exact: EntryProposal): EntryProposal {
  const { lines } = exact
  const [first, ...rest] = lines
  if (first === undefined) return exact
  return pick<EntryProposal>(
    scene,
    4,
    { ...exact, lines: lines.map((line) => ({ ...line, amount: 0n, base: 0n, quantity: 0n })) },
    { ...exact, lines: [{ ...first, dimensions: { area: 'elsewhere' } }, ...rest] },
    { ...exact, lines: [{ ...first, party: 'another' }, ...rest] },
    { ...exact, lines: lines.toReversed() },
    without(exact, 'pendingEntry'),
  )
}

/** Sends an earlier posting again: as it was, or with other content under the same key. */
function again(scene: Scene): EntryProposal {
  const before = earlier(scene, 0)?.entry
  if (before === undefined) return entry(scene, [])
  const [first, ...rest] = before.lines
  const other = first === undefined ? [] : [{ ...first, text: 'other' }, ...rest]
  return pick<EntryProposal>(
    scene,
    1,
    before,
    before,
    { ...before, reason: 'Another reason' },
    { ...before, lines: other },
    { ...before, lines: rest },
    { ...before, postedOn: before.postedOn.add({ days: Number(figure(scene, 0) % 3n) }) },
    { ...before, periodKind: 'adjustment' },
    { ...before, lines: before.lines.map((line) => ({ layer: 'actual', ...line })) },
  )
}

export const undoingStories = {
  settle: { weight: 5, tell: (scene) => takeBack(scene, 'settlement') },
  void: { weight: 2, tell: (scene) => takeBack(scene, 'void') },
  expire: { weight: 2, tell: (scene) => takeBack(scene, 'expiry') },
  reverse: { weight: 7, tell: reverse },
  again: { weight: 5, tell: again },
} satisfies Record<string, Story>
