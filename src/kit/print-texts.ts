/** Texts of prints with holes, "{number}", and lists of fields as people write them. */

/** A hole: a word in braces, as fields are called. Any other brace is text like all else. */
const hole = /\{ ?([A-Za-z][A-Za-z0-9.]*) ?\}/g

/** The paths that a text asks for, each once. */
export function holesIn(text: string): string[] {
  return [...new Set([...text.matchAll(hole)].map(([, path = '']) => path))]
}

/** The text with what its holes ask for; what it says is text, whatever signs are in it. */
export function filledText(text: string, valueOf: (path: string) => string): string {
  return text.replaceAll(hole, (_, path: string) => valueOf(path))
}

/** The paths of a list, "dueOn, extra.colour"; none where it is left out. */
export function pathsIn(list: string | null): string[] {
  return (list ?? '')
    .split(/[,\n]/)
    .map((path) => path.trim())
    .filter((path) => path !== '')
}

/** The lines of a text; an empty one stands for itself, but not at an end. */
export function linesIn(text: string | null): string[] {
  const trimmed = (text ?? '').trim()
  return trimmed === '' ? [] : trimmed.split(/\r?\n/).map((line) => line.trimEnd())
}
