/** Amounts between what people write and what the books count: exact, or told that they are not. */
import { currencyNamed } from '#base/currency.ts'
import { rescale, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'

/**
 * An amount in whole minor units of its currency: 12.50 GBP is 1250n. Null where the currency is
 * none, or has fewer digits than the amount: nothing is rounded to fit.
 */
export function minorUnits(amount: Decimal, currency: string): bigint | null {
  const found = currencyNamed(currency)
  if (found === null) return null
  const { units, scale } = trimmed(amount)
  return scale > found.scale ? null : rescale({ units, scale }, found.scale, 'down').units
}

/** Whole minor units of a currency as an amount with its digits: 1250n GBP is 12.50. */
export function amountOf(units: bigint, currency: string): Decimal {
  return { units, scale: currencyNamed(currency)?.scale ?? 0 }
}
