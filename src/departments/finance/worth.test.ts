/** Tests of what foreign amounts are worth, with the figures that others published. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sum } from '#departments/finance/reckoning.ts'
import { worthOf, worthsOf } from '#departments/finance/worth.ts'
import { figure } from '#test/sales.ts'

const pence = { digits: 2, ownDigits: 2 }

test('an amount in the own currency is worth itself', () => {
  assert.equal(worthOf(1234n, { rate: null, ...pence }), 1234n)
  assert.deepEqual(worthsOf([1n, -2n], { rate: null, ...pence }), [1n, -2n])
})

test('1,000 at 1.123 is 1,123, as in the example of Business Central', () => {
  const rate = { rate: figure('1.123'), quoted: 'own per foreign' as const }
  assert.equal(worthOf(100_000n, { rate, ...pence }), 112_300n)
})

test('a rate that says how much of the other currency a pound is divides', () => {
  const rate = { rate: figure('1.1532'), quoted: 'foreign per own' as const }
  assert.equal(worthOf(115_320n, { rate, ...pence }), 100_000n)
  assert.equal(worthOf(100n, { rate, ...pence }), 87n)
})

test('a currency without minor units keeps its digits', () => {
  const rate = { rate: figure('192.5'), quoted: 'foreign per own' as const }
  assert.equal(worthOf(1925n, { rate, digits: 0, ownDigits: 2 }), 1000n)
  const back = { rate: figure('0.005'), quoted: 'own per foreign' as const }
  assert.equal(worthOf(1000n, { rate: back, digits: 0, ownDigits: 2 }), 500n)
})

test('amounts that belong together are worth what their sum is worth', () => {
  const rates = fc.record({
    rate: fc.record({ units: fc.bigInt(1n, 10n ** 12n), scale: fc.nat(10) }),
    quoted: fc.constantFrom('own per foreign' as const, 'foreign per own' as const),
  })
  const amounts = fc.array(fc.bigInt(-(10n ** 12n), 10n ** 12n), { maxLength: 20 })
  fc.assert(
    fc.property(amounts, rates, fc.nat(4), fc.nat(4), (some, rate, digits, ownDigits) => {
      const conversion = { rate, digits, ownDigits }
      assert.equal(sum(worthsOf(some, conversion)), worthOf(sum(some), conversion))
    }),
  )
})
