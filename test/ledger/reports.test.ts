/** Trial balance, account ledger and journal over a small year that was reckoned by hand. */
import assert from 'node:assert/strict'
import { storeIn } from '#test/books.ts'
import { ask, cells } from '#test/ledger/reports.ts'
import { onSmallYear, story } from '#test/ledger/small-year.ts'

onSmallYear([
  story('the trial balance of a period, of a day in it, and of a span', async ({ report }) => {
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
  }),
  story(
    'the trial balance in two currencies, each summed apart, and the worth of both',
    async ({ report }) => {
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
    },
  ),
  story('the trial balance by department', async ({ report }) => {
    const parted = await report('trial-balance', { until: '2026-12-31', by: 'department' })
    assert.deepEqual(
      cells(parted, 'account', 'dimension', 'closing').filter((row) => row.startsWith('wages')),
      ['wages office 7.00', 'wages shop 25.00'],
    )
  }),
  story(
    'the ledger of an account runs from its opening balance, page by page',
    async ({ report }) => {
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
    },
  ),
  story('the journal shows entries with all their lines, page by page', async ({ report }) => {
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
  }),
  story('a wrong parameter is named, with what to do', async ({ refusal }) => {
    assert.deepEqual(await refusal('profit', {}), ['report-unknown report'])
    assert.deepEqual(await refusal('trial-balance', { until: '2026-02-30', layer: 'x', z: '1' }), [
      'parameter-unknown z',
      'parameter-malformed until',
      'parameter-malformed layer',
    ])
    assert.deepEqual(await refusal('trial-balance', { from: '2026-03-02', until: '2026-03-01' }), [
      'span-backwards from',
    ])
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
  }),
  story('another organization sees none of it', async ({ database }) => {
    const other = await storeIn(database)
    for (const name of ['trial-balance', 'open-items', 'stock-by-unit', 'sales']) {
      assert.deepEqual((await ask(database, other, name)).rows, [], name)
    }
  }),
])
