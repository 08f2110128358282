/** The digits behind the point of currencies: as the ledger counts them, whatever ISO 4217 says. */
import type { Problem } from '#base/problem.ts'
import { rowsByCode } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { currency } from '#departments/register/currency.ts'

/** The digits of a currency by its code. */
export type DigitsOf = (code: string) => number

/** Looks up the digits of these currencies and of the company's own, once for a set. */
export async function currencyDigits(moment: Moment, codes: Iterable<string>): Promise<DigitsOf> {
  const found = await rowsByCode(moment, currency, [moment.companyCurrency, ...codes])
  return (code) => {
    const known = found.get(code)
    if (known === undefined) throw new Error(`${code} is no currency of the books`)
    return known.scale
  }
}

/** The problem of an amount with more digits than its currency, `amount-form`. */
export function inexact(field: string, of: string): Problem {
  const message = `It has more digits than ${of} has. Write it as the bank does.`
  return { rule: 'amount-form', field, message }
}
