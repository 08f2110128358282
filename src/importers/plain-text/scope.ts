/** What directives have set: what holds to the end of a file, and what everywhere. */
import type { Amount, Notation, WrittenAmount } from './amount.ts'
import { resolveAccount, type Alias } from './alias.ts'
import type { AccountType } from './account-type.ts'
import type { Price, WrittenTransaction } from './journal.ts'
import type { NumberStyle } from './number.ts'
import type { Work } from './pattern.ts'
import { isRefusal, type ProblemList, type Refusal } from './problem.ts'

/** What holds to the end of the file; an included file begins with a copy. */
export interface Scope {
  year: number | null
  yearsBefore: readonly (number | null)[]
  defaultAmount: WrittenAmount | null
  decimalMark: string | null
  aliases: readonly Alias[]
  prefixes: readonly string[]
  bucket: string | null
  /** Names resolved under these aliases and prefixes; a new map whenever they change. */
  names: Map<string, string | Refusal>
}

/** What holds for the whole journal, gathered while it is read. */
export interface Gathered {
  readonly problems: ProblemList
  readonly transactions: WrittenTransaction[]
  readonly prices: Price[]
  /** Accounts in the order of their first mention. */
  readonly accounts: Set<string>
  readonly accountTypes: Map<string, AccountType>
  /** The writing of numbers that commodity directives declare. */
  readonly styles: Map<string, NumberStyle>
  /** The decimals that commodity directives declare; they rule how exactly transactions balance. */
  readonly declaredDecimals: Map<string, number>
  /** Amounts in directives; they count towards a commodity's decimals. */
  readonly defaults: Amount[]
  readonly aliasWork: Work
  periodicRules: number
  automatedRules: number
}

export function freshScope(year: number | null): Scope {
  return {
    year,
    yearsBefore: [],
    defaultAmount: null,
    decimalMark: null,
    aliases: [],
    prefixes: [],
    bucket: null,
    names: new Map(),
  }
}

/** How numbers are read under a scope: `decimal-mark` first, then `commodity`, then `D`. */
export function notationOf(scope: Scope, gathered: Gathered): Notation {
  const { decimalMark, defaultAmount } = scope
  const marked = decimalMark === null ? null : styleOfMark(decimalMark)
  return {
    defaultCommodity: defaultAmount?.commodity ?? '',
    styleOf(commodity) {
      if (marked !== null) return marked
      const declared = gathered.styles.get(commodity)
      if (declared !== undefined) return declared
      return defaultAmount?.commodity === commodity ? deciding(defaultAmount.style) : null
    },
  }
}

function styleOfMark(mark: string): NumberStyle {
  return { decimalMark: mark, groupMark: null }
}

/** A number without any mark says nothing about what a mark would mean. */
function deciding(style: NumberStyle): NumberStyle | null {
  return style.decimalMark === null && style.groupMark === null ? null : style
}

/** Keeps how a directive writes a commodity's numbers. */
export function declareStyle(gathered: Gathered, amount: WrittenAmount): void {
  const style = deciding(amount.style)
  if (style !== null) gathered.styles.set(amount.commodity, style)
}

/** The account that a written name means here; it then is one of the journal's accounts. */
export function accountUnder(scope: Scope, gathered: Gathered, written: string): string | Refusal {
  const known = scope.names.get(written)
  if (known !== undefined) return known
  const name = resolveAccount(written, scope.prefixes, scope.aliases, gathered.aliasWork)
  scope.names.set(written, name)
  if (!isRefusal(name)) gathered.accounts.add(name)
  return name
}
