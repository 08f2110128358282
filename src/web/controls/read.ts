/** What people type or paste, read by the kind of its field; what cannot be read stays as it is. */
import type { FieldPage } from '#kit/derive/page.ts'
import { readDay } from '#web/controls/days.ts'
import { readersHabits, readFigure } from '#web/controls/figures.ts'
import { basisPointsOf, withoutSign } from '#web/controls/percentages.ts'

/** In which habits something is typed. */
export interface Typing {
  readonly language: string
  /** The company's today. */
  readonly today: string
}

type Read = (typed: string, of: FieldPage, typing: Typing) => unknown

/** The value of what was typed, as JSON; null of nothing. */
export function readTyped(typed: string, of: FieldPage, typing: Typing): unknown {
  if (typed.trim() === '') return null
  return (readers[of.kind] ?? asIs)(typed, of, typing)
}

const readers: Readonly<Record<string, Read>> = {
  decimal: figure,
  money: figure,
  percentage: percentage,
  'whole number': whole,
  day: (typed, _of, { today, language }) => readDay(typed, today, language) ?? typed.trim(),
  'yes or no': yesOrNo,
  choice: choice,
  link: (typed) => typed.trim(),
  dimensions: (typed) => readDimensions(typed) ?? typed,
}

function asIs(typed: string): string {
  return typed
}

function figure(typed: string, _of: FieldPage, { language }: Typing): string {
  return readFigure(typed, readersHabits(language)) ?? typed.trim()
}

function whole(typed: string, of: FieldPage, typing: Typing): unknown {
  const plain = figure(typed, of, typing)
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : plain
}

/** "17.5 %" as 1750 basis points; what is finer stays as it was typed, and is refused. */
function percentage(typed: string, of: FieldPage, typing: Typing): unknown {
  const plain = figure(withoutSign(typed), of, typing)
  return basisPointsOf(plain) ?? typed.trim()
}

function yesOrNo(typed: string): unknown {
  const text = typed.trim().toLowerCase()
  if (['yes', 'y', 'true', 'ja', 'j', 'x', '1'].includes(text)) return true
  if (['no', 'n', 'false', 'nein', '0'].includes(text)) return false
  return typed
}

function choice(typed: string, of: FieldPage): string {
  const text = typed.trim()
  return wordsOf(of).find((word) => word.toLowerCase() === text.toLowerCase()) ?? text
}

/** The words of a choice. */
export function wordsOf({ schema }: Pick<FieldPage, 'schema'>): string[] {
  const { enum: words } = schema
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : []
}

/** "department=sales; project=P1" as dimensions; null where it is none. */
export function readDimensions(typed: string): Record<string, string> | null {
  const parts = typed
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => part.split('=').map((one) => one.trim()))
  const pairs = parts.flatMap(([name = '', value = '', ...more]) =>
    name === '' || value === '' || more.length > 0 ? [] : [[name, value] as const],
  )
  return pairs.length === parts.length ? Object.fromEntries(pairs) : null
}

/** Dimensions as they are typed. */
export function writtenDimensions(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([name, of]) => `${name}=${String(of)}`)
    .join('; ')
}

/** Rows that were copied out of a spreadsheet: cells by tabs, rows by breaks, quoted as in CSV. */
export function readRows(pasted: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r?\n|\r|$)/y
  for (let end = '\t'; end !== '';) {
    const [, quoted, bare = '', behind = ''] = cell.exec(pasted) ?? []
    rows.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    end = behind
    if (end !== '' && end !== '\t') rows.push([])
  }
  // A spreadsheet ends its last row, too.
  const last = rows.at(-1)
  return rows.length > 1 && last?.length === 1 && last[0] === '' ? rows.slice(0, -1) : rows
}
