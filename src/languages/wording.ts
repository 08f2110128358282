/** The words of a reader's language for what is printed and exported. */
import { ownWords } from '#kit/wording.ts'
import type { Wording } from '#kit/wording.ts'
import { refusedInGerman } from '#languages/de-refusals.ts'
import { inGerman } from '#languages/german.ts'

/** The words of a language, "de" or "de-AT"; our own where there are none of it. */
export function wordingOf(language: string): Wording {
  if (!isGerman(language)) return ownWords(language)
  return { language, told: (text) => inGerman(text) ?? text, yesAndNo: ['ja', 'nein'] }
}

/** A wording that tells what is refused, too. */
export interface Refusing extends Wording {
  readonly refused: (message: string) => string
}

export function refusingIn(language: string): Refusing {
  const refused = isGerman(language) ? refusedInGerman : (message: string): string => message
  return { ...wordingOf(language), refused }
}

/** The wordings in which files may have been written besides our own. */
export const otherWordings: readonly Wording[] = [wordingOf('de')]

function isGerman(language: string): boolean {
  return /^de(-|$)/.test(language)
}
