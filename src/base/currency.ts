/** Currencies by their ISO 4217 code and date: which exist on a day, and how many minor units. */
import { compareDates, type PlainDate } from '#base/date.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import {
  current,
  funds,
  withdrawn,
  withoutMinorUnits,
  type CurrencyRow,
} from '#base/currency-table.ts'

/** One currency, as long as it was one. */
export interface Currency {
  /** The three letters: "EUR". */
  readonly code: string
  /** The three digits, which a successor may inherit: "978". */
  readonly number: string
  /** Minor units as a power of ten: 2 means that one euro is 100 of the units that are booked. */
  readonly scale: number
  /** The name in English. */
  readonly name: string
  /** `tender` pays; `fund` is a unit of account that only values: CLF, UYW. */
  readonly use: 'tender' | 'fund'
  /** The first day; null where that was before 1999 and so before this table. */
  readonly from: PlainDate | null
  /** The last day; null while it is current. */
  readonly until: PlainDate | null
}

/**
 * The currency of a code on a day. Source: ISO 4217 list one (current) and list three (historic),
 * kept by SIX; state of the lists of 1 January 2026.
 * Problems: `currency-unknown`, `currency-without-minor-units` (gold, test codes),
 * `currency-not-yet`, `currency-withdrawn`.
 */
export function currencyOn(code: string, date: PlainDate, field = 'currency'): Outcome<Currency> {
  const currency = currencyNamed(code)
  if (currency === null) return refused(unknownCurrency(code, field))
  const { from, until } = currency
  const named = `${code} (${currency.name})`
  if (from !== null && compareDates(date, from) < 0) {
    const why = `${named} begins on ${from.toString()}, after ${date.toString()}.`
    const message = `${why} Use the currency that it replaced.`
    return refused({ rule: 'currency-not-yet', field, message })
  }
  if (until !== null && compareDates(date, until) > 0) {
    const why = `${named} was withdrawn: ${until.toString()} was its last day.`
    const message = `${why} On ${date.toString()} use the currency that replaced it.`
    return refused({ rule: 'currency-withdrawn', field, message })
  }
  return fine(currency)
}

/** The currency of a code whatever the day, or null; to convert what is left of a withdrawn one. */
export function currencyNamed(code: string): Currency | null {
  return byCode.get(code) ?? null
}

/** All currencies of the table, current and withdrawn, in the order of their codes. */
export function allCurrencies(): readonly Currency[] {
  return [...byCode.values()]
}

function unknownCurrency(code: string, field: string): Problem {
  const name = withoutMinorUnits.get(code)
  if (name !== undefined) {
    const message = `${code} (${name}) has no minor units: no money here. Keep it as an item.`
    return { rule: 'currency-without-minor-units', field, message }
  }
  const upper = code.toUpperCase()
  const remedy =
    upper !== code && byCode.has(upper)
      ? `Write it as ${upper}.`
      : 'Use a three-letter code of ISO 4217, such as EUR.'
  const message = `There is no currency “${code}”. ${remedy}`
  return { rule: 'currency-unknown', field, message }
}

function readRow(row: CurrencyRow, use: Currency['use']): Currency {
  const [code, number, scale, name, from, until] = row
  return { code, number, scale, name, use, from: readDay(from), until: readDay(until) }
}

function readDay(text: string | null | undefined): PlainDate | null {
  return text === null || text === undefined ? null : Temporal.PlainDate.from(text)
}

const valuedOnly = new Set([...funds.map(([code]) => code), 'CHC', 'ECV', 'USS'])

const byCode: ReadonlyMap<string, Currency> = new Map(
  [...current, ...funds, ...withdrawn]
    .map((row) => readRow(row, valuedOnly.has(row[0]) ? 'fund' : 'tender'))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((currency) => [currency.code, currency]),
)
