/** How tables fit on a page: upright or across, in which size of letters, how wide each column. */
import type { Picture, PrintColumn, PrintLayout, PrintTable } from '#kit/layout.ts'

/** The sizes of paper in points. */
const sheets = {
  A4: { width: 595, height: 842 },
  Letter: { width: 612, height: 792 },
} as const

/** What is left free around a page, in points; below stands the foot. */
export const pageMargins = { left: 56, top: 48, right: 48 } as const

/** The page of a paper, in points: how large it is, and how its tables are set on it. */
export interface Page extends Fit {
  readonly sheet: { readonly width: number; readonly height: number }
  /** The room between the margins. */
  readonly width: number
}

/** The page on which a paper is printed, shown and sent. */
export function pageOf({ paperSize, tables }: Pick<PrintLayout, 'paperSize' | 'tables'>): Page {
  const { width, height } = sheets[paperSize]
  const margins = pageMargins.left + pageMargins.right
  const room = { upright: width - margins, across: height - margins }
  const fit = fitOf(
    tables.filter(({ columns }) => columns.length > 0),
    room,
  )
  return fit.isAcross
    ? { ...fit, sheet: { width: height, height: width }, width: room.across }
    : { ...fit, sheet: { width, height }, width: room.upright }
}

/** As large as a logo is at 96 points to the inch, but no larger than its place; in points. */
export function logoSize({ width, height }: Pick<Picture, 'width' | 'height'>): {
  readonly width: number
  readonly height: number
} {
  const scale = Math.min(0.75, logoRoom.width / width, logoRoom.height / height)
  return { width: width * scale, height: height * scale }
}

const logoRoom = { width: 180, height: 60 }

/** A page's room for tables, in points. */
export interface PageRoom {
  readonly upright: number
  readonly across: number
}

/** How all tables of a document are set. */
export interface Fit {
  readonly isAcross: boolean
  /** Of the letters, in points. */
  readonly size: number
}

/** Between the texts of two columns, in points. */
export const betweenColumns = 10
/** The usual size of letters, and the least that people read. */
export const usualSize = 9
const leastSize = 6
/** A letter's share of its size: Roboto's figures have 0.56, its letters less on the whole. */
const breadth = 0.57
/** A column of words has at least the room of so many letters. */
const leastWords = 8
/** Of long texts more letters than this do not ask for a wider page. */
const mostWords = 28

/** The first way in which all tables fit: large letters before an upright page. */
export function fitOf(tables: readonly PrintTable[], room: PageRoom): Fit {
  const sizes = Array.from(
    { length: (usualSize - leastSize) * 2 + 1 },
    (_, at) => usualSize - at / 2,
  )
  const ways = [
    { isAcross: false, size: usualSize },
    ...sizes.map((size) => ({ isAcross: true, size })),
  ]
  const fits = ({ isAcross, size }: Fit): boolean => {
    const width = isAcross ? room.across : room.upright
    return tables.every((table) => leastWidth(table, size) <= width)
  }
  return ways.find(fits) ?? { isAcross: true, size: leastSize }
}

/**
 * The widths of a table's columns: figures and days as they need, words share the rest by their
 * lengths. Where even so there is no room, all give of theirs, and their texts are broken.
 */
export function widthsOf(table: PrintTable, size: number, width: number): number[] {
  const room = width - betweenColumns * (table.columns.length - 1)
  const wanted = table.columns.map((column, at) => lettersOf(table, column, at) * size * breadth)
  const isFilling = table.columns.map(isOfWords)
  const fixed = sum(wanted.filter((_, at) => isFilling[at] !== true))
  const words = sum(wanted.filter((_, at) => isFilling[at] === true))
  const rest = room - fixed
  const least = leastWords * size * breadth
  if (words === 0) return fixed <= room ? wanted : wanted.map((one) => (one / fixed) * room)
  const shared = wanted.map((one, at) =>
    isFilling[at] === true ? Math.max(least, (one / words) * rest) : one,
  )
  const all = sum(shared)
  return all <= room + 0.5 ? shared : shared.map((one) => (one / all) * room)
}

function leastWidth(table: PrintTable, size: number): number {
  const letters = table.columns.map((column, at) => lettersOf(table, column, at))
  return sum(letters) * size * breadth + betweenColumns * (table.columns.length - 1)
}

/** The letters for which a column should have room. */
function lettersOf({ rows, totals }: PrintTable, column: PrintColumn, at: number): number {
  const longest = [...rows, ...totals].reduce(
    (most, row) => Math.max(most, (row[at] ?? '').length),
    0,
  )
  const title = Math.max(...column.title.split(/\s+/).map((word) => word.length)) + 1
  if (!isOfWords(column)) return Math.max(longest, title)
  return Math.max(leastWords, title, Math.min(longest, mostWords))
}

/** Whether its texts may be broken: words may, figures and days not. */
export function isOfWords({ width }: PrintColumn): boolean {
  return width === 'fill'
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0)
}
