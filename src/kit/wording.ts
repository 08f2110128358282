/** In which words something is written that leaves the program: ours, or another language's. */
export interface Wording {
  /** BCP 47: how figures and days are written. */
  readonly language: string
  /** A word of a description or a report in the language; as it is where it has none. */
  readonly told: (text: string) => string
  /** The words for yes and no. */
  readonly yesAndNo: readonly [string, string]
}

/** Our own words. */
export function ownWords(language: string): Wording {
  return { language, told: (text) => text, yesAndNo: ['yes', 'no'] }
}

/** As a title: with a large letter. */
export function titled(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
