/** The directives of a journal: what each does to what is read below it. */
import { declaredType } from './account-type.ts'
import { mostAliases, readAlias } from './alias.ts'
import { readLeadingSymbol, readWholeAmount, readWholeSymbol } from './amount.ts'
import { readDay } from './day.ts'
import type { Lines } from './lines.ts'
import { excerpt, isRefusal, refuse, type Refusal } from './problem.ts'
import { accountUnder, declareStyle, notationOf, type Gathered, type Scope } from './scope.ts'

/** Carries out one directive; its indented lines may be read on. Answers what it refuses. */
type Directive = (text: string, lines: Lines, scope: Scope, all: Gathered) => Refusal | null

/** More would make names that are longer than an account's may be. */
const mostPrefixes = 100

/** Directives that say nothing about the books: they are read over, with the lines below them. */
const readOver: Directive = () => null

const directives: Readonly<Record<string, Directive>> = {
  account: declareAccount,
  alias: addAlias,
  apply: applyToFollowing,
  bucket: setBucket,
  A: setBucket,
  commodity: declareCommodity,
  D: setDefaultCommodity,
  'decimal-mark': setDecimalMark,
  end: endBlock,
  P: addPrice,
  year: setYear,
  Y: setYear,
  C: readOver,
  N: readOver,
  payee: readOver,
  tag: readOver,
}

/**
 * Carries out the directive in the current line and takes the indented lines below it along.
 * `include` and `comment` are the reader's own business and not known here.
 */
export function obeyDirective(lines: Lines, scope: Scope, all: Gathered): Refusal | null {
  const line = lines.text
  const found = /^[!@]?([A-Za-z][A-Za-z-]*)(.*)$/s.exec(line)
  const word = found?.[1] ?? ''
  const directive = Object.hasOwn(directives, word) ? directives[word] : undefined
  const answer =
    directive === undefined ? unsupported(line) : directive(found?.[2] ?? '', lines, scope, all)
  while (lines.nextIndented());
  return answer
}

function unsupported(line: string): Refusal {
  const message =
    `${excerpt(line)} begins neither a transaction nor a directive that is read; ` +
    'take the line out, or make a comment of it with “;”.'
  return refuse('unsupported-directive', message)
}

function incomplete(text: string, example: string): Refusal {
  const message = `${excerpt(text.trim())} can’t be read here; write it like “${example}”.`
  return refuse('malformed-directive', message)
}

function withoutComment(text: string): string {
  const at = text.indexOf(';')
  return (at === -1 ? text : text.slice(0, at)).trim()
}

function declareAccount(text: string, lines: Lines, scope: Scope, all: Gathered): Refusal | null {
  const end = text.search(/\S(?: {2}|\t| ;)/)
  const written = (end === -1 ? text : text.slice(0, end + 1)).trim()
  const account = accountUnder(scope, all, written)
  if (isRefusal(account)) return account
  let comment = end === -1 ? '' : text.slice(end + 1)
  while (lines.nextIndented()) {
    const below = lines.text.trim()
    if (below.startsWith(';')) comment += ` ${below.slice(1)}`
  }
  const type = declaredType(comment)
  if (type !== null) all.accountTypes.set(account, type)
  return null
}

function addAlias(text: string, _lines: Lines, scope: Scope): Refusal | null {
  const alias = readAlias(text.trim())
  if (isRefusal(alias)) return alias
  if (scope.aliases.length >= mostAliases) {
    const message = `More than ${mostAliases} aliases are in force; end some with “end aliases”.`
    return refuse('too-many-aliases', message)
  }
  scope.aliases = [...scope.aliases, alias]
  scope.names = new Map()
  return null
}

function applyToFollowing(text: string, lines: Lines, scope: Scope): Refusal | null {
  const found = /^\s+([a-z]+)(.*)$/s.exec(text)
  const rest = withoutComment(found?.[2] ?? '')
  if (found?.[1] === 'account' && rest !== '') {
    if (scope.prefixes.length >= mostPrefixes) {
      const message = `More than ${mostPrefixes} “apply account” are open; end some.`
      return refuse('account-name', message)
    }
    scope.prefixes = [...scope.prefixes, rest]
    scope.names = new Map()
    return null
  }
  if (found?.[1] === 'year') return setYear(rest, lines, scope)
  if (found?.[1] === 'tag') return null
  return unsupported(`apply${text}`)
}

function endBlock(text: string, _lines: Lines, scope: Scope): Refusal | null {
  switch (withoutComment(text).replaceAll(/\s+/g, ' ')) {
    case '':
    case 'account':
    case 'apply':
    case 'apply account':
      scope.prefixes = scope.prefixes.slice(0, -1)
      scope.names = new Map()
      return null
    case 'aliases':
      scope.aliases = []
      scope.names = new Map()
      return null
    case 'year':
    case 'apply year':
      scope.year = scope.yearsBefore.at(-1) ?? null
      scope.yearsBefore = scope.yearsBefore.slice(0, -1)
      return null
    case 'tag':
    case 'apply tag':
      return null
    default:
      return unsupported(`end${text}`)
  }
}

function setBucket(text: string, _lines: Lines, scope: Scope, all: Gathered): Refusal | null {
  const account = accountUnder(scope, all, withoutComment(text))
  if (isRefusal(account)) return account
  scope.bucket = account
  return null
}

function declareCommodity(text: string, lines: Lines, scope: Scope, all: Gathered): Refusal | null {
  const written = withoutComment(text)
  const notation = { ...notationOf(scope, all), styleOf: () => null }
  if (/[0-9]/.test(written.replaceAll(/"[^"]*"/g, ''))) {
    return keepFormat(readWholeAmount(written, notation), all)
  }
  const symbol = readWholeSymbol(written)
  if (isRefusal(symbol)) return symbol
  while (lines.nextIndented()) {
    const format = /^format\s+(.*)$/s.exec(withoutComment(lines.text))?.[1]
    if (format === undefined) continue
    const refusal = keepFormat(readWholeAmount(format, notation), all)
    if (refusal !== null) return refusal
  }
  return null
}

function keepFormat(amount: ReturnType<typeof readWholeAmount>, all: Gathered): Refusal | null {
  if (isRefusal(amount)) return amount
  declareStyle(all, amount)
  all.declaredDecimals.set(amount.commodity, amount.quantity.scale)
  return null
}

function setDefaultCommodity(
  text: string,
  _lines: Lines,
  scope: Scope,
  all: Gathered,
): Refusal | null {
  const notation = { ...notationOf(scope, all), styleOf: () => null }
  const amount = readWholeAmount(withoutComment(text), notation)
  if (isRefusal(amount)) return amount
  scope.defaultAmount = amount
  all.defaults.push(amount)
  return null
}

function setDecimalMark(text: string, _lines: Lines, scope: Scope): Refusal | null {
  const mark = withoutComment(text)
  if (mark !== '.' && mark !== ',') return incomplete(text, 'decimal-mark .')
  scope.decimalMark = mark
  return null
}

function setYear(text: string, _lines: Lines, scope: Scope): Refusal | null {
  const written = withoutComment(text)
  if (!/^[0-9]{4,}$/.test(written)) return incomplete(text, 'year 2026')
  const year = Number(written)
  if (year < 1 || year > 9999) {
    const message = `The year ${excerpt(written)} is outside the years 1 to 9999 of the ledger.`
    return refuse('year-out-of-range', message)
  }
  scope.yearsBefore = [...scope.yearsBefore.slice(-50), scope.year]
  scope.year = year
  return null
}

/** `P DATE [TIME] COMMODITY PRICE`. */
function addPrice(text: string, _lines: Lines, scope: Scope, all: Gathered): Refusal | null {
  const written = withoutComment(text)
  const day = readDay(written, 0, scope.year)
  if (isRefusal(day)) return day
  const behind = written.slice(day.end).replace(/^\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?/, '')
  if (!/^\s/.test(behind)) return incomplete(text, 'P 2026-01-31 USD 0.92 EUR')
  const named = readLeadingSymbol(behind.trimStart())
  if (isRefusal(named)) return named
  const price = readWholeAmount(named.rest.trim(), notationOf(scope, all))
  if (isRefusal(price)) return price
  const { commodity, quantity } = price
  all.prices.push({ date: day.date, commodity: named.symbol, price: { commodity, quantity } })
  return null
}
