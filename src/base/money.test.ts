/** Tests of amounts and minor units: exact by each currency's own digits. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { amountOf, minorUnits } from '#base/money.ts'

function decimal(text: string): Decimal {
  const found = parseDecimal(text)
  assert.ok(found !== null)
  return found
}

test('an amount is as many minor units as its currency has', () => {
  assert.equal(minorUnits(decimal('12.50'), 2), 1250n)
  assert.equal(minorUnits(decimal('-12.5'), 2), -1250n)
  assert.equal(minorUnits(decimal('1200'), 0), 1200n)
  assert.equal(minorUnits(decimal('1.234'), 3), 1234n)
})

test('nothing is rounded to fit, but trailing zeros are no digits', () => {
  assert.equal(minorUnits(decimal('12.505'), 2), null)
  assert.equal(minorUnits(decimal('1.5'), 0), null)
  assert.equal(minorUnits(decimal('12.500'), 2), 1250n)
})

test('minor units are written with the digits of their currency', () => {
  assert.deepEqual(amountOf(1250n, 2), { units: 1250n, scale: 2 })
  assert.deepEqual(amountOf(1200n, 0), { units: 1200n, scale: 0 })
})
