/** A party's statement over a small year: opening, each line with its balance, closing. */
import assert from 'node:assert/strict'
import { cells, post } from '#test/ledger/reports.ts'
import { entry, onSmallYear, pounds, story } from '#test/ledger/small-year.ts'

const columns = ['posted_on', 'reason', 'subject', 'debit', 'credit', 'balance']

onSmallYear([
  story('from what was owed, through papers and payments, to what is owed', async ({ report }) => {
    const whole = await report('party-statement', { party: 'Ann' })
    assert.deepEqual(cells(whole, ...columns, 'due_on'), [
      '2026-01-01 opening balance - - - 0.00 -',
      '2026-01-20 Entry ann 1 20.00 0.00 20.00 2026-02-19',
      '2026-03-05 Entry ann pays half 1 0.00 10.00 10.00 2026-02-19',
      '2026-06-01 Entry ann pays the rest 1 0.00 10.00 0.00 2026-02-19',
      '2026-12-31 closing balance - 20.00 20.00 0.00 -',
    ])
    const span = { party: 'Ann', from: '2026-03-01', until: '2026-05-31' }
    assert.deepEqual(cells(await report('party-statement', span), ...columns), [
      '2026-03-01 opening balance - - - 20.00',
      '2026-03-05 Entry ann pays half 1 0.00 10.00 10.00',
      '2026-05-31 closing balance - 0.00 10.00 10.00',
    ])
  }),
  story('page by page it is the same, with the balance brought forward', async ({ report }) => {
    const whole = await report('party-statement', { party: 'Ann' })
    const lines: string[] = []
    const brought: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = await report('party-statement', { party: 'Ann', limit: '1', after: next })
      const rows = cells(page, ...columns)
      brought.push(...rows.filter((row) => row.includes('brought forward')))
      lines.push(...rows.filter((row) => !row.includes('brought forward')))
      next = page.next
    }
    assert.deepEqual(lines, cells(whole, ...columns))
    assert.deepEqual(brought, [
      '2026-01-20 brought forward - - - 20.00',
      '2026-03-05 brought forward - - - 10.00',
    ])
  }),
  story('an allocation takes from one item what it gives to another', async (store) => {
    const { report, database, organization } = store
    const item = (paper: string) => ({ subject: { kind: 'open item', paper, party: 'Bob' } })
    const credit = { subject: { kind: 'deposit', paper: 'D1', party: 'Bob' } }
    await post(database, organization, [
      entry('deposit', '2026-02-20', [
        pounds('bank', 3_000n),
        pounds('customer credit', -3_000n, credit),
      ]),
      entry(
        'allocate',
        '2026-02-25',
        [pounds('customer credit', 3_000n, credit), pounds('receivables', -3_000n, item('2'))],
        { kind: 'allocation' },
      ),
    ])
    const statement = await report('party-statement', { party: 'Bob', until: '2026-02-28' })
    assert.deepEqual(cells(statement, ...columns), [
      '2026-01-01 opening balance - - - 0.00',
      '2026-02-10 Entry bob 2 50.00 0.00 50.00',
      '2026-02-20 Entry deposit D1 0.00 30.00 20.00',
      '2026-02-25 Entry allocate D1 30.00 0.00 50.00',
      '2026-02-25 Entry allocate 2 0.00 30.00 20.00',
      '2026-02-28 closing balance - 80.00 60.00 20.00',
    ])
    const receivables = await report('party-statement', {
      party: 'Bob',
      until: '2026-02-28',
      account: 'receivables',
    })
    assert.deepEqual(cells(receivables, 'balance').at(-1), '20.00')
    assert.deepEqual((await report('party-statement', { party: 'Nobody' })).rows, [])
  }),
])
