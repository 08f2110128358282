/** Open items from which papers take: what is left of each, in which pieces, and their worth. */
import { divideRounded, formatDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { amountOf, minorUnits } from '#base/money.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { column } from '#kit/columns.ts'
import { openItems } from '#kit/lookup.ts'
import type { OpenItem } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'
import { inexact } from '#departments/finance/currency-digits.ts'
import type { DigitsOf } from '#departments/finance/currency-digits.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'

/** An open item while papers take from it. */
export interface Left extends OpenItem {
  left: bigint
  worth: bigint
}

/** What is left of open items, by account, paper and currency; each taker sees what others took. */
export type OpenLeft = ReadonlyMap<string, readonly Left[]>

/** What papers that settle are decided upon. */
export interface Ground {
  readonly open: OpenLeft
  /** The identifiers of invoices by their numbers: what settles one stands on it. */
  readonly invoices: ReadonlyMap<string, string>
  readonly digitsOf: DigitsOf
  /** The company's own currency. */
  readonly booksIn: string
}

/** Which open items papers may take from. */
export interface WantedItems {
  /** The account's code. */
  readonly account: string
  /** "open item", "customer credit". */
  readonly kind: string
  /** The numbers of their papers. */
  readonly papers: readonly string[]
}

/** Reads what is left, locked until the transaction ends: a question for each account and kind. */
export async function readLeft(moment: Moment, wanted: readonly WantedItems[]): Promise<OpenLeft> {
  const open = new Map<string, Left[]>()
  const together = Map.groupBy(wanted, ({ account, kind }) => `${account}\n${kind}`)
  for (const [, those] of [...together].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = those
    if (first === undefined) continue
    const { account, kind } = first
    const papers = [...new Set(those.flatMap((one) => one.papers))]
    for (const item of await openItems(moment, { account, kind, papers })) {
      const key = keyOf(account, item.paper, item.currency)
      const left = { ...item, left: item.amount, worth: item.base }
      open.set(key, [...(open.get(key) ?? []), left])
    }
  }
  return open
}

function keyOf(account: string, item: string, of: string): string {
  return `${account}\n${item}\n${of}`
}

/** What is taken of one open item: an amount, and its part of what the item is worth. */
export interface Piece {
  readonly item: Left
  readonly amount: bigint
  readonly worth: bigint
}

/** The identifiers of invoices by their numbers; what has another number is not one. */
export async function invoicesNumbered(
  { query, organization, company }: Moment,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map()
  const found = await query<{ id: string; number: string }>({
    name: 'invoices by number',
    text:
      `select id, number from ${salesInvoice.target.table} ` +
      'where organization = $1 and company = $2 and number = any ($3::text[])',
    values: [organization, company, column(numbers, (number) => number)],
  })
  return new Map(found.map(({ id, number }) => [number, id]))
}

/** What somebody wants to take of one open item. */
export interface Wish {
  readonly account: string
  readonly item: string
  readonly party: string
  readonly currency: string
  /** The digits of the currency. */
  readonly digits: number
  /** As much as there is and as may be, where null. */
  readonly amount: Decimal | null
  /** Where it stands, for problems: "settles[2]". */
  readonly at: string
}

/**
 * The pieces of one open item that make up what is wanted: at most `rest` where the item is owed,
 * and on its own side only. Problems: `item-not-open`, `item-of-another`, `amount-form`,
 * `more-than-open`, `more-than-left`.
 */
export function piecesOf(wish: Wish, open: OpenLeft, rest: bigint): Outcome<Piece[]> {
  const { account, item, party, currency: of, digits, at } = wish
  const field = `${at}.item`
  const parts = (open.get(keyOf(account, item, of)) ?? []).filter(({ left }) => left !== 0n)
  if (parts.length === 0) return refused(notOpen(field, item, of))
  if (parts.some((part) => part.party !== party)) return refused(ofAnother(field, item, party))
  const all = sumOf(parts.map(({ left }) => left))
  const wanted = wish.amount === null ? (all < rest ? all : rest) : minorUnits(wish.amount, digits)
  if (wanted === null) return refused(inexact(`${at}.amount`, of))
  const isWithin = all < 0n ? wanted <= 0n && wanted >= all : wanted >= 0n && wanted <= all
  if (!isWithin) return refused(tooMuch(field, item, amountOf(all, digits), of))
  if (wanted > rest) return refused(notEnough(field, item, amountOf(rest, digits), of))
  let missing = wanted
  return fine(
    parts.flatMap((part) => {
      const amount = closest(part.left, missing)
      missing -= amount
      // The last piece of an item takes all that is left of its worth.
      const isWhole = amount === part.left
      const worth = isWhole ? part.worth : divideRounded(part.worth * amount, part.left, 'half-up')
      return amount === 0n ? [] : [{ item: part, amount, worth }]
    }),
  )
}

/** Takes pieces: whoever comes next finds so much less. */
export function take(pieces: readonly Piece[]): void {
  for (const { item, amount, worth } of pieces) {
    item.left -= amount
    item.worth -= worth
  }
}

/** The sum of amounts of one currency. */
export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

/** As much of what is wanted as a part has; of the other sign, nothing. */
function closest(left: bigint, wanted: bigint): bigint {
  if (left > 0n) return wanted < 0n ? 0n : left < wanted ? left : wanted
  return wanted > 0n ? 0n : left > wanted ? left : wanted
}

/** The problem `differences-missing`. */
export function differencesMissing(): Problem {
  const message =
    'What is taken is worth something else than what it settles. Name the account for gains and ' +
    'losses of exchange.'
  return { rule: 'differences-missing', field: 'differences', message }
}

function notOpen(field: string, item: string, of: string): Problem {
  const message = `Nothing of ${item} is open in ${of}. Take it out, or choose what is open.`
  return { rule: 'item-not-open', field, message }
}

function ofAnother(field: string, item: string, payer: string): Problem {
  const message =
    `${item} is not owed by ${payer}. Choose what this payer owes, or write a receipt of the ` +
    'other party.'
  return { rule: 'item-of-another', field, message }
}

function tooMuch(field: string, item: string, open: Decimal, of: string): Problem {
  const { units, scale } = open
  const left = formatDecimal({ units: units < 0n ? -units : units, scale })
  const message = `Of ${item}, ${left} ${of} are open. Settle no more than that.`
  return { rule: 'more-than-open', field, message }
}

function notEnough(field: string, item: string, rest: Decimal, of: string): Problem {
  const message =
    `Only ${formatDecimal(rest)} ${of} are left to settle ${item}. Settle less of it, or ` +
    'less of the others.'
  return { rule: 'more-than-left', field, message }
}
