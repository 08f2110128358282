/** Tests of the numbers of papers: their digits, their years, and patterns that are none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberPattern } from '#kit/number.ts'

test('a number has its year and as many digits as zeros, or more', () => {
  const invoices = numberPattern('INV-{year}-{00000}')
  assert.equal(invoices.write(2026, 42n), 'INV-2026-00042')
  assert.equal(invoices.write(2026, 123_456n), 'INV-2026-123456')
})

test('each year is a series of its own; without a year there is one', () => {
  const invoices = numberPattern('INV-{year}-{00000}')
  assert.notEqual(invoices.series(2026), invoices.series(2027))
  const receipts = numberPattern('R{000}')
  assert.equal(receipts.series(2026), receipts.series(2027))
  assert.equal(receipts.write(2026, 7n), 'R007')
})

test('a pattern without a count, with two, or with another word is a defect', () => {
  for (const pattern of ['INV-{year}', '{00}-{000}', 'INV-{month}-{000}', '']) {
    assert.throws(() => numberPattern(pattern), /one count/, pattern)
  }
})
