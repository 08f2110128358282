/**
 * Figures as people read and type them: exact, in the habits of their language, and reckoned where
 * somebody types a sum. No figure is ever a float.
 */
import { addDecimals, formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { figuredAs } from '#web/words/spoken.ts'

/** How a language writes figures. */
export interface Habits {
  readonly point: string
  readonly group: string
}

/** Found out once for each language: thousands of cells ask. */
const known = new Map<string, Habits>()

/** The habits of a language with its region, as the browser knows them. */
export function habitsOf(language: string): Habits {
  const here = known.get(language)
  if (here !== undefined) return here
  const format = new Intl.NumberFormat(language, { numberingSystem: 'latn' })
  const parts = format.formatToParts(-1234567.5)
  const found = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const habits = { point: found('decimal') || '.', group: found('group') || ',' }
  known.set(language, habits)
  return habits
}

/** The habits of who reads screens of a language in this browser. */
export function readersHabits(locale: string): Habits {
  return habitsOf(figuredAs(locale, navigator.languages))
}

/** A figure's plain text ("-1234.5") as people read it ("−1,234.50"), with at least some digits. */
export function writtenFigure(plain: string, { point, group }: Habits, digits = 0): string {
  const isBelow = plain.startsWith('-')
  const [whole = '0', fraction = ''] = plain.replace('-', '').split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group)
  const shown = fraction.padEnd(digits, '0')
  return `${isBelow ? '−' : ''}${grouped}${shown === '' ? '' : point + shown}`
}

/**
 * The plain text of what somebody typed: "1.234,50" in German, "12*3+0.5" anywhere; null where
 * it is no figure. Divisions are taken to `digits`, rounded half away from zero.
 */
export function readFigure(typed: string, habits: Habits, digits = 6): string | null {
  const tokens = tokensOf(typed, habits)
  if (tokens === null || tokens.length === 0) return null
  const found = sumOf(tokens, digits)
  return found === null || tokens.length > 0 ? null : formatDecimal(trimmed(found))
}

type Token = Decimal | '+' | '-' | '*' | '/' | '(' | ')'

function tokensOf(typed: string, { point, group }: Habits): Token[] | null {
  const text = typed.replaceAll('−', '-').replaceAll(/[\s\u00a0\u202f'’]/g, '')
  const tokens: Token[] = []
  const figure = /^[\d.,\u066b\u066c]+/
  for (let rest = text; rest !== '';) {
    const [digits] = figure.exec(rest) ?? []
    if (digits !== undefined) {
      const plain = parseDecimal(plainOf(digits, point, group))
      if (plain === null) return null
      tokens.push(plain)
      rest = rest.slice(digits.length)
      continue
    }
    const [sign = ''] = rest
    if (!isSign(sign)) return null
    tokens.push(sign)
    rest = rest.slice(1)
  }
  return tokens
}

function isSign(text: string): text is Exclude<Token, Decimal> {
  return ['+', '-', '*', '/', '(', ')'].includes(text)
}

/** The language's point becomes the plain one; what groups digits goes. */
function plainOf(digits: string, point: string, group: string): string {
  if (!digits.includes(point)) {
    // Whoever types the other point means it, unless it groups by three.
    const isGrouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+$`).test(digits)
    return isGrouped ? digits.replaceAll(group, '') : digits.replace(/[.,](?=\d*$)/, '.')
  }
  // What groups digits behind the point was meant otherwise: it is asked, and not guessed.
  if (digits.lastIndexOf(group) > digits.indexOf(point)) return ''
  return digits.replaceAll(group, '').replace(point, '.')
}

/** Takes a sum from the front of the tokens. */
function sumOf(tokens: Token[], digits: number): Decimal | null {
  let sum = productOf(tokens, digits)
  while (sum !== null && (tokens[0] === '+' || tokens[0] === '-')) {
    const sign = tokens.shift()
    const next = productOf(tokens, digits)
    sum = next === null ? null : addDecimals(sum, sign === '-' ? negated(next) : next)
  }
  return sum
}

function productOf(tokens: Token[], digits: number): Decimal | null {
  let product = partOf(tokens, digits)
  while (product !== null && (tokens[0] === '*' || tokens[0] === '/')) {
    const sign = tokens.shift()
    const next = partOf(tokens, digits)
    if (next === null) return null
    product = sign === '*' ? times(product, next) : divided(product, next, digits)
  }
  return product
}

function partOf(tokens: Token[], digits: number): Decimal | null {
  const first = tokens.shift()
  if (first === '-') {
    const next = partOf(tokens, digits)
    return next === null ? null : negated(next)
  }
  if (first === '(') {
    const inner = sumOf(tokens, digits)
    return tokens.shift() === ')' ? inner : null
  }
  return typeof first === 'object' ? first : null
}

function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale }
}

function times(one: Decimal, other: Decimal): Decimal {
  return { units: one.units * other.units, scale: one.scale + other.scale }
}

function divided(one: Decimal, by: Decimal, digits: number): Decimal | null {
  if (by.units === 0n) return null
  const raised = one.units * 10n ** BigInt(digits + by.scale + 1)
  const tenfold = raised / (by.units * 10n ** BigInt(one.scale))
  const half = tenfold < 0n ? -5n : 5n
  return { units: (tenfold + half) / 10n, scale: digits }
}
