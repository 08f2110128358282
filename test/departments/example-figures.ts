/** What analysis and VAT return must say of the example file, reckoned from its rows alone. */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { reports } from '#departments/reports.ts'
import { reckon } from '#importers/online-retail/reckoning.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import type { OnlineRetail } from '#importers/online-retail/online-retail.ts'
import { tableToJson } from '#ledger/reports/render.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import { runReport } from '#server/reports.ts'
import { explainAll } from '#test/ledger/explained.ts'
import type { Reader } from '#test/ledger/explained.ts'

type Texts = Readonly<Record<string, string>>

/** A row of the file with what is analysed. */
interface Sold {
  readonly month: string
  readonly country: string
  readonly customer: string
  readonly item: string
  readonly pence: bigint
  readonly quantity: bigint
}

/** Pairs of groups, in which each stands on either side, and a group alone. */
const pairs = [
  ['month', 'country'],
  ['country', 'customer'],
  ['customer', 'month'],
  ['item', 'month'],
  ['month', 'item'],
  ['item', 'none'],
] as const

/** By two groups, and by one: the sums of the file's own rows. */
export async function analysisIsKnown(reader: Reader, file: URL): Promise<void> {
  const sold = [...soldIn(await retailOf(file))]
  for (const [rows, columns] of pairs) {
    const table = await tableOf(reader, 'sales-analysis', { rows, columns, lost: 'count' })
    const expected = new Map<string, [bigint, bigint]>()
    for (const one of sold) {
      const key = columns === 'none' ? one[rows] : `${one[rows]}|${one[columns]}`
      const sums = expected.get(key) ?? [0n, 0n]
      expected.set(key, [sums[0] + one.pence, sums[1] + one.quantity])
    }
    const found = new Map(table.rows.map((row) => [keyOf(row, columns), figuresOf(row)] as const))
    assert.equal(found.size, table.rows.length)
    assert.deepEqual(found, expected, `${rows} by ${columns}`)
    assertShares(table)
  }
}

/** The known answers of a file: value to the penny of each month, quantity exactly. */
export async function analysisHasKnownAnswers(
  reader: Reader,
  by: 'month' | 'country',
  known: Readonly<Record<string, { readonly qty: number; readonly value_exact: string }>>,
): Promise<void> {
  const table = await tableOf(reader, 'sales-analysis', { rows: by, lost: 'count' })
  assert.deepEqual(
    table.rows.map(({ row }) => row),
    Object.keys(known).sort(),
  )
  for (const { row, net, quantity } of table.rows) {
    const { qty, value_exact: exact } = known[String(row)] ?? assert.fail()
    assert.equal(quantity, String(qty))
    // Prices of a tenth of a penny make the only difference: a thousandth of a pound on the whole.
    assert.ok(Math.abs(Number(net) - Number(exact)) < 0.002, `${row}: ${net}, ${exact}`)
  }
}

/** The VAT of a quarter, as the rows' treatments have it. */
export async function vatReturnIsKnown(reader: Reader, file: URL): Promise<void> {
  const quarter = { from: '2011-01-01', until: '2011-03-31' }
  const sums = { due: 0n, sales: 0n, union: 0n }
  for (const invoice of (await retailOf(file)).invoices) {
    const on = invoice.moment.day.toString()
    if (on < quarter.from || on > quarter.until) continue
    for (const { treatment, net, tax } of reckon(invoice).taxes) {
      if (treatment.taxCode === 'GB-OS') continue
      sums.due += tax
      sums.sales += net
      if (treatment.taxCode === 'GB-EC') sums.union += net
    }
  }
  const table = await tableOf(reader, 'vat-return', quarter)
  const exact: Record<string, bigint> = {}
  for (const { box, exact: sum } of table.rows) exact[String(box)] = penceOf(sum)
  const { due, sales, union } = sums
  assert.ok(due > 0n && union > 0n)
  assert.deepEqual(exact, {
    1: due,
    2: 0n,
    3: due,
    4: 0n,
    5: due,
    6: sales,
    7: 0n,
    8: union,
    9: 0n,
  })
  const wholePounds = table.rows.filter(({ box }) => Number(box) >= 6)
  for (const { amount, exact: sum } of wholePounds) {
    assert.match(String(amount), /\.00$/)
    assert.ok(Math.abs(Number(amount) - Number(sum)) <= 0.5)
  }
}

/** Some figures of each report, explained by the lines of the example. */
export async function figuresAreExplained(reader: Reader): Promise<void> {
  const until = '2011-03-31'
  const span = { from: '2011-03-01', until }
  const questions: [string, Texts, (table: JsonTable) => JsonTable['rows']][] = [
    ['sales-analysis', { ...span, rows: 'country', columns: 'month' }, some(3)],
    ['sales-analysis', { ...span, rows: 'item', columns: 'customer', lost: 'count' }, some(4)],
    ['aged-receivables', { 'as-of': until }, some(6)],
    ['party-statement', { party: '17850', from: '2010-12-01', until }, some(8)],
    ['vat-return', { from: '2011-03-25', until }, ({ rows }) => rows],
    ['trial-balance', { ...span, by: 'country' }, some(6)],
    ['income-statement', span, some(4)],
    ['open-items', { 'as-of': until, by: 'item' }, some(4)],
    ['sales', { from: '2011-03-30', until, by: 'country' }, some(4)],
    ['sales', { from: until, until, by: 'product' }, some(3)],
    ['stock-by-unit', { 'as-of': until, places: 'all' }, some(4)],
    ['account-ledger', { account: '1100', ...span, limit: '200' }, some(4)],
    ['journal', { from: until, until }, some(4)],
  ]
  for (const [report, parameters, chosen] of questions) {
    const table = await tableOf(reader, report, parameters)
    const rows = chosen(table)
    assert.ok(rows.length >= 3, report)
    assert.ok((await explainAll(reader, report, parameters, { ...table, rows }, 5_000)) > 0)
  }
}

/** So many rows, evenly taken. */
function some(count: number): (table: JsonTable) => JsonTable['rows'] {
  return ({ rows }) => {
    const step = Math.max(1, Math.floor(rows.length / count))
    return rows.filter((_, place) => place % step === 0)
  }
}

async function tableOf(reader: Reader, report: string, parameters: Texts): Promise<JsonTable> {
  const { database, organization, company, readableClass } = reader
  const today = Temporal.PlainDate.from('2011-12-31')
  const request = { report, company, parameters, today, readableClass }
  const answer = await runReport(database, reports, organization, request)
  assert.ok(answer.ok, answer.ok ? '' : JSON.stringify(answer.problems))
  return tableToJson(answer.value)
}

async function retailOf(file: URL): Promise<OnlineRetail> {
  const read = await readOnlineRetail(createReadStream(file))
  return read.ok ? read.value : assert.fail()
}

function* soldIn({ invoices }: OnlineRetail): Generator<Sold> {
  for (const invoice of invoices) {
    for (const { row, posted } of reckon(invoice).rows) {
      yield {
        month: row.moment.day.toString().slice(0, 7),
        country: row.country,
        customer: row.customer,
        item: row.code,
        pence: posted,
        quantity: row.quantity,
      }
    }
  }
}

function keyOf({ row, column }: JsonTable['rows'][number], columns: string): string {
  return columns === 'none' ? String(row) : `${row}|${column}`
}

function figuresOf({ net, quantity }: JsonTable['rows'][number]): [bigint, bigint] {
  return [penceOf(net), BigInt(String(quantity))]
}

function penceOf(cell: string | number | null | undefined): bigint {
  return BigInt(String(cell).replace('.', ''))
}

/** Each share is its part of the whole, to a hundredth of a percent. */
function assertShares({ rows, totals }: JsonTable): void {
  const total = Number(totals[0]?.['net'])
  for (const { net, share } of rows) {
    assert.ok(Math.abs((100 * Number(net)) / total - Number(share)) < 0.0051, `${net} ${share}`)
  }
}
