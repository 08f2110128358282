/**
 * The prices of a sale's lines, where none was typed: from the customer's own price list, then from
 * the general ones, as they are good on the paper's day, for its currency and the line's quantity;
 * and else, in the company's own currency, the price of the item.
 */
import { parseDate } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { parseDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { column } from '#kit/columns.ts'
import { fillsAsking } from '#kit/filling.ts'
import type { Beside } from '#kit/filling.ts'
import { rowsByCode } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { priceList, priceOf } from '#departments/register/price-list.ts'
import type { ListedPrices } from '#departments/register/price-list.ts'

/** Fills the unit prices of lines in. The paper has a customer, a currency and a day of issue. */
export const listPrices = fillsAsking('lines.item', priceList, async (moment, set) => {
  const wanted = set.flatMap((one) => questionIn(one) ?? [])
  if (wanted.length === 0) return () => ({})
  const customers = await rowsByCode(
    moment,
    party,
    wanted.map(({ customer }) => customer),
  )
  const items = await rowsByCode(
    moment,
    item,
    wanted.map((one) => one.item),
  )
  const own = [...customers.values()].flatMap((known) => known.priceList ?? [])
  const lists = await pricesIn(moment, own, [...items.keys()])
  return (one) => {
    const question = questionIn(one)
    if (question === null) return {}
    const ownList = customers.get(question.customer)?.priceList ?? null
    const listed = priceOf(lists.get(question.item) ?? [], { ...question, ownList })
    if (listed !== null) return { unitPrice: listed.price }
    const isOwn = question.currency === moment.companyCurrency
    return { unitPrice: isOwn ? (items.get(question.item)?.price ?? null) : null }
  }
})

interface Question {
  readonly customer: string
  readonly item: string
  /** Without a sign: what is taken back bears the price at which as much is sold. */
  readonly quantity: Decimal
  readonly currency: string
  readonly day: PlainDate
}

/** What a line without a price asks; null where it has one, or where too little is said. */
function questionIn({ beside, paper }: Beside): Question | null {
  const { customer, currency, issuedOn } = paper
  const day = typeof issuedOn === 'string' ? parseDate(issuedOn) : null
  const quantity = typeof beside['quantity'] === 'string' ? parseDecimal(beside['quantity']) : null
  if (beside['unitPrice'] !== undefined || day === null || quantity === null) return null
  if (typeof customer !== 'string' || typeof currency !== 'string') return null
  const { units, scale } = quantity
  const amount = { units: units < 0n ? -units : units, scale }
  return { customer, item: String(beside['item']), quantity: amount, currency, day }
}

interface PriceRow {
  readonly code: string
  readonly general: boolean
  readonly row: number
  readonly item: string
  readonly currency: string
  readonly price: string
  readonly fromQuantity: string | null
  readonly firstDay: PlainDate | null
  readonly lastDay: PlainDate | null
}

/** The prices of items in these lists and in the general ones, by the item. */
async function pricesIn(
  { query, organization, company }: Moment,
  lists: readonly string[],
  items: readonly string[],
): Promise<ReadonlyMap<string, readonly ListedPrices[]>> {
  const rows = await query<PriceRow>({
    name: 'prices of items',
    text: `select l.code, l.general, p.row, p.item, p.currency, p.price::text as price,
        p.from_quantity::text as "fromQuantity", p.first_day as "firstDay",
        p.last_day as "lastDay"
      from register.price_list l
      join register.price_list_prices p on p.organization = l.organization
        and p.company = l.company and p.code = l.code
      where l.organization = $1 and l.company = $2
        and (l.general or l.code = any ($3::text[])) and p.item = any ($4::text[])`,
    values: [organization, company, column(lists, (code) => code), column(items, (code) => code)],
  })
  return new Map(
    [...Map.groupBy(rows, (row) => row.item)].map(([of, prices]) => [of, listsOf(prices)]),
  )
}

function listsOf(rows: readonly PriceRow[]): ListedPrices[] {
  return [...Map.groupBy(rows, ({ code }) => code)].map(([code, some]) => ({
    code,
    general: some[0]?.general === true,
    prices: some.map(({ price, fromQuantity, ...row }) => ({
      ...row,
      price: figureOf(price),
      fromQuantity: fromQuantity === null ? null : figureOf(fromQuantity),
    })),
  }))
}

function figureOf(stored: string): Decimal {
  const figure = parseDecimal(stored)
  if (figure === null) throw new Error(`the database has a price of ${stored}`)
  return trimmed(figure)
}
