/**
 * Reckons what lines come to: their net and their tax, per line or per document as the code says,
 * from prices without or with the tax.
 *
 * Three lines of 0.99 that include 20 %: per line each bears 0.165 → 0.17, together 0.51; per
 * document 2.97 bears 0.495 → 0.50, and the lines share it by the largest remainder.
 */
import {
  addDecimals,
  divideRounded,
  divideTogether,
  multiplyDecimals,
  rescale,
} from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'

/** A line before anything is reckoned. */
export interface PricedLine {
  readonly quantity: Decimal
  readonly unitPrice: Decimal
  /** Percent off the price; null for none. */
  readonly discount: Decimal | null
  readonly taxCode: string
}

/** How a code taxes. */
export interface TaxRule {
  /** Hundredths of a percent. */
  readonly basisPoints: bigint
  /** Whether prices include the tax. */
  readonly inclusive: boolean
  readonly rounding: 'per line' | 'per document'
}

/** A line reckoned, in minor units. */
export interface ReckonedLine {
  /** Quantity × price less discount, to the last digit. */
  readonly exact: Decimal
  /** The same in minor units, rounded half-up: with the tax where the price includes it. */
  readonly priced: bigint
  readonly net: bigint
}

/** Net and tax of one code, in minor units. */
export interface ReckonedTax {
  readonly taxCode: string
  readonly net: bigint
  readonly tax: bigint
}

/** What is left of one code of an earlier paper. */
export interface Rest {
  readonly priced: bigint
  readonly tax: bigint
}

/** All that a document's lines come to. */
export interface Reckoning {
  readonly lines: readonly ReckonedLine[]
  readonly taxes: readonly ReckonedTax[]
}

/**
 * Reckons lines. Where they take all that is left of a code they bear the tax that is left, so that
 * what is credited in parts comes to what was billed, to the penny. Tax is rounded half-up to the
 * minor unit (HMRC, VAT Notice 700, 17.5, “to the nearest 1p”; EN 16931, BR-CO-17).
 */
export function reckon(
  lines: readonly PricedLine[],
  digits: number,
  ruleOf: (taxCode: string) => TaxRule,
  restOf: (taxCode: string) => Rest | null = () => null,
): Reckoning {
  const priced = lines.map((line) => pricedLine(line, digits))
  const nets = priced.map((line) => line.priced)
  const places = Map.groupBy(lines.keys(), (at) => lines[at]?.taxCode ?? '')
  const taxes = [...places].map(([taxCode, of]): ReckonedTax => {
    const rule = ruleOf(taxCode)
    const amounts = of.map((at) => priced[at]?.priced ?? 0n)
    const shares = taxShares(amounts, rule)
    const rest = restOf(taxCode)
    const total = sum(amounts)
    if (rest !== null && rest.priced === total) meet(shares, rest.tax, amounts)
    of.forEach((at, n) => {
      if (rule.inclusive) nets[at] = (amounts[n] ?? 0n) - (shares[n] ?? 0n)
    })
    const tax = sum(shares)
    return { taxCode, net: rule.inclusive ? total - tax : total, tax }
  })
  return { lines: priced.map((line, at) => ({ ...line, net: nets[at] ?? line.priced })), taxes }
}

/** Quantity × price less discount, exactly and in minor units; the tax is not looked at. */
export function pricedLine(
  { quantity, unitPrice, discount }: Omit<PricedLine, 'taxCode'>,
  digits: number,
): Omit<ReckonedLine, 'net'> {
  const whole = multiplyDecimals(quantity, unitPrice)
  const exact = discount === null ? whole : multiplyDecimals(whole, remaining(discount))
  return { exact, priced: rescale(exact, digits, 'half-up').units }
}

/** Adds to the piece of the largest amount what the pieces lack of a whole. */
export function meet(pieces: bigint[], whole: bigint, amounts: readonly bigint[]): void {
  const largest = amounts.reduce(
    (best, amount, at) => (size(amount) > size(amounts[best] ?? 0n) ? at : best),
    0,
  )
  const lacking = whole - sum(pieces)
  if (pieces.length > 0) pieces[largest] = (pieces[largest] ?? 0n) + lacking
}

/** The tax of each amount of one code, in minor units: together they are the tax of them all. */
export function taxShares(
  amounts: readonly bigint[],
  { basisPoints, inclusive, rounding }: TaxRule,
): bigint[] {
  const divisor = inclusive ? 10_000n + basisPoints : 10_000n
  const dividends = amounts.map((amount) => amount * basisPoints)
  return rounding === 'per document'
    ? divideTogether(dividends, divisor)
    : dividends.map((dividend) => divideRounded(dividend, divisor, 'half-up'))
}

/** The sum of figures. */
export function sum(figures: readonly bigint[]): bigint {
  return figures.reduce((total, figure) => total + figure, 0n)
}

/** What a discount leaves of a price: 12.5 percent leave 0.875. */
function remaining({ units, scale }: Decimal): Decimal {
  return addDecimals({ units: 1n, scale: 0 }, { units: -units, scale: scale + 2 })
}

function size(figure: bigint): bigint {
  return figure < 0n ? -figure : figure
}
