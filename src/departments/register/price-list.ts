/** Price lists, and which price of which list holds for a customer, an item, a quantity, a day. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { compareDecimals, formatDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { optional, rows } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import { register } from '#kit/register.ts'
import type { RegisterRow } from '#kit/register.ts'
import { currency } from '#departments/register/currency.ts'
import { item } from '#departments/register/item.ts'

const fields = {
  name: text(),
  general: yesOrNo({ help: 'Whether it holds for every customer, after the customer’s own list.' }),
  prices: rows({
    item: link(item),
    currency: link(currency),
    price: decimal({ currencyIn: 'currency' }),
    fromQuantity: optional(decimal({ help: 'From so much on; for any quantity if empty.' })),
    firstDay: optional(day()),
    lastDay: optional(day()),
  }),
}

/** A company's price lists. */
export const priceList = register('price list', {
  fields,
  about: 'Prices for a customer, an item, a quantity and a day.',
  of: 'company',
  needs: {
    'A price ends on or after the day on which it begins.': ({ prices }) =>
      prices.every(
        ({ firstDay, lastDay }) =>
          firstDay === null || lastDay === null || compareDates(firstDay, lastDay) <= 0,
      ),
  },
  read: 'staff',
  write: 'billing lead',
})

type Price = RegisterRow<typeof fields>['prices'][number]

/** A list with the prices that matter, each with its row in the list, from 1. */
export interface ListedPrices {
  readonly code: string
  readonly general: boolean
  readonly prices: readonly (Price & { readonly row: number })[]
}

/** What is to be priced. */
export interface PriceQuestion {
  readonly item: string
  readonly quantity: Decimal
  readonly currency: string
  readonly day: PlainDate
  /** The code of the customer's own list. */
  readonly ownList: string | null
}

/** A price, and the rule that gave it. */
export interface PriceAnswer {
  readonly price: Decimal
  readonly list: string
  /** The row of the list, from 1. */
  readonly row: number
  /** The rule as a sentence: “Row 2 of the list spring: from 10 on, from 2026-03-01.” */
  readonly because: string
}

/**
 * The price of an item, or null where no list has one. The customer's own list comes before the
 * general ones, these in the order of their codes. Within a list the row with the highest quantity
 * that is reached holds; among those, the one that began last, then the first of the list.
 */
export function priceOf(
  lists: readonly ListedPrices[],
  { ownList, ...wanted }: PriceQuestion,
): PriceAnswer | null {
  const general = lists.filter((list) => list.general && list.code !== ownList)
  const asked = [
    ...lists.filter(({ code }) => code === ownList),
    ...general.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  ]
  for (const list of asked) {
    const found = rowFor(list, wanted)
    if (found !== null) return found
  }
  return null
}

function rowFor(
  { code, prices }: ListedPrices,
  wanted: Omit<PriceQuestion, 'ownList'>,
): PriceAnswer | null {
  const [best] = prices
    .filter((price) => isFor(price, wanted))
    .toSorted((a, b) => precedence(a, b) || a.row - b.row)
  if (best === undefined) return null
  const { price, row } = best
  return { price, list: code, row, because: because(code, row, best) }
}

function isFor(price: Price, { item: code, currency: of, quantity, day: on }: Question): boolean {
  return (
    price.item === code &&
    price.currency === of &&
    (price.fromQuantity === null || compareDecimals(price.fromQuantity, quantity) <= 0) &&
    (price.firstDay === null || compareDates(price.firstDay, on) <= 0) &&
    (price.lastDay === null || compareDates(on, price.lastDay) <= 0)
  )
}

type Question = Omit<PriceQuestion, 'ownList'>

const none: Decimal = { units: 0n, scale: 0 }

/** Negative where the first comes before the second. */
function precedence(a: Price, b: Price): number {
  const byQuantity = compareDecimals(b.fromQuantity ?? none, a.fromQuantity ?? none)
  if (byQuantity !== 0) return byQuantity
  if (a.firstDay === null || b.firstDay === null) {
    return Number(a.firstDay === null) - Number(b.firstDay === null)
  }
  return compareDates(b.firstDay, a.firstDay)
}

function because(list: string, row: number, price: Price): string {
  const limits = [
    price.fromQuantity === null ? [] : [`from ${formatDecimal(price.fromQuantity)} on`],
    price.firstDay === null ? [] : [`from ${price.firstDay.toString()}`],
    price.lastDay === null ? [] : [`until ${price.lastDay.toString()}`],
  ].flat()
  const said = limits.length === 0 ? 'for any quantity and day' : limits.join(', ')
  return `Row ${row} of the list ${list}: ${said}.`
}
