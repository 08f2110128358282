/** How a derived figure of a paper came about: what it was made of, exactly, and by which rule. */
import { addDecimals } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { Moment } from '#kit/moment.ts'

/** Something that counted: a rate, the day since when it holds, where it is laid down. */
export interface Fact {
  readonly name: string
  /** A day as YYYY-MM-DD; a word of the program; or what somebody wrote. */
  readonly text: string
}

/** One of the figures of which another is the sum. */
export interface FigurePart {
  readonly name: string
  /** The row that it is of, counted from 1; null for the whole paper. */
  readonly row: number | null
  /** What somebody wrote about it. */
  readonly text: string | null
  readonly figure: Decimal
  /** Where it stands on the same paper, so that it is asked for in its turn: "taxes[1].tax". */
  readonly at: string | null
  /** The entry in the books that it is of, where it is another paper's. */
  readonly entry?: string
}

/** What is behind a figure. */
export interface Behind {
  readonly figure: Decimal
  readonly currency: string
  readonly facts: readonly Fact[]
  /** They sum to the figure, exactly. */
  readonly parts: readonly FigurePart[]
}

/** Tells what is behind a figure of a paper; null where it has none of this place. */
export type TellBehind = (path: string, row: number | null) => Behind | null

/**
 * Which figures of a paper are explained, and how. It reads what the paper has frozen, and of the
 * registers only since when what was frozen is so.
 */
export interface Explains<Of> {
  /** By its path ("total", "taxes.tax") how a figure is reckoned, in a sentence. */
  readonly figures: Readonly<Record<string, string>>
  gathers(moment: Moment, paper: Of): Promise<TellBehind>
}

/** A place of a figure on a paper: "total", "taxes[1].tax"; null where the text is none. */
export function figurePlace(
  text: string,
): { readonly path: string; readonly row: number | null } | null {
  const [, list = '', row, name] =
    /^([a-z]\w{0,60})(?:\[([1-9]\d{0,5})\]\.([a-z]\w{0,60}))?$/i.exec(text) ?? []
  if (list === '') return null
  return name === undefined
    ? { path: list, row: null }
    : { path: `${list}.${name}`, row: Number(row) }
}

/** The sum of parts. */
export function sumOfParts(parts: readonly Pick<FigurePart, 'figure'>[]): Decimal {
  return parts.reduce((sum, { figure }) => addDecimals(sum, figure), { units: 0n, scale: 0 })
}
