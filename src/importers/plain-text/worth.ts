/**
 * What the lines of a transaction are worth in the company's currency, as far as the journal says.
 *
 * - A line in the company's currency is worth its amount.
 * - A line with a cost in the company's currency is worth its cost, rounded half to even.
 * - In a transaction without such costs that changes one other commodity for the company's
 *   currency, the lines of that commodity are worth what was paid, in proportion to their amounts.
 * - Else the worth is 0: unknown.
 */
import { divideRounded, rescale } from '#base/decimal.ts'
import type { Posting } from './journal.ts'

/** A line in whole units, with its worth. */
export interface Figure {
  readonly posting: Posting
  readonly symbol: string
  readonly units: bigint
  readonly base: bigint
}

/** The figures with their worth. */
export function worthOf(
  figures: readonly Figure[],
  base: string,
  scaleOf: (symbol: string) => number,
): Figure[] {
  const costed = figures.map((figure) => {
    const { posting, symbol, units } = figure
    if (symbol === base) return { ...figure, base: units }
    if (posting.cost?.commodity !== base) return figure
    return { ...figure, base: rescale(posting.cost.quantity, scaleOf(base), 'half-even').units }
  })
  const changed = soleChange(costed, base)
  if (changed === null) return costed
  return costed.map((figure) => {
    if (figure.symbol !== changed.symbol) return figure
    const worth = divideRounded(-changed.paid * figure.units, changed.units, 'half-even')
    return { ...figure, base: worth }
  })
}

/** The one commodity that was changed for the company's currency; null where it is not so plain. */
function soleChange(
  figures: readonly Figure[],
  base: string,
): { symbol: string; units: bigint; paid: bigint } | null {
  const sums = new Map<string, bigint>()
  for (const { posting, symbol, units } of figures) {
    if (posting.cost?.commodity === base) return null
    sums.set(symbol, (sums.get(symbol) ?? 0n) + units)
  }
  const changes = [...sums].filter(([, units]) => units !== 0n)
  const paid = sums.get(base) ?? 0n
  const other = changes.find(([symbol]) => symbol !== base)
  if (changes.length !== 2 || other === undefined || paid === 0n) return null
  const [symbol, units] = other
  return paid < 0n === units < 0n ? null : { symbol, units, paid }
}
