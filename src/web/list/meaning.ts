/**
 * What people mean by what they type into the filter: a field, then how and with what it is
 * compared; or a value at once, such as a state, a span of days, the name of a customer.
 */
import type { FieldPage } from '#kit/derive/page.ts'
import { anyOfText } from '#web/controls/any-of.ts'
import { readDay } from '#web/controls/days.ts'
import { readersHabits, readFigure } from '#web/controls/figures.ts'
import { basisPointsOf, withoutSign } from '#web/controls/percentages.ts'
import type { Filter } from '#web/list/asked.ts'
import { daysAround, readSpan, spanOf, spansMeant } from '#web/controls/spans.ts'
import type { Calendar, Span, SpanName } from '#web/controls/spans.ts'

/** What may be meant: filters that are added, or a field whose value is asked for next. */
export interface Meant {
  readonly id: string
  readonly label: string
  readonly field?: FieldPage
  readonly filters?: readonly Filter[]
}

/** A register's row or a paper that was found by what was typed. */
export interface FoundKey {
  readonly field: FieldPage
  readonly key: string
  readonly name: string | null
}

/** In which words, and on which day, something was typed. */
export interface Speech extends Calendar {
  /** The browser's own language, for days and figures. */
  readonly language: string
  /** A word of a description. */
  readonly told: (text: string) => string
  /** A span of days by its name. */
  readonly span: (name: SpanName) => string
  readonly words: {
    readonly is: string
    readonly from: string
    readonly to: string
    readonly startsWith: string
    readonly isEmpty: string
    readonly isFilled: string
    readonly yes: string
    readonly no: string
  }
}

/** What may be meant before a field is named. */
export function meantAtFirst(
  fields: readonly FieldPage[],
  day: string | null,
  typed: string,
  speech: Speech,
  found: readonly FoundKey[],
): Meant[] {
  const askable = fields.filter(({ operators }) => operators.length > 0)
  const small = folded(typed)
  const named = askable
    .filter(({ name, label }) => fits(speech.told(label), small) || fits(name, small))
    .map((field): Meant => ({ id: `field ${field.name}`, label: speech.told(field.label), field }))
  if (small === '') return named
  const days = askable.find(({ name }) => name === day) ?? askable.find(isDay)
  const values = askable.flatMap((field) => {
    if (wordsOf(field).length > 0) return meantWords(field, small, speech)
    return field === days ? meantSpans(field, typed, speech) : []
  })
  const beginnings = askable
    .filter(({ name }) => name === 'number' || name === 'code' || name === 'name')
    .map((field) => one(field, 'startsWith', typed, typed, speech))
  const rows = found.map((row) => meantRow(row, speech))
  return [...values, ...meantAtOnce(askable, typed, speech), ...named, ...rows, ...beginnings]
}

/** "due last quarter", "total > 100": a field by the beginning of its label, and what of it. */
function meantAtOnce(askable: readonly FieldPage[], typed: string, speech: Speech): Meant[] {
  return askable.flatMap((field) => {
    const rest = behindLabel(speech.told(field.label), typed)
    return rest === null ? [] : meantOf(field, rest, speech, [])
  })
}

/** What stands behind the words of a label, of which the last ones may be left out. */
function behindLabel(label: string, typed: string): string | null {
  const [labels, words] = [label, typed].map((text) => text.trim().split(/\s+/))
  if (labels === undefined || words === undefined) return null
  const count = words.findIndex((word, at) => !folded(labels[at] ?? '').startsWith(folded(word)))
  const [first = ''] = words
  return count < 1 || first.length < leastOfLabel ? null : words.slice(count).join(' ')
}

/** Fewer letters begin too many labels. */
const leastOfLabel = 3

/** What may be meant once a field is named. */
export function meantOf(
  field: FieldPage,
  typed: string,
  speech: Speech,
  found: readonly FoundKey[],
): Meant[] {
  const rows = found.filter((row) => row.field.name === field.name)
  const several = typed.includes(',') ? meantList(field, typed, speech) : []
  return [
    ...several,
    ...meantWords(field, folded(typed), speech),
    ...rows.map((row) => meantRow(row, speech)),
    ...(isDay(field) ? meantDays(field, typed, speech) : []),
    ...(isFigure(field) ? meantFigures(field, typed, speech) : []),
    ...(isText(field) && typed !== '' ? meantTexts(field, typed, speech, rows.length > 0) : []),
    ...(field.optional && several.length === 0 ? emptiness(field, typed, speech) : []),
  ]
}

/** "draft, issued": one of several. */
function meantList(field: FieldPage, typed: string, speech: Speech): Meant[] {
  if (!field.operators.includes('anyOf')) return []
  const parts = typed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const values = parts.flatMap((part) => {
    if (isDay(field)) return readDay(part, speech.today, speech.language) ?? []
    if (isFigure(field)) return writtenFigureOf(field, part, speech) ?? []
    const words = wordsOf(field)
    if (words.length === 0) return part
    return words.find((word) => fits(speech.told(word), folded(part))) ?? []
  })
  if (values.length < 2 || values.length < parts.length) return []
  const told = values.map((value) => speech.told(value)).join(', ')
  const label = `${speech.told(field.label)} ${speech.words.is} ${told}`
  const filters = [{ name: field.name, operator: 'anyOf', written: anyOfText(values) } as const]
  return [{ id: `list ${field.name}`, label, filters }]
}

function meantWords(field: FieldPage, small: string, speech: Speech): Meant[] {
  return wordsOf(field).flatMap((word) => {
    const told = wordTold(word, speech)
    const isMeant = fits(told, small) || fits(word, small)
    return isMeant ? [one(field, 'is', word, told, speech)] : []
  })
}

function meantRow({ field, key, name }: FoundKey, speech: Speech): Meant {
  const told = name === null || name === key ? key : `${key} ${name}`
  return one(field, 'is', key, told, speech)
}

function meantSpans(field: FieldPage, typed: string, speech: Speech): Meant[] {
  const names = spansMeant(typed)
  const spans = names.map((name) => spanned(field, spanOf(name, speech), speech.span(name), speech))
  const whole = names.some((name) => folded(speech.span(name)) === folded(typed))
  const other = daysAround(typed, speech.today) ?? (whole ? null : readSpan(typed, speech))
  return other === null ? spans : [spanned(field, other, typed, speech), ...spans]
}

function spanned(
  { name, label }: FieldPage,
  { from, until: to }: Span,
  told: string,
  speech: Speech,
): Meant {
  const filters: Filter[] =
    from === to
      ? [{ name, operator: 'is', written: from }]
      : [
          { name, operator: 'from', written: from },
          { name, operator: 'to', written: to },
        ]
  return { id: `span ${name} ${told}`, label: `${speech.told(label)}: ${told}`, filters }
}

function meantDays(field: FieldPage, typed: string, speech: Speech): Meant[] {
  const day = readDay(bare(typed), speech.today, speech.language)
  const spans = meantSpans(field, typed, speech)
  return day === null ? spans : [...compared(field, typed, day, speech), ...spans]
}

function meantFigures(field: FieldPage, typed: string, speech: Speech): Meant[] {
  const figure = writtenFigureOf(field, bare(typed), speech)
  return figure === null ? [] : compared(field, typed, figure, speech)
}

/** A figure as the address has it; of a percentage its basis points. */
function writtenFigureOf({ kind }: FieldPage, typed: string, { language }: Speech): string | null {
  const isRate = kind === 'percentage'
  const bareFigure = isRate ? withoutSign(typed) : typed
  const plain = readFigure(bareFigure, readersHabits(language))
  return isRate && plain !== null ? (basisPointsOf(plain)?.toString() ?? null) : plain
}

/** "100", ">= 100", "from 100": the way that was typed stands first. */
function compared(field: FieldPage, typed: string, value: string, speech: Speech): Meant[] {
  const [, sign = ''] = /^(>=?|<=?|from|to|ab|bis)/i.exec(typed.trim()) ?? []
  const first = /^(>|from|ab)/i.test(sign) ? 'from' : /^(<|to|bis)/i.test(sign) ? 'to' : 'is'
  const others = (['is', 'from', 'to'] as const).filter((operator) => operator !== first)
  const ways: readonly Comparing[] = [first, ...others]
  return ways
    .filter((operator) => field.operators.includes(operator))
    .map((operator) => one(field, operator, value, value, speech))
}

function bare(typed: string): string {
  return typed.trim().replace(/^(>=?|<=?|=|from|to|ab|bis)\s*/i, '')
}

function meantTexts(field: FieldPage, typed: string, speech: Speech, isFound: boolean): Meant[] {
  const ways = isFound ? (['startsWith'] as const) : (['startsWith', 'is'] as const)
  return ways
    .filter((operator) => field.operators.includes(operator))
    .map((operator) => one(field, operator, typed, typed, speech))
}

function emptiness(field: FieldPage, typed: string, speech: Speech): Meant[] {
  const { isEmpty, isFilled } = speech.words
  return [
    { written: 'true', told: isEmpty },
    { written: 'false', told: isFilled },
  ]
    .filter(({ told }) => fits(told, folded(typed)))
    .map(({ written, told }) => ({
      id: `empty ${field.name} ${written}`,
      label: `${speech.told(field.label)} ${told}`,
      filters: [{ name: field.name, operator: 'isEmpty' as const, written }],
    }))
}

type Comparing = Exclude<Filter['operator'], 'isEmpty' | 'anyOf'>

function one(
  { name, label }: FieldPage,
  operator: Comparing,
  written: string,
  told: string,
  speech: Speech,
): Meant {
  return {
    id: `${operator} ${name} ${written}`,
    label: `${speech.told(label)} ${speech.words[operator]} ${told}`,
    filters: [{ name, operator, written }],
  }
}

/** The words that a field may be: of a choice, or yes and no. */
export function wordsOf({ kind, schema }: FieldPage): string[] {
  if (kind === 'yes or no') return ['true', 'false']
  const words = schema['enum']
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : []
}

/** A word of a field as people read it. */
export function wordTold(word: string, { told, words }: Speech): string {
  if (word === 'true') return words.yes
  return word === 'false' ? words.no : told(word)
}

function isDay({ kind }: FieldPage): boolean {
  return kind === 'day'
}
function isFigure({ side, kind }: FieldPage): boolean {
  return side === 'end' && kind !== 'day'
}
function isText(field: FieldPage): boolean {
  return !isDay(field) && !isFigure(field) && wordsOf(field).length === 0
}

function folded(text: string): string {
  return text.trim().toLowerCase()
}

/** Whether a word of it begins as was typed. */
function fits(text: string, small: string): boolean {
  const own = text.toLowerCase()
  return own.startsWith(small) || own.includes(` ${small}`)
}
