/** House rules that a text shows itself: opening sentence, columns, forbidden words and paths. */
import { isCode, type SourceFile } from '#test/house/files.ts'

const widest = 100

/** Files that do not open with a sentence that says their role. */
export function openingFaults(files: readonly SourceFile[]): string[] {
  const wanted = files.filter(({ path }) => isCode(path) || /\.(mjs|sql)$/.test(path))
  return wanted
    .filter(({ path, text }) => !opens(path, text))
    .map(({ path }) => `${path}: does not open with a sentence that says its role`)
}

/** Lines of code or SQL that are longer than 100 characters. */
export function columnFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter(
      ({ path }) => isCode(path) || /^(bin|verifier)\/.*\.mjs$|^migrations\/.*\.sql$/.test(path),
    )
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ length: Array.from(line).length, number: index + 1 }))
        .filter(({ length }) => length > widest)
        .map(({ length, number }) => `${path}:${number}: ${length} columns, ${widest} at most`),
    )
}

interface Forbidden {
  readonly where: (path: string) => boolean
  readonly what: RegExp
  readonly why: string
}

// The linter forbids `any`, suppressed types, clocks and floats; these are what it doesn't see.
const forbidden: readonly Forbidden[] = [
  { where: isCode, what: /\.only\(|\bonly: true/, why: 'runs one test and hides the others' },
  {
    where: isCode,
    what: /\b(?:ox|es)lint-disable(?!.* -- \S)/,
    why: 'silences the linter without a reason behind " -- "',
  },
  {
    where: () => true,
    what: /\b(?:TO[D]O|FIX[M]E)\b/,
    why: 'leaves work for later: make an issue',
  },
  {
    where: () => true,
    what: /(?<![\w.~$}\])>*-])\/(?:work|root|home|Users)\/\w/,
    why: 'names a path of one machine',
  },
]

/** Lines with a word or a path that has no place in the repository. */
export function wordFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        forbidden
          .filter(({ where, what }) => where(path) && what.test(line))
          .map(({ why }) => `${path}:${index + 1}: ${why}`),
      ),
  )
}

function opens(path: string, text: string): boolean {
  const body = text.replace(/^#!.*\n/, '')
  if (path.endsWith('.sql')) return /^-- \S.{10,}/.test(body)
  return /^\/\*\*\s+(?:\* )?\S.{10,}/.test(body)
}
