/** What papers of a sale have in common: their lines, and what is frozen when they are issued. */
import type { Values } from '#kit/field.ts'
import { optional, rows, taken } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { dimensions } from '#kit/fields/dimensions.ts'
import { link } from '#kit/fields/link.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { percentage } from '#kit/fields/percentage.ts'
import { whole } from '#kit/fields/whole.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import type { Prints } from '#kit/prints.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { quotations } from '#departments/register/exchange-rate.ts'
import { item } from '#departments/register/item.ts'
import { place } from '#departments/register/place.ts'
import { taxCode, treatments } from '#departments/register/tax-code.ts'
import { moves, goodsTaken, saysWhatMoves } from '#departments/supply/goods-lines.ts'

const inCurrency = { currencyIn: 'currency' }

/** A line of a sale, apart from the account it goes to. */
export const saleLine = {
  item: optional(link(item)),
  description: optional(text({ most: 1000 })),
  quantity: decimal(),
  unitPrice: decimal(inCurrency),
  discount: optional(decimal({ scale: 4, help: 'Percent off the price.' })),
  taxCode: link(taxCode),
  leaves: optional(link(place, { help: 'Where goods leave; empty where none move.' })),
  arrives: optional(link(place, { help: 'Where they arrive.' })),
  dimensions: optional(dimensions({ help: 'Besides those of the whole paper.' })),
}

/** How papers of a sale are printed: the address as it was, lines with amounts, tax, and totals. */
export function salePrints(facts: readonly string[], closing: readonly string[]): Prints {
  return {
    to: [['billedName'], ['billedStreet'], ['billedPostcode', 'billedTown'], ['billedCountry']],
    facts: [...facts, 'currency', 'billedVatNumber'],
    tables: [
      {
        heading: null,
        columns: [
          { path: 'lines.item' },
          { path: 'lines.description' },
          { path: 'lines.quantity' },
          { path: 'lines.unitPrice' },
          { path: 'lines.discount', title: 'Discount %' },
          { path: 'lines.taxCode', title: 'Tax' },
          { path: 'reckoned.priced', title: 'Amount' },
        ],
      },
      {
        heading: 'Tax',
        columns: [
          { path: 'taxes.taxCode', title: 'Tax' },
          { path: 'taxes.basisPoints', title: 'Tax rate' },
          { path: 'taxes.net', title: 'Net' },
          { path: 'taxes.tax', title: 'Tax' },
        ],
      },
    ],
    totals: ['net', 'tax', 'total'],
    closing,
  }
}

/** What a paper of a sale takes: figures, rates and names as they are on that day. */
export const saleTaken = {
  billedName: taken(text()),
  billedStreet: taken(text({ most: 300 })),
  billedPostcode: taken(text({ most: 20 })),
  billedTown: taken(text({ most: 100 })),
  billedCountry: taken(text({ most: 2 })),
  billedVatNumber: taken(text({ most: 20 })),
  collective: taken(yesOrNo()),
  digits: taken(whole(0, 12)),
  ownCurrency: taken(link(currency)),
  ownDigits: taken(whole(0, 12)),
  rate: taken(decimal({ scale: 10 })),
  quoted: taken(choice(quotations)),
  net: taken(money(inCurrency)),
  tax: taken(money(inCurrency)),
  total: taken(money(inCurrency)),
  worth: taken(money()),
  reckoned: taken(
    rows({
      priced: money(inCurrency),
      net: money(inCurrency),
      unrounded: optional(decimal({ scale: 18 })),
      worth: money(),
      ...goodsTaken,
    }),
  ),
  taxes: taken(
    rows({
      taxCode: link(taxCode),
      treatment: choice(treatments),
      basisPoints: percentage({ label: 'Tax rate' }),
      inclusive: yesOrNo(),
      rounding: choice(['per line', 'per document']),
      account: optional(link(account)),
      salesBox: optional(text()),
      outputBox: optional(text()),
      net: money(inCurrency),
      tax: money(inCurrency),
      netWorth: money(),
      taxWorth: money(),
    }),
  ),
}

/** A line of a sale. */
export type SaleLine = Values<typeof saleLine>

/** The frozen part of a paper of a sale. */
export type SaleTaken = Values<typeof saleTaken>

/** The tax of one code of a sale, as it was frozen. */
export type SaleTax = SaleTaken['taxes'][number]

type Lines = { readonly lines: readonly SaleLine[] }

/** What must be true of the lines of a sale. */
export const saleNeeds = {
  'It has at least one line.': ({ lines }: Lines) => lines.length > 0,
  'A quantity is not zero.': ({ lines }: Lines) =>
    lines.every(({ quantity }) => quantity.units !== 0n),
  'A discount is from 0 to 100 percent.': ({ lines }: Lines) =>
    lines.every(
      ({ discount }) =>
        discount === null ||
        (discount.units >= 0n && discount.units <= 100n * 10n ** BigInt(discount.scale)),
    ),
  'A line that moves goods names the item, and two places.': ({ lines }: Lines) =>
    lines.every((line) => !moves(line) || saysWhatMoves(line)),
}
