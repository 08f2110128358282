/** What a list shows of a description: all columns there are, and those that people see first. */
import type { FieldPage } from '#kit/derive/page.ts'
import { nameField } from '#web/controls/names.ts'
import { isOwnName } from '#web/controls/own-values.ts'
import { isRows } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** A row of a list, as the API answers it. */
export type Row = Readonly<Record<string, unknown>>

/** All columns that a list can show. An identifier tells people nothing, and is none. */
export function columnsOf(of: Described): FieldPage[] {
  const plain = of.fields.flatMap((one) => (isRows(one) ? [] : [one]))
  const own = of.own.filter(({ ended }) => !ended)
  return [...of.head.filter(({ name }) => name !== 'id'), ...plain, ...own]
}

/** The columns of a list that its files have, too: not how often a row was changed, and by whom. */
export function fileColumns(columns: readonly FieldPage[]): string[] {
  return columns.map(({ name }) => name).filter((name) => name !== 'version' && name !== 'madeBy')
}

/** So many columns stand side by side unless somebody chooses others. */
const usualMost = 8
/** With so many, what is optional is left to be chosen. */
const enough = 6
const optionalRank = 30

/**
 * The columns that are shown unless others are chosen: what the row is called, whose it is, where
 * it stands, its days and its money.
 */
export function usualColumns(of: Described): FieldPage[] {
  const ranked = columnsOf(of)
    .map((field, at) => ({ field, at, rank: rankOf(of, field) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || a.at - b.at)
    .filter(({ rank }, at) => at < (rank > optionalRank ? usualMost : enough))
  return ranked
    .toSorted((a, b) => placeOf(of, a.field) - placeOf(of, b.field) || a.at - b.at)
    .map(({ field }) => field)
}

/** How much people want to see a column at first; zero: not unless they choose it. */
function rankOf(of: Described, field: FieldPage): number {
  const { name, kind, link, optional, taken } = field
  if (isOwnName(name)) return 0
  if (name === 'number' || name === 'code') return 100
  if (name === 'version' || name === 'madeBy' || kind === 'dimensions') return 0
  if (name === nameField(of)) return 95
  if (name === 'state') return 90
  if (name === of.day || name === 'goodFrom') return 85
  if (name === 'total') return 82
  // What a step took besides, such as the digits of a currency, is looked up in the paper.
  if (taken && kind !== 'money') return 0
  if (link !== null && !isOfLedger(field)) return optional ? 40 : 80
  if (kind === 'money') return hasTotal(of) ? 0 : optional || taken ? 45 : 70
  if (link !== null) return link.to === 'currency' && !optional ? 60 : 20
  if (optional) return optionalRank
  return kind === 'day' ? 65 : 50
}

/** Where there is a total, what it is made of is looked up in the paper. */
function hasTotal(of: Described): boolean {
  return of.fields.some(({ name }) => name === 'total')
}

/** Accounts and currencies stand behind what a row is about. */
function isOfLedger({ link }: FieldPage): boolean {
  return link?.to === 'account' || link?.to === 'currency'
}

/** Where a column stands in its row: names first, then whose and when, figures at the end. */
function placeOf(of: Described, { name, kind, link, side }: FieldPage): number {
  if (name === 'number' || name === 'code') return 0
  if (name === nameField(of)) return 1
  if (name === 'state') return 2
  if (link !== null) return link.to === 'currency' ? 7 : 3
  if (kind === 'day') return name === of.day || name === 'goodFrom' ? 4 : 5
  return side === 'end' ? 8 : 6
}

/** What tells a row apart from all others of its list. */
export function keyOf(of: Described, row: Row): string {
  if (of.noun === 'document') return textOf(row['id'])
  return of.dated ? `${textOf(row['code'])}\n${textOf(row['goodFrom'])}` : textOf(row['code'])
}

/** The key under which a row's own page stands. */
export function pageKeyOf(of: Described, row: Row): string {
  return textOf(of.noun === 'document' ? row['id'] : row['code'])
}

/** How a row is called: its number or code; a paper that has none yet by its kind. */
export function calledOf(of: Described, row: Row): string {
  return textOf(row[of.noun === 'document' ? 'number' : 'code'])
}

/** Whether a list can be sorted by a column at all. */
export function isSortable(name: string): boolean {
  return !isOwnName(name)
}

/** Whether a list can be sorted by a column by itself in the time of one page. */
export function isQuick(of: Described, name: string): boolean {
  return name === 'number' || name === 'code' || of.sorts.some(([first]) => first === name)
}

/** A value that is text; "" where it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
