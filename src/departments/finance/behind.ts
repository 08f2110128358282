/** The words and the arithmetic with which papers of finance tell how their figures came about. */
import type { PlainDate } from '#base/date.ts'
import { addDecimals, divideRounded, multiplyDecimals, powerOfTen } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { Fact, FigurePart } from '#kit/explaining.ts'
import { sumOfParts } from '#kit/explaining.ts'
import type { Rate } from '#departments/finance/worth.ts'

/** Every word that a fact or a part is called by, so that each is translated. */
export const behindWords = [
  'Amount',
  'Amount × rate',
  'Amount × rate of exchange',
  'Amount ÷ rate of exchange',
  'Amount with its tax × rate ÷ (100 % + rate)',
  'An open item of its own',
  'As the open item stood in the books',
  'Discount',
  'Exchange rate',
  'Exchange rate of',
  'Law in force since',
  'Line',
  'Net',
  'Net of the tax code',
  'Part of the tax of the invoice',
  'Prices',
  'Quantity × price',
  'Quoted as',
  'Rate',
  'Rate in force since',
  'Rounding',
  'Rounding of tax',
  'Rounded half up to',
  'Rule',
  'Settled',
  'Taken back',
  'Tax',
  'Tax claimed back',
  'Tax code',
  'Tax code valid from',
  'Tax contained in the price',
  'Tax of the tax code',
  'Tax point',
  'Tax reckoned on',
  'Total',
  'Treatment',
  'What was left of the invoice',
  'What was received',
  'Worth',
  'include the tax',
  'without the tax',
  'no law on record: the company’s own tax code says so',
  'own per foreign',
  'foreign per own',
] as const

export type BehindWord = (typeof behindWords)[number]

/** Something that counted. */
export function fact(name: BehindWord, text: string): Fact {
  return { name, text }
}

/** A part of a figure. */
export function part(
  name: BehindWord,
  figure: Decimal,
  {
    row = null,
    text = null,
    at = null,
    ...more
  }: Partial<Omit<FigurePart, 'name' | 'figure'>> = {},
): FigurePart {
  return { name, row, text, figure, at, ...more }
}

/** The same figure on the other side. */
export function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale }
}

/** Digits to which a quotient is told that has no end. */
const told = 10

/** A quotient, as far as it is told. */
export function quotient(dividend: Decimal, divisor: Decimal): Decimal {
  const units = dividend.units * powerOfTen(told + divisor.scale)
  return {
    units: divideRounded(units, divisor.units * powerOfTen(dividend.scale), 'down'),
    scale: told,
  }
}

/** What an amount is worth by a rate, before it is rounded; null where no rate is needed. */
export function converted(amount: Decimal, rate: Rate | null): FigurePart[] {
  if (rate === null) return [part('Amount', amount)]
  return rate.quoted === 'own per foreign'
    ? [part('Amount × rate of exchange', multiplyDecimals(amount, rate.rate))]
    : [part('Amount ÷ rate of exchange', quotient(amount, rate.rate))]
}

/** The facts of a rate of exchange. */
export function rateFacts(rate: Rate | null, on: PlainDate, written: string): Fact[] {
  if (rate === null) return []
  return [
    fact('Exchange rate', written),
    fact('Quoted as', rate.quoted),
    fact('Exchange rate of', on.toString()),
  ]
}

/**
 * The parts with what rounding added or took, as far as that is less than one of the last digit;
 * more than that is no rounding, and is told as what it is where the paper knows that.
 */
export function rounded(
  parts: readonly FigurePart[],
  figure: Decimal,
  digits: number,
  otherwise: BehindWord | null = null,
): FigurePart[] {
  const rest = addDecimals(figure, negated(sumOfParts(parts)))
  if (rest.units === 0n) return [...parts]
  if (isBelowOne(rest, digits)) return [...parts, part('Rounding', rest)]
  return otherwise === null ? [...parts] : [...parts, part(otherwise, rest)]
}

/** The parts with what else there is, where the paper knows what that is. */
export function completed(
  parts: readonly FigurePart[],
  figure: Decimal,
  otherwise: BehindWord | null,
): FigurePart[] {
  const rest = addDecimals(figure, negated(sumOfParts(parts)))
  if (rest.units === 0n || otherwise === null) return [...parts]
  return [...parts, part(otherwise, rest)]
}

function isBelowOne({ units, scale }: Decimal, digits: number): boolean {
  const size = units < 0n ? -units : units
  return size * powerOfTen(digits) < powerOfTen(scale)
}
