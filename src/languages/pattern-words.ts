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
 * which of them is used is told.
 */
export function patternWords(
  catalogue: Readonly<Record<string, string>>,
  uses: (pattern: string) => void = () => {},
): Translates {
  const entries = Object.entries(catalogue)
    .map(([pattern, german]) => entryOf(pattern, german))
    .sort((one, other) => other.weight - one.weight)
  const byWord = Map.groupBy(entries, ({ pattern }) => /^[^ {]+(?= )/.exec(pattern)?.[0] ?? '')
  const open = byWord.get('') ?? []
  const ready = new Map<string, readonly Entry[]>()
  const meantBy = (word: string): readonly Entry[] => {
    const own = byWord.get(word)
    if (own === undefined || word === '') return open
    const known =
      ready.get(word) ?? entries.filter((one) => own.includes(one) || open.includes(one))
    ready.set(word, known)
    return known
  }
  return (text, writes) => {
    const exact = Object.hasOwn(catalogue, text) ? catalogue[text] : undefined
    if (exact !== undefined) {
      uses(text)
      return filled(exact, {}, writes)
    }
    const found = firstThatFits(text, meantBy(/^[^ ]+(?= )/.exec(text)?.[0] ?? ''))
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

/** The entry that a text is, and its values. They stand in order: what says most comes first. */
function firstThatFits(
  text: string,
  entries: readonly Entry[],
): { entry: Entry; values: Readonly<Record<string, string>> } | null {
  for (const entry of entries) {
    if (!text.includes(entry.piece)) continue
    entry.reader ??= readerOf(entry.pattern)
    const found = entry.reader.exec(text)
    if (found !== null) return { entry, values: found.groups ?? {} }
  }
  return null
}

/** What holes of these names hold, where any text would take too much or too little. */
const narrow: Readonly<Record<string, string>> = {
  line: '[^ ,:]*?',
  column: '(?:(?!: it ).)*?',
  more: '[^ ]*?',
  fewer: '[^ ]*?',
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
    const holds = narrow[name] ?? '.*?'
    return /^\d/.test(name) ? before + RegExp.escape(whole) : `${before}(?<${name}>${holds})`
  })
  return new RegExp(`^${pieces.join('')}${RegExp.escape(pattern.slice(at))}$`, 's')
}

function filled(german: string, values: Readonly<Record<string, string>>, writes: Writes): string {
  return german.replaceAll(hole, (whole, name: string, manner: string | undefined) => {
    const value = values[name]
    return value === undefined ? whole : writes(value, manner ?? 'plain')
  })
}
