/** How the numbers of a paper look: "INV-{year}-{00000}" is INV-2026-00042. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

/** A pattern that was read. */
export interface NumberPattern {
  /** As it is written. */
  readonly text: string
  /** What is counted by itself: with a year in the pattern each year begins anew. */
  series(year: number): string
  /** The number that is `count` of its series. More digits than zeros are written whole. */
  write(year: number, count: bigint): string
  /** What a number would be, had it been given by this pattern; null where it looks otherwise. */
  read(number: string): CountedNumber | null
  /** Whether some series of the one could be a series of the other. */
  isLike(other: NumberPattern): boolean
}

/** A number as a pattern counts it. */
export interface CountedNumber {
  readonly series: string
  readonly count: bigint
}

/** A kind of paper that has numbers. */
export interface NumberedKind {
  readonly name: string
  readonly table: string
  readonly number: NumberPattern
}

const counted = /\{(0+)\}/g

/** So long may a pattern be, so that its numbers fit on a paper: these have 60 characters. */
export const longestPattern = 40
const mostDigits = 12

/**
 * Reads a pattern of a description. It has one `{000…}` for the count, and may have `{year}`;
 * anything else is our defect and thrown when the description is made.
 */
export function numberPattern(pattern: string): NumberPattern {
  const [count, ...more] = [...pattern.matchAll(counted)]
  const rest = pattern.replaceAll(counted, '').replaceAll('{year}', '')
  if (count === undefined || more.length > 0 || /[{}]/.test(rest)) {
    throw new Error(`a number has one count and may have a year, not as in ${pattern}`)
  }
  const [whole, zeros = ''] = count
  const dated = (year: number): string => pattern.replaceAll('{year}', yearText(year))
  const parts = pattern.split(/(\{0+\}|\{year\})/)
  const looks = new RegExp(
    `^${parts.map((part, at) => spelled(part, parts.indexOf(part) < at)).join('')}$`,
  )
  const bare = pattern.replace(whole, '')
  return {
    text: pattern,
    series: (year) => dated(year).replace(whole, ''),
    write: (year, at) => dated(year).replace(whole, String(at).padStart(zeros.length, '0')),
    read: (number) => {
      const { count: digits, year = '0' } = looks.exec(number)?.groups ?? {}
      if (digits === undefined) return null
      return { series: dated(Number(year)).replace(whole, ''), count: BigInt(digits) }
    },
    isLike: ({ text }) => {
      const other = text.replaceAll(counted, '')
      return isSeries(bare, other) || isSeries(other, bare)
    },
  }
}

/**
 * Reads a pattern that an organization sets for itself. Problem: `number-pattern`. Between the
 * count and other digits stands something else, so that no two numbers of a pattern read alike.
 */
export function settablePattern(pattern: string): Outcome<NumberPattern> {
  const message = patternWrong(pattern)
  return message === null
    ? fine(numberPattern(pattern))
    : refused({ rule: 'number-pattern', field: 'pattern', message })
}

function patternWrong(pattern: string): string | null {
  const shown = `“${pattern.slice(0, longestPattern)}”`
  if (pattern.trim() !== pattern || pattern.length > longestPattern || /\p{Cc}/u.test(pattern)) {
    return `${shown} is no pattern: it has 1 to ${longestPattern} characters, no blank at an end.`
  }
  const [strange] = /\{[^}]*\}?|\}/.exec(pattern.replaceAll(/\{(0+|year)\}/g, '')) ?? []
  if (strange !== undefined) {
    return `“${strange}” means nothing in a pattern. Write {year} for the year, {00000} to count.`
  }
  const counts = [...pattern.matchAll(counted)]
  if (counts.length !== 1) {
    return `${shown} must have one place for the count. Write it as {00000}, a zero for each digit.`
  }
  if ((counts[0]?.[1] ?? '').length > mostDigits) {
    return `${shown} counts with too many digits. Write at most ${mostDigits} zeros.`
  }
  if (/(\d|\{year\})\{0+\}|\{0+\}(\d|\{year\})/.test(pattern)) {
    return `In ${shown} the count runs into other digits. Put a sign between them, such as a dash.`
  }
  return null
}

/** Whether a series is one of a pattern without its count. */
function isSeries(pattern: string, series: string): boolean {
  const parts = pattern.split(/(\{year\})/)
  const looks = parts.map((part) =>
    part === '{year}' ? '(\\d{4}|\\{year\\})' : RegExp.escape(part),
  )
  return new RegExp(`^${looks.join('')}$`).test(series)
}

function spelled(part: string, isAgain: boolean): string {
  if (part === '{year}') return isAgain ? String.raw`\k<year>` : String.raw`(?<year>\d{4})`
  return part.startsWith('{0') ? `(?<count>\\d{${part.length - 2},})` : RegExp.escape(part)
}

function yearText(year: number): string {
  return String(year).padStart(4, '0')
}
