/** Which passwords are taken: long ones that nobody guesses; no rules of composition. */
import type { Problem } from '#base/problem.ts'
import { commonWords, keyRows } from '#server/access/common-words.ts'
import { normalized } from '#server/access/password-hash.ts'

/** Code points of a password after normalisation. */
export const shortest = 12
export const longest = 128

/** Whose password it is, and so which words are easily guessed. */
export interface PasswordOwner {
  readonly name: string
  readonly email: string
  /** The organization and its companies. */
  readonly houses: readonly string[]
}

/** So many characters must be left when all that is easily guessed is taken out. */
const leastLeft = 6

/**
 * What is wrong with a new password, or null. As NIST SP 800-63B asks, it is counted in code points
 * after normalisation, common ones and those made of the person's own names are refused, and no
 * mixture of kinds of characters is asked for. Problems: `password-short`, `password-long`,
 * `password-guessable`.
 */
export function passwordProblem(password: string, owner: PasswordOwner): Problem | null {
  const length = count(normalized(password))
  if (length < shortest) {
    const message = `The password has ${length} characters. Take ${shortest} or more.`
    return { rule: 'password-short', field: 'password', message }
  }
  if (length > longest) {
    const message = `The password has more than ${longest} characters. Take a shorter one.`
    return { rule: 'password-long', field: 'password', message }
  }
  const known = [...commonWords, ...namesOf(owner)]
  if (spellings(password).every((text) => unguessed(text, known) >= leastLeft)) return null
  const message =
    'This password is among the first that are guessed: common words, names, repetitions or rows ' +
    'of keys. Take several words that have nothing to do with you or each other.'
  return { rule: 'password-guessable', field: 'password', message }
}

/** The password in small letters without accents, and with the usual replacements undone. */
function spellings(password: string): string[] {
  const plain = normalized(password).toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return [plain, plain.replaceAll(/[@4310!$57]/g, (sign) => replacements.get(sign) ?? sign)]
}

const replacements: ReadonlyMap<string, string> = new Map([
  ['@', 'a'],
  ['4', 'a'],
  ['3', 'e'],
  ['1', 'i'],
  ['!', 'i'],
  ['0', 'o'],
  ['$', 's'],
  ['5', 's'],
  ['7', 't'],
])

/** How many characters are left without known words, runs, years, repetitions and plain signs. */
function unguessed(text: string, words: readonly string[]): number {
  let left = withoutRuns(text.replaceAll(/(?:19|20)\d\d/g, ' '))
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    left = left.replaceAll(word, ' ')
  }
  // "jimjimjim" says no more than "jim", and "!!!!" no more than "!".
  left = left.replaceAll(/(.{1,8}?)\1+/gu, '$1')
  return count(left.replaceAll(/[\s!-/:-@[-`{-~]/g, ''))
}

/** The text with a gap for each stretch of four or more that runs along a row of keys. */
function withoutRuns(text: string): string {
  let left = ''
  for (let at = 0; at < text.length;) {
    let end = at + 1
    while (end < text.length && isRun(text.slice(at, end + 1))) end += 1
    left += end - at >= 4 ? ' ' : text.slice(at, end)
    at = end
  }
  return left
}

const rows = keyRows.flatMap((row) => [row, row.split('').toReversed().join('')])

function isRun(text: string): boolean {
  return rows.some((row) => row.includes(text))
}

/** The words of three letters or more in the person's names, mail and houses. */
function namesOf({ name, email, houses }: PasswordOwner): string[] {
  return [name, email.replace(/\.[a-z]+$/, ''), ...houses]
    .flatMap((text) =>
      text
        .toLowerCase()
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .split(/[^\p{L}\p{N}]+/u),
    )
    .filter((word) => count(word) >= 3)
}

/** Code points, which is how the standard counts. */
function count(text: string): number {
  return Array.from(text).length
}
