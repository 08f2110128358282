/** A store with entries of every kind in its books, for backups to have something to lose. */
import { newId } from '#base/id.ts'
import type { Posting } from '#ledger/door.ts'
import type { EntryKind, EntryProposal, LineProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'
import { hang } from '#test/backup/hanging.ts'
import { storeIn } from '#test/books.ts'

const day = Temporal.PlainDate.from('2026-11-22')
const yearEnd = Temporal.PlainDate.from('2026-12-31')

/** What COPY must escape, and what people write all the same. */
const awkward = 'Ünïcode “tab\there”, line\nbreak, back\\slash \\N \\. and a 🧾'

const pounds = (account: string, amount: bigint, rest: object = {}): LineProposal => ({
  account,
  currency: 'GBP',
  amount,
  ...rest,
})
const item = (paper: string) => ({
  subject: { kind: 'open item', paper, party: awkward, openedOn: day, dueOn: yearEnd },
})
const mugs = (quantity: bigint, place: string) => ({ item: 'mug', quantity, unit: { place } })

/** A sale on credit, with everything a line can carry. */
export function sale(key: string, pence: bigint): EntryProposal {
  return {
    key,
    journal: 'sales',
    postedOn: day,
    documentDate: day,
    reason: awkward,
    source: { paper: 'sales invoice', number: key },
    batch: 'backup',
    rule: 'test',
    lines: [
      pounds('receivables', pence, item(key)),
      pounds('sales', -pence, {
        dimensions: { department: 'shop', project: key },
        valueDate: day,
        sourceRow: 7,
        taxCode: 'GB20',
        taxBox: 'net sales',
        taxBase: -pence,
        unrounded: '-0.00001',
        text: awkward,
      }),
    ],
  }
}

function entry(
  key: string,
  kind: EntryKind,
  lines: readonly LineProposal[],
  rest: Partial<EntryProposal> = {},
): EntryProposal {
  return { key, kind, journal: 'general', postedOn: day, reason: `Kind ${kind}`, lines, ...rest }
}

const receipt = entry('receipt', 'regular', [
  pounds('stock', 9_500n, mugs(100n, 'shelf')),
  pounds('goods received not invoiced', -9_500n, { subject: { kind: 'order line', paper: 'PO' } }),
  pounds('suppliers', 0n, mugs(-100n, 'world')),
])
const sold = (quantity: bigint): LineProposal[] => [
  pounds('stock', 0n, mugs(-quantity, 'shelf')),
  pounds('customers', 0n, mugs(quantity, 'world')),
  pounds('bank', 200n * quantity),
  pounds('sales', -200n * quantity),
]
const pending = (quantity: bigint, back: boolean): LineProposal[] =>
  sold(quantity).map((line, place) => ({
    ...line,
    layer: 'pending',
    ...(back ? { reversedLine: place + 1 } : {}),
  }))

/** One entry of each other kind; those that refer to one before name it by its place. */
function kinds(ids: readonly string[]): EntryProposal[] {
  const [, order = '', lapsing = ''] = ids
  const lapsed = Temporal.Instant.from('2026-01-02T00:00:00Z')
  return [
    receipt,
    entry('order', 'pending', pending(5n, false)),
    entry('lapsing', 'pending', pending(2n, false), { expiresAt: lapsed }),
    entry('settled', 'settlement', [...pending(-3n, true), ...sold(3n)], { pendingEntry: order }),
    entry('voided', 'void', pending(-1n, true), { pendingEntry: order }),
    entry('expired', 'expiry', pending(-2n, true), { pendingEntry: lapsing }),
    entry('opening', 'opening', [pounds('bank', 500n), pounds('retained earnings', -500n)]),
    entry('adjusted', 'adjustment', [pounds('bank', 7n), pounds('sales', -7n)], {
      postedOn: yearEnd,
      periodKind: 'adjustment',
    }),
    entry('dollars', 'regular', [
      { account: 'bank', currency: 'USD', amount: 1_000n, base: 790n },
      { account: 'sales', currency: 'USD', amount: -1_000n, base: -790n },
    ]),
    entry('revalued', 'revaluation', [
      { account: 'bank', currency: 'USD', amount: 0n, base: 10n },
      { account: 'exchange loss', currency: 'USD', amount: 0n, base: -10n },
    ]),
    entry('allocated', 'allocation', [
      pounds('receivables', 40n, item('1')),
      pounds('receivables', -40n, item('2')),
    ]),
    entry('closed', 'closing', [pounds('sales', 100n), pounds('retained earnings', -100n)], {
      postedOn: yearEnd,
      periodKind: 'closing',
    }),
  ]
}

function postings(entries: readonly EntryProposal[], ids?: readonly string[]): Posting[] {
  return entries.map((found, place) => ({
    id: ids?.[place] ?? newId(Date.now()),
    company: 'store',
    actor: 'tester',
    entry: found,
  }))
}

/** Posts and insists: what is refused here is a fault of the test's. */
export async function post(
  database: Database,
  organization: string,
  entries: readonly EntryProposal[],
  ids?: readonly string[],
): Promise<void> {
  const receipts = await record(database, organization, postings(entries, ids))
  const refusals = receipts.filter(({ outcome }) => outcome === 'refused')
  if (refusals.length > 0) throw new Error(JSON.stringify(refusals))
}

/** Adds an organization with one store, `sales` sales, and an entry of each other kind. */
export async function fullStoreIn(database: Database, sales: number): Promise<string> {
  const organization = await storeIn(database)
  const numbers = Array.from({ length: sales }, (_, place) => place + 1)
  await post(
    database,
    organization,
    numbers.map((number) => sale(`${number}`, BigInt(number) * 101n)),
  )
  const ids = Array.from({ length: 12 }, () => newId(Date.now()))
  const all = kinds(ids)
  // In sets that a later one can refer to; each is posted when what it names is there.
  for (const [from, to] of [
    [0, 3],
    [3, 12],
  ] as const) {
    await post(database, organization, all.slice(from, to), ids.slice(from, to))
  }
  const first = await idOfKey(database, organization, 'opening')
  await post(database, organization, [
    entry('reversed', 'reversal', [pounds('bank', -500n), pounds('retained earnings', 500n)], {
      reversedEntry: first,
    }),
  ])
  // Some of it sealed, some waiting for its seal.
  await database.transaction(organization, (query) =>
    query({ text: 'select ledger.seal($1, $2)', values: [organization, sales + 5] }),
  )
  await database.transaction(organization, (query) =>
    query({
      text: `select ledger.set_period_state($1, 'store', 202601, 'locked', 'tester', $2)`,
      values: [organization, awkward],
    }),
  )
  await hang(database, organization, awkward)
  return organization
}

async function idOfKey(database: Database, organization: string, key: string): Promise<string> {
  const [found] = await database.transaction(organization, (query) =>
    query<{ id: string }>({ text: 'select id from ledger.entry where key = $1', values: [key] }),
  )
  if (found === undefined) throw new Error(`There is no entry ${key}.`)
  return found.id
}
