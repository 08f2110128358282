/** Whatever the rows, the parts of a list's sum come to it; an address tells which sum it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FieldPage } from '#kit/derive/page.ts'
import { meantSumOf, partsOfSum, sumOfAmounts, sumText } from '#web/list/sum-why.ts'
import { sumsOf } from '#web/list/sums.ts'
import { sameFigure } from '#web/report/table.ts'

const total: FieldPage = {
  name: 'total',
  label: 'Total',
  help: null,
  kind: 'money',
  optional: false,
  taken: false,
  side: 'end',
  operators: [],
  schema: {},
  link: null,
  currencyIn: 'currency',
}

const rows = fc.array(
  fc.record({
    total: fc.option(
      fc
        .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 99 }))
        .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`),
    ),
    currency: fc.constantFrom('GBP', 'EUR'),
  }),
  { maxLength: 60 },
)

test('9 explain: the parts of each sum of a list come to it', () => {
  fc.assert(
    fc.property(rows, (all) => {
      for (const { field, currency, amount } of sumsOf(all, [total])) {
        const parts = partsOfSum(all, field, currency)
        assert.ok(sameFigure(sumOfAmounts(parts), amount))
        const sizes = parts.map((part) => Math.abs(Number(part.amount)))
        assert.deepEqual(
          sizes,
          sizes.toSorted((a, b) => b - a),
        )
      }
    }),
  )
})

test('2 url: an address tells which sum is open', () => {
  for (const sum of [
    { field: 'total', currency: 'GBP', group: null },
    { field: 'amount', currency: null, group: '' },
    { field: 'total', currency: 'EUR', group: 'Ann! and Co' },
  ]) {
    assert.deepEqual(meantSumOf(sumText(sum)), sum)
  }
  assert.equal(meantSumOf('total'), null)
})
