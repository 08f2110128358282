/** Exact decimals: a whole number of units and a scale; text in, text out, never a float. */

/** `units` × 10^−`scale`; 12.50 is { units: 1250n, scale: 2 }. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

/**
 * How a figure that lies between two units is brought to one; the caller always names the mode.
 * All modes are the same on both sides of zero: `down` is towards zero, `half-up` away from it.
 */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up'

const written = /^([+-]?)(\d*)(?:\.(\d*))?$/

/**
 * Reads plain decimal text ("-1234.50", ".5"); no grouping, no exponent.
 * Returns null where the text is not such a number.
 */
export function parseDecimal(text: string): Decimal | null {
  const found = written.exec(text)
  if (found === null) return null
  const whole = found[2] ?? ''
  const fraction = found[3] ?? ''
  if (whole === '' && fraction === '') return null
  const units = BigInt(whole + fraction)
  return { units: found[1] === '-' ? -units : units, scale: fraction.length }
}

/** Writes a decimal with exactly its scale: { units: -5n, scale: 2 } is "-0.05". */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  if (scale === 0) return sign + digits
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Ten to the power of a scale. */
export function powerOfTen(scale: number): bigint {
  return 10n ** BigInt(scale)
}

/** The same figure at another scale; where digits are lost they are rounded by the named mode. */
export function rescale(value: Decimal, scale: number, rounding: Rounding): Decimal {
  if (scale >= value.scale) {
    return { units: value.units * powerOfTen(scale - value.scale), scale }
  }
  return { units: divideRounded(value.units, powerOfTen(value.scale - scale), rounding), scale }
}

/** The same figure without trailing zeros behind the point. */
export function trimmed(value: Decimal): Decimal {
  let { units, scale } = value
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n
    scale -= 1
  }
  return { units, scale }
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: rescale(a, scale, 'down').units + rescale(b, scale, 'down').units, scale }
}

/** The exact product; its scale is the sum of both scales. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale }
}

/** Negative where the first is less, zero where both are worth the same, positive after. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { units } = addDecimals(a, { units: -b.units, scale: b.scale })
  return units < 0n ? -1 : units > 0n ? 1 : 0
}

/** `dividend` ÷ `divisor` as a whole number, rounded by the named mode. The divisor is not zero. */
export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const negative = dividend < 0n !== divisor < 0n
  const top = dividend < 0n ? -dividend : dividend
  const bottom = divisor < 0n ? -divisor : divisor
  const quotient = top / bottom
  const rest = top % bottom
  const rounded = roundsUp(quotient, rest, bottom, rounding) ? quotient + 1n : quotient
  return negative ? -rounded : rounded
}

function roundsUp(quotient: bigint, rest: bigint, divisor: bigint, rounding: Rounding): boolean {
  if (rest === 0n) return false
  const twice = rest * 2n
  switch (rounding) {
    case 'down':
      return false
    case 'up':
      return true
    case 'half-up':
      return twice >= divisor
    case 'half-even':
      return twice > divisor || (twice === divisor && quotient % 2n === 1n)
  }
}

/**
 * Divides each dividend and rounds them together: the pieces sum to their sum divided and rounded
 * half-up, each being its quotient rounded up or down, by the largest remainder; of equal ones the
 * earlier is rounded up. 99, 99 and 99 by 2 are 50, 50 and 49. Signs may be mixed. The divisor is
 * above zero.
 */
export function divideTogether(dividends: readonly bigint[], divisor: bigint): bigint[] {
  const floors = dividends.map((dividend) => {
    const down = dividend / divisor
    return dividend % divisor < 0n ? down - 1n : down
  })
  const sum = dividends.reduce((total, dividend) => total + dividend, 0n)
  let left = divideRounded(sum, divisor, 'half-up') - floors.reduce((total, n) => total + n, 0n)
  const order = floors
    .map((floor, index) => ({ index, rest: (dividends[index] ?? 0n) - floor * divisor }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const { index } of order) {
    if (left === 0n) break
    floors[index] = (floors[index] ?? 0n) + 1n
    left -= 1n
  }
  return floors
}

/**
 * Splits a whole into pieces in proportion to weights, by the largest remainder, so that the pieces
 * sum to the whole: 10.00 over three equal weights is 3.34, 3.33, 3.33. Equal remainders go to the
 * earlier piece. Weights are not negative and do not sum to zero; the caller's defect otherwise,
 * and thrown, because the pieces would not sum to the whole.
 */
export function splitByWeight(whole: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (total === 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError(`cannot split by the weights [${weights.join(', ')}]`)
  }
  const size = whole < 0n ? -whole : whole
  const pieces = weights.map((weight) => (size * weight) / total)
  const order = weights
    .map((weight, index) => ({ index, rest: (size * weight) % total }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  let left = size - pieces.reduce((sum, piece) => sum + piece, 0n)
  for (const { index } of order) {
    if (left === 0n) break
    pieces[index] = (pieces[index] ?? 0n) + 1n
    left -= 1n
  }
  return whole < 0n ? pieces.map((piece) => -piece) : pieces
}
