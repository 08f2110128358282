/** Statements, open items and stock over a small year that was reckoned by hand. */
import assert from 'node:assert/strict'
import { addAccounts, addCommodities } from '#server/set-up.ts'
import { cells, post } from '#test/ledger/reports.ts'
import { close, entry, onSmallYear, pounds, shelf, story } from '#test/ledger/small-year.ts'

onSmallYear([
  story(
    'open items by age: half a debt is open in May, and whole again in February',
    async ({ report }) => {
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
    },
  ),
  story('stock by unit and its value, on a past day and now', async ({ report }) => {
    const columns = ['place', 'item', 'on_hand', 'reserved', 'free']
    assert.deepEqual(cells(await report('stock-by-unit'), ...columns), ['shelf mug 6 0 6'])
    const past = await report('stock-by-unit', { 'as-of': '2026-01-15' })
    assert.deepEqual(cells(past, ...columns), ['shelf mug 10 0 10'])
    const all = await report('stock-by-unit', { places: 'all' })
    assert.deepEqual(cells(all, 'place', 'on_hand'), ['customers 4', 'shelf 6', 'suppliers -10'])
    const worth = async (asOf: string): Promise<string[]> =>
      cells(await report('stock-value', { 'as-of': asOf }), 'account', 'item', 'quantity', 'value')
    assert.deepEqual(await worth('2026-01-09'), [])
    assert.deepEqual(await worth('2026-01-10'), ['stock mug 10 30.00'])
    assert.deepEqual(await worth('2026-12-31'), ['stock mug 6 18.00'])
  }),
  story(
    'the statements before the close, with the profit as a line of its own',
    async ({ report }) => {
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
    },
  ),
  story('statements and balances beside an earlier time', async ({ report }) => {
    const beside = (name: string) => [name, `${name}_before`, `${name}_change`]
    const sheet = await report('balance-sheet', { 'as-of': '2026-03-31', compare: 'period-before' })
    assert.deepEqual(cells(sheet, 'account', 'name', ...beside('amount')).slice(0, 4), [
      'bank  948.00 970.00 -22.00',
      'receivables  60.00 70.00 -10.00',
      'stock  18.00 18.00 0.00',
      '- total assets 1026.00 1058.00 -32.00',
    ])
    const quarter = { from: '2026-04-01', until: '2026-06-30', compare: 'period-before' }
    const income = await report('income-statement', quarter)
    // What only the quarter before has stands where it would stand in it.
    assert.deepEqual(cells(income, 'account', 'name', ...beside('amount')), [
      'sales  0.00 70.00 -70.00',
      '- total income 0.00 70.00 -70.00',
      'cost of sales  0.00 12.00 -12.00',
      'wages  0.00 32.00 -32.00',
      '- total expense 0.00 44.00 -44.00',
      '- profit 0.00 26.00 -26.00',
    ])
    const april = { from: '2026-04-01', until: '2026-04-30', compare: 'period-before' }
    const balances = await report('trial-balance', april)
    assert.deepEqual(
      cells(balances, 'account', 'currency', ...beside('closing')).filter((row) =>
        /^(bank|position)/.test(row),
      ),
      [
        'bank GBP 938.00 948.00 -10.00',
        'bank USD 12.50 0.00 12.50',
        'position GBP 10.00 0.00 10.00',
        'position USD -12.50 0.00 -12.50',
      ],
    )
    assert.equal(balances.totals.at(-1)?.['base_closing_change'], '0.00')
  }),
  story(
    'a tree of accounts has the totals of its branches',
    async ({ report, database, organization }) => {
      await database.transaction(organization, async (query) => {
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
      await post(database, organization, [
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
    },
  ),
  story(
    'after the close the profit of the year is still there, and equity has it',
    async ({ report, database, organization }) => {
      await post(database, organization, [close])
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
    },
  ),
  story(
    'a quantity is written by the scale of its item',
    async ({ report, database, organization }) => {
      await database.transaction(organization, (query) =>
        addCommodities(query, organization, [{ code: 'flour', kind: 'item', scale: 3 }]),
      )
      await post(database, organization, [
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
    },
  ),
  story('what is promised is reserved from the day of the promise on', async (store) => {
    const { report, database, organization } = store
    const promised = { item: 'mug', layer: 'pending' } as const
    await post(database, organization, [
      entry(
        'promise',
        '2027-03-01',
        [
          pounds('stock', 0n, { ...promised, quantity: -2n, unit: shelf }),
          pounds('customers', 0n, { ...promised, quantity: 2n, unit: { place: 'customers' } }),
        ],
        { kind: 'pending' },
      ),
    ])
    const mugs = async (asOf: Readonly<Record<string, string>>): Promise<string[]> =>
      cells(await report('stock-by-unit', { item: 'mug', ...asOf }), 'on_hand', 'reserved', 'free')
    assert.deepEqual(await mugs({}), ['6 2 4'])
    assert.deepEqual(await mugs({ 'as-of': '2027-03-01' }), ['6 2 4'])
    assert.deepEqual(await mugs({ 'as-of': '2027-02-28' }), ['6 0 6'])
  }),
])
