/** The closing entry: a year's result to retained earnings, balanced in every currency. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closingEntry } from '#ledger/close.ts'
import type { YearBalance } from '#ledger/close.ts'
import type { EntryProposal } from '#ledger/entry.ts'

const year = {
  company: 'store',
  year: 2026,
  endsOn: Temporal.PlainDate.from('2026-12-31'),
  number: 1,
  journal: 'general',
  retainedEarnings: 'retained earnings',
}

const pounds = (account: string, amount: bigint, rest: Partial<YearBalance> = {}): YearBalance => ({
  account,
  currency: 'GBP',
  amount,
  base: amount,
  ...rest,
})

function page(entry: EntryProposal | null): string[] {
  return (entry?.lines ?? []).map(({ account, amount, currency, base, dimensions }) =>
    [account, amount, currency, base === amount ? [] : `=${base}`, dimensions?.department ?? []]
      .flat()
      .join(' '),
  )
}

test('income and expense go to zero, the result to retained earnings', () => {
  const entry = closingEntry(year, [pounds('sales', -1000n), pounds('wages', 700n)])
  assert.deepEqual(page(entry), ['sales 1000 GBP', 'wages -700 GBP', 'retained earnings -300 GBP'])
  assert.equal(entry?.key, 'closing:store:2026:1')
  assert.equal(entry?.kind, 'closing')
  assert.equal(entry?.periodKind, 'closing')
  assert.equal(entry?.postedOn.toString(), '2026-12-31')
})

test('each currency and each analysis keeps its own result, worth included', () => {
  const entry = closingEntry(year, [
    pounds('sales', -1000n, { dimensions: { department: 'shop' } }),
    pounds('wages', 300n, { dimensions: { department: 'shop' } }),
    pounds('wages', 200n, { dimensions: { department: 'office' } }),
    { account: 'sales', currency: 'USD', amount: -100n, base: -80n },
    { account: 'exchange loss', currency: 'USD', amount: 0n, base: 3n },
  ])
  assert.deepEqual(page(entry), [
    'sales 1000 GBP shop',
    'wages -300 GBP shop',
    'wages -200 GBP office',
    'sales 100 USD =80',
    'exchange loss 0 USD =-3',
    'retained earnings -700 GBP shop',
    'retained earnings 200 GBP office',
    'retained earnings -100 USD =-77',
  ])
  const sums = new Map<string, bigint>()
  for (const { currency, amount, base } of entry?.lines ?? []) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amount)
    sums.set('worth', (sums.get('worth') ?? 0n) + (base ?? 0n))
  }
  assert.deepEqual([...sums.values()], [0n, 0n, 0n])
})

test('the order in which dimensions are named does not matter', () => {
  const entry = closingEntry(year, [
    pounds('sales', -5n, { dimensions: { department: 'shop', project: 'P' } }),
    pounds('wages', 4n, { dimensions: { project: 'P', department: 'shop' } }),
  ])
  assert.equal(entry?.lines.length, 3)
  assert.equal(entry?.lines[2]?.amount, -1n)
})

test('a year without a result leaves no line, one without anything no entry', () => {
  const even = closingEntry(year, [pounds('sales', -9n), pounds('wages', 9n)])
  assert.deepEqual(page(even), ['sales 9 GBP', 'wages -9 GBP'])
  assert.equal(closingEntry(year, [pounds('sales', 0n)]), null)
  assert.equal(closingEntry(year, []), null)
})

test('subjects and parties are closed on their own', () => {
  const subject = { kind: 'project', paper: 'P-1' }
  const entry = closingEntry(year, [pounds('cost of projects', 7n, { subject, party: 'Ann' })])
  assert.deepEqual(entry?.lines[0], {
    account: 'cost of projects',
    currency: 'GBP',
    amount: -7n,
    base: -7n,
    subject,
    party: 'Ann',
  })
  assert.equal(entry?.lines[1]?.subject, undefined)
})
