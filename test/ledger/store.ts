/** The store of the ledger's stories: posts in short words, and reads the books back as text. */
import pg from 'pg'
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import type { Posting, Receipt } from '#ledger/door.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { recordIn } from '#server/books.ts'
import type { Address } from '#server/database/database.ts'
import { types } from '#server/database/types.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'

export const day = Temporal.PlainDate.from('2026-11-22')

export interface Store {
  readonly books: FreshBooks
  readonly organization: string
  /** Records a set for the company `store`. */
  post(...entries: EntryProposal[]): Promise<Receipt[]>
  /** Runs a statement inside a transaction of the organization's, as the server's login. */
  ask<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>
  within<Result>(work: (query: Query) => Promise<Result>): Promise<Result>
}

/** A store on one server of the run, and titles that say on which server a story is told. */
export interface Told<Ground> {
  readonly store: Store
  readonly here: (title: string) => string
  readonly ground: Ground
}

/** Opens a store on each server of the run and lays the ground, before the first story is told. */
export async function openStores<Ground>(
  lay: (store: Store) => Promise<Ground>,
): Promise<Told<Ground>[]> {
  const told: Told<Ground>[] = []
  for (const server of await testServers()) {
    const store = await openStore(server)
    const here = (title: string): string => `${title} (PostgreSQL ${server.version})`
    told.push({ store, here, ground: await lay(store) })
  }
  return told
}

/** For stories that need no more ground than the store. */
export async function asItIs(): Promise<void> {}

/** Fresh books with the small store of `test/books.ts` in them. */
async function openStore(server: TestServer): Promise<Store> {
  const books = await freshBooks(server)
  return storeOf(books, await storeIn(books.database))
}

/** The same short words for another organization in the same books. */
export function storeOf(books: FreshBooks, organization: string): Store {
  const within = <Result>(work: (query: Query) => Promise<Result>): Promise<Result> =>
    books.database.transaction(organization, work, { repeatable: true })
  return {
    books,
    organization,
    within,
    post: (...entries) => within((query) => recordIn(query, organization, postings(entries))),
    ask: (text, ...values) => within((query) => query({ text, values })),
  }
}

export function postings(entries: readonly EntryProposal[], company = 'store'): Posting[] {
  const actor = 'tester'
  return entries.map((found) => ({ id: newId(Date.now()), company, actor, entry: found }))
}

/** An entry with what a story does not care about filled in. */
export function entry(
  key: string,
  lines: readonly LineProposal[],
  rest: Partial<EntryProposal> = {},
): EntryProposal {
  return { key, journal: 'general', postedOn: day, reason: `Story ${key}`, lines, ...rest }
}

/** A line in pounds. */
export function line(
  account: string,
  amount: bigint,
  rest: Partial<LineProposal> = {},
): LineProposal {
  return { account, currency: 'GBP', amount, ...rest }
}

/** The open item of an invoice. */
export function openItem(paper: string): Partial<LineProposal> {
  return { subject: { kind: 'open item', paper, party: 'Ann', openedOn: day } }
}

/** Mugs in a place: the shelf is our own, `world` stands for the places without money. */
export function mugs(quantity: bigint, place = 'shelf'): Partial<LineProposal> {
  return { item: 'mug', quantity, unit: { place } }
}

/** A sale on credit: a good neighbour for an entry that is refused. */
export function sale(key: string, pence = 1000n): EntryProposal {
  return entry(key, [line('receivables', pence, openItem(key)), line('sales', -pence)])
}

/** A receipt of mugs at 95 pence each. */
export function receipt(key: string, quantity: bigint, place = 'shelf'): EntryProposal {
  return entry(key, [
    line('stock', 95n * quantity, mugs(quantity, place)),
    line('goods received not invoiced', -95n * quantity, {
      subject: { kind: 'order line', paper: key },
    }),
    line('suppliers', 0n, mugs(-quantity, 'world')),
  ])
}

/** Each receipt as one word, or the rules that refused it. */
export function outcomes(receipts: readonly Receipt[]): string[] {
  return receipts.map((found) =>
    found.outcome === 'refused' ? rules(found).join(' ') : found.outcome,
  )
}

export function rules(found: Receipt | undefined): string[] {
  return found?.outcome === 'refused' ? found.refusals.map(({ rule }) => rule) : []
}

/** The identifier of a receipt that is not a refusal. */
export function idOf(found: Receipt | undefined): string {
  if (found === undefined || found.outcome === 'refused') {
    throw new Error(`Not recorded: ${JSON.stringify(found)}`)
  }
  return found.id
}

/** An entry's lines as a page of the journal: account, amount, worth where it differs, goods. */
export async function journalOf(store: Store, id: string): Promise<string[]> {
  const lines = await store.ask<{ text: string }>(
    `select concat_ws(' ', a.code, case when l.layer <> 'actual' then '(' || l.layer || ')' end,
      l.amount || ' ' || l.currency, case when l.base <> l.amount then '=' || l.base end,
      case when l.quantity <> 0 then l.quantity || ' ' || l.item end) as text
    from ledger.line l
    join ledger.account a on a.organization = l.organization and a.id = l.account
    where l.entry = $1 order by l.line`,
    id,
  )
  return lines.map(({ text }) => text)
}

/** All open holdings: account, subject, layer, amount, worth, quantity. */
export async function holdings(store: Store): Promise<string[]> {
  const found = await store.ask<{ text: string }>(
    `select concat_ws(' ', a.code, '/', s.kind, s.paper,
      case when h.layer <> 'actual' then '(' || h.layer || ')' end, h.amount || ' ' || h.currency,
      case when h.base <> h.amount then '=' || h.base end,
      case when h.quantity <> 0 then 'x' || h.quantity end) as text
    from ledger.holding h
    join ledger.account a on a.organization = h.organization and a.id = h.account
    join ledger.subject s on s.organization = h.organization and s.id = h.subject
    where h.amount <> 0 or h.base <> 0 or h.quantity <> 0 order by 1`,
  )
  return found.map(({ text }) => text)
}

/** What stands where: place, item, on hand and reserved. */
export async function stock(store: Store): Promise<string[]> {
  const found = await store.ask<{ text: string }>(
    `select concat_ws(' ', u.place, k.item, k.on_hand, 'reserved', k.reserved) as text
    from ledger.stock k join ledger.unit u on u.organization = k.organization and u.id = k.unit
    where k.on_hand <> 0 or k.reserved <> 0 order by 1`,
  )
  return found.map(({ text }) => text)
}

/** Every running sum that is not zero, as text: what a reversal has to bring back. */
export async function standing(store: Store): Promise<string[]> {
  const balances = await store.ask<{ text: string }>(
    `select concat_ws(' ', a.code, b.layer, b.currency, b.analysis, sum(b.debit - b.credit),
      sum(b.base_debit - b.base_credit)) as text
    from ledger.balance b
    join ledger.account a on a.organization = b.organization and a.id = b.account
    group by a.code, b.layer, b.currency, b.analysis
    having sum(b.debit - b.credit) <> 0 or sum(b.base_debit - b.base_credit) <> 0 order by 1`,
  )
  return [
    ...balances.map(({ text }) => text),
    ...(await holdings(store)),
    ...(await stock(store)),
    ...(await pendingLeft(store)),
  ]
}

/** What is left of pending lines: entry's key, line, amount, worth, quantity. */
export async function pendingLeft(store: Store): Promise<string[]> {
  const found = await store.ask<{ text: string }>(
    `select concat_ws(' ', e.key, p.line, p.amount_left, p.base_left, p.quantity_left) as text
    from ledger.pending_line p join ledger.entry e on e.organization = p.organization
      and e.id = p.entry
    where p.amount_left <> 0 or p.base_left <> 0 or p.quantity_left <> 0 order by e.key, p.line`,
  )
  return found.map(({ text }) => text)
}

interface PostedLine {
  account: string
  layer: 'actual' | 'pending' | 'commitment'
  currency: string
  amount: bigint
  base: bigint
  item: string | null
  quantity: bigint
  dimensions: Record<string, string>
  subject: [string, string, number] | null
  unit: [string, string, string] | null
  reversed_line: number | null
}

/** The exact reversal of a posted entry, read from the books. */
export async function reversalOf(
  store: Store,
  id: string,
  key: string,
  rest: Partial<EntryProposal> = {},
): Promise<EntryProposal> {
  const [origin] = await store.ask<{ pending_entry: string | null }>(
    'select pending_entry from ledger.entry where id = $1',
    id,
  )
  const lines = await store.ask<PostedLine>(
    `select a.code as account, l.layer, l.currency, l.amount, l.base, l.item, l.quantity,
      d.dimensions, l.reversed_line,
      case when s.id is not null then jsonb_build_array(s.kind, s.paper, s.row) end as subject,
      case when u.id is not null then jsonb_build_array(u.place, u.lot, u.owner) end as unit
    from ledger.line l
    join ledger.account a on a.organization = l.organization and a.id = l.account
    join ledger.analysis d on d.organization = l.organization and d.id = l.analysis
    left join ledger.subject s on s.organization = l.organization and s.id = l.subject
    left join ledger.unit u on u.organization = l.organization and u.id = l.unit
    where l.entry = $1 order by l.line`,
    id,
  )
  const pending = origin?.pending_entry ?? null
  return entry(key, lines.map(takenBack), {
    kind: 'reversal',
    reversedEntry: id,
    ...(pending === null ? {} : { pendingEntry: pending }),
    ...rest,
  })
}

function takenBack(posted: PostedLine): LineProposal {
  const [kind, paper, row] = posted.subject ?? []
  const [place, lot, owner] = posted.unit ?? []
  return {
    account: posted.account,
    layer: posted.layer,
    currency: posted.currency,
    amount: -posted.amount,
    base: -posted.base,
    quantity: -posted.quantity,
    dimensions: posted.dimensions,
    ...(posted.item === null ? {} : { item: posted.item }),
    ...(posted.reversed_line === null ? {} : { reversedLine: posted.reversed_line }),
    ...(kind === undefined || paper === undefined
      ? {}
      : { subject: { kind, paper, row: row ?? 0 } }),
    ...(place === undefined ? {} : { unit: { place, lot: lot ?? '', owner: owner ?? '' } }),
  }
}

/** A bare connection, as the superuser or as the server's login, that the story must end. */
export async function connect(address: Address): Promise<pg.Client> {
  const client = new pg.Client({ ...address, types, options: '-c timezone=UTC' })
  // What breaks a connection reaches the story through its next statement.
  client.on('error', () => {})
  await client.connect()
  return client
}
