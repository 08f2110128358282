/** Over random books the reports agree with the lines, with each other and with themselves. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { parseDecimal } from '#base/decimal.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import type { Database } from '#server/database/database.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { acts, booksOf, firstDay, seed } from '#test/ledger/random-books.ts'
import { ask, day } from '#test/ledger/reports.ts'
import { testServers } from '#test/postgres.ts'

const minor = (text: unknown): bigint => {
  const found = parseDecimal(String(text))
  assert.ok(found !== null)
  return found.units
}

const sum = (
  { rows }: JsonTable,
  column: string,
  holds: (account: string) => boolean = () => true,
): bigint =>
  rows
    .filter((row) => holds(String(row['account'])))
    .reduce((total, row) => total + minor(row[column]), 0n)

interface Sums {
  readonly account: string
  readonly currency: string
  readonly dimension: string
  readonly closing: bigint
  readonly base_closing: bigint
}

/** The trial balance of a day from the lines alone. */
function fromLines(database: Database, organization: string, until: string): Promise<Sums[]> {
  return database.transaction(organization, (query) =>
    query<Sums>({
      text: `select a.code as account, l.currency,
          coalesce(n.dimensions ->> 'department', '') as dimension,
          sum(l.amount)::bigint as closing, sum(l.base)::bigint as base_closing
        from ledger.line l
        join ledger.account a using (organization)
        join ledger.analysis n using (organization)
        where a.id = l.account and n.id = l.analysis and l.layer = 'actual'
          and l.posted_on <= $1
        group by a.code, l.currency, coalesce(n.dimensions ->> 'department', '')
        -- What came to zero before the span and did not move in it has no row in the report.
        having sum(l.amount) <> 0 or sum(l.base) <> 0
        order by (a.code) collate "C", (coalesce(n.dimensions ->> 'department', ''))
          collate "C", l.currency`,
      values: [until],
    }),
  )
}

async function check(
  database: Database,
  organization: string,
  until: string,
  from: string,
): Promise<void> {
  const report = (name: string, parameters: Readonly<Record<string, string>>) =>
    ask(database, organization, name, parameters)
  const balances = await report('trial-balance', { until, from, by: 'department' })
  assert.deepEqual(
    balances.rows
      .filter((row) => minor(row['closing']) !== 0n || minor(row['base_closing']) !== 0n)
      .map(({ account, currency, dimension, closing, base_closing: worth }) => ({
        account,
        currency,
        dimension,
        closing: minor(closing),
        base_closing: minor(worth),
      })),
    await fromLines(database, organization, until),
    `the trial balance of ${until} is that of the lines`,
  )
  for (const column of ['base_opening', 'base_closing']) assert.equal(sum(balances, column), 0n)
  assert.equal(sum(balances, 'base_debit'), sum(balances, 'base_credit'))
  for (const { opening, closing } of balances.totals.filter(({ currency }) => currency)) {
    assert.deepEqual([minor(opening), minor(closing)], [0n, 0n])
  }
  const earlier = await report('trial-balance', {
    until: day(from).subtract({ days: 1 }).toString(),
    by: 'department',
  })
  assert.equal(sum(balances, 'opening'), sum(earlier, 'closing'))
  for (const account of ['bank', 'wages', 'receivables']) {
    const own = (code: string): boolean => code === account
    assert.equal(sum(balances, 'base_opening', own), sum(earlier, 'base_closing', own))
  }
  await checkOpenItems(report, until, balances)
  await checkStatements(report, until, from, balances)
}

type Ask = (name: string, parameters: Readonly<Record<string, string>>) => Promise<JsonTable>

async function checkOpenItems(report: Ask, until: string, balances: JsonTable): Promise<void> {
  const owed = (code: string): boolean => code === 'receivables'
  for (const by of ['party', 'item', 'kind', 'account']) {
    const open = await report('open-items', { 'as-of': until, by, account: 'receivables' })
    const buckets = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90']
    const total = buckets.reduce((all, bucket) => all + sum(open, bucket), 0n)
    assert.equal(total, sum(open, 'outstanding'))
    assert.equal(total, sum(balances, 'closing', owed), `open items of ${until}`)
    assert.equal(sum(open, 'base'), sum(balances, 'base_closing', owed))
  }
  const ledger = await report('account-ledger', { account: 'receivables', until })
  const last = ledger.rows.at(-1)
  assert.equal(minor(last?.['base_balance'] ?? '0'), sum(balances, 'base_closing', owed))
}

async function checkStatements(
  report: Ask,
  until: string,
  from: string,
  balances: JsonTable,
): Promise<void> {
  const named = ({ rows }: JsonTable, name: string): bigint =>
    minor(rows.find((row) => row['name'] === name)?.['amount'] ?? '0')
  const income = await report('income-statement', { until, from })
  const earned = (code: string): boolean => ['sales', 'wages'].includes(code)
  assert.equal(
    named(income, 'profit'),
    sum(balances, 'base_credit', earned) - sum(balances, 'base_debit', earned),
  )
  const sheet = await report('balance-sheet', { 'as-of': until })
  assert.equal(named(sheet, 'total assets'), named(sheet, 'total liabilities and equity'))
  const assets = (code: string): boolean => ['bank', 'receivables', 'stock'].includes(code)
  assert.equal(named(sheet, 'total assets'), sum(balances, 'base_closing', assets))
  const value = await report('stock-value', { 'as-of': until })
  const stock = (code: string): boolean => code === 'stock'
  assert.equal(sum(value, 'value'), sum(balances, 'base_closing', stock))
  const units = await report('stock-by-unit', { 'as-of': until })
  assert.equal(sum(value, 'quantity'), sum(units, 'on_hand'))
}

for (const server of await testServers()) {
  describe(`reports agree on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())

    test('on any day, whichever way it is asked', async () => {
      await fc.assert(
        fc.asyncProperty(
          acts,
          fc.array(fc.integer({ min: 0, max: 729 }), { minLength: 4, maxLength: 4 }),
          async (history, days) => {
            const organization = await booksOf(books.database, history)
            for (const at of [...days, 0, 363, 364, 365, 729]) {
              const until = firstDay.add({ days: at })
              const from = until.subtract({ days: days[0] ?? 0 })
              await check(books.database, organization, until.toString(), from.toString())
            }
            const now = await ask(books.database, organization, 'stock-by-unit')
            const end = await ask(books.database, organization, 'stock-by-unit', {
              'as-of': '2027-12-31',
            })
            assert.deepEqual(now.rows, end.rows)
            const reserved = history.filter(({ kind }) => kind === 'reserve').length
            assert.ok(sum(now, 'reserved') <= BigInt(reserved))
          },
        ),
        { numRuns: 4, endOnFailure: true, ...seed },
      )
    })
  })
}
