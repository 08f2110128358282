/** How the numbers of a paper look: "INV-{year}-{00000}" is INV-2026-00042. */

/** A pattern that was read. */
export interface NumberPattern {
  /** What is counted by itself: with a year in the pattern each year begins at 1. */
  series(year: number): string
  /** The number that is `count` of its series. More digits than zeros are written whole. */
  write(year: number, count: bigint): string
  /** Whether a number looks as if it had been given by this pattern. */
  matches(number: string): boolean
}

const counted = /\{(0+)\}/g

/**
 * Reads a pattern. It has one `{000…}` for the count, and may have `{year}`; anything else is our
 * defect and thrown when the description is made.
 */
export function numberPattern(pattern: string): NumberPattern {
  const [count, ...more] = [...pattern.matchAll(counted)]
  const rest = pattern.replaceAll(counted, '').replaceAll('{year}', '')
  if (count === undefined || more.length > 0 || /[{}]/.test(rest)) {
    throw new Error(`a number has one count and may have a year, not as in ${pattern}`)
  }
  const [whole, zeros = ''] = count
  const dated = (year: number): string =>
    pattern.replaceAll('{year}', String(year).padStart(4, '0'))
  const looks = new RegExp(
    `^${pattern
      .split(/(\{0+\}|\{year\})/)
      .map((part) => spelled(part))
      .join('')}$`,
  )
  return {
    matches: (number) => looks.test(number),
    series: (year) => dated(year).replace(whole, ''),
    write: (year, at) => dated(year).replace(whole, String(at).padStart(zeros.length, '0')),
  }
}

function spelled(part: string): string {
  if (part === '{year}') return '\\d{4}'
  return part.startsWith('{0') ? `\\d{${part.length - 2},}` : RegExp.escape(part)
}
