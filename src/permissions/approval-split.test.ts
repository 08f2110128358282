/** Tests that parts of one matter are seen where each is small and all together are not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitWarning } from '#permissions/approval-split.ts'
import type { DatedMatter } from '#permissions/approval-split.ts'

const bands = [
  { from: 1_000_000n, below: null, roles: ['lead'] },
  { from: 0n, below: null, roles: ['clerk'] },
].map((band, at) => ({
  id: String(at),
  company: null,
  kind: 'purchase order',
  verb: 'send',
  persons: 1,
  ...band,
}))

const order = (paper: string, amount: bigint, rest: Partial<DatedMatter> = {}): DatedMatter => ({
  paper,
  company: 'store',
  kind: 'purchase order',
  verb: 'send',
  amount,
  party: 'ACME',
  on: Temporal.PlainDate.from('2026-11-22'),
  ...rest,
})
const warns = (...others: DatedMatter[]): boolean =>
  splitWarning(bands, order('1', 600_000n), others) !== null
const on = (text: string) => ({ on: Temporal.PlainDate.from(text) })

test('two orders that together reach a band are told', () => {
  assert.equal(warns(order('2', 400_000n)), true)
  assert.equal(warns(order('2', 399_999n)), false)
  assert.equal(warns(order('2', 200_000n), order('3', 200_000n)), true)
  const told = splitWarning(bands, order('1', 600_000n), [order('2', 400_000n)])
  assert.match(told?.message ?? '', /^Together with another one for ACME within 7 days it would/)
})

test('seven days apart is near, eight is not, before and after', () => {
  assert.equal(warns(order('2', 600_000n, on('2026-11-15'))), true)
  assert.equal(warns(order('2', 600_000n, on('2026-11-14'))), false)
  assert.equal(warns(order('2', 600_000n, on('2026-11-29'))), true)
  assert.equal(warns(order('2', 600_000n, on('2026-11-30'))), false)
})

test('only the same party, verb, kind and company counts, and no paper with itself', () => {
  for (const rest of [
    { party: 'Other' },
    { party: null },
    { verb: 'cancel' },
    { kind: 'sales order' },
    { company: 'shop' },
    { amount: null },
  ]) {
    assert.equal(warns(order('2', 600_000n, rest)), false, JSON.stringify(Object.keys(rest)))
  }
  assert.equal(warns(order('1', 600_000n)), false)
})

test('what is in the band by itself needs no warning', () => {
  assert.equal(splitWarning(bands, order('1', 1_000_000n), [order('2', 1_000_000n)]), null)
})
