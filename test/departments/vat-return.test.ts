/** The VAT return: worked quarters, and random books of which every line is in one return. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import { reports } from '#departments/reports.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { reversalOf } from '#ledger/reversal.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'
import { readEntry } from '#server/entries.ts'
import { runReport } from '#server/reports.ts'
import { addCompany } from '#server/set-up.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { explainAll } from '#test/ledger/explained.ts'
import { seed } from '#test/ledger/random-books.ts'
import { ask, cells, day, post, today } from '#test/ledger/reports.ts'
import { entry, pounds } from '#test/ledger/small-year.ts'
import { testServers } from '#test/postgres.ts'

/** A line of value and one of tax for each pair; what is left over goes to the bank. */
function taxed(code: string, net: bigint, taxes: Readonly<Record<string, bigint>>): LineProposal[] {
  const isSale = net < 0n
  const lines = [
    pounds(isSale ? 'sales' : 'cost of sales', net, {
      taxCode: code,
      taxBox: isSale ? 'net sales' : 'net purchases',
    }),
    ...Object.entries(taxes).map(([taxBox, amount]) =>
      pounds('vat output', amount, { taxCode: code, taxBox, taxBase: net }),
    ),
  ]
  const rest = lines.reduce((sum, { amount }) => sum + amount, 0n)
  return rest === 0n ? lines : [...lines, pounds('bank', -rest)]
}

const quarter = { from: '2026-01-01', until: '2026-03-31' }

async function boxes(
  database: Database,
  organization: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string[]> {
  const table = await ask(database, organization, 'vat-return', parameters)
  return cells(table, 'box', 'amount', 'exact', 'late')
}

/** The database's own clock, which stamps entries too. */
async function now(database: Database, organization: string): Promise<string> {
  const [row] = await database.transaction(organization, (query) =>
    query<{ moment: Temporal.Instant }>({ text: 'select clock_timestamp() as moment' }),
  )
  return row?.moment.toString() ?? assert.fail()
}

for (const server of await testServers()) {
  describe(`the VAT return on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())

    test('a quarter by hand: nine boxes, four in whole pounds, and what no box takes', () =>
      byHand(books.database))
    test('a paper of 2020 has its boxes for the Union, whenever it is posted', () =>
      inTheUnion(books.database))
    test('a code of the company’s own goes by the treatment that its register says', () =>
      ownCodes(books.database))
    test('a filed return stays as it was, and what comes late is in the next', () =>
      filedAndLate(books.database))
    test('whatever is recorded when, every line stands in one return', () =>
      everyLineOnce(books.database))
    test('a company of a country without one, or of another currency, is told', () =>
      refusals(books.database))
  })
}

async function byHand(database: Database): Promise<void> {
  const organization = await storeIn(database)
  await post(database, organization, [
    entry('sale', '2026-01-15', taxed('GB-S', -100_050n, { 'output tax': -20_010n })),
    entry('export', '2026-02-01', taxed('GB-EX', -50_000n, {})),
    entry('purchase', '2026-02-10', taxed('GB-S', 30_049n, { 'input tax': 6_010n })),
    entry(
      'services from abroad',
      '2026-03-31',
      taxed('GB-RC', 10_000n, { 'output tax': -2_000n, 'input tax': 2_000n }),
    ),
    entry('a stamp', '2026-03-01', taxed('GB-OS', 100n, {})),
    entry('next quarter', '2026-04-01', taxed('GB-S', -100n, { 'output tax': -20n })),
  ])
  const expected = [
    '1 220.10 220.10 0.00',
    '2 0.00 0.00 0.00',
    '3 220.10 220.10 0.00',
    '4 80.10 80.10 0.00',
    '5 140.00 140.00 0.00',
    // 1000.50 + 500.00 + 100.00 are rounded up, 300.49 + 100.00 down.
    '6 1601.00 1600.50 0.00',
    '7 400.00 400.49 0.00',
    '8 0.00 0.00 0.00',
    '9 0.00 0.00 0.00',
  ]
  assert.deepEqual(await boxes(database, organization, quarter), expected)
  await post(database, organization, [
    entry('acquired too late', '2026-03-02', taxed('GB-EA', 500n, { 'output tax': -100n })),
  ])
  assert.deepEqual(await boxes(database, organization, quarter), [
    ...expected,
    // 5.00 of value and 1.00 of tax under a code that ended with 2020.
    'none 4.00 4.00 0.00',
  ])
  const reader = { database, organization, company: 'store', readableClass: 6 }
  const table = await ask(database, organization, 'vat-return', quarter)
  assert.equal(await explainAll(reader, 'vat-return', quarter, table), 30)
}

async function inTheUnion(database: Database): Promise<void> {
  const organization = await storeIn(database)
  const documentDate = day('2020-12-31')
  await post(database, organization, [
    entry('to France', '2026-02-15', taxed('GB-EC', -40_000n, {}), { documentDate }),
    entry(
      'from France',
      '2026-02-15',
      taxed('GB-EA', 30_000n, { 'output tax': -6_000n, 'input tax': 6_000n }),
      { documentDate },
    ),
  ])
  const amounts = cells(await ask(database, organization, 'vat-return', quarter), 'box', 'amount')
  assert.deepEqual(amounts, [
    '1 0.00',
    '2 60.00',
    '3 60.00',
    '4 60.00',
    '5 0.00',
    '6 400.00',
    '7 300.00',
    '8 400.00',
    '9 300.00',
  ])
  // Taken back in the next quarter, it leaves the boxes that it stood in.
  await reverse(database, organization, 'to France', '2026-04-10')
  const next = { from: '2026-04-01', until: '2026-06-30' }
  const later = cells(await ask(database, organization, 'vat-return', next), 'box', 'exact')
  assert.deepEqual(
    later.filter((row) => !row.endsWith(' 0.00')),
    ['6 -400.00', '8 -400.00'],
  )
}

async function ownCodes(database: Database): Promise<void> {
  const organization = await storeIn(database)
  const named = async (code: string, treatment: string, from: string): Promise<void> => {
    await database.transaction(organization, (query) =>
      query({
        text: `insert into register.tax_code (organization, company, code, good_from, name,
            country, treatment, basis_points, inclusive, rounding, created_by, changed_by)
          values ($1, 'store', $2, $3, $2, 'GB', $4, 0, false, 'per line', 'test', 'test')`,
        values: [organization, code, from, treatment],
      }),
    )
  }
  await named('over the counter', 'standard', '2020-01-01')
  await named('abroad', 'exempt', '2020-01-01')
  await named('abroad', 'export', '2026-02-01')
  // What the register says of a code goes before what its name would.
  await named('GB-E', 'outside', '2020-01-01')
  await post(database, organization, [
    entry('sale', '2026-01-15', taxed('over the counter', -1_000n, { 'output tax': -200n })),
    entry('exempt', '2026-01-31', taxed('abroad', -300n, {})),
    entry('exported', '2026-02-01', taxed('abroad', -400n, {})),
    entry('outside', '2026-02-01', taxed('GB-E', -500n, {})),
    entry('unknown', '2026-02-01', taxed('no such code', -60n, {})),
  ])
  assert.deepEqual(
    (await boxes(database, organization, quarter)).filter((row) => !/ 0\.00 0\.00/.test(row)),
    [
      '1 2.00 2.00 0.00',
      '3 2.00 2.00 0.00',
      '5 2.00 2.00 0.00',
      '6 17.00 17.00 0.00',
      'none -0.60 -0.60 0.00',
    ],
  )
}

async function filedAndLate(database: Database): Promise<void> {
  const organization = await storeIn(database)
  const next = { from: '2026-04-01', until: '2026-06-30' }
  await post(database, organization, [
    entry('sale', '2026-01-15', taxed('GB-S', -10_000n, { 'output tax': -2_000n })),
  ])
  const filed = await now(database, organization)
  const first = { ...quarter, 'recorded-until': filed }
  const asFiled = await boxes(database, organization, first)
  await post(database, organization, [
    entry('late', '2026-03-20', taxed('GB-S', 5_000n, { 'input tax': 1_000n })),
    entry('in time', '2026-04-02', taxed('GB-S', -1_000n, { 'output tax': -200n })),
  ])
  assert.deepEqual(await boxes(database, organization, first), asFiled)
  const second = await boxes(database, organization, { ...next, 'filed-before': filed })
  assert.deepEqual(
    second.filter((row) => /^[14567] /.test(row)),
    [
      '1 2.00 2.00 0.00',
      '4 10.00 10.00 10.00',
      '5 8.00 -8.00 -10.00',
      '6 10.00 10.00 0.00',
      '7 50.00 50.00 50.00',
    ],
  )
  const alone = await boxes(database, organization, next)
  assert.ok(alone.includes('4 0.00 0.00 0.00'))
}

async function reverse(
  database: Database,
  organization: string,
  key: string,
  on: string,
): Promise<void> {
  const found = await database.transaction(organization, (query) =>
    readEntry(query, organization, 'store', { key }),
  )
  assert.ok(found !== null)
  const reversal = { key: `back ${key}`, postedOn: day(on), reason: 'A mistake' }
  await post(database, organization, [reversalOf(found, reversal)])
}

/** What is recorded in which of four rounds, and on which day of the year. */
const recordings = fc.array(
  fc.record({
    round: fc.integer({ min: 0, max: 3 }),
    at: fc.integer({ min: 0, max: 364 }),
    kind: fc.constantFrom('sale', 'purchase', 'abroad', 'wrong'),
    pence: fc.bigInt({ min: 1n, max: 100_000n }),
  }),
  { minLength: 10, maxLength: 30 },
)

const lines = {
  sale: (pence: bigint) => taxed('GB-S', -pence * 5n, { 'output tax': -pence }),
  purchase: (pence: bigint) => taxed('GB-S', pence * 5n, { 'input tax': pence }),
  abroad: (pence: bigint) =>
    taxed('GB-NI-EA', pence * 5n, { 'output tax': -pence, 'input tax': pence }),
  wrong: (pence: bigint) => taxed('GB-EC', -pence * 5n, { 'input tax': pence }),
}

/** Box → times the pence of an act. */
const weights = {
  sale: { 1: 1n, 3: 1n, 5: 1n, 6: 5n },
  purchase: { 4: 1n, 5: -1n, 7: 5n },
  abroad: { 2: 1n, 3: 1n, 4: 1n, 7: 5n, 9: 5n },
  wrong: { 6: 5n, none: 1n },
} as const

async function everyLineOnce(database: Database): Promise<void> {
  const quarters = [
    quarter,
    { from: '2026-04-01', until: '2026-06-30' },
    { from: '2026-07-01', until: '2026-09-30' },
    { from: '2026-10-01', until: '2026-12-31' },
  ]
  await fc.assert(
    fc.asyncProperty(recordings, async (history) => {
      const organization = await storeIn(database)
      const filed: string[] = []
      for (const round of [0, 1, 2, 3]) {
        const entries = history
          .map((act, place): EntryProposal & { round: number } => ({
            round: act.round,
            ...entry(
              `${place}`,
              day('2026-01-01').add({ days: act.at }).toString(),
              lines[act.kind](act.pence),
            ),
          }))
          .filter((one) => one.round === round)
        await record(
          database,
          organization,
          entries.map(({ round: _round, ...proposal }) => ({
            id: newId(Date.now()),
            company: 'store',
            actor: 'tester',
            entry: proposal,
          })),
        )
        filed.push(await now(database, organization))
      }
      for (const [place, span] of quarters.entries()) {
        const table = await ask(database, organization, 'vat-return', {
          ...span,
          'recorded-until': filed[place] ?? '',
          ...(place === 0 ? {} : { 'filed-before': filed[place - 1] ?? '' }),
        })
        assert.deepEqual(exactOf(table, 'exact'), expectedOf(history, place, false))
        assert.deepEqual(exactOf(table, 'late'), expectedOf(history, place, true))
      }
    }),
    { numRuns: 4, endOnFailure: true, ...seed },
  )
}

type History = readonly { round: number; at: number; kind: keyof typeof lines; pence: bigint }[]

/** What stands in the return of a quarter: what is of its days, and what came late for earlier. */
function expectedOf(
  history: History,
  quarterOfReturn: number,
  onlyLate: boolean,
): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  for (const { round, at, kind, pence } of history) {
    const month = day('2026-01-01').add({ days: at }).month
    const own = Math.floor((month - 1) / 3)
    if (Math.max(own, round) !== quarterOfReturn || (onlyLate && own >= round)) continue
    for (const [box, times] of Object.entries(weights[kind])) {
      sums[box] = (sums[box] ?? 0n) + times * pence
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0n))
}

function exactOf({ rows }: JsonTable, column: string): Record<string, bigint> {
  return Object.fromEntries(
    rows
      .map((row) => [String(row['box']), BigInt(String(row[column]).replace('.', ''))] as const)
      .filter(([, sum]) => sum !== 0n),
  )
}

async function refusals(database: Database): Promise<void> {
  const organization = await storeIn(database)
  await database.transaction(organization, async (query) => {
    const common = { name: 'Another', retainedEarnings: 'x', positionAccount: 'y' }
    await addCompany(query, organization, {
      ...common,
      code: 'paris',
      currency: 'EUR',
      country: 'FR',
    })
    await addCompany(query, organization, {
      ...common,
      code: 'derry',
      currency: 'EUR',
      country: 'GB',
    })
    await addCompany(query, organization, { ...common, code: 'nowhere', currency: 'GBP' })
  })
  const rule = async (company: string, more: Readonly<Record<string, string>> = {}) => {
    const parameters = { ...quarter, ...more }
    const request = { report: 'vat-return', company, parameters, today, readableClass: 6 }
    const answer = await runReport(database, reports, organization, request)
    return answer.ok ? '' : answer.problems.map((one) => `${one.rule} ${one.field}`).join()
  }
  assert.equal(await rule('paris'), 'return-not-described company')
  assert.equal(await rule('nowhere'), 'return-not-described company')
  assert.equal(await rule('derry'), 'return-currency company')
  const moment = { 'recorded-until': '2026-04-07' }
  assert.equal(await rule('store', moment), 'parameter-malformed recorded-until')
}
