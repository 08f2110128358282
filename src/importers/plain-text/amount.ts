/** The amounts of a posting: number and commodity, cost, lot and balance assertion. */
import { multiplyDecimals, type Decimal } from '#base/decimal.ts'
import { readDay } from './day.ts'
import { numberPattern, readNumber, type NumberStyle } from './number.ts'
import { excerpt, isRefusal, refuse, type Refusal } from './problem.ts'

/** A quantity of a commodity; amounts without a symbol have the commodity ''. */
export interface Amount {
  readonly commodity: string
  readonly quantity: Decimal
}

export interface WrittenAmount extends Amount {
  readonly style: NumberStyle
}

/** How the numbers of a place are read: what directives above it have said. */
export interface Notation {
  styleOf(commodity: string): NumberStyle | null
  /** The commodity of amounts that name none. */
  readonly defaultCommodity: string
}

/** `=`, `==` (no other commodity), `=*` and `==*` (with the accounts below). */
export interface Assertion extends Amount {
  readonly total: boolean
  readonly inclusive: boolean
}

/** What stands behind an account in a posting. */
export interface PostingAmounts {
  readonly amount: Amount | null
  /** The whole cost, with the sign of the amount; null where none is written. */
  readonly cost: Amount | null
  /** Whether the cost was written as a total (`@@`): an amount of money rather than a rate. */
  readonly totalCost: boolean
  readonly lot: boolean
  readonly assertion: Assertion | null
}

interface Scan {
  readonly text: string
  at: number
}

const blanks = /\s*/y
const symbolPattern = /[^0-9\s+\-.,@*;"{}=()[\]]+/y
const quotedPattern = /"([^";]+)"/y
const costMark = /@@?|\(@@?\)/y
const longestSymbol = 100

/** Reads all that stands behind the account name, its comment taken off. */
export function readPostingAmounts(text: string, notation: Notation): PostingAmounts | Refusal {
  const scan: Scan = { text, at: 0 }
  skipBlanks(scan)
  let amount: Amount | null = null
  let extras: Extras = nothing
  if (scan.at < text.length && text[scan.at] !== '=') {
    const written = readAmount(scan, notation)
    if (isRefusal(written)) return written
    amount = written
    const found = readExtras(scan, written, notation)
    if (isRefusal(found)) return found
    extras = found
  }
  const assertion = text[scan.at] === '=' ? readAssertion(scan, notation) : null
  if (isRefusal(assertion)) return assertion
  if (scan.at < text.length) return unreadable(scan)
  return { amount, ...extras, assertion }
}

/** Reads text that is one amount and nothing else, as directives have it. */
export function readWholeAmount(text: string, notation: Notation): WrittenAmount | Refusal {
  const scan: Scan = { text, at: 0 }
  const amount = readAmount(scan, notation)
  if (isRefusal(amount) || scan.at === text.length) return amount
  return unreadable(scan)
}

/** Reads text that is a commodity's symbol, in quotation marks or not, and nothing else. */
export function readWholeSymbol(text: string): string | Refusal {
  const scan: Scan = { text, at: 0 }
  const symbol = readSymbol(scan)
  if (isRefusal(symbol)) return symbol
  skipBlanks(scan)
  if (symbol !== null && scan.at === text.length) return symbol
  return refuse('malformed-directive', `${excerpt(text)} is not the symbol of a commodity.`)
}

/** Reads a symbol at the start of a text and answers it with the rest of the text. */
export function readLeadingSymbol(text: string): { symbol: string; rest: string } | Refusal {
  const scan: Scan = { text, at: 0 }
  const symbol = readSymbol(scan)
  if (isRefusal(symbol)) return symbol
  if (symbol === null) return unreadable(scan)
  return { symbol, rest: text.slice(scan.at) }
}

function readAmount(scan: Scan, notation: Notation): WrittenAmount | Refusal {
  let negative = readSign(scan)
  if (scan.text[scan.at] === '(') return expression(scan)
  const left = readSymbol(scan)
  if (isRefusal(left)) return left
  if (left !== null) {
    skipBlanks(scan)
    negative = readSign(scan) !== negative
  }
  numberPattern.lastIndex = scan.at
  const digits = numberPattern.exec(scan.text)?.[0]
  if (digits === undefined) return scan.text[scan.at] === '(' ? expression(scan) : unreadable(scan)
  scan.at += digits.length
  skipBlanks(scan)
  const right = left === null ? readSymbol(scan) : null
  if (isRefusal(right)) return right
  skipBlanks(scan)
  const commodity = left ?? right ?? notation.defaultCommodity
  const number = readNumber(digits, notation.styleOf(commodity))
  if (isRefusal(number)) return number
  const { units, scale } = number.value
  const quantity = { units: negative ? -units : units, scale }
  return { commodity, quantity, style: number.style }
}

interface Extras {
  readonly cost: Amount | null
  readonly totalCost: boolean
  readonly lot: boolean
}
const nothing: Extras = { cost: null, totalCost: false, lot: false }

/** Cost, lot price and lot date, each at most once and in any order. */
function readExtras(scan: Scan, amount: Amount, notation: Notation): Extras | Refusal {
  let { cost, totalCost, lot } = nothing
  let lotDate = false
  for (;;) {
    costMark.lastIndex = scan.at
    const mark = costMark.exec(scan.text)?.[0]
    const next = scan.text[scan.at]
    if (mark !== undefined && cost === null) {
      scan.at += mark.length
      totalCost = mark.includes('@@')
      const found = readCost(scan, amount, totalCost, notation)
      if (isRefusal(found)) return found
      cost = found
    } else if (next === '{' && !lot) {
      lot = true
      const problem = skipLotPrice(scan, notation)
      if (problem !== null) return problem
    } else if (next === '[' && !lotDate) {
      lotDate = true
      const problem = skipLotDate(scan)
      if (problem !== null) return problem
    } else if (next === '(') {
      return scan.text[scan.at + 1] === '(' ? expression(scan) : note(scan)
    } else {
      return { cost, totalCost, lot }
    }
    skipBlanks(scan)
  }
}

function readCost(
  scan: Scan,
  amount: Amount,
  total: boolean,
  notation: Notation,
): Amount | Refusal {
  skipBlanks(scan)
  const price = readAmount(scan, notation)
  if (isRefusal(price)) return price
  const { commodity, quantity } = price
  if (!total) return { commodity, quantity: multiplyDecimals(amount.quantity, quantity) }
  const { units } = amount.quantity
  const sign = units < 0n ? -1n : units === 0n ? 0n : 1n
  return { commodity, quantity: { units: quantity.units * sign, scale: quantity.scale } }
}

function skipLotPrice(scan: Scan, notation: Notation): Refusal | null {
  const close = scan.text.startsWith('{{', scan.at) ? '}}' : '}'
  scan.at += close.length
  skipBlanks(scan)
  if (scan.text[scan.at] === '=') scan.at += 1
  skipBlanks(scan)
  const price = readAmount(scan, notation)
  if (isRefusal(price)) return price
  if (!scan.text.startsWith(close, scan.at)) return unreadable(scan)
  scan.at += close.length
  return null
}

function skipLotDate(scan: Scan): Refusal | null {
  // A lot's date always has its year, so none is handed down here.
  const day = readDay(scan.text, scan.at + 1, null)
  if (isRefusal(day)) return day
  scan.at = day.end
  if (scan.text[scan.at] !== ']') return unreadable(scan)
  scan.at += 1
  return null
}

/** A cost behind an asserted amount is read and, as hledger does, not compared. */
function readAssertion(scan: Scan, notation: Notation): Assertion | Refusal {
  scan.at += 1
  const total = scan.text[scan.at] === '='
  if (total) scan.at += 1
  const inclusive = scan.text[scan.at] === '*'
  if (inclusive) scan.at += 1
  skipBlanks(scan)
  const amount = readAmount(scan, notation)
  if (isRefusal(amount)) return amount
  const extras = readExtras(scan, amount, notation)
  if (isRefusal(extras)) return extras
  return { commodity: amount.commodity, quantity: amount.quantity, total, inclusive }
}

function readSymbol(scan: Scan): string | null | Refusal {
  const quoted = scan.text[scan.at] === '"'
  const pattern = quoted ? quotedPattern : symbolPattern
  pattern.lastIndex = scan.at
  const found = pattern.exec(scan.text)
  if (found === null) return quoted ? unreadable(scan) : null
  const symbol = quoted ? (found[1] ?? '') : found[0]
  if (symbol.length > longestSymbol) {
    const message = `The commodity ${excerpt(symbol)} has more than ${longestSymbol} characters.`
    return refuse('malformed-amount', message)
  }
  scan.at += found[0].length
  return symbol
}

function readSign(scan: Scan): boolean {
  const sign = scan.text[scan.at]
  if (sign !== '-' && sign !== '+') return false
  scan.at += 1
  skipBlanks(scan)
  return sign === '-'
}

function skipBlanks(scan: Scan): void {
  blanks.lastIndex = scan.at
  blanks.exec(scan.text)
  scan.at = blanks.lastIndex
}

function expression(scan: Scan): Refusal {
  const message = `${excerpt(scan.text.slice(scan.at))} is an expression; write its result instead.`
  return refuse('amount-expression', message)
}

function note(scan: Scan): Refusal {
  const written = excerpt(scan.text.slice(scan.at))
  const message = `${written} is a lot’s note, which is not read; put it in a comment.`
  return refuse('lot-note', message)
}

function unreadable(scan: Scan): Refusal {
  const rest = scan.text.slice(scan.at)
  const message =
    rest === ''
      ? 'An amount is missing at the end of the line.'
      : `${excerpt(rest)} is not an amount; write one such as “12.50 EUR” or “$-5”.`
  return refuse('malformed-amount', message)
}
