/** A year's end: the result goes to retained earnings, and can be asked for still. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Outcome } from '#base/problem.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { closeYear, openYear, periods, setPeriodState } from '#server/periods.ts'
import { addAccounts } from '#server/set-up.ts'
import { storeIn } from '#test/books.ts'
import { entry, idOf, journalOf, line, openItem, openStores, outcomes } from '#test/ledger/store.ts'
import { sale, storeOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

const now = Temporal.Instant.from('2027-01-31T12:00:00Z')
const date = (text: string) => Temporal.PlainDate.from(text)

const wages = (key: string, pence: bigint, department: string): EntryProposal =>
  entry(key, [line('wages', pence, { dimensions: { department } }), line('bank', -pence)])

const dollars = entry('dollars', [
  { account: 'receivables', currency: 'USD', amount: 100n, base: 80n, ...openItem('usd') },
  { account: 'sales', currency: 'USD', amount: -100n, base: -80n },
])

const paid = entry('paid', [
  line('bank', 77n),
  line('position', -77n),
  { account: 'position', currency: 'USD', amount: 100n, base: 77n },
  { account: 'receivables', currency: 'USD', amount: -100n, base: -80n, ...openItem('usd') },
  { account: 'exchange loss', currency: 'USD', amount: 0n, base: 3n },
])

const project = entry('project', [
  line('cost of projects', 40n, { subject: { kind: 'project', paper: 'P-1' }, party: 'Ann' }),
  line('bank', -40n),
])

/** Worth by account over the periods of these kinds and years up to one. */
async function worth(store: Store, where: string): Promise<Record<string, bigint>> {
  const rows = await store.ask<{ code: string; base: bigint }>(
    `select a.code, sum(b.base_debit - b.base_credit)::bigint as base
    from ledger.balance b
    join ledger.account a on a.organization = b.organization and a.id = b.account
    join ledger.period p on p.organization = b.organization and p.company = b.company
      and p.period = b.period
    where b.layer = 'actual' and ${where}
    group by a.code having sum(b.base_debit - b.base_credit) <> 0 order by a.code`,
  )
  return Object.fromEntries(rows.map(({ code, base }) => [code, base]))
}

const result = `a.type in ('income', 'expense')`
const statement = `a.type not in ('income', 'expense')`

/** Lays the ground of the stories. */
async function lay(store: Store) {
  await store.within((query) =>
    addAccounts(query, store.organization, 'store', [
      {
        code: 'cost of projects',
        type: 'expense',
        subjectRule: 'required',
        partyRule: 'required',
      },
    ]),
  )
  await openYear(store.books.database, store.organization, 'store', {
    year: 2027,
    startsOn: date('2027-01-01'),
  })
  const answers = await store.post(
    sale('a', 1000n),
    wages('b', 300n, 'shop'),
    wages('c', 200n, 'office'),
    dollars,
    paid,
    project,
  )
  assert.deepEqual(new Set(outcomes(answers)), new Set(['recorded']))
  await store.post({ ...sale('next', 50n), postedOn: date('2027-01-10') })
}

for (const { store, here } of await openStores(lay)) {
  after(() => store.books.drop())

  const close = (year: number, of = store) =>
    closeYear(of.books.database, of.organization, 'store', year, 'Ann', now)

  test(here('the result goes to retained earnings by currency and analysis'), async () => {
    const earned = await worth(store, result + ' and p.year = 2026')
    const standing = await worth(store, statement + ' and p.year = 2026')
    assert.deepEqual(earned, {
      'cost of projects': 40n,
      'exchange loss': 3n,
      sales: -1080n,
      wages: 500n,
    })
    const closed = await close(2026)
    assert.ok(closed.ok)
    assert.equal(closed.value.profit, 537n)
    assert.equal(closed.value.number, 1)
    assert.deepEqual((await journalOf(store, closed.value.entry ?? '')).toSorted(), [
      'cost of projects -40 GBP',
      'exchange loss 0 USD =-3',
      'retained earnings -100 USD =-77',
      'retained earnings -960 GBP',
      'retained earnings 200 GBP',
      'retained earnings 300 GBP',
      'sales 100 USD =80',
      'sales 1000 GBP',
      'wages -200 GBP',
      'wages -300 GBP',
    ])
    const months = `${result} and p.year = 2026 and p.kind <> 'closing'`
    assert.deepEqual(await worth(store, months), earned)
    assert.deepEqual(await worth(store, result + ' and p.year = 2026'), {})
    assert.deepEqual(await worth(store, statement + ' and p.year = 2026'), {
      ...standing,
      'retained earnings': -537n,
    })
    const opening = await worth(store, 'p.year <= 2026')
    assert.deepEqual(opening, await worth(store, `${statement} and p.year <= 2026`))
    assert.equal(
      Object.values(opening).reduce((sum, base) => sum + base, 0n),
      0n,
    )
    assert.deepEqual(await worth(store, `${result} and p.year = 2027`), { sales: -50n })
  })

  test(here('run again it closes nothing, and after a late entry only that one'), async () => {
    const nothing = await close(2026)
    assert.deepEqual(nothing, {
      ok: true,
      value: { year: 2026, entry: null, number: 1, profit: 0n },
    })
    const [late] = await store.post(wages('late', 37n, 'shop'))
    const [marked] = await store.ask<{ late: boolean }>(
      'select late from ledger.entry where id = $1',
      idOf(late),
    )
    assert.equal(marked?.late, true)
    const again = await close(2026)
    assert.ok(again.ok)
    assert.equal(again.value.number, 2)
    assert.equal(again.value.profit, -37n)
    assert.deepEqual(await journalOf(store, again.value.entry ?? ''), [
      'wages -37 GBP',
      'retained earnings 37 GBP',
    ])
    assert.deepEqual(await worth(store, result + ' and p.year = 2026'), {})
    const keys = await store.ask<{ key: string }>(
      `select key from ledger.entry where kind = 'closing' order by key`,
    )
    assert.deepEqual(
      keys.map(({ key }) => key),
      ['closing:store:2026:1', 'closing:store:2026:2'],
    )
    assert.equal((await worth(store, `p.year <= 2026`))['retained earnings'], -500n)
  })

  test(here('two closings at once close it once'), async () => {
    const other = storeOf(store.books, await storeIn(store.books.database))
    await other.post(sale('a', 100n))
    const both = await Promise.all([close(2026, other), close(2026, other)])
    const profits = both.map((found) => (found.ok ? found.value.profit : -1n))
    assert.deepEqual(new Set(profits), new Set([0n, 100n]))
    assert.deepEqual(await worth(other, result), {})
  })

  test(here('what stands in the way is a problem with rule and remedy'), async () => {
    const { database } = store.books
    const { organization } = store
    const change = (period: number, state: 'open' | 'locked' | 'closed', reason = 'year end') =>
      setPeriodState(database, organization, 'store', { period, state, reason }, 'Ann')
    const problems = async (outcome: Promise<Outcome<unknown>>) => {
      const found = await outcome
      return (found.ok ? [] : found.problems).map(({ rule, field, message }) => {
        assert.match(message, /^[A-Z].*\. [A-Z].*\.$/)
        return `${field}: ${rule}`
      })
    }
    assert.deepEqual(await problems(close(2031)), ['year: year-unknown'])
    assert.deepEqual(
      await problems(closeYear(database, organization, 'nowhere', 2026, 'Ann', now)),
      ['company: company-unknown'],
    )
    assert.deepEqual(await problems(change(202602, 'closed')), ['period: period-close-in-order'])
    assert.deepEqual(await problems(change(202601, 'open')), ['period: period-state-already'])
    assert.deepEqual(await problems(change(203101, 'open')), ['period: period-unknown'])
    assert.deepEqual(await problems(change(202601, 'closed', ' ')), ['reason: reason-missing'])
    assert.deepEqual(await problems(change(202601, 'ajar' as 'open')), [
      'state: period-state-unknown',
    ])
    const open = (year: number, startsOn: string, months = 12, company = 'store') =>
      openYear(database, organization, company, { year, startsOn: date(startsOn), months })
    assert.deepEqual(await problems(open(2028, '2027-12-01')), ['year: year-overlaps'])
    assert.deepEqual(await problems(open(2026, '2026-01-01')), ['year: year-exists'])
    assert.deepEqual(await problems(open(2026, '2027-01-01')), ['year: year-exists'])
    assert.deepEqual(await problems(open(2026, '2031-01-01')), ['year: year-exists'])
    assert.deepEqual(await problems(open(2040, '2040-01-01', 98)), ['months: year-length'])
    assert.deepEqual(await problems(open(2026, '2026-01-01', 12, 'nowhere')), [
      'company: company-unknown',
    ])
  })

  test(here('with its closing period closed a year takes no more'), async () => {
    const { database } = store.books
    const { organization } = store
    const all = await periods(database, organization, 'store')
    assert.equal(all.filter(({ year }) => year === 2026).length, 14)
    for (const { period } of all.filter(({ year }) => year === 2026)) {
      const change = { period, state: 'closed' as const, reason: 'year end' }
      const closed = await setPeriodState(database, organization, 'store', change, 'Ann')
      assert.ok(closed.ok && closed.value.state === 'closed')
    }
    const refused = await close(2026)
    assert.equal(refused.ok ? '' : refused.problems[0]?.rule, 'period-closed')
    await store.ask(`update ledger.company set retained_earnings = null`)
    const missing = await close(2027)
    assert.equal(missing.ok ? '' : missing.problems[0]?.rule, 'retained-earnings-missing')
    await store.ask(`update ledger.company set retained_earnings = 'receivables'`)
    const wrong = await close(2027)
    assert.match(
      wrong.ok ? '' : (wrong.problems[0]?.message ?? ''),
      /the account “receivables” wants a subject/,
    )
  })
}
