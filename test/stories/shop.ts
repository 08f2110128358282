/** The shop of the stories: a company with its chart, filled registers, and people with roles. */
import assert from 'node:assert/strict'
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import { all } from '#departments/all.ts'
import { exchangeRate } from '#departments/register/exchange-rate.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { place } from '#departments/register/place.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import type { Books, Performed } from '#kit/books.ts'
import type { Document } from '#kit/document.ts'
import { perform } from '#kit/perform.ts'
import type { Register } from '#kit/register.ts'
import { addRows } from '#kit/registers.ts'
import type { Actor } from '#kit/role.ts'
import { create } from '#kit/write.ts'
import { brokenInvariants } from '#ledger/invariants.ts'
import { charts } from '#server/charts.ts'
import type { Address, Database } from '#server/database/database.ts'
import { booksIn } from '#server/paper-books.ts'
import {
  addAccounts,
  addCommodities,
  addCompany,
  addJournals,
  addOrganization,
  openFiscalYear,
} from '#server/set-up.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { someone } from '#test/kit-books.ts'
import { testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'
import { ask } from '#test/ledger/reports.ts'

/** The day on which the stories take place. */
export const shopToday = Temporal.PlainDate.from('2026-11-22')

/** Whoever does the daily work, and whoever looks after it. */
export const clerk = someone('ann', 'billing clerk', 'stock controller')
export const lead = someone('bob', 'billing lead', 'accountant', 'billing clerk')
export const controller = someone('cas', 'credit controller')

const officer = someone('dot', 'tax officer', 'accountant', 'billing lead', 'stock controller')
/** Fills the registers. */
export const filler: Actor = {
  ...officer,
  grants: [officer, clerk, controller].flatMap(({ grants }) => grants),
}

export interface Shop {
  readonly database: Database
  /** As the superuser, for a look at all that there is. */
  readonly superuser: Address
  readonly organization: string
  /** A document as the shop's own catalogue describes it. */
  readonly described: (of: Document) => Document
  /** Works in the shop's books, in one transaction. */
  readonly inBooks: <Result>(work: (books: Books) => Promise<Result>) => Promise<Result>
  /** Writes papers and answers their identifiers; all must be written. */
  readonly write: (of: Document, set: readonly unknown[], actor?: Actor) => Promise<string[]>
  /** Brings papers on. */
  readonly act: (
    of: Document,
    verb: string,
    ids: readonly string[],
    actor?: Actor,
  ) => Promise<Performed[]>
  /** Another shop in the same database, with nothing in its books. */
  another(): Promise<Shop>
  drop(): Promise<void>
}

/** A shop on each server of the run, opened before the first test begins. */
export async function openShops(): Promise<{ readonly server: TestServer; readonly shop: Shop }[]> {
  const opened: { readonly server: TestServer; readonly shop: Shop }[] = []
  for (const server of await testServers()) opened.push({ server, shop: await openShop(server) })
  return opened
}

/** A shop on a server. */
export async function openShop(server: TestServer): Promise<Shop> {
  return await shopIn(await freshBooks(server))
}

/** A shop in books; it writes papers and brings them on as a catalogue describes them. */
export async function shopIn(fresh: FreshBooks, catalogue = all): Promise<Shop> {
  const { database, superuser } = fresh
  const organization = newId(Date.now())
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(shopBooks(query, organization, catalogue)))
  const described = (of: Document): Document => catalogue.document(of.name) ?? of
  await database.transaction(organization, (query) => setUp(query, organization))
  await inBooks(fillRegisters)
  return {
    database,
    superuser,
    organization,
    described,
    inBooks,
    write: (of, set, actor = clerk) =>
      inBooks(async (books) => {
        const sent = set.map((values) => ({ values, actor }))
        const made = await create(books, described(of), sent)
        return made.map((one) => {
          assert.ok(one.ok, one.ok ? '' : JSON.stringify(one.problems))
          return one.value.id
        })
      }),
    act: (of, verb, ids, actor = clerk) =>
      inBooks((books) =>
        perform(
          books,
          described(of),
          verb,
          ids.map((id) => ({ id, actor })),
        ),
      ),
    another: () => shopIn(fresh, catalogue),
    drop: () => fresh.drop(),
  }
}

/** The shop's books inside a transaction. */
export function shopBooks(query: Query, organization: string, catalogue = all): Books {
  return booksIn(query, {
    organization,
    company: 'store',
    catalogue,
    companyCurrency: 'GBP',
    companyDigits: 2,
    today: shopToday,
    now: Date.now(),
  })
}

/** What became of papers: their state and number, or the rules that hindered them. */
export function told(answers: readonly Performed[]): string[] {
  return answers.map((one) =>
    one.outcome === 'done'
      ? `${one.state} ${one.number}`
      : one.problems
          .map(({ rule, field }) => (field === '' ? rule : `${rule} ${field}`))
          .join(', '),
  )
}

/** The sentences that hindered papers. */
export function sentences(answers: readonly Performed[]): string[] {
  return answers.flatMap((one) =>
    one.outcome === 'refused' ? one.problems.map(({ message }) => message) : [],
  )
}

/** Money from a customer, in pence, for the open item of a paper. */
export async function pay({ inBooks }: Shop, paper: string, pence: bigint): Promise<void> {
  const id = newId(Date.now())
  const [receipt] = await inBooks((books) =>
    books.record([
      {
        id,
        company: 'store',
        actor: 'ann',
        entry: {
          key: `receipt ${id}`,
          journal: 'bank',
          postedOn: shopToday,
          reason: `Money for ${paper}`,
          lines: [
            { account: '1000', currency: 'GBP', amount: pence },
            {
              account: '1100',
              currency: 'GBP',
              amount: -pence,
              subject: { kind: 'open item', paper },
            },
          ],
        },
      },
    ]),
  )
  assert.equal(receipt?.outcome, 'recorded')
}

/** What is open, by the paper: "INV-2026-00001 9.34 GBP". */
export async function openItemsIn({ inBooks, organization }: Shop): Promise<string[]> {
  const found = await inBooks(({ query }) =>
    query<{ line: string }>({
      text: `select s.paper || ' ' || (h.amount / 100.0)::numeric(20, 2) || ' ' || h.currency
          || case when h.currency = 'GBP' then '' else ' worth '
            || (h.base / 100.0)::numeric(20, 2) end as line
        from ledger.holding h
        join ledger.subject s on s.organization = h.organization and s.id = h.subject
        where h.organization = $1 and h.amount <> 0 order by s.paper`,
      values: [organization],
    }),
  )
  return found.map(({ line }) => line)
}

/** What is not zero by now: balances, holdings, and goods in places. */
export async function leftIn({ inBooks, organization }: Shop): Promise<string[]> {
  const found = await inBooks(({ query }) =>
    query<{ line: string }>({
      text: `select a.code || ' ' || b.currency || ' ' || sum(b.debit - b.credit) as line
        from ledger.balance b
        join ledger.account a on a.organization = b.organization and a.id = b.account
        where b.organization = $1
        group by a.code, b.currency, b.layer, b.analysis
        having sum(b.debit - b.credit) <> 0 or sum(b.base_debit - b.base_credit) <> 0
        union all
        select 'holding ' || h.account || ' ' || h.amount from ledger.holding h
        where h.organization = $1 and (h.amount <> 0 or h.base <> 0 or h.quantity <> 0)
        union all
        select 'stock ' || k.item || ' ' || k.on_hand from ledger.stock k
        where k.organization = $1 and k.on_hand <> 0
        order by 1`,
      values: [organization],
    }),
  )
  return found.map(({ line }) => line)
}

const year = { from: '2026-01-01', until: '2026-12-31' }

/**
 * Asserts that the books are sound: every invariant holds, trial balances sum to zero, and what is
 * open on each account is what the account says.
 */
export async function assertSound(shop: Shop): Promise<void> {
  const { database, organization } = shop
  const broken = await database.transaction(
    organization,
    (query) => brokenInvariants((statement) => query(statement)),
    { mode: 'snapshot' },
  )
  assert.deepEqual(broken, [])
  for (const span of [year, { from: '2026-11-22', until: '2026-11-22' }, { period: '202611' }]) {
    const { rows, totals } = await ask(database, organization, 'trial-balance', span)
    assert.ok(rows.length > 0 && totals.length > 0)
    for (const total of totals) {
      for (const name of ['opening', 'closing', 'base_opening', 'base_closing']) {
        assert.match(String(total[name] ?? '0'), /^0(\.0+)?$/, JSON.stringify(total))
      }
    }
  }
  const differing = await shop.inBooks(({ query }) =>
    query({
      text: `select a.code, b.currency, b.amount, h.amount as open from ledger.account a
        cross join lateral (
          select currency, sum(debit - credit) as amount, sum(base_debit - base_credit) as base
          from ledger.balance where organization = a.organization and account = a.id
          group by currency
        ) b
        left join lateral (
          select sum(amount) as amount, sum(base) as base from ledger.holding
          where organization = a.organization and account = a.id and currency = b.currency
        ) h on true
        where a.organization = $1 and a.subject_rule = 'required'
          and (b.amount, b.base) is distinct from (h.amount, h.base)`,
      values: [organization],
    }),
  )
  assert.deepEqual(differing, [])
  // Every line of a paper that stands in the return finds its box.
  const vat = await ask(database, organization, 'vat-return', year)
  assert.deepEqual(
    vat.rows.filter(({ box }) => box === 'none'),
    [],
  )
}

async function setUp(query: Query, organization: string): Promise<void> {
  const chart = charts.get('store')
  assert.ok(chart !== undefined)
  await addOrganization(query, organization, 'The shop of the stories')
  await addCommodities(query, organization, [
    { code: 'GBP', kind: 'currency', scale: 2, name: 'Pound Sterling' },
    { code: 'EUR', kind: 'currency', scale: 2, name: 'Euro' },
    { code: 'JPY', kind: 'currency', scale: 0, name: 'Yen' },
  ])
  await addCompany(query, organization, {
    code: 'store',
    name: 'The shop',
    currency: 'GBP',
    country: 'GB',
    retainedEarnings: '3900',
    positionAccount: '3990',
  })
  await addAccounts(query, organization, 'store', chart.accounts)
  await addJournals(query, organization, 'store', chart.journals)
  const startsOn = Temporal.PlainDate.from('2026-01-01')
  await openFiscalYear(query, organization, 'store', { year: 2026, startsOn })
}

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>

async function fillRegisters(books: Books): Promise<void> {
  await fill(books, place, {
    suppliers: { name: 'Suppliers', account: '9100' },
    customers: { name: 'Customers', account: '9200' },
    lost: { name: 'Lost and found', account: '9300' },
  })
  await fill(books, taxCode, taxCodes, '2011-01-04')
  const euro = { rate: '0.85', quoted: 'own per foreign' }
  await fill(books, exchangeRate, { EUR: euro }, '2026-01-01')
  await fill(books, item, items)
  await fill(books, party, parties)
}

const gb = { country: 'GB', inclusive: false, rounding: 'per document', basisPoints: 0 }
const taxed = { ...gb, outputAccount: '2200', salesBox: 'net sales', outputBox: 'output tax' }
const standard = { ...taxed, name: 'Standard', treatment: 'standard', basisPoints: 2000 }

const taxCodes: Rows = {
  'GB-S': standard,
  'GB-SI': { ...standard, name: 'Standard, in the price', inclusive: true },
  'GB-R': { ...taxed, name: 'Reduced', treatment: 'reduced', basisPoints: 500 },
  'GB-EX': { ...gb, name: 'Export', treatment: 'export', salesBox: 'net sales' },
  'GB-OS': { ...gb, name: 'Outside the scope', treatment: 'outside' },
  'GB-SR': { ...standard, name: 'Standard, with relief', reliefBox: 'bad-debt relief' },
}

const items: Rows = {
  mug: {
    name: 'A mug',
    kind: 'goods',
    price: '2.15',
    revenue: '4000',
    taxCode: 'GB-S',
    leaves: 'suppliers',
    arrives: 'customers',
  },
  tea: { name: 'Tea', kind: 'goods', digits: 3, revenue: '4000', taxCode: 'GB-EX' },
  POST: { name: 'Postage', kind: 'service', price: '1', revenue: '4100', taxCode: 'GB-S' },
}

const parties: Rows = {
  ANN: { name: 'Ann Ltd', currency: 'GBP', receivable: '1100', daysToPay: 30, country: 'GB' },
  HANS: { name: 'Hans GmbH', currency: 'EUR', receivable: '1100', daysToPay: 14, country: 'DE' },
}

/** Adds rows to a register; all must be good. */
export async function fill(
  books: Books,
  register: Register,
  rows: Rows,
  goodFrom?: string,
): Promise<void> {
  const of = books.catalogue.register(register.name) ?? register
  const actor = someone('dot', of.write)
  const set = Object.entries(rows).map(([code, values]) => ({
    code,
    values,
    actor,
    ...(goodFrom === undefined ? {} : { goodFrom }),
  }))
  for (const kept of await addRows(books, of, set)) {
    assert.ok(kept.ok, kept.ok ? '' : JSON.stringify(kept.problems))
  }
}
