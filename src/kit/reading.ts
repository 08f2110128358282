/**
 * What a cell of somebody's file means: figures, days, yes and no as people write them. Where a
 * cell can be read two ways, and the file's habits do not say which, it is refused with both.
 */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import { formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import { cellText, isFigure } from '#kit/cell.ts'
import type { Filled } from '#kit/cell.ts'

/** How those who made a file write; it is kept with the mapping of its columns. */
export const habitsSchema = z.strictObject({
  /** What stands before the cents; null where a file's figures must tell it themselves. */
  decimal: z.enum(['.', ',']).nullable().default(null),
  /** The order of a day's parts; a year of four digits in front always tells itself. */
  dayOrder: z.enum(['day month year', 'month day year', 'year month day']).nullable().default(null),
  /** The century of years with two digits. */
  century: z
    .union([z.literal(1900), z.literal(2000)])
    .nullable()
    .default(null),
  /** The words for yes and for no, in any case. */
  yes: z.array(z.string().min(1)).default(['yes', 'true', '1']),
  no: z.array(z.string().min(1)).default(['no', 'false', '0']),
})
export type Habits = z.infer<typeof habitsSchema>

/** How our own files are written. */
export const ownHabits: Habits = habitsSchema.parse({ decimal: '.', dayOrder: 'year month day' })

/** What JSON says of a cell, or a sentence why it cannot be read. */
export type Reading = { readonly json: unknown } | { readonly why: string }

/** A cell as text, as it stands. */
export function textIn(cell: Filled): Reading {
  return { json: cellText(cell) }
}

/**
 * A figure as plain decimal text: "1234.5". Thousands may be grouped by the other mark, a blank or
 * an apostrophe, in threes or as in India; the minus may stand behind, or be brackets.
 */
export function figureIn(cell: Filled, { decimal }: Habits): Reading {
  if (isFigure(cell)) return { json: formatDecimal(trimmed(cell)) }
  if (typeof cell !== 'string') return { why: `${quoted(cell)} is no figure.` }
  const { negative, digits } = unsigned(cell.trim().replaceAll('\u2212', '-'))
  const meant = new Set(
    (decimal === null ? [',', '.'] : [decimal]).flatMap((mark) => decimalsIn(digits, mark)),
  )
  const [one, other] = [...meant].map((text) => (negative && text !== '0' ? `-${text}` : text))
  if (one === undefined) return { why: noFigure(cell, digits) }
  if (other === undefined) return { json: one }
  return {
    why: `${quoted(cell)} can be ${one} or ${other}. Say which mark stands before the decimals.`,
  }
}

/** A day as JSON has it: "2026-11-22". A time of day is accepted only where it is midnight. */
export function dayIn(cell: Filled, habits: Habits): Reading {
  if (cell instanceof Temporal.PlainDate) return { json: cell.toString() }
  const days = new Set(daysIn(cellText(cell).trim(), habits))
  const [one, ...others] = days
  if (one === undefined) {
    const rest = isFigure(cell) ? 'Format the column as dates.' : 'Write it as 2026-11-22.'
    return { why: `${quoted(cell)} is no day. ${rest}` }
  }
  if (others.length === 0) return { json: one }
  return {
    why:
      `${quoted(cell)} can be ${[...days].join(' or ')}. Say in which order the file writes ` +
      'days, and the century of short years.',
  }
}

/** Yes or no, by the file's own words. */
export function yesOrNoIn(cell: Filled, { yes, no }: Habits): Reading {
  if (typeof cell === 'boolean') return { json: cell }
  const written = cellText(cell).trim().toLowerCase()
  const says = (words: readonly string[]) => words.some((word) => word.toLowerCase() === written)
  if (says(yes) !== says(no)) return { json: says(yes) }
  return { why: `${quoted(cell)} is none of the words ${[...yes, ...no].join(', ')}.` }
}

/**
 * A word without what people write differently: case, accents, blanks and punctuation, so that
 * "Straße 1", "STRASSE-1" and "strasse1" are the same.
 */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase()
  return plain.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function unsigned(text: string): { negative: boolean; digits: string } {
  const found = /^-(.*)$|^(.*)-$|^\((.*)\)$/s.exec(text)
  const inner = found?.[1] ?? found?.[2] ?? found?.[3]
  if (inner !== undefined) return { negative: true, digits: inner.trim() }
  return { negative: false, digits: text.startsWith('+') ? text.slice(1) : text }
}

/** The figure that the digits are if the mark stands before the decimals; none otherwise. */
function decimalsIn(digits: string, mark: string): string[] {
  if (digits.length > 60) return []
  const found = (mark === ',' ? withComma : withPoint).exec(digits)
  const read = parseDecimal(`${(found?.[1] ?? '').replaceAll(/\D/gu, '')}.${found?.[4] ?? ''}`)
  return read === null ? [] : [formatDecimal(trimmed(read))]
}

const withPoint = figurePattern('\\.', ',')
const withComma = figurePattern(',', '\\.')

/** Plain digits, or groups whose first has no leading zero, because 0,123 is no thousand. */
function figurePattern(mark: string, grouping: string): RegExp {
  const threes = `[1-9]\\d{0,2}(${grouping}|[ \u00a0\u2009\u202f'’])\\d{3}(?:\\2\\d{3})*`
  const asInIndia = `[1-9]\\d?(${grouping})\\d{2}(?:\\3\\d{2})*\\3\\d{3}`
  return new RegExp(`^(\\d*|${threes}|${asInIndia})(?:${mark}(\\d*))?$`, 'u')
}

function noFigure(cell: string, digits: string): string {
  if (/^[\d.,]+e[+-]?\d+$/i.test(digits)) {
    return `${quoted(cell)} is a figure that a spreadsheet shortened. Format the column as numbers.`
  }
  if (digits.endsWith('%')) {
    const share = 'either the per cent or the hundredth'
    return `${quoted(cell)} can be ${share}. Write the bare figure that is meant.`
  }
  return `${quoted(cell)} is no figure as this file writes them. Write digits only, as 1234.50.`
}

function daysIn(text: string, { dayOrder, century }: Habits): string[] {
  const day = text.replace(/[T ]00:00(?::00(?:\.0+)?)?$/, '')
  const found =
    /^(\d{1,2}|\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2}|\d{4})$/.exec(day) ??
    /^((?:19|2[01])\d\d)()(\d\d)(\d\d)$/.exec(day)
  const compact = /^(\d\d)()(\d\d)((?:19|2[01])\d\d)$/.exec(day)
  const written = [found, compact].flatMap((parts) =>
    parts === null ? [] : [[parts[1] ?? '', parts[3] ?? '', parts[4] ?? ''] as const],
  )
  return written.flatMap(([first, middle, last]) =>
    orders(first, dayOrder).flatMap((order) => {
      const [year, month, date] = arranged([first, middle, last], order)
      return years(year, century).flatMap(
        (full) => parseDate(`${full}-${twoDigits(month)}-${twoDigits(date)}`)?.toString() ?? [],
      )
    }),
  )
}

type Order = NonNullable<Habits['dayOrder']>

function orders(first: string, said: Order | null): readonly Order[] {
  if (first.length === 4) return ['year month day']
  return said === null ? ['day month year', 'month day year', 'year month day'] : [said]
}

function arranged([a, b, c]: readonly [string, string, string], order: Order) {
  if (order === 'year month day') return [a, b, c] as const
  return order === 'day month year' ? ([c, b, a] as const) : ([c, a, b] as const)
}

function years(written: string, century: Habits['century']): string[] {
  if (written.length === 4) return [written]
  if (written.length !== 2) return []
  return (century === null ? [1900, 2000] : [century]).map((from) => String(from + Number(written)))
}

function twoDigits(text: string): string {
  return text.padStart(2, '0')
}

function quoted(cell: Filled): string {
  const text = cellText(cell)
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
}
