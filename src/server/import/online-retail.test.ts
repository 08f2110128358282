/** The published file as papers into the books, and back out of the ledger by the sales report. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createReadStream, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import { newId } from '#base/id.ts'
import { accounts } from '#importers/online-retail/accounts.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { tableToJson } from '#ledger/reports/render.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import { reports } from '#departments/reports.ts'
import { runReport } from '#server/reports.ts'
import { addCommodities, addCompany, addOrganization, openFiscalYear } from '#server/set-up.ts'
import { entryOf } from '#test/online-retail/entry.ts'
import { openRetailDesk } from '#test/online-retail/desk.ts'
import type { RetailDesk } from '#test/online-retail/desk.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import { readEntries } from '#server/entries.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import {
  analysisHasKnownAnswers,
  analysisIsKnown,
  figuresAreExplained,
  vatReturnIsKnown,
} from '#test/departments/example-figures.ts'
import type { Reader } from '#test/ledger/explained.ts'
import { testServers } from '#test/postgres.ts'

const folder = new URL('../../../examples/online-retail/', import.meta.url)
const file = new URL('online-retail-2010-12-01-2011-06-30.csv.gz', folder)

interface Answer {
  readonly rows: number
  readonly invoices: number
  readonly qty: number
  readonly value_exact: string
}

interface KnownAnswers {
  readonly all: Answer
  readonly distinct: Readonly<Record<string, number>>
  readonly by_month: Readonly<Record<string, Answer>>
  readonly by_country: Readonly<Record<string, Answer>>
  readonly top20_customers_by_net_value: Readonly<Record<string, string>>
  readonly top20_stockcodes_by_net_qty: Readonly<Record<string, number>>
}

const known = JSON.parse(
  readFileSync(new URL('known-answers.json', folder), 'utf8'),
) as KnownAnswers

const shop = { code: 'shop', name: 'The shop', country: 'GB' }

/** A company in pounds and nothing else. */
async function shopIn({ database }: FreshBooks, currency = 'GBP'): Promise<string> {
  const organization = newId(Date.now())
  await database.transaction(organization, async (query) => {
    await addOrganization(query, organization, 'The example')
    await addCommodities(query, organization, [{ code: currency, kind: 'currency', scale: 2 }])
    await addCompany(query, organization, { ...shop, currency })
  })
  return organization
}

async function table(
  { database }: FreshBooks,
  organization: string,
  report: string,
  parameters: Record<string, string>,
): Promise<JsonTable> {
  const today = Temporal.PlainDate.from('2011-12-31')
  const answer = await runReport(database, reports, organization, {
    report,
    company: 'shop',
    parameters,
    today,
    readableClass: 6,
  })
  assert.ok(answer.ok, answer.ok ? '' : JSON.stringify(answer.problems))
  return tableToJson(answer.value)
}

function plain(text: unknown): string {
  const decimal = parseDecimal(String(text))
  assert.ok(decimal !== null)
  return formatDecimal(trimmed(decimal))
}

function answers({ rows }: JsonTable): Record<string, Answer> {
  return Object.fromEntries(
    rows.map((row) => [
      String(row['name']),
      {
        rows: Number(row['rows']),
        invoices: Number(row['invoices']),
        qty: Number(row['quantity']),
        value_exact: plain(row['as_priced']),
      },
    ]),
  )
}

function expected(some: Readonly<Record<string, Answer>>): Record<string, Answer> {
  return Object.fromEntries(
    Object.entries(some).map(([name, answer]) => [
      name,
      { ...answer, value_exact: plain(answer.value_exact) },
    ]),
  )
}

/** The first rows of the file, as a file. */
function beginning(rows: number): AsyncIterable<string> {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  return ReadableStream.from([lines.slice(0, rows + 1).join('\n')])
}

const servers = await testServers()

// The whole file takes its time, so it goes to one server; the others get its beginning below.
describe(`the whole file on PostgreSQL ${servers[0]?.version}`, () => {
  let books: FreshBooks
  let organization: string
  let desk: RetailDesk
  let id = ''

  before(async () => {
    books = await freshBooks(servers[0] ?? assert.fail())
    organization = await shopIn(books)
    desk = await openRetailDesk(books.database, organization, 'shop')
    const imported = await desk.bring(createReadStream(file))
    assert.ok(imported.ok, imported.ok ? '' : JSON.stringify(imported.problems))
    id = imported.value
  })
  after(() => books.drop())

  test('each of its papers is posted, with the lines that the file says', async () => {
    const { posted, refused } = await desk.counts(id)
    assert.deepEqual([posted, refused], [known.all.invoices, 0])
    const [found] = await desk.inBooks(({ query }) =>
      query<{ entries: number; lines: number; batches: number }>({
        text: `select count(distinct e.id)::integer as entries, count(*)::integer as lines,
            count(distinct e.batch)::integer as batches
          from ledger.entry e join ledger.line l on l.organization = e.organization
            and l.entry = e.id where e.organization = $1 and e.batch = $2`,
        values: [organization, id],
      }),
    )
    assert.deepEqual(found, { entries: 12_795, lines: 758_418, batches: 1 })
  })
  test('sales as priced are the known ones to the last decimal, by month and country', () =>
    salesAreKnown(books, organization))
  test('the twenty largest customers and products are the known ones', () =>
    largestAreKnown(books, organization))
  test('what is owed by the open items is the account of the debts, tax included', () =>
    debtsAgree(books, organization))
  const reader = (): Reader => {
    const { database } = books
    return { database, organization, company: 'shop', readableClass: 6 }
  }
  test('analysed by month or country it has the known answers', async () => {
    await analysisHasKnownAnswers(reader(), 'month', known.by_month)
    await analysisHasKnownAnswers(reader(), 'country', known.by_country)
  })
  test('analysed by any two groups it is the sums of the file’s own rows', () =>
    analysisIsKnown(reader(), file))
  test('the VAT return of a quarter is what the invoices were taxed', () =>
    vatReturnIsKnown(reader(), file))
  test('figures of every report are explained by their lines', () => figuresAreExplained(reader()))
})

for (const server of servers) {
  describe(`the beginning of the file on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())

    test('its entries are line by line what each invoice must post', () =>
      entriesAreTheInvoices(books))
    test('the same file is refused; in another, what is there already comes no more', () =>
      nothingComesTwice(books))
    test('customers pay, and all of it is undone as a whole', () => paidAndUndone(books))

    test('a company that keeps its books in another currency is refused', async () => {
      const organization = await shopIn(books, 'EUR')
      const desk = await openRetailDesk(books.database, organization, 'shop')
      const done = await desk.bring(beginning(10))
      assert.equal(!done.ok && done.problems[0]?.rule, 'company-currency')
    })

    test('a faulty file adds nothing at all', async () => {
      const organization = await shopIn(books)
      const desk = await openRetailDesk(books.database, organization, 'shop')
      const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(0, 50)
      const faulty = ReadableStream.from([[...lines, 'no,row'].join('\n')])
      const done = await desk.bring(faulty)
      assert.equal(!done.ok && done.problems[0]?.field.startsWith('line 51'), true)
      const left = await table(books, organization, 'sales', {})
      assert.deepEqual(left.rows, [])
    })

    test('an item whose name cannot be shown is refused with its line', async () => {
      const organization = await shopIn(books)
      const desk = await openRetailDesk(books.database, organization, 'shop')
      const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(0, 4)
      const bell = ReadableStream.from([lines.join('\n').replace(/WHITE/, 'WH\u0007TE')])
      const done = await desk.bring(bell)
      assert.match((!done.ok && done.problems[0]?.field) || '', /^line 2, item \S+$/)
    })
  })
}

async function entriesAreTheInvoices(books: FreshBooks): Promise<void> {
  const organization = await shopIn(books)
  const desk = await openRetailDesk(books.database, organization, 'shop')
  const read = await readOnlineRetail(beginning(1_500))
  assert.ok(read.ok)
  assert.ok((await desk.bring(beginning(1_500))).ok)
  for (const invoice of read.value.invoices) {
    const wanted = entryOf(invoice, { batch: '', rowsOf: 'invoice' })
    const [entry] = await desk.inBooks(async ({ query }) => {
      const found = await query<{ id: string }>({
        text: `select id from ledger.entry where organization = $1 and source_number = $2`,
        values: [organization, invoice.number],
      })
      return await readEntries(
        query,
        organization,
        found.map((one) => one.id),
      )
    })
    assert.deepEqual(entry?.lines.map(lineText), wanted.lines.map(lineText), invoice.number)
  }
}

async function nothingComesTwice(books: FreshBooks): Promise<void> {
  const organization = await shopIn(books)
  const desk = await openRetailDesk(books.database, organization, 'shop')
  const first = await desk.bring(beginning(1_000))
  assert.ok(first.ok)
  const { posted } = await desk.counts(first.value)
  assert.ok(posted > 40)
  const earlier = await table(books, organization, 'sales', { by: 'product' })
  const again = await desk.bring(beginning(1_000))
  assert.equal(!again.ok && again.problems[0]?.rule, 'file-imported')
  const other = await desk.bring(beginning(1_000), { name: 'the same, saved anew.csv' })
  assert.ok(other.ok)
  assert.deepEqual(await desk.counts(other.value), {
    unchecked: 0,
    good: 0,
    refused: posted,
    posted: 0,
    undone: 0,
  })
  assert.deepEqual(await table(books, organization, 'sales', { by: 'product' }), earlier)
  assert.equal(earlier.totals[0]?.['rows'], 1_000)
}

async function paidAndUndone(books: FreshBooks): Promise<void> {
  const organization = await shopIn(books)
  const desk = await openRetailDesk(books.database, organization, 'shop')
  const invoices = await desk.bring(ends(2_500), { payments: true })
  assert.ok(invoices.ok, JSON.stringify(invoices))
  const { refused, posted } = await desk.counts(invoices.value)
  assert.equal(refused, 0)
  const until = '2011-12-31'
  const then = await table(books, organization, 'trial-balance', { until })
  const bank = then.rows.find(({ account }) => account === '1000')
  assert.ok(Number(bank?.['closing']) > 1_000, String(bank?.['closing']))
  // What is undone is reversed today, in a year that must be open.
  const today = Temporal.Now.plainDateISO('UTC')
  await desk.inBooks(async ({ query }) => {
    for (let year = 2012; year <= today.year; year += 1) {
      const startsOn = today.with({ year, month: 1, day: 1 })
      await openFiscalYear(query, organization, 'shop', { year, startsOn })
    }
  })
  const colleague = await openRetailDesk(books.database, organization, 'shop')
  const undone = await colleague.work(invoices.value, 'undo')
  assert.ok(undone.ok, undone.ok ? '' : JSON.stringify(undone.problems))
  assert.equal((await desk.counts(invoices.value)).undone, posted)
  const now = await table(books, organization, 'trial-balance', { until: String(today) })
  for (const row of now.rows) assert.equal(row['closing'], '0.00', String(row['account']))
}

/** The first rows of the file and its last, as a file: what falls due early is paid late. */
function ends(rows: number): AsyncIterable<string> {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n')
  return ReadableStream.from([[...lines.slice(0, rows + 1), ...lines.slice(-100)].join('\n')])
}

/** What a line of an entry says, whether it is proposed or recorded. */
function lineText(line: LineProposal): object {
  const { account, currency, amount, item, quantity, party, taxCode, taxBox, taxBase } = line
  const { unrounded, text, sourceRow, dimensions, subject, unit } = line
  const said = {
    account,
    currency,
    amount,
    item,
    quantity: quantity === undefined || quantity === 0n ? undefined : quantity,
    party,
    taxCode,
    taxBox,
    taxBase,
    unrounded: unrounded === undefined ? undefined : Number(unrounded),
    text,
    sourceRow,
    dimensions,
    place: unit?.place,
    openItem: subject?.paper,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

async function salesAreKnown(books: FreshBooks, organization: string): Promise<void> {
  const byMonth = await table(books, organization, 'sales', { by: 'month' })
  assert.deepEqual(answers(byMonth), expected(known.by_month))
  const [total] = byMonth.totals
  assert.equal(total?.['rows'], known.all.rows)
  assert.equal(total['quantity'], String(known.all.qty))
  assert.equal(total['as_priced'], known.all.value_exact)
  assert.equal(total['as_posted'], '4397950.76')
  assert.equal(total['difference'], '-0.001')
  const byCountry = await table(books, organization, 'sales', { by: 'country' })
  assert.deepEqual(answers(byCountry), expected(known.by_country))
}

async function largestAreKnown(books: FreshBooks, organization: string): Promise<void> {
  const byCustomer = answers(await table(books, organization, 'sales', { by: 'customer' }))
  assert.equal(Object.keys(byCustomer).length - 1, known.distinct['CustomerID_nonblank'])
  for (const [customer, value] of Object.entries(known.top20_customers_by_net_value)) {
    assert.equal(byCustomer[customer]?.value_exact, plain(value), customer)
  }
  const byProduct = answers(await table(books, organization, 'sales', { by: 'product' }))
  assert.equal(Object.keys(byProduct).length, known.distinct['StockCode'])
  for (const [product, quantity] of Object.entries(known.top20_stockcodes_by_net_qty)) {
    assert.equal(byProduct[product]?.qty, quantity, product)
  }
}

async function debtsAgree(books: FreshBooks, organization: string): Promise<void> {
  const until = '2011-06-30'
  const open = await table(books, organization, 'open-items', { 'as-of': until, by: 'account' })
  assert.deepEqual(
    open.rows.map(({ account, outstanding }) => [account, outstanding]),
    [[accounts.receivables.code, '5139689.93']],
  )
  const balances = await table(books, organization, 'trial-balance', { until })
  const debts = balances.rows.find(({ account }) => account === accounts.receivables.code)
  assert.equal(debts?.['closing'], '5139689.93')
  assert.equal(balances.totals[0]?.['closing'], '0.00')
}
