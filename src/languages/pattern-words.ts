/** Sentences by their patterns: finds which one a text is, and writes it in another language. */

/** What stands in a hole, written as the pattern asks: "{field:told}" asks for "told". */
export type Writes = (value: string, manner: string) => string

/** The text in the other language; null where it is none of the patterns. */
export type Translates = (text: string, writes: Writes) => string | null

interface Entry {
  readonly pattern: string
  readonly german: string
  /** How many letters the pattern says itself: the one that says most is meant. */
  readonly weight: number
  /** The longest piece of text; what lacks it is not meant. */
  readonly piece: string
  reader: RegExp | null
}

const hole = /\{(\w+)(?::(\w+))?\}/g

/**
 * Patterns made ready: they stand by their first words, so that a text is compared with few, and
 * what is used of an entry is told by its pattern.
 */
export function patternWords(
  catalogue: Readonly<Record<string, string>>,
  uses: (pattern: string) => void = () => {},
): Translates {
  const byWord = new Map<string, Entry[]>()
  for (const [pattern, german] of Object.entries(catalogue)) {
    const word = /^[^ {]+(?= )/.exec(pattern)?.[0] ?? ''
    const known = byWord.get(word)
    if (known === undefined) byWord.set(word, [entryOf(pattern, german)])
    else known.push(entryOf(pattern, german))
  }
  for (const entries of byWord.values()) entries.sort((one, other) => other.weight - one.weight)
  return (text, writes) => {
    const exact = catalogue[text]
    if (exact !== undefined) {
      uses(text)
      return filled(exact, {}, writes)
    }
    const own = byWord.get(/^[^ ]+(?= )/.exec(text)?.[0] ?? ' ') ?? []
    const found = best(text, own, byWord.get('') ?? [])
    if (found === null) return null
    uses(found.entry.pattern)
    return filled(found.entry.german, found.values, writes)
  }
}

function entryOf(pattern: string, german: string): Entry {
  const pieces = pattern.split(/\{\w+\}/)
  const piece = pieces.reduce((longest, one) => (one.length > longest.length ? one : longest), '')
  return { pattern, german, weight: pieces.join('').length, piece, reader: null }
}

/** Of the patterns that fit, the one that says most itself. */
function best(
  text: string,
  ...lists: readonly (readonly Entry[])[]
): { entry: Entry; values: Readonly<Record<string, string>> } | null {
  const all = lists.flat().toSorted((one, other) => other.weight - one.weight)
  for (const entry of all) {
    if (!text.includes(entry.piece)) continue
    entry.reader ??= readerOf(entry.pattern)
    const found = entry.reader.exec(text)
    if (found !== null) return { entry, values: found.groups ?? {} }
  }
  return null
}

function readerOf(pattern: string): RegExp {
  let at = 0
  const seen = new Set<string>()
  const pieces = [...pattern.matchAll(hole)].map((found) => {
    const [whole, name = ''] = found
    const before = RegExp.escape(pattern.slice(at, found.index))
    at = found.index + whole.length
    if (seen.has(name)) return `${before}\\k<${name}>`
    seen.add(name)
    return /^\d/.test(name) ? before + RegExp.escape(whole) : `${before}(?<${name}>.*?)`
  })
  return new RegExp(`^${pieces.join('')}${RegExp.escape(pattern.slice(at))}$`, 's')
}

function filled(german: string, values: Readonly<Record<string, string>>, writes: Writes): string {
  return german.replaceAll(hole, (whole, name: string, manner: string | undefined) => {
    const value = values[name]
    return value === undefined ? whole : writes(value, manner ?? 'plain')
  })
}
