/**
 * Words: how the texts of papers fall apart into what they are found by, and what somebody seeks
 * who types a few letters.
 *
 * “Bücher für INV-2026-00042 (O’Brien)” has the words bucher, fur, inv-2026-00042, inv, 2026,
 * 00042, o and brien.
 */

/** By so many words one paper or row is found, besides those of its own number or code. */
export const mostWords = 60
/** So many words may be sought at once. */
export const mostSought = 10
/** What is longer is found by its beginning. */
const longestWord = 60

/** Adds the words of a text to others until there are `most`. */
export function addWords(text: string, words: Set<string>, most: number): void {
  const { plain, tokens, parts } = spelled(text)
  for (const [token] of plain.matchAll(tokens)) {
    const found = token.match(parts) ?? []
    const whole = wholeOf(token, found)
    for (const word of whole === null ? found : [whole, ...found]) {
      if (words.size >= most) return
      words.add(cut(word))
    }
  }
}

/**
 * What somebody seeks, in one or two readings, the more exact first: a number or code as a whole,
 * and in its parts. Of each reading every word must be there, of the last one its beginning. Empty
 * where the text has neither a letter nor a digit.
 */
export function soughtIn(text: string): readonly (readonly string[])[] {
  const { plain, tokens, parts } = spelled(text)
  const each = [...plain.matchAll(tokens)].map(([token]) => {
    const found = token.match(parts) ?? []
    return { whole: wholeOf(token, found), found }
  })
  const inParts = distinct(each.flatMap(({ found }) => found))
  const exact = distinct(each.flatMap(({ whole, found }) => (whole === null ? found : [whole])))
  if (inParts.length === 0) return []
  return each.every(({ whole }) => whole === null) ? [inParts] : [exact, inParts]
}

/** A text as numbers and codes are compared: in small letters and without diacritics. */
export function plainText(text: string): string {
  return spelled(text.trim()).plain
}

interface Spelled {
  readonly plain: string
  /** What stands between blanks and characters that cannot be seen. */
  readonly tokens: RegExp
  /** Runs of letters and digits; where a script has no blanks, each letter. */
  readonly parts: RegExp
}

const ascii = { tokens: /[\x21-\x7e]+/g, parts: /[a-z0-9]+/g }
const each = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]`
const others = {
  tokens: /[^\s\p{C}]+/gu,
  parts: new RegExp(String.raw`${each}|(?:(?!${each})[\p{L}\p{N}])+`, 'gu'),
}

/** Letters that Unicode does not take apart, though people type them as others. */
const alike: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ς', 'σ'],
])

function spelled(text: string): Spelled {
  // The common case is a good deal faster.
  if (/^[\0-\x7f]*$/.test(text)) return { plain: text.toLowerCase(), ...ascii }
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const plain = bare.replaceAll(/[ßæœøłđðþıς]/g, (letter) => alike.get(letter) ?? letter)
  return { plain, ...others }
}

/** A number or code of several parts as a whole, without what stands around it; null for others. */
function wholeOf(token: string, parts: readonly string[]): string | null {
  const [first] = parts
  const last = parts.at(-1)
  if (first === undefined || last === undefined || parts.length < 2 || !/\p{N}/u.test(token)) {
    return null
  }
  return cut(token.slice(token.indexOf(first), token.lastIndexOf(last) + last.length))
}

function cut(word: string): string {
  if (word.length <= longestWord) return word
  // Never within a letter of two units.
  return Array.from(word).slice(0, longestWord).join('')
}

/** Each once; the last stays the last, because it may be a beginning only. */
function distinct(words: readonly string[]): string[] {
  const short = words.map((word) => cut(word))
  return short.filter((word, at) => short.lastIndexOf(word) === at)
}
