/** What a client of the rigs asks for next with papers, by chance and by what is there. */
import type { Chance } from '#test/faults/chance.ts'
import {
  bringingOn,
  changing,
  entering,
  kinds,
  takingBack,
  throwingAway,
  undoing,
  writing,
} from '#test/faults/asking.ts'
import type { Asking, Content, Kind } from '#test/faults/asking.ts'
import {
  allocation,
  creditNote,
  customerOf,
  dunningLetter,
  invoice,
  manualJournal,
  otherLines,
  receipt,
  stockAdjustment,
  writeOff,
} from '#test/faults/contents.ts'
import type { KnownPaper, OutsideLog } from '#test/faults/outside-log.ts'

/** What a choice is made from. */
interface Ground {
  readonly log: OutsideLog
  /** The drafts of the client. */
  readonly drafts: readonly KnownPaper[]
  readonly chance: Chance
}

/** Something that is done with papers of a kind; null where there is nothing to do it with. */
interface Way {
  readonly verb: (kind: Kind) => string
  readonly ask: (kind: Kind, ground: Ground) => Asking | null
}

const ways: readonly Way[] = [
  { verb: ({ bringOn }) => bringOn, ask: entered },
  { verb: () => 'write', ask: written },
  { verb: () => 'change', ask: changed },
  { verb: () => 'throw away', ask: thrownAway },
  { verb: ({ bringOn }) => bringOn, ask: broughtOn },
  { verb: ({ takeBack }) => takeBack, ask: takenBack },
  { verb: ({ takeBack }) => takeBack, ask: undone },
]

/** The next request: one of two by chance, the one that was done less; or else an invoice. */
export function nextAsking(ground: Ground): Asking {
  const { log, chance } = ground
  const drawn = [1, 2].map(() => {
    const [way, kind]: [Way, Kind] = [chance.pick(ways), chance.pick(Object.values(kinds))]
    return { way, kind, times: log.times(kind.name, way.verb(kind)) }
  })
  for (const { way, kind } of drawn.toSorted((a, b) => a.times - b.times)) {
    const asking = way.ask(kind, ground)
    if (asking !== null) return asking
  }
  return entering(kinds.invoice, chance.pick(kinds.invoice.doers), severalOf(chance, invoice))
}

/** Who writes it may as a rule bring it on in the same act. */
function entered(kind: Kind, ground: Ground): Asking | null {
  if (kind.writers !== kind.doers || kind.fourEyes) return null
  const papers = contents(kind, ground)
  return papers === null ? null : entering(kind, ground.chance.pick(kind.doers), papers)
}

function written(kind: Kind, ground: Ground): Asking | null {
  const papers = contents(kind, ground)
  return papers === null ? null : writing(kind, ground.chance.pick(kind.writers), papers)
}

function changed(kind: Kind, ground: Ground): Asking | null {
  const own = someOf(kind, ground)
  const content = changes[kind.name]?.(ground.chance)
  if (own.length === 0 || content === undefined) return null
  return changing(kind, ground.chance.pick(kind.writers), own, content)
}

/** What is different afterwards: other rows, or another text. */
const changes: Readonly<Record<string, (chance: Chance) => Content>> = {
  'sales invoice': (chance) => ({ ...otherLines(chance), reference: 'Order 7' }),
  'stock adjustment': (chance) => ({ lines: stockAdjustment(chance)['lines'] }),
  'manual journal': (chance) => ({ lines: manualJournal(undefined, chance)['lines'] }),
  'credit note': () => ({ reason: 'It came too late' }),
  'bad-debt adjustment': () => ({ reason: 'Nobody answers there' }),
  receipt: () => ({ reference: 'Paid at the counter' }),
  allocation: () => ({ allocatedOn: '2026-11-22' }),
  'dunning letter': () => ({ letter: 'Please pay now.' }),
}

function thrownAway(kind: Kind, ground: Ground): Asking | null {
  const own = someOf(kind, ground)
  return own.length === 0 ? null : throwingAway(kind, ground.chance.pick(kind.writers), own)
}

function broughtOn(kind: Kind, ground: Ground): Asking | null {
  const own = someOf(kind, ground)
  if (own.length === 0) return null
  const others = kind.doers.filter((one) => !kind.fourEyes || one !== own[0]?.by)
  return bringingOn(kind, ground.chance.pick(others), own)
}

/** Takes papers back by another person: those alone, and so only where nothing stands on them. */
function takenBack(kind: Kind, ground: Ground): Asking | null {
  const some = standing(kind, ground)
  return some === null ? null : takingBack(kind, some.another, some.papers)
}

/** The same with all that stands on them. */
function undone(kind: Kind, ground: Ground): Asking | null {
  const some = standing(kind, ground)
  return some === null ? null : undoing(kind, some.another, some.papers)
}

function standing(kind: Kind, { log, chance }: Ground) {
  const there = chance.shuffled(log.inState(kind.name, kind.standing))
  const [one] = there
  if (one === undefined) return null
  const papers = there.filter(({ by }) => by === one.by).slice(0, chance.between(1, 3))
  return { papers, another: chance.pick(kind.doers.filter((person) => person !== one.by)) }
}

/** Drafts of a kind by one writer, at most three. */
function someOf({ name }: Kind, { drafts, chance }: Ground): readonly KnownPaper[] {
  const there = chance.shuffled(drafts.filter(({ kind }) => kind === name))
  return there.filter(({ by }) => by === there[0]?.by).slice(0, chance.between(1, 3))
}

/** What papers of a kind say; null where nothing is there that they could be about. */
function contents(kind: Kind, { log, chance }: Ground): Content[] | null {
  const bills = chance.shuffled(log.inState('sales invoice', 'issued'))
  const [first] = bills
  const customer = customerOf(first?.content)
  const same = bills.filter(({ content }) => customerOf(content) === customer)
  const left = log
    .inState('receipt', 'posted')
    .filter(({ content }) => content['payer'] === customer)
  const about = { first, several: same.slice(0, chance.between(1, 3)), left, chance }
  const papers = makers[kind.name]?.(about) ?? []
  return papers.length === 0 ? null : papers
}

/** What papers may be about. */
interface About {
  readonly first: KnownPaper | undefined
  /** Invoices of one customer, with the first. */
  readonly several: readonly KnownPaper[]
  /** Receipts of the same customer, which may have left a credit. */
  readonly left: readonly KnownPaper[]
  readonly chance: Chance
}

const makers: Readonly<Record<string, (about: About) => Content[]>> = {
  'sales invoice': ({ chance }) => severalOf(chance, invoice),
  'stock adjustment': ({ chance }) => severalOf(chance, stockAdjustment),
  'manual journal': ({ first, chance }) => severalOf(chance, () => manualJournal(first, chance)),
  'credit note': ({ several, chance }) => several.map((bill) => creditNote(bill, chance)),
  'bad-debt adjustment': ({ several, chance }) => several.map((bill) => writeOff(bill, chance)),
  'dunning letter': ({ several, chance }) => several.map((bill) => dunningLetter(bill, chance)),
  receipt: ({ several, chance }) => {
    if (several.length === 0) return []
    return [receipt(several, chance), receipt(several.slice(0, 1), chance)]
  },
  allocation: ({ several, left, chance }) => {
    if (several.length === 0 || left.length === 0) return []
    return [allocation(chance.pick(left), several)]
  },
}

function severalOf(chance: Chance, make: (chance: Chance) => Content): Content[] {
  return Array.from({ length: chance.between(1, 3) }, () => make(chance))
}
