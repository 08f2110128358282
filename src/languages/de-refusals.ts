/** What is refused, in German: sentence by sentence, with its values. */
import { labelText } from '#kit/spelling.ts'
import { inGerman } from '#languages/german.ts'
import { phrases } from '#languages/de-phrases.ts'
import { refusedBooks } from '#languages/de-refused-books.ts'
import { refusedDepartments } from '#languages/de-refused-departments.ts'
import { refusedHouse } from '#languages/de-refused-house.ts'
import { refusedImports } from '#languages/de-refused-imports.ts'
import { refusedPapers } from '#languages/de-refused-papers.ts'
import { refusedRequests } from '#languages/de-refused-requests.ts'
import { refusedWebhooks } from '#languages/de-refused-webhooks.ts'
import { patternWords } from '#languages/pattern-words.ts'
import type { Writes } from '#languages/pattern-words.ts'

export const refusals: Readonly<Record<string, string>> = {
  ...refusedBooks,
  ...refusedDepartments,
  ...refusedHouse,
  ...refusedImports,
  ...refusedPapers,
  ...refusedRequests,
  ...refusedWebhooks,
}

export type Speaks = (message: string) => string

/** Sentences in German, one after the other; what has no German stays as it is. */
export const refusedInGerman: Speaks = germanSentences()

/** The same, telling which entries of the catalogue are used and which sentences have none. */
export function germanSentences(
  uses: (pattern: string) => void = () => {},
  misses: (sentence: string) => void = () => {},
): Speaks {
  const sentence = patternWords(refusals, uses)
  const phrase = patternWords(phrases, uses)
  const speak = (message: string, isLost: (text: string) => void): string => {
    const told: string[] = []
    for (let rest = message; rest !== '';) {
      const ends = [...rest.matchAll(between)].map(({ index }) => index)
      const [text, german] = firstOf(rest, [...ends, rest.length], (one) => {
        return sentence(one, writes) ?? inGerman(one)
      })
      if (german === null) isLost(text)
      told.push(german ?? text)
      rest = rest.slice(text.length).trimStart()
    }
    return told.join(' ')
  }
  const writes: Writes = (value, manner) => {
    const write = manners[manner]
    return write === undefined ? plain(value) : write(value, told)
  }
  const told = (value: string): string =>
    inGerman(value) ??
    spoken(value, speak) ??
    listIn(value, told) ??
    phrase(value, writes) ??
    calledIn(value, told) ??
    plain(value)
  return (message) => speak(message, misses)
}

/** Between two sentences; a name may have a point, too, and is no end where nothing fits it. */
const between = /(?<=[.?!…]”?) (?=["“{‹\p{Lu}\d])/gu

/** The shortest beginning of a text that says something; else its first sentence, and null. */
function firstOf(
  text: string,
  ends: readonly number[],
  german: (sentence: string) => string | null,
): readonly [string, string | null] {
  for (const end of ends) {
    const found = german(text.slice(0, end))
    if (found !== null) return [text.slice(0, end), found]
  }
  return [text.slice(0, ends[0]), null]
}

type Told = (value: string) => string

const manners: Readonly<Record<string, (value: string, told: Told) => string>> = {
  told: (value, told) => told(value),
  verb: (value) => verbIn(value),
  verbs: (value) => value.split(', ').map(verbIn).join(', '),
  act: (value, told) => actIn(value, told),
  field: (value) => fieldIn(value),
  parameter: (value) => inGerman(labelText(value.replaceAll('-', ' '))) ?? value,
}

/** A day as it is written in German; all else as it stands. */
function plain(value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? []
  if (year !== undefined) return `${Number(day)}.${Number(month)}.${year}`
  const [, whole, cents, of] = /^(-?\d+)\.(\d+)( \p{Lu}[\p{Lu}\d-]*)$/u.exec(value) ?? []
  return whole === undefined ? value : `${whole},${cents}${of}`
}

function verbIn(verb: string): string {
  const german = inGerman(labelText(verb)) ?? inGerman(verb)
  return german === null ? verb : german.charAt(0).toLowerCase() + german.slice(1)
}

/** "issue an invoice": what is done with what. */
function actIn(act: string, told: Told): string {
  const [, verb, what] = /^(\w+(?: \w+)?) (?:an?|the) (.+)$/.exec(act) ?? []
  const german = what === undefined ? null : inGerman(what)
  return verb === undefined || german === null ? told(act) : `${german}: ${verbIn(verb)}`
}

/** "lines[2].unitPrice" as it is called on the screen: "Zeilen 2: Einzelpreis". */
function fieldIn(field: string): string {
  const parts = field.replace(/^(papers|rows)\[\d+\]\.?/, '').split('.')
  const labels = parts.map((part) => {
    const [, name = part, row] = /^(\w+)\[(\d+)\]$/.exec(part) ?? []
    const label = inGerman(labelText(name))
    return label === null ? null : `${label}${row === undefined ? '' : ` ${row}`}`
  })
  return labels.includes(null) ? `„${field}“` : `„${labels.join(': ')}“`
}

/** "an invoice", "The invoice INV-1" or "This invoice". */
function calledIn(value: string, told: Told): string | null {
  const [, article = '', rest = ''] = /^(?:(an?|the|this|The|This) )?(.+)$/.exec(value) ?? []
  if (article === '' && !/^\p{Ll}/u.test(rest)) return null
  const german = inGerman(rest)
  if (german !== null) return article.toLowerCase() === 'this' ? `Dieser Beleg (${german})` : german
  for (let at = rest.lastIndexOf(' '); at > 0; at = rest.lastIndexOf(' ', at - 1)) {
    const kind = inGerman(rest.slice(0, at))
    if (kind !== null) return `${kind} ${told(rest.slice(at + 1))}`
  }
  return null
}

/** "Ada, Tom and Eve", with German between them. */
function listIn(value: string, told: Told): string | null {
  const [, most = '', word, last = ''] = /^(.+) (and|or) (.+)$/s.exec(value) ?? []
  if (word !== undefined) {
    const names = most.split(', ').map(told).join(', ')
    return `${names} ${word === 'and' ? 'und' : 'oder'} ${told(last)}`
  }
  return value.includes(', ') ? value.split(', ').map(told).join(', ') : null
}

/** A sentence within a sentence, which may begin with a small letter there. */
function spoken(
  value: string,
  speak: (message: string, isLost: () => void) => string,
): string | null {
  const begun = value.trimStart()
  if (!/[.?!]$/.test(begun)) return null
  const large = begun.charAt(0).toUpperCase() + begun.slice(1)
  const german = speak(large, () => {})
  return german === large ? null : value.slice(0, value.length - begun.length) + german
}
