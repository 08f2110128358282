/** A word or a sentence of a description in German. */
import { labelText } from '#kit/spelling.ts'
import { described } from '#languages/de-described.ts'

/** What begins with these goes on with a name or with another word of the list. */
const beginnings: Readonly<Record<string, string>> = {
  'Run of the ': 'Lauf: ',
  'Check of ': 'Prüfung von ',
  'Trial of ': 'Probelauf von ',
  'Import of ': 'Import von ',
  'Undoing of the import of ': 'Rücknahme des Imports von ',
}

/** What sentences of comparisons end with. */
const endings: Readonly<Record<string, string>> = {
  ' At the earlier time.': ' Damals.',
  ' What it changed by since.': ' Die Änderung seither.',
}

/** The German; null where there is none, so that a test tells it. */
export function inGerman(text: string): string | null {
  return described[text] ?? cellOf(text) ?? reasonOf(text) ?? begun(text) ?? ended(text)
}

/** "Lines 2: Quantity" of a change. */
function cellOf(text: string): string | null {
  const [, rows = '', at, column = ''] = /^([^:]+) (\d+): (.+)$/.exec(text) ?? []
  if (at === undefined) return null
  return `${described[rows] ?? rows} ${at}: ${described[column] ?? column}`
}

/** "sales invoice INV-1: issue", as the books say why an entry was made. */
function reasonOf(text: string): string | null {
  const [, name = '', number, verb = ''] = /^(\D+) (\S+): (\w+)$/.exec(text) ?? []
  const [paper, step] = [described[name], described[labelText(verb)]]
  if (paper === undefined || step === undefined) return null
  return `${paper} ${number}: ${step.charAt(0).toLowerCase()}${step.slice(1)}`
}

function begun(text: string): string | null {
  for (const [english, german] of Object.entries(beginnings)) {
    if (!text.startsWith(english)) continue
    const rest = text.slice(english.length)
    return german + (described[rest] ?? rest)
  }
  return null
}

function ended(text: string): string | null {
  for (const [english, german] of Object.entries(endings)) {
    const bare = text.endsWith(english) ? described[text.slice(0, -english.length)] : undefined
    if (bare !== undefined) return bare + german
  }
  return null
}
