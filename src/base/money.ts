/** Amounts between what people write and what the books count: exact, or told that they are not. */
import { rescale, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'

/**
 * An amount in whole minor units of a currency with so many digits: 12.50 of 2 digits is 1250n.
 * Null where the amount has more digits: nothing is rounded to fit.
 */
export function minorUnits(amount: Decimal, digits: number): bigint | null {
  const { units, scale } = trimmed(amount)
  return scale > digits ? null : rescale({ units, scale }, digits, 'down').units
}

/** Whole minor units as an amount with the digits of its currency: 1250n of 2 digits is 12.50. */
export function amountOf(units: bigint, digits: number): Decimal {
  return { units, scale: digits }
}
