/** Sums of amounts by commodity, exact; commodities that come to nothing leave the sum. */
import { addDecimals, formatDecimal, trimmed, type Decimal } from '#base/decimal.ts'
import type { Amount } from './amount.ts'

export type Sums = Map<string, Decimal>

/** Adds an amount to a sum. */
export function addTo(sums: Sums, { commodity, quantity }: Amount): void {
  if (quantity.units === 0n) return
  const before = sums.get(commodity)
  const after =
    before === undefined
      ? quantity
      : before.scale === quantity.scale
        ? { units: before.units + quantity.units, scale: quantity.scale }
        : addDecimals(before, quantity)
  if (after.units === 0n) sums.delete(commodity)
  else sums.set(commodity, after)
}

export function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale }
}

export function sameQuantity(a: Decimal, b: Decimal): boolean {
  if (a.scale === b.scale) return a.units === b.units
  return addDecimals(a, negated(b)).units === 0n
}

/** "12.50 EUR, -3 USD": the first few of a sum, for a message. */
export function describeSums(sums: Sums): string {
  if (sums.size === 0) return '0'
  const shown = [...sums].slice(0, 4).map(([commodity, quantity]) => {
    return describeAmount({ commodity, quantity })
  })
  return shown.join(', ') + (sums.size > 4 ? ' and more' : '')
}

export function describeAmount({ commodity, quantity }: Amount): string {
  return `${formatDecimal(trimmed(quantity))} ${commodity}`.trimEnd()
}
