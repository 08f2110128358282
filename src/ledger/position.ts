/** Where currencies meet: the lines on the position account that make each currency sum to zero. */
import type { EntryProposal, Layer, LineProposal } from '#ledger/entry.ts'

interface Sum {
  readonly layer: Layer
  readonly currency: string
  amount: bigint
  base: bigint
}

/**
 * The entry with a line on the position account for each layer and currency that doesn't sum to
 * zero by itself. Only where more than one currency takes part in the layer and its worth sums to
 * zero; otherwise the entry is left as it is, and the door says what is wrong with it.
 *
 * Worked, in a company that keeps its books in EUR: an invoice of 1,000 USD (base 1,123) is paid
 * with 1,120 EUR. Bank 1,120 EUR · receivables −1,000 USD (base −1,123) · exchange loss 0 USD
 * (base 3). Added: position −1,120 EUR and +1,000 USD (base +1,120).
 */
export function throughPosition(
  entry: EntryProposal,
  companyCurrency: string,
  positionAccount: string | null,
): EntryProposal {
  if (positionAccount === null || !hasForeign(entry.lines, companyCurrency)) return entry
  const sums = sumsOf(entry.lines)
  const added = sums
    .filter(({ layer, amount, base }) => (amount !== 0n || base !== 0n) && meets(sums, layer))
    .map(({ layer, currency, amount, base }): LineProposal => ({
      account: positionAccount,
      layer,
      currency,
      amount: -amount,
      base: -base,
    }))
  return added.length === 0 ? entry : { ...entry, lines: [...entry.lines, ...added] }
}

/** Whether more than one currency takes part in a layer, and its worth sums to zero. */
function meets(sums: readonly Sum[], layer: Layer): boolean {
  const there = sums.filter((sum) => sum.layer === layer)
  return there.length > 1 && there.reduce((total, { base }) => total + base, 0n) === 0n
}

function hasForeign(lines: readonly LineProposal[], companyCurrency: string): boolean {
  return lines.some(({ currency }) => currency !== companyCurrency)
}

/** A line without money, such as one on a place, takes no part. */
function sumsOf(lines: readonly LineProposal[]): Sum[] {
  const sums = new Map<string, Sum>()
  for (const { layer = 'actual', currency, amount, base = amount } of lines) {
    if (amount === 0n && base === 0n) continue
    const name = `${layer} ${currency}`
    const sum = sums.get(name) ?? { layer, currency, amount: 0n, base: 0n }
    sum.amount += amount
    sum.base += base
    sums.set(name, sum)
  }
  return [...sums.values()]
}
