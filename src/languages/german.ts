/** A word or a sentence of a description in German. */
import { labelText } from '#kit/spelling.ts'
import { described } from '#languages/de-described.ts'

/** What begins with these goes on with a name or with another word of the list. */
const beginnings: Readonly<Record<string, string>> = {
  'Run of the ': 'Lauf: ',
  'Check of ': 'Prüfung von ',
  'Trial of ': 'Probelauf von ',
  'Import of ': 'Import von ',
  'Print of ': 'Druck: ',
  'Undoing of the import of ': 'Rücknahme des Imports von ',
}

/** What sentences of comparisons end with. */
const endings: Readonly<Record<string, string>> = {
  ' At the earlier time.': ' Damals.',
  ' What it changed by since.': ' Die Änderung seither.',
}

/** The German; null where there is none, so that a test tells it. */
export function inGerman(text: string): string | null {
  return (
    ownWord(text) ?? cellOf(text) ?? reasonOf(text) ?? bulkOf(text) ?? begun(text) ?? ended(text)
  )
}

/** "Lines 2: Quantity" of a change. */
function cellOf(text: string): string | null {
  const [, rows = '', at, column = ''] = /^([^:]+) (\d+): (.+)$/.exec(text) ?? []
  if (at === undefined) return null
  return `${ownWord(rows) ?? rows} ${at}: ${ownWord(column) ?? column}`
}

/** "sales invoice INV-1: issue", as the books say why an entry was made. */
function reasonOf(text: string): string | null {
  const [, name = '', number, verb = ''] = /^(\D+) (\S+): (\w+)$/.exec(text) ?? []
  const [paper, step] = [ownWord(name), ownWord(labelText(verb))]
  if (paper === undefined || step === undefined) return null
  return `${paper} ${number}: ${step.charAt(0).toLowerCase()}${step.slice(1)}`
}

/** "Issue: 612 sales invoices", as a job is called that does so. */
function bulkOf(text: string): string | null {
  const [, label = '', count, papers = ''] = /^([^:]+): (\d+) (.+)$/.exec(text) ?? []
  const [step, plural] = [ownWord(label), ownWord(papers)]
  return step === undefined || plural === undefined ? null : `${step}: ${count} ${plural}`
}

function begun(text: string): string | null {
  for (const [english, german] of Object.entries(beginnings)) {
    if (!text.startsWith(english)) continue
    const rest = text.slice(english.length)
    return german + (ownWord(rest) ?? rest)
  }
  return null
}

function ended(text: string): string | null {
  for (const [english, german] of Object.entries(endings)) {
    const bare = text.endsWith(english) ? ownWord(text.slice(0, -english.length)) : undefined
    if (bare !== undefined) return bare + german
  }
  return null
}

/** A name that a browser gives all objects, such as “constructor”, is no word of ours. */
function ownWord(text: string): string | undefined {
  return Object.hasOwn(described, text) ? described[text] : undefined
}
