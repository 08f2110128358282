/** Books for the tests of seals: every table with rows, awkward content, and ways to copy them. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { newId } from '#base/id.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import type { Address } from '#server/database/database.ts'
import { sealAll } from '#server/seal-job.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import type { TestServer } from '#test/postgres.ts'

export interface SealedBooks extends FreshBooks {
  readonly organization: string
  /** The anchor file of these books. */
  readonly anchor: string
  readonly post: (...entries: EntryProposal[]) => Promise<string[]>
  /** Seals what waits, some entries at a time. */
  readonly seal: (batch?: number) => Promise<number>
}

const day = Temporal.PlainDate.from('2026-11-22')

/** Books of a store with nothing posted yet. */
export async function booksToSeal(server: TestServer): Promise<SealedBooks> {
  const books = await freshBooks(server)
  const organization = await storeIn(books.database)
  const anchor = join(mkdtempSync(join(tmpdir(), 'backstay-anchor-')), 'anchor.jsonl')
  return {
    ...books,
    organization,
    anchor,
    async post(...entries) {
      const receipts = await record(
        books.database,
        organization,
        entries.map((entry) => ({ id: newId(Date.now()), company: 'store', actor: 'Ann', entry })),
      )
      return receipts.map((receipt) => {
        if (receipt.outcome === 'refused') throw new Error(JSON.stringify(receipt.refusals))
        return receipt.id
      })
    },
    async seal(batch = 3) {
      const problems: unknown[] = []
      const sealed = await sealAll({
        database: books.database,
        anchor,
        batch,
        onProblem: (error) => problems.push(error),
      })
      if (problems.length > 0) throw problems[0]
      return sealed
    },
  }
}

/** A sale to Ann, with an open item of its own. */
export function sale(key: string, pence: bigint, line: Partial<LineProposal> = {}): EntryProposal {
  const subject = { kind: 'open item', paper: key, party: 'Ann', openedOn: day, dueOn: day }
  return {
    key,
    journal: 'sales',
    postedOn: day,
    reason: `Sale ${key}`,
    lines: [
      { account: 'receivables', currency: 'GBP', amount: pence, subject, ...line },
      { account: 'sales', currency: 'GBP', amount: -pence },
    ],
  }
}

/** Goods from a supplier: money, quantities, units, dimensions, and a document of its own day. */
export function delivery(key: string, mugs: bigint): EntryProposal {
  const goods = { currency: 'GBP', item: 'mug' }
  const subject = { kind: 'open item', paper: key, party: 'Potter', row: 2, item: 'mug' }
  return {
    key,
    journal: 'general',
    postedOn: day,
    documentDate: day.subtract({ days: 3 }),
    reason: 'Mugs',
    source: { paper: 'delivery', number: key },
    batch: 'autumn',
    rule: 'delivery',
    lines: [
      { ...goods, account: 'stock', amount: mugs * 100n, quantity: mugs, unit: { place: 'shop' } },
      { account: 'payables', currency: 'GBP', amount: -mugs * 100n, subject },
      { ...goods, account: 'suppliers', amount: 0n, quantity: -mugs, unit: { place: 'Potter' } },
      { account: 'wages', currency: 'GBP', amount: 5n, dimensions: { department: 'shop' } },
      { account: 'bank', currency: 'GBP', amount: -5n, sourceRow: 7, valueDate: day },
    ],
  }
}

const awkward = [
  '',
  'a\nb\r\n\tc',
  'Zoë, “Ünïcödé” ß ẞ e\u0301 é 日本語 \u{1f9fe} שלום',
  '3:abc,:,L1,\'\\\\"',
  ' \u00a0\u0085 ',
  'NULL',
]

/** Posts entries of many kinds, some with what a spelling of bytes could get wrong. */
export async function postAwkward(books: SealedBooks): Promise<void> {
  const { post } = books
  await post(
    ...awkward.map((text, place) => ({
      ...sale(`awkward ${place} ${text}`, 100n + BigInt(place), {
        text,
        taxCode: text,
        party: text,
      }),
      reason: `${place}${text}`,
    })),
  )
  await post(delivery('d1', 10n), delivery('d2', 5n))
  const [sold = ''] = await post(sale('reversed', 7n))
  await post({
    ...sale('reversal', -7n, { amount: -7n, subject: { kind: 'open item', paper: 'reversed' } }),
    kind: 'reversal',
    reversedEntry: sold,
  })
  await post(foreign('most', 999_999_999_999_999n))
  const [reserved = ''] = await post(reservation('reserved', -3n, {}))
  await post({
    ...reservation('settled', 2n, { reversed: true }),
    kind: 'settlement',
    pendingEntry: reserved,
  })
}

function foreign(key: string, cents: bigint): EntryProposal {
  const unrounded = '123456789012345678901234567890.10'
  return {
    key,
    journal: 'bank',
    postedOn: day,
    reason: 'Dollars',
    lines: [
      { account: 'bank', currency: 'USD', amount: cents, base: 5n, unrounded, taxBase: -4n },
      { account: 'exchange loss', currency: 'USD', amount: -cents, base: -5n, unrounded: '-0.00' },
    ],
  }
}

function reservation(key: string, mugs: bigint, { reversed = false }): EntryProposal {
  const line = { layer: 'pending', currency: 'GBP', amount: 0n, item: 'mug' } as const
  const back = (reversedLine: number): { reversedLine?: number } =>
    reversed ? { reversedLine } : {}
  return {
    key,
    kind: 'pending',
    journal: 'general',
    postedOn: day,
    reason: 'Put aside',
    ...(reversed ? {} : { expiresAt: Temporal.Instant.from('2099-01-01T00:00:00.000001Z') }),
    lines: [
      { ...line, ...back(1), account: 'stock', quantity: mugs, unit: { place: 'shop' } },
      { ...line, ...back(2), account: 'customers', quantity: -mugs, unit: { place: 'Ann' } },
    ],
  }
}

/** A connection as the superuser, who can do anything. */
export async function superuser(address: Address): Promise<pg.Client> {
  const client = new pg.Client(address)
  await client.connect()
  return client
}

/** Closes or opens a month, which leaves an event. */
export async function changePeriod(books: SealedBooks, period: number, state: string) {
  await books.database.transaction(books.organization, (query) =>
    query({
      text: 'select ledger.set_period_state($1, $2, $3, $4, $5, $6)',
      values: [books.organization, 'store', period, state, 'Ann', `${state} “${period}”`],
    }),
  )
}

/** Copies every row as text into a fresh database, as a dump and its restoration do. */
export async function copyOf(books: FreshBooks, to: TestServer): Promise<FreshBooks> {
  const copy = await freshBooks(to)
  const [from, into] = [await superuser(books.superuser), await superuser(copy.superuser)]
  try {
    await from.query(`set timezone = 'Asia/Kathmandu'; set datestyle = 'SQL, DMY'`)
    await into.query(`set session_replication_role = replica; set timezone = 'America/St_Johns';
      set datestyle = 'SQL, DMY'`)
    const { rows } = await from.query<{ table: string; columns: string[] }>(`
      select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r' and not a.attisdropped
      group by 1`)
    for (const { table, columns } of rows) {
      const texts = columns.map((name) => `"${name}"::text`).join(', ')
      const { rows: found } = await from.query<{ values: string }>(
        `select json_build_array(${texts})::text as values from ledger."${table}"`,
      )
      const types = await from.query<{ type: string }>(
        `select format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
        [`ledger."${table}"`],
      )
      const values = types.rows.map(({ type }, place) => `(v.v ->> ${place})::${type}`).join(', ')
      await into.query(
        `insert into ledger."${table}" (${columns.map((name) => `"${name}"`).join(', ')})
         select ${values} from unnest($1::json[]) as v (v)`,
        [found.map((row) => row.values)],
      )
    }
  } finally {
    await from.end()
    await into.end()
  }
  return copy
}
