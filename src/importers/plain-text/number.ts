/** Numbers as people write them: digit groups, decimal points and commas, exponents. */
import type { Decimal } from '#base/decimal.ts'
import { excerpt, refuse, type Refusal } from './problem.ts'

/** What is known about how a commodity's numbers are written. */
export interface NumberStyle {
  /** `null`: no decimals are written, so that a single mark separates groups. */
  readonly decimalMark: string | null
  readonly groupMark: string | null
}

export interface WrittenNumber {
  readonly value: Decimal
  readonly style: NumberStyle
}

const space = '[ \\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]'
/** A number's text in a line: digits, marks between them, spaces before groups of three. */
export const numberPattern = new RegExp(
  `[.,]?[0-9]+(?:[.,][0-9]+|${space}[0-9]{3}(?![0-9]))*[.,]?(?:[eE][+-]?[0-9]+)?`,
  'y',
)

/** More than any 64-bit amount has, and few enough to be reckoned with at once. */
const mostDigits = 40
/** With more, not even one whole unit fits 64 bits. */
const mostDecimals = 18

/**
 * What a number's text means. A number with a single comma and three digits behind it is one
 * thousand to some programs and one to others: it is refused unless `style` decides.
 * A single point is a decimal point, unless `style` says otherwise.
 */
export function readNumber(text: string, style: NumberStyle | null): WrittenNumber | Refusal {
  const exponentAt = text.search(/[eE]/)
  const plain = exponentAt === -1 ? text : text.slice(0, exponentAt)
  const exponent = exponentAt === -1 ? 0 : Number(text.slice(exponentAt + 1))
  if (plain.length > 2 * mostDigits || Math.abs(exponent) > mostDigits) return tooLarge(text)
  const marks = plain.replaceAll(/[0-9]/g, '')
  const last = marks.at(-1)
  if (last === undefined) return compose(plain, '', null, null, exponent)
  const cut = plain.lastIndexOf(last)
  const whole = plain.slice(0, cut)
  const fraction = plain.slice(cut + 1)
  const others = marks.slice(0, -1)
  if (others === '') {
    const decimal = isDecimalMark(last, whole, fraction, style)
    if (decimal === null) return ambiguous(text)
    if (decimal) return compose(whole, fraction, last, null, exponent)
    return compose(plain, '', null, last, exponent)
  }
  const group = others[0] ?? ''
  if (others !== group.repeat(others.length)) return malformed(text)
  if (group === last) return compose(plain, '', null, group, exponent)
  if (last !== '.' && last !== ',') return malformed(text)
  return compose(whole, fraction, last, group, exponent)
}

/** Whether a number's only mark is its decimal mark; null where that can't be known. */
function isDecimalMark(
  mark: string,
  whole: string,
  fraction: string,
  style: NumberStyle | null,
): boolean | null {
  if (mark !== '.' && mark !== ',') return false
  if (whole === '' || fraction === '') return true
  if (style !== null) {
    if (style.decimalMark !== null) return style.decimalMark === mark
    return style.groupMark !== mark
  }
  if (mark === '.') return true
  const looksGrouped = fraction.length === 3 && whole.length <= 3 && !whole.startsWith('0')
  return looksGrouped ? null : true
}

function compose(
  whole: string,
  fraction: string,
  decimalMark: string | null,
  groupMark: string | null,
  exponent: number,
): WrittenNumber | Refusal {
  const groups = groupMark === null ? [whole] : whole.split(groupMark)
  if (groups.slice(1).some((group) => group.length < 2 || group.length > 4)) {
    return malformed(whole)
  }
  const digits = groups.join('') + fraction
  if (digits.length > mostDigits) return tooLarge(digits)
  const units = BigInt(digits)
  const scale = fraction.length - exponent
  const value = scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale }
  if (value.scale > mostDecimals) {
    const message = `The number has ${value.scale} decimals; at most ${mostDecimals} are kept.`
    return refuse('too-many-decimals', message)
  }
  return { value, style: { decimalMark, groupMark } }
}

function ambiguous(text: string): Refusal {
  const message =
    `${excerpt(text)} may be a whole number or have three decimals; say which above it, ` +
    'with “decimal-mark .” or a commodity directive such as “commodity 1,000.00 EUR”.'
  return refuse('ambiguous-number', message)
}

function malformed(text: string): Refusal {
  return refuse('malformed-amount', `${excerpt(text)} is not a number that can be read.`)
}

function tooLarge(text: string): Refusal {
  return refuse('amount-too-large', `The number ${excerpt(text)} is too large for the ledger.`)
}
