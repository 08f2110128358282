/** In whose habits days and figures are written: the words' language, where the reader lives. */

/** The languages that screens have words in, and as what each is written where nobody says. */
const usual: Readonly<Record<string, string>> = { en: 'en-GB', de: 'de-DE' }

/** A language with the region that the browser asks for: "de-CH" for German in Zurich. */
export function spokenAs(language: string, wished: readonly string[]): string {
  return wished.find((one) => languageOf(one) === language) ?? usual[language] ?? language
}

/**
 * As what figures are written: as the words are, but for a reader whose own language has no words
 * here, whose own way of writing figures stays. Digits are ours, whatever the language.
 */
export function figuredAs(locale: string, wished: readonly string[]): string {
  const [first] = wished
  return first === undefined || languageOf(first) in usual ? locale : first
}

function languageOf(locale: string): string {
  return locale.split('-')[0] ?? locale
}
