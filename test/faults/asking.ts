/** How papers of the rigs' store are asked for over HTTP: by whom, where, and in which sets. */

/**
 * Who acts. Ann, Bob and Eve bill and keep the books: a journal is written by one, posted by
 * another and reversed by the third. Cas and Dan look after debts and stock.
 */
export type Person = 'ann' | 'bob' | 'eve' | 'cas' | 'dan'

const office: readonly Person[] = ['ann', 'bob', 'eve']
const control: readonly Person[] = ['cas', 'dan']

/** A paper's fields as JSON. */
export type Content = Readonly<Record<string, unknown>>

/** A kind of paper: its way on and back, and who may go it. */
export interface Kind {
  readonly name: string
  /** In addresses: "sales-invoices". */
  readonly place: string
  readonly writers: readonly Person[]
  readonly bringOn: string
  /** The state to which it leads. */
  readonly standing: string
  readonly doers: readonly Person[]
  readonly takeBack: string
  /** Whether who wrote it may not bring it on. */
  readonly fourEyes: boolean
}

const fourEyes = false

/** All kinds of papers that there are, in no order that matters. */
export const kinds = {
  invoice: {
    name: 'sales invoice',
    place: 'sales-invoices',
    writers: office,
    bringOn: 'issue',
    standing: 'issued',
    doers: office,
    takeBack: 'void',
    fourEyes,
  },
  note: {
    name: 'credit note',
    place: 'credit-notes',
    writers: office,
    bringOn: 'issue',
    standing: 'issued',
    doers: office,
    takeBack: 'void',
    fourEyes,
  },
  receipt: {
    name: 'receipt',
    place: 'receipts',
    writers: office,
    bringOn: 'post',
    standing: 'posted',
    doers: office,
    takeBack: 'undo',
    fourEyes,
  },
  allocation: {
    name: 'allocation',
    place: 'allocations',
    writers: office,
    bringOn: 'post',
    standing: 'posted',
    doers: office,
    takeBack: 'undo',
    fourEyes,
  },
  journal: {
    name: 'manual journal',
    place: 'manual-journals',
    writers: office,
    bringOn: 'post',
    standing: 'posted',
    doers: office,
    takeBack: 'reverse',
    fourEyes: true,
  },
  writeOff: {
    name: 'bad-debt adjustment',
    place: 'bad-debt-adjustments',
    writers: control,
    bringOn: 'adjust',
    standing: 'adjusted',
    doers: control,
    takeBack: 'void',
    fourEyes,
  },
  adjustment: {
    name: 'stock adjustment',
    place: 'stock-adjustments',
    writers: control,
    bringOn: 'adjust',
    standing: 'adjusted',
    doers: office,
    takeBack: 'void',
    fourEyes,
  },
  letter: {
    name: 'dunning letter',
    place: 'dunning-letters',
    writers: control,
    bringOn: 'send',
    standing: 'sent',
    doers: control,
    takeBack: 'withdraw',
    fourEyes,
  },
} as const satisfies Record<string, Kind>

/** A request about papers: who asks where, with what, and what each paper was sent with. */
export interface Asking {
  readonly by: Person
  readonly kind: string
  /** As it is noted of the papers. */
  readonly verb: string
  readonly path: string
  readonly body: object
  /** One for each paper of the set; null for one that is only named. */
  readonly sent: readonly (Content | null)[]
}

/** A paper as its sender saw it. */
export interface Seen {
  readonly id: string
  readonly version: number
}

/** Writes drafts. */
export function writing(kind: Kind, by: Person, papers: readonly Content[]): Asking {
  const { name, place } = kind
  return { by, kind: name, verb: 'write', path: `/${place}`, body: { papers }, sent: papers }
}

/** Writes papers and brings them on in one act. */
export function entering(kind: Kind, by: Person, papers: readonly Content[]): Asking {
  const { bringOn } = kind
  return { ...writing(kind, by, papers), verb: bringOn, body: { papers, verb: bringOn } }
}

/** Changes drafts, all in the same fields. */
export function changing(
  kind: Kind,
  by: Person,
  papers: readonly Seen[],
  content: Content,
): Asking {
  const changed = papers.map(({ id, version }) => ({ id, version, ...content }))
  return {
    ...named(kind, by, papers, 'change', 'changes'),
    body: { papers: changed },
    sent: papers.map(() => content),
  }
}

/** Throws drafts away. */
export function throwingAway(kind: Kind, by: Person, papers: readonly Seen[]): Asking {
  return named(kind, by, papers, 'throw away', 'removals')
}

/** Brings drafts on. */
export function bringingOn(kind: Kind, by: Person, papers: readonly Seen[]): Asking {
  return named(kind, by, papers, kind.bringOn, kind.bringOn)
}

/** Takes papers back, on which nothing stands. */
export function takingBack(kind: Kind, by: Person, papers: readonly Seen[]): Asking {
  return named(kind, by, papers, kind.takeBack, kind.takeBack)
}

/** Undoes papers with all that stands on them. */
export function undoing(kind: Kind, by: Person, papers: readonly Seen[]): Asking {
  return named(kind, by, papers, kind.takeBack, 'undoing')
}

function named(
  { name, place }: Kind,
  by: Person,
  papers: readonly Seen[],
  verb: string,
  word: string,
): Asking {
  const seen = papers.map(({ id, version }) => ({ id, version }))
  const sent = papers.map(() => null)
  return { by, kind: name, verb, path: `/${place}/${word}`, body: { papers: seen }, sent }
}
