/** Which commodity of a journal is the company's own currency, where nobody has said so. */
import type { Commodity } from './journal.ts'

/** The codes of ISO 4217, as this runtime knows them. */
const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/**
 * The commodity with the most postings among those that are currencies: whose symbol is a code of
 * ISO 4217 or has a currency sign (Unicode category Sc: $, €, £ …) in it. Where none is one, the
 * commodity with the most postings. Of equals, the first in the journal. Null without commodities.
 */
export function chooseBaseCurrency(commodities: readonly Commodity[]): string | null {
  const currencies = commodities.filter(({ symbol }) => isCurrency(symbol))
  return mostPosted(currencies) ?? mostPosted(commodities)
}

function isCurrency(symbol: string): boolean {
  return codes.has(symbol) || /\p{Sc}/u.test(symbol)
}

function mostPosted(commodities: readonly Commodity[]): string | null {
  let most: Commodity | null = null
  for (const one of commodities) if (most === null || one.postings > most.postings) most = one
  return most?.symbol ?? null
}
