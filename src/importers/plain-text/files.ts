/** The files of a journal: how the reader, which touches no disk, asks for them. */

export interface JournalFiles {
  /**
   * The files that an include names, in order of name: `pattern` is as written, relative to the
   * file `from`, and may hold `*`, `?`, `[…]` and `**`. Empty where there is none.
   */
  find(pattern: string, from: string): readonly string[]
  /** The bytes of a file; null where it can't be read. */
  read(file: string): Uint8Array | null
}

/** Files that are given by name and text, for journals that came over a wire, and for tests. */
export function filesOf(texts: Readonly<Record<string, string | Uint8Array>>): JournalFiles {
  return {
    find: (pattern, from) => {
      const folder = from.slice(0, from.lastIndexOf('/') + 1)
      const name = pattern.startsWith('./') ? pattern.slice(2) : pattern
      return Object.keys(texts)
        .filter((file) => file === folder + name)
        .sort()
    },
    read: (file) => {
      const text = Object.hasOwn(texts, file) ? texts[file] : undefined
      return typeof text === 'string' ? new TextEncoder().encode(text) : (text ?? null)
    },
  }
}
