/** Tests of reckoning: published invoices, tax inside of prices, and sums that always fit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatDecimal, trimmed } from '#base/decimal.ts'
import { reckon, sum } from '#departments/finance/reckoning.ts'
import type { PricedLine, Reckoning, TaxRule } from '#departments/finance/reckoning.ts'
import { figure } from '#test/sales.ts'

type Written = readonly [quantity: string, price: string, taxCode: string, discount?: string]

function lines(...written: readonly Written[]): PricedLine[] {
  return written.map(([quantity, price, taxCode, discount]) => ({
    quantity: figure(quantity),
    unitPrice: figure(price),
    taxCode,
    discount: discount === undefined ? null : figure(discount),
  }))
}

/** Codes that are named by their rate in percent. */
function byPercent(more: Partial<TaxRule> = {}): (code: string) => TaxRule {
  return (code) => ({
    basisPoints: BigInt(Number(code) * 100),
    inclusive: false,
    rounding: 'per document',
    ...more,
  })
}

function told({ lines: reckoned, taxes }: Reckoning) {
  const written = (units: bigint): string => formatDecimal({ units, scale: 2 })
  return {
    nets: reckoned.map(({ net }) => written(net)),
    taxes: taxes.map(({ taxCode, net, tax }) => `${taxCode}: ${written(tax)} on ${written(net)}`),
  }
}

const three = lines(['1', '0.99', '20'], ['1', '0.99', '20'], ['1', '0.99', '20'])

test('three lines of 0.99 that include 20 % bear 0.51 or 0.50, as their code says', () => {
  const inclusive = { inclusive: true }
  assert.deepEqual(told(reckon(three, 2, byPercent({ ...inclusive, rounding: 'per line' }))), {
    nets: ['0.82', '0.82', '0.82'],
    taxes: ['20: 0.51 on 2.46'],
  })
  assert.deepEqual(told(reckon(three, 2, byPercent(inclusive))), {
    nets: ['0.82', '0.82', '0.83'],
    taxes: ['20: 0.50 on 2.47'],
  })
})

test('the invoice of the guide to EN 16931 with 6 and 21 percent', () => {
  const invoice = lines(
    ...([
      ['2', '9.95', '6'],
      ['1', '9.85', '6'],
      ['1', '8.29', '6'],
      ['2', '7.23', '6'],
      ['1', '35.00', '6'],
      ['1', '35.00', '6'],
      ['1', '10.65', '6'],
      ['1', '1.55', '6'],
      ['3', '4.79', '6'],
      ['1', '8.29', '6'],
      ['2', '8.29', '6'],
      ['1', '9.95', '6'],
      ['2', '1.65', '6'],
      ['1', '10.80', '21'],
      ['1', '3.90', '6'],
      ['2', '3.80', '21'],
      ['2', '4.67', '21'],
      ['1', '18.63', '21'],
      ['6', '17.02', '6'],
      ['-6', '18.33', '6'],
    ] satisfies Written[]),
  )
  const { taxes } = told(reckon(invoice, 2, byPercent()))
  // guide-example1.xml of the examples that CEN/TC 434 published: 250.33 in all.
  assert.deepEqual(taxes, ['6: 10.99 on 183.23', '21: 9.74 on 46.37'])
})

test('a half of a penny of tax is rounded away from zero', () => {
  // guide-example2.xml: 1460.50 at 25 % is 365.125.
  const invoice = lines(['2', '636.50', '25'], ['250', '0.75', '25'], ['2', '0.5', '15'])
  const { taxes } = told(reckon(invoice, 2, byPercent()))
  assert.deepEqual(taxes, ['25: 365.13 on 1460.50', '15: 0.15 on 1.00'])
  const back = lines(['-2', '636.50', '25'], ['-250', '0.75', '25'])
  assert.deepEqual(told(reckon(back, 2, byPercent())).taxes, ['25: -365.13 on -1460.50'])
})

test('the fraction of a price that is VAT is that of HMRC: 7/47, 1/6, 1/21', () => {
  const inclusive = byPercent({ inclusive: true })
  const invoice = lines(['1', '117.50', '17.5'], ['1', '120', '20'], ['1', '105', '5'])
  assert.deepEqual(told(reckon(invoice, 2, inclusive)).taxes, [
    '17.5: 17.50 on 100.00',
    '20: 20.00 on 100.00',
    '5: 5.00 on 100.00',
  ])
})

test('a discount is taken off before anything is rounded', () => {
  const discounted = lines(['3', '0.333', '20', '12.5'], ['1', '10', '20', '100'])
  const [first, second] = reckon(discounted, 2, byPercent()).lines
  assert.ok(first !== undefined && second !== undefined)
  assert.equal(formatDecimal(trimmed(first.exact)), '0.874125')
  assert.deepEqual([first.priced, second.priced], [87n, 0n])
})

test('who takes the rest of a code bears the rest of its tax', () => {
  const each = lines(['1', '0.99', '20'])
  const rule = byPercent({ inclusive: true })
  const rest = { priced: 99n, tax: 16n }
  assert.deepEqual(told(reckon(each, 2, rule)).taxes, ['20: 0.17 on 0.82'])
  assert.deepEqual(told(reckon(each, 2, rule, () => rest)), {
    nets: ['0.83'],
    taxes: ['20: 0.16 on 0.83'],
  })
})

const priced = fc.record({
  quantity: fc.record({ units: fc.bigInt(-9_999n, 9_999n), scale: fc.nat(3) }),
  unitPrice: fc.record({ units: fc.bigInt(-99_999n, 99_999n), scale: fc.nat(4) }),
  discount: fc.constantFrom(null, figure('10'), figure('33.33')),
  taxCode: fc.constantFrom('0', '5', '17.5', '20'),
})

test('whatever the lines, their nets sum to the codes, and net and tax to the prices', () => {
  const rules = fc.record({
    inclusive: fc.boolean(),
    rounding: fc.constantFrom('per line' as const, 'per document' as const),
  })
  fc.assert(
    fc.property(fc.array(priced, { maxLength: 20 }), rules, (all, rule) => {
      const { lines: reckoned, taxes } = reckon(all, 2, byPercent(rule))
      for (const { taxCode, net, tax } of taxes) {
        const own = reckoned.filter((_, at) => all[at]?.taxCode === taxCode)
        assert.equal(sum(own.map((line) => line.net)), net)
        if (rule.inclusive) assert.equal(net + tax, sum(own.map((line) => line.priced)))
        // No tax is further from the exact one than a half of a penny, or that for each line.
        const points = BigInt(Number(taxCode) * 100)
        const exact = rule.inclusive ? 10_000n + points : 10_000n
        const off = tax * exact - sum(own.map((line) => line.priced)) * points
        const most = rule.rounding === 'per line' ? BigInt(own.length) : 1n
        assert.ok((off < 0n ? -off : off) * 2n <= exact * most)
      }
    }),
  )
})
