/** Every report over a small year of a store whose figures were reckoned by hand. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { runReport } from '#server/reports.ts'
import { addAccounts, addCommodities, openFiscalYear } from '#server/set-up.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { ask, cells, day, post, today } from '#test/ledger/reports.ts'
import { testServers } from '#test/postgres.ts'

function entry(
  key: string,
  postedOn: string,
  lines: readonly LineProposal[],
  more: Partial<EntryProposal> = {},
): EntryProposal {
  const reason = `Entry ${key}`
  return { key, journal: 'general', postedOn: day(postedOn), reason, lines, ...more }
}

const pounds = (
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

const shelf = { place: 'shelf' }

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
const close = entry(
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

for (const server of await testServers()) {
  describe(`reports on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let organization: string
    const report = (name: string, parameters: Readonly<Record<string, string>> = {}) =>
      ask(books.database, organization, name, parameters)
    const refusal = async (name: string, parameters: Readonly<Record<string, string>>) => {
      const answer = await runReport(books.database, organization, {
        report: name,
        company: 'store',
        parameters,
        today,
      })
      assert.ok(!answer.ok)
      return answer.problems.map(({ rule, field }) => `${rule} ${field}`)
    }

    before(async () => {
      books = await freshBooks(server)
      organization = await storeIn(books.database)
      await books.database.transaction(organization, async (query) => {
        await openFiscalYear(query, organization, 'store', {
          year: 2027,
          startsOn: day('2027-01-01'),
        })
      })
      await post(books.database, organization, year)
    })
    after(() => books.drop())

    test('the trial balance of a period, of a day in it, and of a span', async () => {
      const columns = ['account', 'opening', 'debit', 'credit', 'closing']
      const march = await report('trial-balance', { period: '202603' })
      assert.deepEqual(cells(march, ...columns), [
        'bank 970.00 10.00 32.00 948.00',
        'cost of sales 12.00 0.00 0.00 12.00',
        'receivables 70.00 0.00 10.00 60.00',
        'retained earnings -1000.00 0.00 0.00 -1000.00',
        'sales -70.00 0.00 0.00 -70.00',
        'stock 18.00 0.00 0.00 18.00',
        'wages 0.00 32.00 0.00 32.00',
      ])
      const early = await report('trial-balance', { until: '2026-03-05', from: '2026-03-01' })
      const late = await report('trial-balance', { until: '2026-03-30', from: '2026-03-05' })
      for (const half of [early, late]) {
        assert.deepEqual(
          cells(half, 'account', 'opening', 'debit', 'credit', 'closing').slice(0, 3),
          [
            'bank 970.00 10.00 0.00 980.00',
            'cost of sales 12.00 0.00 0.00 12.00',
            'receivables 70.00 0.00 10.00 60.00',
          ],
        )
      }
      const rest = await report('trial-balance', { until: '2026-03-31', from: '2026-03-20' })
      assert.equal(cells(rest, ...columns)[0], 'bank 980.00 0.00 32.00 948.00')
      const whole = await report('trial-balance', { until: '2026-03-31' })
      assert.equal(cells(whole, ...columns)[0], 'bank 0.00 1010.00 62.00 948.00')
    })

    test('the trial balance in two currencies, each summed apart, and the worth of both', async () => {
      const april = await report('trial-balance', { until: '2026-04-20', from: '2026-04-01' })
      assert.deepEqual(
        cells(april, 'account', 'currency', 'debit', 'credit', 'closing', 'base_closing').filter(
          (row) => /^(bank|position)/.test(row),
        ),
        [
          'bank GBP 0.00 10.00 938.00 938.00',
          'bank USD 12.50 0.00 12.50 10.00',
          'position GBP 10.00 0.00 10.00 10.00',
          'position USD 0.00 12.50 -12.50 -10.00',
        ],
      )
      assert.deepEqual(
        april.totals.map(({ currency, debit, closing, base_closing: worth }) =>
          [currency ?? '-', debit ?? '-', closing ?? '-', worth].join(' '),
        ),
        ['GBP 10.00 0.00 0.00', 'USD 12.50 0.00 0.00', '- - - 0.00'],
      )
    })

    test('the trial balance by department', async () => {
      const parted = await report('trial-balance', { until: '2026-12-31', by: 'department' })
      assert.deepEqual(
        cells(parted, 'account', 'dimension', 'closing').filter((row) => row.startsWith('wages')),
        ['wages office 7.00', 'wages shop 25.00'],
      )
    })

    test('the ledger of an account runs from its opening balance, page by page', async () => {
      const span = { account: 'bank', from: '2026-02-01', until: '2026-06-30' }
      const columns = ['posted_on', 'reason', 'currency', 'debit', 'credit', 'balance']
      const whole = await report('account-ledger', span)
      assert.deepEqual(cells(whole, ...columns, 'base_balance'), [
        '2026-02-01 brought forward GBP - - 970.00 970.00',
        '2026-03-05 Entry ann pays half GBP 10.00 0.00 980.00 980.00',
        '2026-03-31 Entry wages GBP 0.00 32.00 948.00 948.00',
        '2026-04-15 Entry dollars USD 12.50 0.00 12.50 958.00',
        '2026-04-15 Entry dollars GBP 0.00 10.00 938.00 948.00',
        '2026-06-01 Entry ann pays the rest GBP 10.00 0.00 948.00 958.00',
      ])
      assert.equal(whole.next, null)
      const lines: string[] = []
      let next: string | null = ''
      for (let pages = 0; next !== null && pages < 5; pages += 1) {
        const page = await report('account-ledger', { ...span, limit: '2', after: next })
        const forward = cells(page, 'reason').filter((text) => text === 'brought forward')
        lines.push(...cells(page, ...columns, 'base_balance').slice(forward.length))
        next = page.next
      }
      assert.deepEqual(lines, cells(whole, ...columns, 'base_balance').slice(1))
    })

    test('the journal shows entries with all their lines, page by page', async () => {
      const span = { from: '2026-03-01', until: '2026-03-31' }
      const columns = ['posted_on', 'reason', 'line', 'account', 'debit', 'credit']
      const whole = await report('journal', span)
      assert.deepEqual(cells(whole, ...columns), [
        '2026-03-05 Entry ann pays half 1 bank 10.00 0.00',
        '2026-03-05 Entry ann pays half 2 receivables 0.00 10.00',
        '2026-03-31 Entry wages 1 wages 25.00 0.00',
        '2026-03-31 Entry wages 2 wages 7.00 0.00',
        '2026-03-31 Entry wages 3 bank 0.00 32.00',
      ])
      const first = await report('journal', { ...span, limit: '1' })
      assert.equal(first.rows.length, 2)
      const second = await report('journal', { ...span, limit: '1', after: first.next ?? '' })
      assert.deepEqual([...first.rows, ...second.rows], whole.rows)
      assert.equal(second.next, null)
      assert.deepEqual((await report('journal', { ...span, journal: 'bank' })).rows, [])
    })

    test('open items by age: half a debt is open in May, and whole again in February', async () => {
      const columns = ['party', 'not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'days_over_90']
      const aged = async (asOf: string): Promise<string[]> =>
        cells(await report('open-items', { 'as-of': asOf }), ...columns, 'outstanding')
      assert.deepEqual(await aged('2026-01-19'), [])
      // Ann's invoice falls due on 19 February, Bob's on 12 March.
      assert.deepEqual(await aged('2026-02-19'), [
        'Ann 20.00 0.00 0.00 0.00 0.00 20.00',
        'Bob 50.00 0.00 0.00 0.00 0.00 50.00',
      ])
      assert.deepEqual(await aged('2026-02-20'), [
        'Ann 0.00 20.00 0.00 0.00 0.00 20.00',
        'Bob 50.00 0.00 0.00 0.00 0.00 50.00',
      ])
      // 30, 31, 60, 61, 90 and 91 days after 19 February.
      assert.equal((await aged('2026-03-21'))[0], 'Ann 0.00 10.00 0.00 0.00 0.00 10.00')
      assert.equal((await aged('2026-03-22'))[0], 'Ann 0.00 0.00 10.00 0.00 0.00 10.00')
      assert.equal((await aged('2026-04-20'))[0], 'Ann 0.00 0.00 10.00 0.00 0.00 10.00')
      assert.equal((await aged('2026-04-21'))[0], 'Ann 0.00 0.00 0.00 10.00 0.00 10.00')
      assert.equal((await aged('2026-05-20'))[0], 'Ann 0.00 0.00 0.00 10.00 0.00 10.00')
      assert.equal((await aged('2026-05-21'))[0], 'Ann 0.00 0.00 0.00 0.00 10.00 10.00')
      assert.deepEqual(await aged('2026-06-30'), ['Bob 0.00 0.00 0.00 0.00 50.00 50.00'])
      const items = await report('open-items', { 'as-of': '2026-03-05', by: 'item' })
      assert.deepEqual(cells(items, 'account', 'kind', 'subject', 'due_on', 'outstanding'), [
        'receivables open item 1 2026-02-19 10.00',
        'receivables open item 2 2026-03-12 50.00',
      ])
    })

    test('stock by unit and its value, on a past day and now', async () => {
      const columns = ['place', 'item', 'on_hand', 'reserved', 'free']
      assert.deepEqual(cells(await report('stock-by-unit'), ...columns), ['shelf mug 6 0 6'])
      const past = await report('stock-by-unit', { 'as-of': '2026-01-15' })
      assert.deepEqual(cells(past, ...columns), ['shelf mug 10 0 10'])
      const all = await report('stock-by-unit', { places: 'all' })
      assert.deepEqual(cells(all, 'place', 'on_hand'), ['customers 4', 'shelf 6', 'suppliers -10'])
      const worth = async (asOf: string): Promise<string[]> =>
        cells(
          await report('stock-value', { 'as-of': asOf }),
          'account',
          'item',
          'quantity',
          'value',
        )
      assert.deepEqual(await worth('2026-01-09'), [])
      assert.deepEqual(await worth('2026-01-10'), ['stock mug 10 30.00'])
      assert.deepEqual(await worth('2026-12-31'), ['stock mug 6 18.00'])
    })

    test('the statements before the close, with the profit as a line of its own', async () => {
      const income = await report('income-statement')
      assert.deepEqual(cells(income, 'name', 'account', 'amount'), [
        ' sales 70.00',
        'total income - 70.00',
        ' cost of sales 12.00',
        ' wages 32.00',
        'total expense - 44.00',
        'profit - 26.00',
      ])
      assert.deepEqual(cells(await report('balance-sheet'), 'account', 'name', 'amount'), [
        'bank  958.00',
        'receivables  50.00',
        'stock  18.00',
        '- total assets 1026.00',
        '- total liabilities 0.00',
        'retained earnings  1000.00',
        '- profit of the year, not closed 26.00',
        '- total equity 1026.00',
        '- total liabilities and equity 1026.00',
      ])
      // A year later, still not closed, it is the profit of an earlier year.
      const later = await report('balance-sheet', { 'as-of': '2027-05-31' })
      assert.deepEqual(
        cells(later, 'name', 'amount').filter((row) => row.startsWith('profit')),
        ['profit of earlier years, not closed 26.00', 'profit of the year, not closed 0.00'],
      )
    })

    test('a tree of accounts has the totals of its branches', async () => {
      await books.database.transaction(organization, async (query) => {
        await addAccounts(query, organization, 'store', [
          { code: 'premises', type: 'expense', postable: false },
        ])
        await addAccounts(query, organization, 'store', [
          { code: 'energy', type: 'expense', postable: false, parent: 'premises' },
          { code: 'rent', type: 'expense', parent: 'premises' },
        ])
        await addAccounts(query, organization, 'store', [
          { code: 'gas', type: 'expense', parent: 'energy' },
          { code: 'power', type: 'expense', parent: 'energy' },
        ])
      })
      await post(books.database, organization, [
        entry('premises', '2027-01-15', [
          pounds('rent', 900n),
          pounds('gas', 300n),
          pounds('power', 200n),
          pounds('bank', -1_400n),
        ]),
      ])
      const income = await report('income-statement', { until: '2027-01-31' })
      assert.deepEqual(cells(income, 'level', 'account', 'amount'), [
        '0 - 0.00',
        '0 premises 14.00',
        '1 energy 5.00',
        '2 gas 3.00',
        '2 power 2.00',
        '1 rent 9.00',
        '0 - 14.00',
        '0 - -14.00',
      ])
    })

    test('after the close the profit of the year is still there, and equity has it', async () => {
      await post(books.database, organization, [close])
      const income = await report('income-statement', { until: '2026-12-31' })
      assert.equal(cells(income, 'name', 'amount').at(-1), 'profit 26.00')
      const sheet = cells(await report('balance-sheet'), 'account', 'name', 'amount')
      assert.ok(sheet.includes('retained earnings  1026.00'))
      assert.ok(sheet.includes('- profit of the year, not closed 0.00'))
      const closing = async (how: string): Promise<string[]> =>
        cells(await report('trial-balance', { closing: how }), 'account', 'closing').filter((row) =>
          /^(sales|wages|retained)/.test(row),
        )
      assert.deepEqual(await closing('exclude'), [
        'retained earnings -1000.00',
        'sales -70.00',
        'wages 32.00',
      ])
      assert.deepEqual(await closing('include'), [
        'retained earnings -1026.00',
        'sales 0.00',
        'wages 0.00',
      ])
      // What was closed is not carried into the year after, whichever way it is asked.
      const next = await report('trial-balance', { until: '2027-01-31', closing: 'exclude' })
      assert.ok(!cells(next, 'account').includes('sales'))
    })

    test('a quantity is written by the scale of its item', async () => {
      await books.database.transaction(organization, (query) =>
        addCommodities(query, organization, [{ code: 'flour', kind: 'item', scale: 3 }]),
      )
      await post(books.database, organization, [
        entry('flour', '2027-02-01', [
          pounds('stock', 210n, { item: 'flour', quantity: 1_500n, unit: shelf }),
          pounds('suppliers', 0n, {
            item: 'flour',
            quantity: -1_500n,
            unit: { place: 'suppliers' },
          }),
          pounds('bank', -210n),
        ]),
      ])
      const stock = await report('stock-by-unit', { item: 'flour' })
      assert.deepEqual(cells(stock, 'on_hand'), ['1.500'])
    })

    test('a wrong parameter is named, with what to do', async () => {
      assert.deepEqual(await refusal('profit', {}), ['report-unknown report'])
      assert.deepEqual(
        await refusal('trial-balance', { until: '2026-02-30', layer: 'x', z: '1' }),
        ['parameter-unknown z', 'parameter-malformed until', 'parameter-malformed layer'],
      )
      assert.deepEqual(
        await refusal('trial-balance', { from: '2026-03-02', until: '2026-03-01' }),
        ['span-backwards from'],
      )
      assert.deepEqual(await refusal('trial-balance', { period: '202699' }), [
        'parameter-not-found period',
      ])
      assert.deepEqual(await refusal('trial-balance', { period: '202601', from: '2026-01-01' }), [
        'days-and-period period',
      ])
      assert.deepEqual(await refusal('trial-balance', { by: 'colour' }), ['parameter-not-found by'])
      assert.deepEqual(await refusal('account-ledger', {}), ['parameter-missing account'])
      assert.deepEqual(await refusal('account-ledger', { account: 'safe', limit: '9' }), [
        'parameter-not-found account',
      ])
      assert.deepEqual(await refusal('journal', { from: '2026-01-01', after: '1', limit: '0' }), [
        'parameter-malformed limit',
        'parameter-malformed after',
      ])
    })

    test('another organization sees none of it', async () => {
      const other = await storeIn(books.database)
      for (const name of ['trial-balance', 'open-items', 'stock-by-unit', 'sales']) {
        assert.deepEqual((await ask(books.database, other, name)).rows, [], name)
      }
    })
  })
}
