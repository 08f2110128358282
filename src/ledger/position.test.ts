/** Entries in two currencies get the lines in which the currencies meet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { throughPosition } from '#ledger/position.ts'

function entry(...lines: LineProposal[]): EntryProposal {
  const postedOn = Temporal.PlainDate.from('2026-11-22')
  return { key: '1', journal: 'bank', postedOn, reason: 'Paid', lines }
}

const paid = [
  { account: 'bank', currency: 'EUR', amount: 1_120_00n },
  { account: 'receivables', currency: 'USD', amount: -1_000_00n, base: -1_123_00n },
  { account: 'exchange loss', currency: 'USD', amount: 0n, base: 3_00n },
]

test('an invoice of 1,000 USD that stood at 1,123 EUR is paid with 1,120 EUR', () => {
  const { lines } = throughPosition(entry(...paid), 'EUR', 'position')
  const at = { account: 'position', layer: 'actual' as const }
  assert.deepEqual(lines, [
    ...paid,
    { ...at, currency: 'EUR', amount: -1_120_00n, base: -1_120_00n },
    { ...at, currency: 'USD', amount: 1_000_00n, base: 1_120_00n },
  ])
})

test('what meets already, or cannot meet, is left as it is', () => {
  const own = entry(
    { account: 'bank', currency: 'EUR', amount: 5n },
    { account: 'sales', currency: 'EUR', amount: -4n },
  )
  const foreign = entry(
    { account: 'bank', currency: 'USD', amount: 5n, base: 6n },
    { account: 'sales', currency: 'USD', amount: -5n, base: -5n },
  )
  const worthOff = entry({ account: 'bank', currency: 'EUR', amount: 7n }, ...paid)
  const met = throughPosition(entry(...paid), 'EUR', 'position')
  for (const same of [own, foreign, worthOff, met]) {
    assert.equal(throughPosition(same, 'EUR', 'position'), same)
  }
  const unnamed = entry(...paid)
  assert.equal(throughPosition(unnamed, 'EUR', null), unnamed)
})

test('each layer meets by itself', () => {
  const pending = paid.map((line) => ({ ...line, layer: 'pending' as const }))
  const { lines } = throughPosition(entry(...paid, ...pending), 'EUR', 'position')
  assert.deepEqual(
    lines.slice(6).map(({ layer }) => layer),
    ['actual', 'actual', 'pending', 'pending'],
  )
})
