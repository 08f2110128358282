/** A stock adjustment: goods that were lost or found, moved without money. */
import { fine, refused } from '#base/problem.ts'
import { document } from '#kit/document.ts'
import { optional, rows, taken } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { dimensions } from '#kit/fields/dimensions.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { fills } from '#kit/filling.ts'
import { currency } from '#departments/register/currency.ts'
import { item } from '#departments/register/item.ts'
import { place } from '#departments/register/place.ts'
import {
  gatherGoods,
  goodsLines,
  goodsTaken,
  saysWhatMoves,
  takeGoods,
} from '#departments/supply/goods-lines.ts'

const fields = {
  adjustedOn: day(),
  reason: text({ most: 1000 }),
  dimensions: optional(dimensions()),
  lines: rows({
    item: link(item),
    description: optional(text({ most: 1000 })),
    quantity: decimal(),
    leaves: link(place),
    arrives: link(place),
    dimensions: optional(dimensions()),
  }),
  ownCurrency: taken(link(currency)),
  moved: taken(rows(goodsTaken)),
}

/** Goods lost go from where they stood to where lost goods are; found ones come back. */
export const stockAdjustment = document('stock adjustment', {
  fields,
  about: 'Goods that were lost or found, moved without money.',
  number: 'ADJ-{year}-{00000}',
  states: ['draft', 'adjusted', 'void'],
  transitions: {
    adjust: {
      from: 'draft',
      to: 'adjusted',
      by: 'accountant',
      needs: {
        'A stock adjustment has at least one line.': ({ lines }) => lines.length > 0,
        'A quantity is not zero.': ({ lines }) =>
          lines.every(({ quantity }) => quantity.units !== 0n),
        'Goods go from one place to another one.': ({ lines }) => lines.every(saysWhatMoves),
      },
      gathers: async (moment, adjustments) => {
        const all = adjustments.flatMap(({ lines }) => lines)
        const ground = await gatherGoods(moment, all)
        return ({ lines }) => {
          const moved = lines.map((line, at) =>
            takeGoods(ground, line, `lines[${at + 1}].quantity`),
          )
          const problems = moved.flatMap((one) => one.problems)
          if (problems.length > 0) return refused(...problems)
          return fine({
            ownCurrency: moment.companyCurrency,
            moved: moved.map((one) => one.taken),
          })
        }
      },
      posts: ({ adjustedOn, lines, moved, ownCurrency, dimensions: shared }) => ({
        journal: 'adjustments',
        postedOn: adjustedOn,
        documentDate: adjustedOn,
        lines: lines.flatMap((line, at) => {
          const goods = moved[at]
          if (goods === undefined || ownCurrency === null) return []
          return goodsLines(line, goods, {
            sign: 1n,
            currency: ownCurrency,
            dimensions: { ...shared, ...line.dimensions },
            sourceRow: at + 1,
          })
        }),
      }),
    },
    void: {
      from: 'adjusted',
      to: 'void',
      by: 'accountant',
      notWhoDid: 'adjust',
      posts: 'reversal',
    },
  },
  fills: [fills('lines.item', item, ({ name, leaves }) => ({ description: name, leaves }))],
  day: 'adjustedOn',
  sorts: [['adjustedOn']],
  read: 'staff',
  write: 'stock controller',
})
