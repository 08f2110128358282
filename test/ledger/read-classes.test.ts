/** What a reader of a low class sees of pay: departments' totals, and no single line anywhere. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { reports } from '#departments/reports.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { tableToCsv, tableToJson, tableToText } from '#ledger/reports/render.ts'
import type { JsonTable } from '#ledger/reports/render.ts'
import type { Database } from '#server/database/database.ts'
import { explainFigure } from '#server/explanations.ts'
import { runReport } from '#server/reports.ts'
import { addAccounts, addCommodities } from '#server/set-up.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { cells, post, today } from '#test/ledger/reports.ts'
import { entry, pounds } from '#test/ledger/small-year.ts'
import { testServers } from '#test/postgres.ts'

/** Ann's pay of January, her bonus of February, and what the director owes. */
const canary = 7_391_337n
const spellings = /73913[.,]?37|73,913\.37|Ann Payne|director's/

const shop = ['Ann Payne', 'Ben', 'Cid', 'Dee', 'Eva', 'Fay']
const office = ['Gus', 'Hal', 'Ida', 'Jon', 'Kim']

function paid(name: string, department: string, amount: bigint): LineProposal[] {
  const subject = { kind: 'employee', paper: name, party: name, readClass: 4 }
  return [
    pounds('salaries', amount, { party: name, dimensions: { department } }),
    pounds('wages owed', -amount, { subject, text: `${name}: pay` }),
  ]
}

const history: readonly EntryProposal[] = [
  entry('leave granted', '2026-01-02', [...shop, ...office].flatMap(leave)),
  entry('capital', '2026-01-02', [
    pounds('bank', 9_000_000n),
    pounds('retained earnings', -9_000_000n),
  ]),
  entry('sale', '2026-01-20', [
    pounds('receivables', 5_000n, {
      subject: { kind: 'open item', paper: '1', party: 'Zoe', dueOn: today },
    }),
    pounds('sales', -5_000n),
  ]),
  entry('pay of January', '2026-01-31', [
    ...shop.flatMap((name, place) =>
      paid(name, 'shop', place === 0 ? canary : 200_000n + BigInt(place)),
    ),
    ...office.flatMap((name, place) => paid(name, 'office', 250_000n + BigInt(place))),
  ]),
  entry('rent', '2026-02-10', [
    pounds('wages', 4_400n, { dimensions: { department: 'office' } }),
    pounds('bank', -4_400n),
  ]),
  entry('bonus', '2026-02-20', paid('Ann Payne', 'shop', canary)),
  // Where nothing else moved, the change of a total would be the loan.
  entry('another sale', '2026-03-09', [
    pounds('bank', 3_000n),
    pounds('sales', -2_500n),
    pounds('vat output', -500n),
  ]),
  entry("the director's loan", '2026-03-10', [
    pounds('loans to directors', canary, { text: "director's" }),
    pounds('directors’ accounts', -canary, { text: "director's" }),
  ]),
]

/** Leave that a person has, in days. */
function leave(name: string): LineProposal[] {
  const days = { item: 'leave day', quantity: 25n }
  return [
    pounds('leave', 0n, { ...days, unit: { place: `leave of ${name}` } }),
    pounds('suppliers', 0n, { ...days, quantity: -25n, unit: { place: 'suppliers' } }),
  ]
}

/** Every report in the ways in which pay could come to light. */
const questions: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ...[
    { until: '2026-12-31' },
    { until: '2026-12-31', by: 'department' },
    { until: '2026-02-28', from: '2026-02-01', by: 'department' },
    { until: '2026-02-20', from: '2026-02-20' },
    { period: '202602' },
    { until: '2026-03-31', from: '2026-03-01', compare: 'period-before' },
  ].map((parameters) => ['trial-balance', parameters] as const),
  ...['salaries', 'wages owed', 'loans to directors', 'bank', 'directors’ accounts'].flatMap(
    (account) => [
      ['account-ledger', { account, until: '2026-12-31' }] as const,
      ['account-ledger', { account, from: '2026-02-01', until: '2026-02-28' }] as const,
      ['account-ledger', { account, from: '2026-02-20', until: '2026-02-20' }] as const,
    ],
  ),
  ['journal', { from: '2026-01-01', until: '2026-12-31' }],
  ['journal', { from: '2026-02-20', until: '2026-02-20' }],
  ['income-statement', { until: '2026-12-31' }],
  ['income-statement', { from: '2026-02-01', until: '2026-02-28', compare: 'period-before' }],
  ['balance-sheet', { 'as-of': '2026-12-31' }],
  ['balance-sheet', { 'as-of': '2026-03-31', compare: 'period-before' }],
  ...['party', 'account', 'kind', 'item'].map(
    (by) => ['open-items', { 'as-of': '2026-12-31', by }] as const,
  ),
  ['open-items', { 'as-of': '2026-12-31', party: 'Ann Payne' }],
  ['aged-receivables', { 'as-of': '2026-12-31' }],
  ['party-statement', { party: 'Ann Payne', until: '2026-12-31' }],
  ['stock-by-unit', { places: 'all' }],
  ['stock-by-unit', { places: 'all', place: 'leave of Ann Payne' }],
  ['stock-value', {}],
  ['sales', {}],
  ['sales-analysis', { rows: 'customer', columns: 'month' }],
  ['vat-return', { from: '2026-01-01', until: '2026-12-31' }],
]

interface Pay {
  readonly database: Database
  readonly organization: string
}

async function payIn(database: Database): Promise<Pay> {
  const organization = await storeIn(database)
  await database.transaction(organization, async (query) => {
    await addCommodities(query, organization, [{ code: 'leave day', kind: 'time', scale: 0 }])
    await addAccounts(query, organization, 'store', [
      { code: 'salaries', type: 'expense', readClass: 4 },
      { code: 'wages owed', type: 'liability', subjectRule: 'required' },
      { code: 'loans to directors', type: 'asset', readClass: 4 },
      { code: 'directors’ accounts', type: 'liability', readClass: 4 },
      { code: 'leave', type: 'place', readClass: 4 },
    ])
  })
  await post(database, organization, history)
  return { database, organization }
}

type Asked = readonly [report: string, parameters: Readonly<Record<string, string>>]

async function table(
  { database, organization }: Pay,
  [report, parameters]: Asked,
  readableClass: number,
) {
  const request = { report, company: 'store', parameters, today, readableClass }
  const answer = await runReport(database, reports, organization, request)
  assert.ok(answer.ok, answer.ok ? '' : JSON.stringify(answer.problems))
  return answer.value
}

async function asked(pay: Pay, question: Asked, readableClass: number): Promise<JsonTable> {
  return tableToJson(await table(pay, question, readableClass))
}

/** All that a reader gets to see of a question: its table, and every list of lines behind it. */
async function seen(pay: Pay, question: Asked, readableClass: number): Promise<string[]> {
  const answered = await table(pay, question, readableClass)
  const { rows, parameters: _parameters, ...rest } = tableToJson(answered)
  const shown = JSON.stringify({ rows, ...rest })
  const lists = await linesSeen(pay, question, readableClass, rows)
  const named = Object.values(question[1]).some((text) => text.includes('Ann Payne'))
  return [shown, tableToCsv(answered), tableToText(answered), ...lists].map((text) =>
    // Who asks for Ann by her name knows it.
    named ? text.replaceAll('Ann Payne', '') : text,
  )
}

async function linesSeen(
  { database, organization }: Pay,
  [report, parameters]: Asked,
  readableClass: number,
  rows: JsonTable['rows'],
): Promise<string[]> {
  const { explanation } = reports.find(({ name }) => name === report) ?? assert.fail()
  const lists: string[] = []
  for (const row of rows) {
    for (const figure of explanation.figures) {
      const cell = Object.fromEntries(
        explanation.coordinates.flatMap(({ name }) =>
          (row[name] ?? null) === null ? [] : [[name, String(row[name])]],
        ),
      )
      if (Object.keys(cell).length === 0) continue
      const found = await explainFigure(database, reports, organization, {
        report,
        company: 'store',
        parameters,
        today,
        readableClass,
        figure,
        cell,
        list: {},
      })
      if (found.ok) {
        lists.push(JSON.stringify(tableToJson(found.value).rows), tableToCsv(found.value))
      } else {
        // A row of the whole, such as one that says that something is left out, explains nothing.
        assert.deepEqual(
          found.problems.map(({ rule }) => rule),
          ['coordinate-missing'],
        )
      }
    }
  }
  return lists
}

const sum = ({ rows }: JsonTable, column: string): bigint =>
  rows.reduce((total, row) => total + BigInt(String(row[column] ?? '0').replace('.', '')), 0n)

for (const server of await testServers()) {
  describe(`pay on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let pay: Pay
    before(async () => {
      books = await freshBooks(server)
      pay = await payIn(books.database)
    })
    after(() => books.drop())

    test('a reader of class 2 finds nobody’s pay in any report, nor behind a figure', async () => {
      for (const question of questions) {
        for (const text of await seen(pay, question, 2)) {
          assert.doesNotMatch(text, spellings, JSON.stringify(question))
        }
      }
    })

    test('whoever may see pay finds it in nearly all of them', async () => {
      const found = new Set<string>()
      for (const question of questions) {
        const text = JSON.stringify((await asked(pay, question, 4)).rows)
        if (spellings.test(text)) found.add(question[0])
      }
      const kept = ['trial-balance', 'account-ledger', 'journal', 'balance-sheet', 'open-items']
      for (const name of [...kept, 'income-statement', 'party-statement']) {
        assert.ok(found.has(name), name)
      }
    })

    test('the trial balance sums to zero for either of them', () => trialBalances(pay))
    test('the ledger of pay is its departments’ totals, a month at a time', () => ledgers(pay))
    test('the journal has totals instead of entries of pay', () => journals(pay))
    test('leave is shown of all together, not of one', () => leaveLeft(pay))
    test('statements keep their totals, and say where something is left out', () => statements(pay))
  })
}

async function trialBalances(pay: Pay): Promise<void> {
  for (const question of questions.filter(([report]) => report === 'trial-balance')) {
    for (const readableClass of [0, 2, 6]) {
      const balances = await asked(pay, question, readableClass)
      for (const column of ['opening', 'closing', 'base_opening', 'base_closing']) {
        assert.equal(sum(balances, column), 0n, JSON.stringify(question))
      }
      assert.equal(sum(balances, 'debit'), sum(balances, 'credit'))
    }
  }
  const year = await asked(pay, ['trial-balance', { until: '2026-12-31', by: 'department' }], 2)
  assert.deepEqual(
    cells(year, 'account', 'name', 'dimension', 'closing').filter(
      (row) => !/^(re|sales|bank)/.test(row),
    ),
    [
      // The loan of one director and what another account of one has.
      'salaries  office 12500.10',
      'salaries  shop 157826.89',
      'vat output   -5.00',
      'wages  office 44.00',
      'wages owed   -170326.99',
    ],
  )
  const february = await asked(
    pay,
    ['trial-balance', { from: '2026-02-01', until: '2026-02-28' }],
    2,
  )
  // Who was paid in February was one: both accounts of pay are one row, netted.
  assert.ok(!cells(february, 'account').some((account) => /^(salaries|wages owed)$/.test(account)))
}

async function ledgers(pay: Pay): Promise<void> {
  const columns = ['posted_on', 'reason', 'text', 'debit', 'credit', 'balance']
  const year = { account: 'salaries', until: '2026-12-31' }
  const whole = await asked(pay, ['account-ledger', year], 2)
  assert.deepEqual(cells(whole, ...columns, 'entry', 'party'), [
    '2026-01-31 not shown singly office 12500.10 0.00 12500.10 - -',
    '2026-01-31 not shown singly shop 83913.52 0.00 96413.62 - -',
    '2026-02-28 not shown singly - - - 170326.99 - -',
  ])
  const pages: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page = await asked(pay, ['account-ledger', { ...year, limit: '1', after: next }], 2)
    pages.push(...cells(page, ...columns).filter((row) => !row.includes('brought forward')))
    next = page.next
  }
  assert.deepEqual(pages, cells(whole, ...columns))
  const owed = await asked(pay, ['account-ledger', { ...year, account: 'wages owed' }], 2)
  assert.deepEqual(cells(owed, 'posted_on', 'credit', 'balance'), [
    '2026-01-31 96413.62 -96413.62',
    '2026-02-28 - -170326.99',
  ])
  const loans = await asked(pay, ['account-ledger', { ...year, account: 'loans to directors' }], 2)
  assert.deepEqual(cells(loans, 'reason', 'debit', 'balance', 'base_balance'), [
    'not shown singly - - -',
  ])
}

async function journals(pay: Pay): Promise<void> {
  const span = { from: '2026-01-15', until: '2026-02-28' }
  const columns = ['posted_on', 'reason', 'account', 'text', 'debit', 'credit']
  const whole = await asked(pay, ['journal', span], 2)
  assert.deepEqual(cells(whole, ...columns).toSorted(), [
    '2026-01-20 Entry sale receivables - 50.00 0.00',
    '2026-01-20 Entry sale sales - 0.00 50.00',
    '2026-01-31 not shown singly salaries office 12500.10 0.00',
    '2026-01-31 not shown singly salaries shop 83913.52 0.00',
    '2026-01-31 not shown singly wages owed  0.00 96413.62',
    '2026-02-10 Entry rent bank - 0.00 44.00',
    '2026-02-10 Entry rent wages - 44.00 0.00',
    '2026-02-28 not shown singly salaries - - -',
    '2026-02-28 not shown singly wages owed - - -',
  ])
  const pages: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page = await asked(pay, ['journal', { ...span, limit: '1', after: next }], 2)
    pages.push(...cells(page, ...columns))
    next = page.next
  }
  assert.deepEqual(pages, cells(whole, ...columns))
}

async function leaveLeft(pay: Pay): Promise<void> {
  const units = (place: Readonly<Record<string, string>>, readableClass: number) =>
    asked(pay, ['stock-by-unit', { places: 'all', ...place }], readableClass)
  assert.deepEqual(cells(await units({}, 2), 'place', 'item', 'on_hand'), [
    'not shown singly leave day 275',
    'suppliers leave day -275',
  ])
  const hers = { place: 'leave of Ann Payne' }
  assert.deepEqual(cells(await units(hers, 2), 'place', 'on_hand'), ['not shown singly -'])
  assert.deepEqual(cells(await units(hers, 4), 'place', 'on_hand'), ['leave of Ann Payne 25'])
}

async function statements(pay: Pay): Promise<void> {
  const named = (statement: JsonTable): string[] =>
    cells(statement, 'section', 'account', 'name', 'amount')
  const low = await asked(pay, ['balance-sheet', { 'as-of': '2026-12-31' }], 2)
  const high = await asked(pay, ['balance-sheet', { 'as-of': '2026-12-31' }], 6)
  const totals = (rows: string[]): string[] => rows.filter((row) => / total|profit/.test(row))
  assert.deepEqual(totals(named(low)), totals(named(high)))
  assert.ok(named(low).includes('assets - not shown singly -'))
  assert.ok(named(low).includes('liabilities wages owed  170326.99'))
  assert.ok(named(high).includes('assets loans to directors  73913.37'))
  const february = { from: '2026-02-01', until: '2026-02-28' }
  assert.deepEqual(named(await asked(pay, ['income-statement', february], 2)), [
    'income - total income 0.00',
    'expense wages  44.00',
    'expense - not shown singly -',
    'expense - total expense 73957.37',
    'profit - profit -73957.37',
  ])
}
