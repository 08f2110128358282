/** The published file through the door and back out of the ledger by the sales report. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createReadStream, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import { newId } from '#base/id.ts'
import { accounts } from '#importers/online-retail/accounts.ts'
import { tableToJson } from '#ledger/reports/render.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import { importOnlineRetail } from '#server/import/online-retail.ts'
import type { ImportProgress } from '#server/import/online-retail.ts'
import { reports } from '#departments/reports.ts'
import { runReport } from '#server/reports.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'
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
  const told: ImportProgress[] = []

  before(async () => {
    books = await freshBooks(servers[0] ?? assert.fail())
    organization = await shopIn(books)
    const imported = await importOnlineRetail(
      books.database,
      organization,
      'shop',
      createReadStream(file),
      { onProgress: (progress) => told.push(progress) },
    )
    assert.ok(imported.ok, imported.ok ? '' : JSON.stringify(imported.problems))
    const { recorded, repeated, refused, refusals } = imported.value
    assert.deepEqual(
      { recorded, repeated, refused, refusals },
      { recorded: known.all.invoices, repeated: 0, refused: 0, refusals: [] },
    )
  })
  after(() => books.drop())

  test('progress is told set by set, up to the last row', () => {
    assert.ok(told.length > 50)
    const { invoices, rows } = known.all
    assert.deepEqual(told.at(-1), { invoices, ofInvoices: invoices, rows, ofRows: rows })
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

    test('importing it again adds nothing: every invoice is repeated', async () => {
      const organization = await shopIn(books)
      const load = async (rows: number): Promise<number[]> => {
        const done = await importOnlineRetail(
          books.database,
          organization,
          'shop',
          beginning(rows),
          { setOf: 20 },
        )
        assert.ok(done.ok)
        const { recorded, repeated, refused } = done.value
        return [recorded, repeated, refused]
      }
      const [first = 0, ...none] = await load(1_000)
      assert.ok(first > 40)
      assert.deepEqual(none, [0, 0])
      const earlier = await table(books, organization, 'sales', { by: 'product' })
      assert.deepEqual(await load(1_000), [0, first, 0])
      assert.deepEqual(await table(books, organization, 'sales', { by: 'product' }), earlier)
      assert.equal(earlier.totals[0]?.['rows'], 1_000)
    })

    test('a company that keeps its books in another currency is refused', async () => {
      const organization = await shopIn(books, 'EUR')
      const done = await importOnlineRetail(books.database, organization, 'shop', beginning(10))
      assert.equal(!done.ok && done.problems[0]?.rule, 'company-currency')
      const nowhere = await importOnlineRetail(books.database, organization, 'x', beginning(10))
      assert.equal(!nowhere.ok && nowhere.problems[0]?.rule, 'company-unknown')
    })

    test('a faulty file adds nothing at all', async () => {
      const organization = await shopIn(books)
      const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(0, 50)
      const faulty = ReadableStream.from([[...lines, 'no,row'].join('\n')])
      const done = await importOnlineRetail(books.database, organization, 'shop', faulty)
      assert.equal(!done.ok && done.problems[0]?.field.startsWith('line 51'), true)
      const left = await table(books, organization, 'sales', {})
      assert.deepEqual(left.rows, [])
    })
  })
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
