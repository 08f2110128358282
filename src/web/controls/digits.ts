/** With how many digits behind the point the figures of a column stand, each below the other. */
import type { FieldPage } from '#kit/derive/page.ts'
import type { Row } from '#web/controls/grid-rows.ts'
import type { Screens } from '#web/screens.ts'

/** The company's own currency, and the digits of all. */
export type Currencies = Pick<Screens, 'currencies'> & {
  readonly company: Pick<Screens['company'], 'currency' | 'scale'>
}

/** The digits of the currency in which an amount is told, in its row or on its paper. */
export function currencyDigits(
  { currencyIn }: Pick<FieldPage, 'currencyIn'>,
  said: Row,
  { currencies, company }: Currencies,
): number {
  const code = currencyIn === null ? null : said[currencyIn]
  return (typeof code === 'string' ? currencies[code] : undefined) ?? company.scale
}

/** Those of an amount or a price, at least; null of what is told in no currency. */
export function pricedDigits(
  of: Pick<FieldPage, 'kind' | 'currencyIn'>,
  said: Row,
  all: Currencies,
): number | null {
  return of.kind === 'money' || of.currencyIn !== null ? currencyDigits(of, said, all) : null
}

/**
 * The digits of each column's figures: as many as the longest has, and of prices and amounts at
 * least those of the currency; by the column's name.
 */
export function digitsIn(
  columns: readonly FieldPage[],
  rows: readonly Row[],
  head: Row,
  all: Currencies,
): ReadonlyMap<string, number> {
  return new Map(
    columns
      .filter(({ kind }) => kind === 'decimal' || kind === 'money')
      .map((of) => {
        const longest = rows.reduce((most, row) => Math.max(most, fractionOf(row[of.name])), 0)
        const [first = {}] = rows
        const least = pricedDigits(of, { ...head, ...first }, all)
        return [of.name, Math.max(longest, least ?? 0)]
      }),
  )
}

function fractionOf(value: unknown): number {
  const plain = typeof value === 'string' ? value : ''
  return /^-?\d+\.(\d+)$/.exec(plain)?.[1]?.length ?? 0
}

/** An amount in minor units as plain figures: "125000" of a currency of two digits is "1250.00". */
export function plainAmount(minor: string, digits: number): string {
  const sign = minor.startsWith('-') ? '-' : ''
  const units = minor.replace('-', '').padStart(digits + 1, '0')
  if (digits === 0) return sign + units
  return `${sign}${units.slice(0, -digits)}.${units.slice(-digits)}`
}

/** A plain amount in minor units; null where it is finer than the currency is. */
export function minorAmount(plain: string, digits: number): string | null {
  const [whole = '0', rest = ''] = plain.split('.')
  if (rest.length > digits) return null
  return String(BigInt(whole + rest.padEnd(digits, '0')))
}
