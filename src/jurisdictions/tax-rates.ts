/** Where rates of tax are laid down, by country and treatment, in a list that is read downwards. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { otherRates, standardRates } from './gb.ts'
import type { DatedRate } from './gb.ts'

interface CountryRates {
  /** ISO 3166-1, two letters. */
  readonly country: string
  /** As registers of tax codes say it: "standard". */
  readonly treatment: string
  readonly rates: readonly DatedRate[]
}

const outsideGermanTax: DatedRate = {
  from: Temporal.PlainDate.from('1980-01-01'),
  basisPoints: 0n,
  source: 'UStG § 1 Abs. 1: nur was dort steht, ist steuerbar',
}

const known: readonly CountryRates[] = [
  { country: 'GB', treatment: 'standard', rates: standardRates },
  ...Object.entries(otherRates).map(([treatment, rates]) => ({ country: 'GB', treatment, rates })),
  // Of Germany, the one code with which a company there begins; its rates are its own to add.
  { country: 'DE', treatment: 'outside', rates: [outsideGermanTax] },
]

/** A rate as somebody uses it. */
export interface UsedRate {
  readonly country: string
  readonly treatment: string
  /** Hundredths of a percent. */
  readonly basisPoints: number
  readonly on: PlainDate
}

/** The law by which a rate held on a day; null where none is known that says this rate. */
export function lawOf({ country, treatment, basisPoints, on }: UsedRate): DatedRate | null {
  const { rates = [] } =
    known.find((one) => one.country === country && one.treatment === treatment) ?? {}
  const found = rates.find(
    ({ from, until }) =>
      compareDates(from, on) <= 0 && (until === undefined || compareDates(on, until) <= 0),
  )
  return found?.basisPoints === BigInt(basisPoints) ? found : null
}
