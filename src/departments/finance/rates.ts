/** The rates at which papers in another currency stand in the books, as of their day. */
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { rowsGoodOn } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { exchangeRate } from '#departments/register/exchange-rate.ts'
import type { Rate } from '#departments/finance/worth.ts'

/** A currency, and the day as of which its rate holds. */
export interface Rated {
  readonly currency: string
  readonly on: PlainDate
}

/**
 * The rate of a currency on a day; null where it is the company's own. Problem:
 * `exchange-rate-missing`.
 */
export type RateOf = (asked: Rated) => Outcome<Rate | null>

/** Looks up the rates of a set, in one question for all of them. */
export async function gatherRates(moment: Moment, asked: readonly Rated[]): Promise<RateOf> {
  const own = moment.companyCurrency
  const foreign = asked.filter(({ currency }) => currency !== own)
  const rateOn = await rowsGoodOn(
    moment,
    exchangeRate,
    foreign.map(({ currency, on }) => ({ code: currency, on })),
  )
  return ratesFrom(own, rateOn)
}

/** Rates as they are known: null of the company's own currency, a problem where there is none. */
export function ratesFrom(
  own: string,
  rateOn: (currency: string, on: PlainDate) => Rate | undefined,
): RateOf {
  return ({ currency, on }) => {
    if (currency === own) return fine(null)
    const found = rateOn(currency, on)
    if (found !== undefined) return fine({ rate: found.rate, quoted: found.quoted })
    const message =
      `There is no exchange rate for ${currency} that is good on ${on.toString()}. ` +
      'Add it to the register of exchange rates.'
    return refused({ rule: 'exchange-rate-missing', field: 'currency', message })
  }
}
