/** What amounts of a foreign currency are worth in the company's own, by a rate, never a float. */
import { divideRounded, divideTogether, powerOfTen } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { quotations } from '#departments/register/exchange-rate.ts'

/** A rate as it was published. */
export interface Rate {
  readonly rate: Decimal
  readonly quoted: (typeof quotations)[number]
}

/** How amounts of one currency are worth something in another. */
export interface Conversion {
  /** Null where the currency is the company's own. */
  readonly rate: Rate | null
  /** Digits behind the point of the currency, and of the company's own. */
  readonly digits: number
  readonly ownDigits: number
}

/** The worth of one amount, both in minor units, rounded half-up. */
export function worthOf(amount: bigint, conversion: Conversion): bigint {
  const { rate } = conversion
  if (rate === null) return amount
  const [top, bottom] = ratioOf(rate, conversion)
  return divideRounded(amount * top, bottom, 'half-up')
}

/** The worths of amounts that belong together: they sum to the worth of their sum. */
export function worthsOf(amounts: readonly bigint[], conversion: Conversion): bigint[] {
  const { rate } = conversion
  if (rate === null) return [...amounts]
  const [top, bottom] = ratioOf(rate, conversion)
  return divideTogether(
    amounts.map((amount) => amount * top),
    bottom,
  )
}

/** How many minor units of the own currency a minor unit of the other is, as a fraction. */
function ratioOf({ rate, quoted }: Rate, { digits, ownDigits }: Conversion): [bigint, bigint] {
  const [own, foreign] = [powerOfTen(ownDigits), powerOfTen(digits)]
  const one = powerOfTen(rate.scale)
  return quoted === 'own per foreign'
    ? [rate.units * own, one * foreign]
    : [one * own, rate.units * foreign]
}
