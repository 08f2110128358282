/**
 * Brings one transaction into balance: an amount that was left out, a conversion without a cost.
 *
 * The rules are those of hledger 1.25. Real and virtual postings balance each for themselves, at
 * cost, to half a unit of the last decimal that each commodity is shown with:
 *   10 AAA @ 1.20 USD · cash (left out)  →  cash −12.00 USD
 *   −135 USD · 100 EUR                   →  balanced: the one is the cost of the other
 */
import type { Decimal } from '#base/decimal.ts'
import { powerOfTen, trimmed } from '#base/decimal.ts'
import type { Amount } from './amount.ts'
import type { Posting, WrittenPosting } from './journal.ts'
import { isRefusal, refuse, type Refusal } from './problem.ts'
import { addTo, describeSums, negated, type Sums } from './sums.ts'

/** A posting on its way: `amounts` is null while its amount is missing. */
export interface OpenPosting {
  readonly written: WrittenPosting
  readonly amounts: readonly Amount[] | null
}

/** The decimals that a commodity is shown with; undefined where it stands in costs alone. */
export type ShownDecimals = ReadonlyMap<string, number>

/** The postings with all amounts known, or why they do not balance. */
export function balancePostings(
  open: readonly OpenPosting[],
  shown: ShownDecimals,
): Posting[] | Refusal {
  const real = missingAmounts(open, false, shown)
  if (isRefusal(real)) return real
  const virtual = missingAmounts(open, true, shown)
  if (isRefusal(virtual)) return virtual
  return open.map(({ written, amounts }) => {
    const { line, account, status, cost, comment, valueDate } = written
    const known = amounts ?? (written.virtual ? virtual : real)
    const inferred = written.amount === null
    const rest = { status, amounts: known, inferred, cost, comment, valueDate }
    return { line, account, virtual: written.virtual, ...rest }
  })
}

/** What the posting without an amount among those of a kind must have; they then balance. */
function missingAmounts(
  open: readonly OpenPosting[],
  virtual: boolean,
  shown: ShownDecimals,
): readonly Amount[] | Refusal {
  const group = open.filter((posting) => posting.written.virtual === virtual)
  const missing = group.filter((posting) => posting.amounts === null).length
  if (missing > 1) {
    const message = `${missing} postings have no amount; leave out one at most.`
    return refuse('two-missing-amounts', message)
  }
  const atCost: Sums = new Map()
  for (const { written, amounts } of group) {
    if (written.cost !== null) addTo(atCost, written.cost)
    else for (const amount of amounts ?? []) addTo(atCost, amount)
  }
  if (missing === 0) return balances(group, atCost, shown) ? [] : unbalanced(atCost)
  if (group.some(({ written }) => written.lot && written.cost === null)) return lotWithoutCost()
  return [...atCost].map(([commodity, sum]) => ({ commodity, quantity: trimmed(negated(sum)) }))
}

function balances(group: readonly OpenPosting[], atCost: Sums, shown: ShownDecimals): boolean {
  if (isConversion(group)) return true
  for (const [commodity, sum] of atCost) if (!looksZero(sum, shown.get(commodity))) return false
  return true
}

/** Whether the postings sum to two commodities, one in and one out, and no cost is written. */
function isConversion(group: readonly OpenPosting[]): boolean {
  const sums: Sums = new Map()
  for (const { written, amounts } of group) {
    if (written.cost !== null || (amounts ?? []).length > 1) return false
    for (const amount of amounts ?? []) addTo(sums, amount)
  }
  const [first, second] = [...sums.values()]
  if (sums.size !== 2 || first === undefined || second === undefined) return false
  return first.units < 0n !== second.units < 0n
}

function looksZero({ units, scale }: Decimal, decimals: number | undefined): boolean {
  if (units === 0n) return true
  if (decimals === undefined || scale <= decimals) return false
  const size = units < 0n ? -units : units
  return size * 2n <= powerOfTen(scale - decimals)
}

function unbalanced(sums: Sums): Refusal {
  const message =
    `The postings sum to ${describeSums(sums)} instead of zero at cost; ` +
    'correct an amount, or add the posting that is missing.'
  return refuse('unbalanced', message)
}

function lotWithoutCost(): Refusal {
  const message =
    'A lot price in braces without “@” stands beside a posting without an amount: Ledger would ' +
    'take the lot’s price for that amount, hledger the goods themselves; write the amount.'
  return refuse('lot-without-cost', message)
}
