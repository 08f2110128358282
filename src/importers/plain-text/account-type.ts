/**
 * What kind of account a name means: declared by a `type:` tag, or told by its English name.
 * The rules are those of hledger 1.25's manual, "Account types".
 */

export type AccountType = 'asset' | 'liability' | 'equity' | 'income' | 'expense'

/** hledger's letters and words; cash (C) is an asset and conversion (V) is equity here. */
const declared: Readonly<Record<string, AccountType>> = {
  a: 'asset',
  asset: 'asset',
  c: 'asset',
  cash: 'asset',
  l: 'liability',
  liability: 'liability',
  e: 'equity',
  equity: 'equity',
  v: 'equity',
  conversion: 'equity',
  r: 'income',
  revenue: 'income',
  income: 'income',
  x: 'expense',
  expense: 'expense',
}

const named: readonly (readonly [RegExp, AccountType])[] = [
  [/^assets?(?::|$)/i, 'asset'],
  [/^(?:debts?|liabilit(?:y|ies))(?::|$)/i, 'liability'],
  [/^equity(?::|$)/i, 'equity'],
  [/^(?:income|revenue)s?(?::|$)/i, 'income'],
  [/^expenses?(?::|$)/i, 'expense'],
]

/** The type that a declaration's comment names by its `type:` tag; null where it names none. */
export function declaredType(comment: string): AccountType | null {
  const found = /(?:^|[\s,])type:\s*([A-Za-z]+)/.exec(comment)
  return declared[found?.[1]?.toLowerCase() ?? ''] ?? null
}

/**
 * The type of an account: its own declaration, else the nearest one above it, else its name.
 * Null where none of these tells; which type it then gets is the caller's decision.
 */
export function typeOf(
  account: string,
  declarations: ReadonlyMap<string, AccountType>,
): { type: AccountType; from: 'declaration' | 'name' } | null {
  let name = account
  for (;;) {
    const type = declarations.get(name)
    if (type !== undefined) return { type, from: 'declaration' }
    const cut = name.lastIndexOf(':')
    if (cut === -1) break
    name = name.slice(0, cut)
  }
  for (const [pattern, type] of named) if (pattern.test(account)) return { type, from: 'name' }
  return null
}
