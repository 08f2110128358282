/** Goods that go from one place to another without money: the fields of a row, and its lines. */
import { rescale, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { Problem } from '#base/problem.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { optional } from '#kit/field.ts'
import type { Dimensions } from '#kit/fields/dimensions.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { rowsByCode } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { item } from '#departments/register/item.ts'
import { place } from '#departments/register/place.ts'

/** What a row says of the goods that it moves. */
export interface GoodsRow {
  readonly item: string | null
  readonly description: string | null
  readonly quantity: Decimal
  readonly leaves: string | null
  readonly arrives: string | null
}

/** What the moment knows of a row's goods: frozen beside it. Empty where nothing moves. */
export const goodsTaken = {
  itemDigits: optional(whole(0, 6)),
  leavesAccount: optional(text({ most: 400 })),
  arrivesAccount: optional(text({ most: 400 })),
}

/** A row's goods as they were taken. */
export interface GoodsTaken {
  readonly itemDigits: number | null
  readonly leavesAccount: string | null
  readonly arrivesAccount: string | null
}

/** What is known of items and places. */
export interface GoodsGround {
  readonly digitsOf: (item: string) => number
  readonly accountOf: (place: string) => string
}

const nothing: GoodsTaken = { itemDigits: null, leavesAccount: null, arrivesAccount: null }

/** Looks up the items and places that rows name, once for all. */
export async function gatherGoods(moment: Moment, rows: readonly GoodsRow[]): Promise<GoodsGround> {
  const [items, places] = await Promise.all([
    rowsByCode(moment, item, named(rows.map((row) => row.item))),
    rowsByCode(moment, place, named(rows.flatMap(({ leaves, arrives }) => [leaves, arrives]))),
  ])
  return {
    digitsOf: (code) => items.get(code)?.digits ?? 0,
    accountOf: (code) => {
      const found = places.get(code)
      // A link is a foreign key, so what is linked to is there.
      if (found === undefined) throw new Error(`there is no place ${code}`)
      return found.account
    },
  }
}

/** Whether a row moves goods. */
export function moves({ leaves, arrives }: Pick<GoodsRow, 'leaves' | 'arrives'>): boolean {
  return leaves !== null || arrives !== null
}

/** Whether a row that moves goods says which, whence and whither. */
export function saysWhatMoves({ item: code, leaves, arrives }: GoodsRow): boolean {
  if (leaves === null && arrives === null) return true
  return code !== null && leaves !== null && arrives !== null && leaves !== arrives
}

/** What a row takes of what is known; its problem is `quantity-digits`. */
export function takeGoods(
  ground: GoodsGround,
  row: GoodsRow,
  field: string,
): { readonly taken: GoodsTaken; readonly problems: readonly Problem[] } {
  const { item: code, leaves, arrives, quantity } = row
  if (code === null || leaves === null || arrives === null) return { taken: nothing, problems: [] }
  const itemDigits = ground.digitsOf(code)
  const taken = {
    itemDigits,
    leavesAccount: ground.accountOf(leaves),
    arrivesAccount: ground.accountOf(arrives),
  }
  if (trimmed(quantity).scale <= itemDigits) return { taken, problems: [] }
  const message =
    `The item ${code} is counted with ${itemDigits} digits behind the point. ` +
    'Write a quantity with no more.'
  return { taken, problems: [{ rule: 'quantity-digits', field, message }] }
}

/** What stands on the lines of goods besides the goods. */
export interface GoodsSurroundings {
  /** 1n where they go from the one place to the other, −1n where they come back. */
  readonly sign: 1n | -1n
  readonly currency: string
  readonly party?: string
  readonly dimensions: Dimensions
  /** The row's place on its paper, from 1. */
  readonly sourceRow: number
}

/**
 * The two lines of a row's goods: where they leave, and where they arrive. The second one says all
 * that is known of the row, so that reports count each row once. None where nothing moves.
 */
export function goodsLines(
  row: GoodsRow,
  { itemDigits, leavesAccount, arrivesAccount }: GoodsTaken,
  { sign, currency, party, dimensions, sourceRow }: GoodsSurroundings,
): LineProposal[] {
  const { item: code, leaves, arrives, description, quantity } = row
  if (itemDigits === null || leavesAccount === null || arrivesAccount === null) return []
  if (code === null || leaves === null || arrives === null) return []
  const units = sign * rescale(quantity, itemDigits, 'down').units
  const both = { currency, amount: 0n, item: code, sourceRow }
  return [
    { ...both, account: leavesAccount, quantity: -units, unit: { place: leaves } },
    {
      ...both,
      account: arrivesAccount,
      quantity: units,
      unit: { place: arrives },
      ...(party === undefined ? {} : { party }),
      ...said(dimensions),
      ...(description === null ? {} : { text: description }),
    },
  ]
}

/** The dimensions of a line; nothing where there are none. */
export function said(dimensions: Dimensions): { readonly dimensions?: Dimensions } {
  return Object.keys(dimensions).length === 0 ? {} : { dimensions }
}

function named(codes: readonly (string | null)[]): string[] {
  return codes.filter((code) => code !== null)
}
