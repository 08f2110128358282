/** Account names as a journal means them: its aliases and `apply account` prefixes carried out. */
import { compilePattern, type Pattern, type Work } from './pattern.ts'
import { excerpt, isRefusal, refuse, type Refusal } from './problem.ts'

/** `alias old = new` renames an account and those below it; a pattern renames what it finds. */
export type Alias =
  | { readonly old: string; readonly replacement: string }
  | { readonly pattern: Pattern; readonly replacement: string }

export const mostAliases = 1000
/** The ledger's longest account. */
const longestName = 400

/** The most steps that the alias patterns of one reading may take: some ten seconds. */
export const mostAliasWork = 30_000_000

/** Reads what stands behind the word `alias`: "checking = assets:bank" or "/^exp/ = expenses". */
export function readAlias(text: string): Alias | Refusal {
  if (text.startsWith('/')) {
    const end = text.search(/(?<!\\)\/\s*=/)
    if (end < 1) return malformed(text)
    const pattern = compilePattern(text.slice(1, end).replaceAll('\\/', '/'))
    if (isRefusal(pattern)) return pattern
    return { pattern, replacement: text.slice(text.indexOf('=', end) + 1).trim() }
  }
  const equals = text.indexOf('=')
  if (equals < 1) return malformed(text)
  const old = text.slice(0, equals).trim()
  const replacement = text.slice(equals + 1).trim()
  return old === '' || replacement === '' ? malformed(text) : { old, replacement }
}

function malformed(text: string): Refusal {
  const message = `${excerpt(text)} is no alias; write “alias old name = new name”.`
  return refuse('malformed-directive', message)
}

/** An account's name with its prefixes, and the aliases applied, the newest first. */
export function resolveAccount(
  name: string,
  prefixes: readonly string[],
  aliases: readonly Alias[],
  work: Work,
): string | Refusal {
  let result = [...prefixes, name].join(':')
  for (let index = aliases.length - 1; index >= 0; index -= 1) {
    const alias = aliases[index]
    if (alias === undefined) continue
    const renamed = rename(result, alias, work)
    if (isRefusal(renamed)) return renamed
    result = renamed
    if (result.length > longestName) break
  }
  return checkAccount(result)
}

function rename(name: string, alias: Alias, work: Work): string | Refusal {
  if ('old' in alias) {
    const { old, replacement } = alias
    if (name === old || name.startsWith(`${old}:`)) return replacement + name.slice(old.length)
    return name
  }
  if (name.length > longestName) return name
  const replaced = alias.pattern.replace(name, alias.replacement, work)
  if (replaced !== null) return replaced
  const message = 'The alias patterns take too long on this journal; use plain aliases.'
  return refuse('too-many-aliases', message)
}

function checkAccount(name: string): string | Refusal {
  if (name.length > longestName) {
    const message = `The account ${excerpt(name)} has more than ${longestName} characters.`
    return refuse('account-name', message)
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  const control = /[\u0000-\u001f\u007f]/
  if (control.test(name) || name.split(':').some((part) => part.trim() === '')) {
    const message = `The account ${excerpt(name)} has an empty part or a control character.`
    return refuse('account-name', message)
  }
  return name
}
