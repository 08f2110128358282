/** Debits and credits of lines by account, and that their sums are the same on both sides. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sumsOfTotals, totalsOf } from './totals.ts'

test('debits and credits of an account stand apart, and the sums are exact', () => {
  const line = (account: string, amount: string, currency = 'GBP') => ({
    account,
    currency,
    amount,
  })
  const totals = totalsOf([
    line('4000', '-0.10'),
    line('1100', '0.30'),
    line('4000', '-0.20'),
    line('1100', '7', 'EUR'),
    line('4000', '-7', 'EUR'),
    line('4000', '0.00'),
  ])
  assert.deepEqual(
    totals.map(({ account, currency, debit, credit }) => [account, currency, debit, credit]),
    [
      ['1100', 'GBP', '0.30', '0'],
      ['1100', 'EUR', '7', '0'],
      ['4000', 'GBP', '0', '0.30'],
      ['4000', 'EUR', '0', '7'],
    ],
  )
  assert.deepEqual(sumsOfTotals(totals), [
    { currency: 'EUR', debit: '7', credit: '7' },
    { currency: 'GBP', debit: '0.30', credit: '0.30' },
  ])
})
