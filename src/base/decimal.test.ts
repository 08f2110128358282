/** Tests of exact decimals: reading, writing, rounding and splitting, with worked figures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDecimals,
  compareDecimals,
  divideTogether,
  divideRounded,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  rescale,
  splitByWeight,
  trimmed,
  type Decimal,
  type Rounding,
} from '#base/decimal.ts'

const big = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
const decimal = fc.record(
  { units: big, scale: fc.integer({ min: 0, max: 20 }) },
  { noNullPrototype: true },
)
const roundings: readonly Rounding[] = ['half-up', 'half-even', 'down', 'up']

/** Reads text that is a decimal, as the tests' own figures are. */
function figure(text: string): Decimal {
  const read = parseDecimal(text)
  assert.ok(read !== null, text)
  return read
}

function sum(pieces: readonly bigint[]): bigint {
  return pieces.reduce((total, piece) => total + piece, 0n)
}

test('plain decimal text is read with its scale', () => {
  assert.deepEqual(parseDecimal('-1234.50'), { units: -123450n, scale: 2 })
  assert.deepEqual(parseDecimal('.5'), { units: 5n, scale: 1 })
  assert.deepEqual(parseDecimal('5.'), { units: 5n, scale: 0 })
  assert.deepEqual(parseDecimal('+007'), { units: 7n, scale: 0 })
  assert.deepEqual(parseDecimal('-0.00'), { units: 0n, scale: 2 })
})

test('anything else is no decimal', () => {
  const wrong = ['', '.', '-', '+', '-.', '1,000', '1e3', ' 1', '1 ', '1\n', '--1', '1.2.3', '0x1']
  for (const text of [...wrong, 'NaN', 'Infinity', '١', '−1', '1_000', '1n']) {
    assert.equal(parseDecimal(text), null, JSON.stringify(text))
  }
})

test('writing then reading gives the same figure', () => {
  fc.assert(
    fc.property(decimal, (value) => {
      assert.deepEqual(parseDecimal(formatDecimal(value)), value)
    }),
  )
  assert.equal(formatDecimal({ units: -5n, scale: 2 }), '-0.05')
  assert.equal(formatDecimal({ units: 0n, scale: 2 }), '0.00')
  assert.equal(formatDecimal({ units: 1200n, scale: 0 }), '1200')
})

test('rounding in each mode, on both sides of zero', () => {
  const table: [string, Record<Rounding, string>][] = [
    ['2.5', { 'half-up': '3', 'half-even': '2', down: '2', up: '3' }],
    ['3.5', { 'half-up': '4', 'half-even': '4', down: '3', up: '4' }],
    ['2.4', { 'half-up': '2', 'half-even': '2', down: '2', up: '3' }],
    ['2.51', { 'half-up': '3', 'half-even': '3', down: '2', up: '3' }],
    ['2.0', { 'half-up': '2', 'half-even': '2', down: '2', up: '2' }],
    ['0.5', { 'half-up': '1', 'half-even': '0', down: '0', up: '1' }],
  ]
  for (const [text, expected] of table) {
    for (const rounding of roundings) {
      const units = BigInt(expected[rounding])
      assert.equal(rescale(figure(text), 0, rounding).units, units, `${text} ${rounding}`)
      assert.equal(rescale(figure(`-${text}`), 0, rounding).units, -units, `-${text} ${rounding}`)
    }
  }
})

test('a rounded quotient is the nearest that its mode allows, and signs cancel', () => {
  const divisor = big.filter((value) => value !== 0n)
  fc.assert(
    fc.property(big, divisor, fc.constantFrom(...roundings), (top, bottom, rounding) => {
      const quotient = divideRounded(top, bottom, rounding)
      const size = bottom < 0n ? -bottom : bottom
      const off = quotient * bottom - top
      const error = off < 0n ? -off : off
      assert.ok(rounding.startsWith('half') ? error * 2n <= size : error < size)
      assert.equal(divideRounded(-top, -bottom, rounding), quotient)
      assert.equal(divideRounded(-top, bottom, rounding), -quotient)
    }),
  )
  assert.throws(() => divideRounded(1n, 0n, 'down'), RangeError)
})

test('a longer scale and back is the same figure, and trimming keeps its worth', () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: 0, max: 20 }), (value, more) => {
      const longer = rescale(value, value.scale + more, 'down')
      assert.deepEqual(rescale(longer, value.scale, 'down'), value)
      const short = trimmed(longer)
      assert.ok(short.scale === 0 || short.units % 10n !== 0n)
      assert.equal(rescale(short, longer.scale, 'down').units, longer.units)
    }),
  )
})

test('sums and products are exact', () => {
  assert.equal(formatDecimal(addDecimals(figure('0.1'), figure('0.22'))), '0.32')
  assert.equal(formatDecimal(multiplyDecimals(figure('-1.25'), figure('0.2'))), '-0.250')
  fc.assert(
    fc.property(decimal, decimal, decimal, (a, b, c) => {
      assert.deepEqual(addDecimals(a, b), addDecimals(b, a))
      const left = multiplyDecimals(a, addDecimals(b, c))
      const right = addDecimals(multiplyDecimals(a, b), multiplyDecimals(a, c))
      assert.deepEqual(trimmed(left), trimmed(right))
    }),
  )
})

test('10.00 over three equal weights is 3.34, 3.33, 3.33', () => {
  assert.deepEqual(splitByWeight(1000n, [1n, 1n, 1n]), [334n, 333n, 333n])
  assert.deepEqual(splitByWeight(-1000n, [1n, 1n, 1n]), [-334n, -333n, -333n])
  assert.deepEqual(splitByWeight(100n, [1n, 0n, 2n]), [33n, 0n, 67n])
  assert.deepEqual(splitByWeight(0n, [1n, 2n]), [0n, 0n])
})

test('pieces sum to the whole; each is its share rounded up or down, by largest remainder', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 30 })
    .filter((list) => list.some((weight) => weight > 0n))
  fc.assert(
    fc.property(big, weights, (whole, shares) => {
      const pieces = splitByWeight(whole, shares)
      const total = sum(shares)
      assert.equal(sum(pieces), whole)
      const size = whole < 0n ? -whole : whole
      const parts = shares.map((share, index) => {
        const piece = pieces[index] ?? 0n
        const extra = (piece < 0n ? -piece : piece) - (size * share) / total
        assert.ok(extra === 0n || extra === 1n)
        return { rest: (size * share) % total, extra }
      })
      const raised = parts.filter(({ extra }) => extra === 1n).map(({ rest }) => rest)
      const kept = parts.filter(({ extra }) => extra === 0n).map(({ rest }) => rest)
      assert.ok(raised.every((rest) => rest > 0n && kept.every((other) => other <= rest)))
    }),
  )
})

test('quotients that are rounded together sum to the rounded quotient of their sum', () => {
  assert.deepEqual(divideTogether([99n, 99n, 99n], 2n), [50n, 50n, 49n])
  assert.deepEqual(divideTogether([99n, -99n], 2n), [50n, -50n])
  assert.deepEqual(divideTogether([], 7n), [])
  const divisor = fc.bigInt({ min: 1n, max: 10n ** 12n })
  fc.assert(
    fc.property(fc.array(big, { maxLength: 30 }), divisor, (dividends, by) => {
      const pieces = divideTogether(dividends, by)
      assert.equal(sum(pieces), divideRounded(sum(dividends), by, 'half-up'))
      pieces.forEach((piece, index) => {
        const off = piece * by - (dividends[index] ?? 0n)
        assert.ok(off > -by && off < by)
      })
    }),
  )
})

test('decimals compare by their worth, whatever their scale', () => {
  assert.equal(compareDecimals(figure('1.50'), figure('1.5')), 0)
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const difference = addDecimals(a, { units: -b.units, scale: b.scale }).units
      assert.equal(
        Math.sign(compareDecimals(a, b)),
        Number(difference > 0n) - Number(difference < 0n),
      )
    }),
  )
})

test('weights by which nothing can be split are a defect, not a loss', () => {
  for (const weights of [[], [0n, 0n], [3n, -1n], [1n, -1n]]) {
    assert.throws(() => splitByWeight(100n, weights), RangeError)
  }
})
