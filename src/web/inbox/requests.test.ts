/** Amounts of requests, from minor units to figures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digitsOf, plainAmount } from '#web/inbox/requests.ts'

test('minor units become figures, exactly', () => {
  assert.deepEqual(
    [
      plainAmount('125000', 2),
      plainAmount('5', 2),
      plainAmount('-5', 2),
      plainAmount('90071992547409931234', 3),
      plainAmount('12', 0),
    ],
    ['1250.00', '0.05', '-0.05', '90071992547409931.234', '12'],
  )
  assert.deepEqual(
    ['GBP', 'JPY', 'KWD', 'hours'].map((currency) => digitsOf(currency)),
    [2, 0, 3, 2],
  )
})
