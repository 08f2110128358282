/** A small year of the test store, and stories that are told of it on every server of the run. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import type { Database } from '#server/database/database.ts'
import { reports } from '#departments/reports.ts'
import { runReport } from '#server/reports.ts'
import { openFiscalYear } from '#server/set-up.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { ask, day, post, today } from '#test/ledger/reports.ts'
import { testServers } from '#test/postgres.ts'

/** An entry of the general journal. */
export function entry(
  key: string,
  postedOn: string,
  lines: readonly LineProposal[],
  more: Partial<EntryProposal> = {},
): EntryProposal {
  const reason = `Entry ${key}`
  return { key, journal: 'general', postedOn: day(postedOn), reason, lines, ...more }
}

export const pounds = (
  account: string,
  amount: bigint,
  more: Partial<LineProposal> = {},
): LineProposal => ({
  account,
  currency: 'GBP',
  amount,
  ...more,
})

/** A debt of a customer's, due thirty days after it was opened. */
const debt = (paper: string, party: string, openedOn: string, amount: bigint): LineProposal =>
  pounds('receivables', amount, {
    subject: {
      kind: 'open item',
      paper,
      party,
      openedOn: day(openedOn),
      dueOn: day(openedOn).add({ days: 30 }),
    },
  })

export const shelf = { place: 'shelf' }

/** Ten mugs bought for 30.00; Ann is sold 4 for 20.00, Bob a service of 50.00. */
const year: readonly EntryProposal[] = [
  entry('capital', '2026-01-05', [
    pounds('bank', 100_000n),
    pounds('retained earnings', -100_000n),
  ]),
  entry('buy', '2026-01-10', [
    pounds('stock', 3_000n, { item: 'mug', quantity: 10n, unit: shelf }),
    pounds('suppliers', 0n, { item: 'mug', quantity: -10n, unit: { place: 'suppliers' } }),
    pounds('bank', -3_000n),
  ]),
  entry('ann', '2026-01-20', [
    debt('1', 'Ann', '2026-01-20', 2_000n),
    pounds('sales', -2_000n),
    pounds('cost of sales', 1_200n),
    pounds('stock', -1_200n, { item: 'mug', quantity: -4n, unit: shelf }),
    pounds('customers', 0n, { item: 'mug', quantity: 4n, unit: { place: 'customers' } }),
  ]),
  entry('bob', '2026-02-10', [debt('2', 'Bob', '2026-02-10', 5_000n), pounds('sales', -5_000n)]),
  entry('ann pays half', '2026-03-05', [
    pounds('bank', 1_000n),
    debt('1', 'Ann', '2026-01-20', -1_000n),
  ]),
  entry('wages', '2026-03-31', [
    pounds('wages', 2_500n, { dimensions: { department: 'shop' } }),
    pounds('wages', 700n, { dimensions: { department: 'office' } }),
    pounds('bank', -3_200n),
  ]),
  entry('dollars', '2026-04-15', [
    { account: 'bank', currency: 'USD', amount: 1_250n, base: 1_000n },
    { account: 'position', currency: 'USD', amount: -1_250n, base: -1_000n },
    pounds('position', 1_000n),
    pounds('bank', -1_000n),
  ]),
  entry('ann pays the rest', '2026-06-01', [
    pounds('bank', 1_000n),
    debt('1', 'Ann', '2026-01-20', -1_000n),
  ]),
]

/** Profit of 2026: sales 70.00, cost of sales 12.00, wages 32.00, so 26.00. */
export const close = entry(
  'close',
  '2026-12-31',
  [
    pounds('sales', 7_000n),
    pounds('cost of sales', -1_200n),
    pounds('wages', -2_500n, { dimensions: { department: 'shop' } }),
    pounds('wages', -700n, { dimensions: { department: 'office' } }),
    pounds('retained earnings', -2_600n),
  ],
  { kind: 'closing', periodKind: 'closing' },
)

/** What a story may ask of the books. */
export interface Store {
  readonly database: Database
  readonly organization: string
  readonly report: (
    name: string,
    parameters?: Readonly<Record<string, string>>,
  ) => Promise<JsonTable>
  /** Rule and field of each problem of a report that is refused. */
  readonly refusal: (
    name: string,
    parameters: Readonly<Record<string, string>>,
  ) => Promise<string[]>
}

export interface Story {
  readonly sentence: string
  readonly tell: (store: Store) => Promise<void>
}

export function story(sentence: string, tell: Story['tell']): Story {
  return { sentence, tell }
}

const servers = await testServers()

/** Tells the stories in their order, each over what those before it left. */
export function onSmallYear(stories: readonly Story[]): void {
  for (const server of servers) {
    describe(`on PostgreSQL ${server.version}`, () => {
      let books: FreshBooks
      let store: Store
      before(async () => {
        books = await freshBooks(server)
        store = await smallYearIn(books.database)
      })
      after(() => books.drop())
      for (const { sentence, tell } of stories) test(sentence, () => tell(store))
    })
  }
}

async function smallYearIn(database: Database): Promise<Store> {
  const organization = await storeIn(database)
  await database.transaction(organization, (query) =>
    openFiscalYear(query, organization, 'store', { year: 2027, startsOn: day('2027-01-01') }),
  )
  await post(database, organization, year)
  return {
    database,
    organization,
    report: (name, parameters = {}) => ask(database, organization, name, parameters),
    async refusal(report, parameters) {
      const request = { report, company: 'store', parameters, today, readableClass: 6 }
      const answer = await runReport(database, reports, organization, request)
      assert.ok(!answer.ok)
      return answer.problems.map(({ rule, field }) => `${rule} ${field}`)
    },
  }
}
