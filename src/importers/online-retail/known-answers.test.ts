/** The published file through the import, against figures that were computed apart from it. */
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { createReadStream, readFileSync } from 'node:fs'
import { addDecimals, formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { entriesOf } from '#test/online-retail/entry.ts'
import { figuresOfLine } from '#test/online-retail/figures.ts'
import { accounts } from './accounts.ts'
import { readOnlineRetail } from './online-retail.ts'
import type { OnlineRetail } from './online-retail.ts'

const folder = new URL('../../../examples/online-retail/', import.meta.url)
const file = new URL('online-retail-2010-12-01-2011-06-30.csv.gz', folder)

const taxCodes: ReadonlySet<string> = new Set(['GB-S', 'GB-EC', 'GB-EX', 'GB-OS'])

interface Answer {
  rows: number
  invoices: number
  qty: number
  value_exact: string
}

interface KnownAnswers {
  all: Answer
  distinct: Record<string, number>
  quality: Record<string, number> & { invoice_prefix: Record<string, number> }
  'cancellations(C*)': Answer
  'sales(not C*, qty>0, price>0)': Answer
  by_month: Record<string, Answer>
  by_country: Record<string, Answer>
  top20_customers_by_net_value: Record<string, string>
  top20_stockcodes_by_net_qty: Record<string, number>
  largest_invoices: Record<string, string>
}

/** A row of the file, found again in ledger lines. */
interface FoundRow {
  line: number
  invoice: string
  month: string
  item: string
  country: string
  customer: string
  isDescribed: boolean
  rows: number
  quantity: bigint
  priced: Decimal
  posted: bigint
}

const known = JSON.parse(
  readFileSync(new URL('known-answers.json', folder), 'utf8'),
) as KnownAnswers
let retail: OnlineRetail
let rows: FoundRow[] = []

before(async () => {
  const read = await readOnlineRetail(createReadStream(file))
  assert.ok(read.ok)
  retail = read.value
  rows = [...foundRows(entriesOf(retail, { batch: 'test', rowsOf: 'file' }))]
})

function* foundRows(entries: Iterable<EntryProposal>): Generator<FoundRow> {
  for (const entry of entries) yield* rowsOfEntry(entry)
}

function rowsOfEntry(entry: EntryProposal): Iterable<FoundRow> {
  const found = new Map<number, FoundRow>()
  for (const line of entry.lines) {
    const figures = figuresOfLine(line)
    if (figures === null || line.sourceRow === undefined) continue
    const row = found.get(line.sourceRow) ?? {
      line: line.sourceRow,
      invoice: entry.source?.number ?? '',
      month: entry.postedOn.toString().slice(0, 7),
      item: line.item ?? '',
      country: line.dimensions?.['country'] ?? '',
      customer: line.party ?? '',
      isDescribed: false,
      rows: 0,
      quantity: 0n,
      priced: { units: 0n, scale: 2 },
      posted: 0n,
    }
    row.rows += figures.rows
    row.quantity += figures.quantity
    row.priced = addDecimals(row.priced, figures.priced)
    row.posted += figures.posted
    row.isDescribed ||= line.text !== undefined
    found.set(line.sourceRow, row)
  }
  return found.values()
}

function plain(value: Decimal | string): string {
  const decimal = typeof value === 'string' ? parseDecimal(value) : value
  assert.ok(decimal !== null)
  return formatDecimal(trimmed(decimal))
}

function valueOf(some: readonly FoundRow[]): Decimal {
  return some.reduce((sum, { priced }) => addDecimals(sum, priced), { units: 0n, scale: 2 })
}

function answerOf(some: readonly FoundRow[]): Answer {
  return {
    rows: some.reduce((sum, row) => sum + row.rows, 0),
    invoices: new Set(some.map(({ invoice }) => invoice)).size,
    qty: Number(some.reduce((sum, { quantity }) => sum + quantity, 0n)),
    value_exact: plain(valueOf(some)),
  }
}

function answersBy(group: (row: FoundRow) => string): Record<string, Answer> {
  const groups = Map.groupBy(rows, group)
  return Object.fromEntries([...groups].map(([name, some]) => [name, answerOf(some)]))
}

function expectAnswer(found: Answer, answer: Answer): void {
  assert.deepEqual(found, { ...answer, value_exact: plain(answer.value_exact) })
}

function expectAnswers(found: Record<string, Answer>, answers: Record<string, Answer>): void {
  assert.deepEqual(Object.keys(found).sort(), Object.keys(answers).sort())
  for (const [name, answer] of Object.entries(answers)) {
    expectAnswer(found[name] ?? assert.fail(name), answer)
  }
}

/** The first twenty, largest first; those of equal size in the order of their names. */
function top20(sizes: [string, bigint][]): [string, bigint][] {
  return sizes
    .sort((a, b) => (a[1] === b[1] ? (a[0] < b[0] ? -1 : 1) : a[1] > b[1] ? -1 : 1))
    .slice(0, 20)
}

function mills(value: Decimal | string): bigint {
  const decimal = parseDecimal(plain(value)) ?? assert.fail()
  return decimal.units * 10n ** BigInt(3 - decimal.scale)
}

test('rows, invoices, quantity and value come back, whole and by month and country', () => {
  expectAnswer(answerOf(rows), known.all)
  expectAnswers(
    answersBy(({ month }) => month),
    known.by_month,
  )
  expectAnswers(
    answersBy(({ country }) => country),
    known.by_country,
  )
})

test('credit notes and priced sales come back apart', () => {
  const isCredit = ({ invoice }: FoundRow): boolean => invoice.startsWith('C')
  expectAnswer(answerOf(rows.filter(isCredit)), known['cancellations(C*)'])
  const sales = rows.filter((row) => !isCredit(row) && row.quantity > 0n && row.priced.units > 0n)
  expectAnswer(answerOf(sales), known['sales(not C*, qty>0, price>0)'])
})

test('the twenty largest customers, products and invoices are the known ones', () => {
  const customers = [
    ...Map.groupBy(
      rows.filter((row) => row.customer !== ''),
      (row) => row.customer,
    ),
  ].map(([customer, some]): [string, bigint] => [customer, mills(valueOf(some))])
  assert.deepEqual(
    Object.fromEntries(top20(customers)),
    Object.fromEntries(
      Object.entries(known.top20_customers_by_net_value).map(([customer, value]) => [
        customer,
        mills(value),
      ]),
    ),
  )
  const products = [...Map.groupBy(rows, (row) => row.item)].map(
    ([item, some]): [string, bigint] => [
      item,
      some.reduce((sum, { quantity }) => sum + quantity, 0n),
    ],
  )
  assert.deepEqual(
    Object.fromEntries(top20(products)),
    Object.fromEntries(
      Object.entries(known.top20_stockcodes_by_net_qty).map(([item, quantity]) => [
        item,
        BigInt(quantity),
      ]),
    ),
  )
  const invoices = Map.groupBy(rows, (row) => row.invoice)
  for (const [invoice, value] of Object.entries(known.largest_invoices)) {
    assert.equal(plain(valueOf(invoices.get(invoice) ?? [])), plain(value), invoice)
  }
})

test('every trap of the file is found again and counted', () => {
  const count = (holds: (row: FoundRow) => boolean): number => rows.filter(holds).length
  const distinct = (by: (row: FoundRow) => string): number => new Set(rows.map(by)).size
  const { quality } = known
  assert.equal(
    distinct((row) => row.item),
    known.distinct['StockCode'],
  )
  assert.equal(
    distinct((row) => row.country),
    known.distinct['Country'],
  )
  assert.equal(distinct((row) => row.customer) - 1, known.distinct['CustomerID_nonblank'])
  assert.equal(
    count((row) => row.customer === ''),
    quality['blank_CustomerID'],
  )
  assert.equal(
    count((row) => !row.isDescribed),
    quality['blank_Description'],
  )
  assert.equal(
    count((row) => row.quantity < 0n),
    quality['negative_qty_rows'],
  )
  assert.equal(
    count((row) => row.quantity < 0n && !row.invoice.startsWith('C')),
    quality['negative_qty_not_C'],
  )
  assert.equal(
    count((row) => row.priced.units === 0n),
    quality['zero_price_rows'],
  )
  assert.equal(
    count((row) => row.invoice.startsWith('C')),
    quality.invoice_prefix['C'],
  )
})

test("the import's own report says the same", () => {
  const report = retail.report()
  const { quality } = known
  assert.equal(report.rows, known.all.rows)
  assert.equal(report.invoices, known.all.invoices)
  assert.equal(report.quantity, BigInt(known.all.qty))
  assert.equal(report.asPriced, known.all.value_exact)
  assert.equal(report.items, known.distinct['StockCode'])
  assert.equal(report.customers, known.distinct['CustomerID_nonblank'])
  assert.equal(report.countries, known.distinct['Country'])
  assert.equal(report.duplicateRows, quality['exact_duplicate_rows_beyond_first'])
  assert.equal(report.rowsWithoutCustomer, quality['blank_CustomerID'])
  assert.equal(report.rowsWithoutDescription, quality['blank_Description'])
  assert.equal(report.rowsWithoutPrice, quality['zero_price_rows'])
  assert.equal(report.rowsWithNegativeQuantity, quality['negative_qty_rows'])
  assert.equal(report.rowsWithNegativeQuantityOutsideCreditNotes, quality['negative_qty_not_C'])
  assert.equal(report.rowsWithNegativePrice, quality['negative_price_rows'])
  assert.equal(report.invoicesOverSeveralMinutes, quality['invoices_with_more_than_one_timestamp'])
  assert.equal(report.kinds['credit note'].rows, quality.invoice_prefix['C'])
})

test("the report's money is that of the entries", () => {
  const report = retail.report()
  const sums = new Map<string, bigint>()
  for (const { lines } of entriesOf(retail, { batch: 'test', rowsOf: 'file' })) {
    for (const { account, amount } of lines) sums.set(account, (sums.get(account) ?? 0n) + amount)
  }
  const posted = rows.reduce((sum, row) => sum + row.posted, 0n)
  const tax = report.taxes.reduce((sum, part) => sum + part.tax, 0n)
  assert.equal(plain(report.asPosted), plain({ units: posted, scale: 2 }))
  assert.equal(report.difference, '-0.001')
  assert.equal(
    report.taxes.reduce((sum, { net }) => sum + net, 0n),
    posted,
  )
  assert.equal(sums.get(accounts.outputTax.code), -tax)
  assert.equal(sums.get(accounts.receivables.code), posted + tax)
  assert.equal(plain(report.receivable), plain({ units: posted + tax, scale: 2 }))
  assert.deepEqual(
    report.taxes.map(({ taxCode, rate }) => `${taxCode} ${rate}`),
    ['GB-EC 0 %', 'GB-EX 0 %', 'GB-OS 0 %', 'GB-S 17.5 %', 'GB-S 20 %'],
  )
})

test('every line of the file is found again exactly once', () => {
  assert.ok(rows.every((row) => row.rows === 1))
  const lines = new Set(rows.map(({ line }) => line))
  assert.equal(lines.size, rows.length)
  const expected = Array.from({ length: known.all.rows }, (_, index) => index + 2)
  assert.deepEqual(
    [...lines].sort((a, b) => a - b),
    expected,
  )
})

test('every entry balances in money and in each item, and they come by date', () => {
  let latest = ''
  const keys = new Set<string>()
  for (const entry of entriesOf(retail, { batch: 'test', rowsOf: 'file' })) {
    assert.equal(
      entry.lines.reduce((sum, { amount }) => sum + amount, 0n),
      0n,
      entry.key,
    )
    const items = new Map<string, bigint>()
    for (const { item, quantity } of entry.lines) {
      if (item !== undefined) items.set(item, (items.get(item) ?? 0n) + (quantity ?? 0n))
    }
    assert.ok(
      [...items.values()].every((sum) => sum === 0n),
      entry.key,
    )
    assert.ok(latest <= entry.postedOn.toString(), entry.key)
    latest = entry.postedOn.toString()
    keys.add(entry.key)
  }
  assert.equal(keys.size, known.all.invoices)
})

test('lines keep to the accounts, items and rules that the import asks for', () => {
  const needed = new Map(retail.accounts.map((account) => [account.code, account]))
  const items = new Map(retail.items.map((item) => [item.code, item.kind]))
  for (const { key, lines } of entriesOf(retail, { batch: 'test', rowsOf: 'file' })) {
    for (const line of lines) {
      const account = needed.get(line.account) ?? assert.fail(`${key}: ${line.account}`)
      assert.equal(line.currency, 'GBP')
      assert.equal(
        account.carriesGoods,
        line.quantity !== undefined && line.unit !== undefined,
        key,
      )
      assert.ok(!account.carriesGoods || line.amount === 0n, key)
      assert.ok(!account.needsSubject || line.subject !== undefined, key)
      assert.ok(account.party !== 'required' || line.party !== undefined, key)
      assert.ok(line.item === undefined || items.has(line.item), key)
      assert.ok(line.taxCode === undefined || taxCodes.has(line.taxCode), key)
      const isService = line.unit?.place.startsWith('services') ?? false
      assert.ok(line.unit === undefined || isService === (items.get(line.item ?? '') === 'service'))
    }
  }
})
