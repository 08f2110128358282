/** Deliberate damage to a posting: one for each rule that the door must name. */
import type { Posting } from '#ledger/door.ts'
import type { EntryKind, EntryProposal, LineProposal } from '#ledger/entry.ts'
import type { Scene } from '#test/model/scene.ts'
import { pick, without } from '#test/model/scene.ts'

type Damage = (scene: Scene, posting: Posting) => Posting

const kinds: readonly EntryKind[] = [
  'opening',
  'adjustment',
  'closing',
  'reversal',
  'pending',
  'settlement',
  'void',
  'expiry',
  'allocation',
  'revaluation',
]

/** Damage to the head of the entry. */
function head(change: (scene: Scene) => Partial<EntryProposal>): Damage {
  return (scene, posting) => ({ ...posting, entry: { ...posting.entry, ...change(scene) } })
}

/** Damage to one of the lines. */
function line(change: (scene: Scene, line: LineProposal) => LineProposal): Damage {
  return (scene, posting) => {
    const { lines } = posting.entry
    const place = (scene.picks[5] ?? 0) % Math.max(lines.length, 1)
    const changed = lines.map((one, at) => (at === place ? change(scene, one) : one))
    return { ...posting, entry: { ...posting.entry, lines: changed } }
  }
}

/** Two more lines that balance each other. */
function pair(make: (scene: Scene) => LineProposal): Damage {
  return (scene, posting) => {
    const one = make(scene)
    const other = { ...one, amount: -one.amount, quantity: -(one.quantity ?? 0n) }
    return { ...posting, entry: { ...posting.entry, lines: [...posting.entry.lines, one, other] } }
  }
}

function lacking(field: 'subject' | 'unit' | 'item' | 'base' | 'dimensions' | 'party'): Damage {
  return line((_, one) => without(one, field))
}

const expiresAt = Temporal.Instant.from('2999-01-01T00:00:00Z')
const nobody = '00000000-0000-7000-8000-000000000000'

export const damages = {
  amount: line((_, one) => ({ ...one, amount: one.amount + 1n })),
  worth: line((_, one) => ({ ...one, base: (one.base ?? one.amount) + 1n })),
  quantity: line((_, one) => ({ ...one, quantity: (one.quantity ?? 0n) + 1n })),
  zeros: head(({ home }) => ({
    lines: [{ account: 'bank', currency: home, amount: 0n }],
  })),
  noLines: head(() => ({ lines: [] })),
  account: line((_, one) => ({ ...one, account: 'nowhere' })),
  heading: line((_, one) => ({ ...one, account: 'assets' })),
  old: line((_, one) => ({ ...one, account: 'old' })),
  young: line((_, one) => ({ ...one, account: 'young' })),
  place: line((_, one) => ({ ...one, account: 'suppliers' })),
  stock: line((_, one) => ({ ...one, account: 'stock' })),
  cash: line((_, one) => ({ ...one, account: 'cash', party: 'someone' })),
  brand: line((_, one) => ({ ...one, account: 'brand', dimensions: { project: 'P' } })),
  currency: line((_, one) => ({ ...one, currency: 'XXX' })),
  itemForMoney: line((_, one) => ({ ...one, currency: 'mug' })),
  withdrawn: line((_, one) => ({ ...one, currency: 'DEM', base: one.amount })),
  dollars: pair(() => ({ account: 'bank', currency: 'USD', amount: 5n })),
  item: line((_, one) => ({ ...one, item: 'nothing' })),
  oldItem: line((_, one) => ({ ...one, item: 'last year' })),
  noSubject: lacking('subject'),
  noUnit: lacking('unit'),
  noItem: lacking('item'),
  noBase: lacking('base'),
  noDimensions: lacking('dimensions'),
  noParty: lacking('party'),
  subject: line((_, one) => ({ ...one, subject: { kind: 'open item', paper: 'stray' } })),
  otherParty: line((_, one) =>
    one.subject === undefined ? one : { ...one, subject: { ...one.subject, party: 'new party' } },
  ),
  unit: line((_, one) => ({ ...one, unit: { place: 'shelf' } })),
  otherUnit: line((scene, one) => ({
    ...one,
    unit: { place: pick(scene, 4, 'supplier', 'shelf', `new place ${scene.key.length % 3}`) },
  })),
  pendingLines: pair(({ home }) => ({
    account: 'bank',
    currency: home,
    amount: 5n,
    layer: 'pending',
  })),
  huge: pair(({ home }) => ({ account: 'bank', currency: home, amount: 10n ** 17n + 1n })),
  overflow: line((_, one) => ({ ...one, amount: 2n ** 63n - 1n })),
  company: (_, posting) => ({ ...posting, company: 'nobody' }),
  otherCompany: (_, posting) => ({
    ...posting,
    company: posting.company === 'store' ? 'branch' : 'store',
  }),
  actor: (_, posting) => ({ ...posting, actor: '' }),
  journal: head(() => ({ journal: 'nowhere' })),
  reason: head(() => ({ reason: '' })),
  longReason: head(() => ({ reason: 'x'.repeat(2001) })),
  key: head(() => ({ key: '' })),
  longKey: head(() => ({ key: 'k'.repeat(201) })),
  day: head(({ day }) => ({ postedOn: day.add({ years: 9 }) })),
  periodKind: head((scene) => ({ periodKind: pick(scene, 4, 'adjustment', 'closing') })),
  kind: head((scene) => ({ kind: pick(scene, 4, ...kinds) })),
  expires: head(() => ({ expiresAt })),
  pendingEntry: head(() => ({ pendingEntry: nobody })),
  reversedEntry: head(() => ({ reversedEntry: nobody })),
} satisfies Record<string, Damage>

export type DamageName = keyof typeof damages
