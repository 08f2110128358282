/** What a text in the command bar may be besides words: an amount of money, an IBAN. */
import { readFigure } from '#web/controls/figures.ts'
import type { Habits } from '#web/controls/figures.ts'

/** The plain amount that is typed: "1,234.50" is 1234.50; null where it is none, or a sum. */
export function amountIn(typed: string, habits: Habits): string | null {
  if (!/^\p{Sc}?\s*[\d.,'\s\u00a0\u202f]*\d\s*\p{Sc}?$/u.test(typed)) return null
  return readFigure(typed.replaceAll(/\p{Sc}/gu, ''), habits)
}

/**
 * How something may be written down that is typed: an IBAN with blanks and without, as ISO 13616
 * writes it on paper and in data; anything else as it is.
 */
export function ibanForms(typed: string): string[] {
  const joined = typed.replaceAll(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(joined)) return [typed]
  return [joined, joined.replaceAll(/(.{4})(?=.)/g, '$1 ')]
}
