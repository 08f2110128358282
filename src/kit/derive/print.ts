/** How any paper is printed, from its description; a department may lay its own out instead. */
import type { Instant } from '#base/date.ts'
import { cellText, isFigure } from '#kit/cell.ts'
import type { Cell, CellFormat } from '#kit/cell.ts'
import type { StoodTemplate } from '#kit/derive/print-chosen.ts'
import { cellIn } from '#kit/derive/transfer.ts'
import type { Description, TransferColumn } from '#kit/derive/transfer.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Target } from '#kit/kind.ts'
import type { PrintLayout, PrintTable } from '#kit/layout.ts'
import { labelText } from '#kit/spelling.ts'
import { titled } from '#kit/wording.ts'
import type { Wording } from '#kit/wording.ts'

/** What a print is told besides the paper. */
export interface Printing extends Wording {
  /** The company's name and address, line by line. */
  readonly company: readonly string[]
  /** To whom it goes; nobody where left out. */
  readonly to?: readonly string[]
  readonly madeAt: Instant
  readonly paperSize?: 'A4' | 'Letter'
  /** What is linked by its name, "Ann Smith" for ANN; the code or identifier where null. */
  readonly called?: (target: Target, key: string) => string | null
  readonly pageWords?: string
  /** How the company's papers of this kind look; as described where left out. */
  readonly template?: StoodTemplate | null
  /** Digits behind the point that figures have at least: those of a currency. */
  readonly leastDigits?: number
}

/** Text that is longer, or has several lines, stands below the tables as a paragraph. */
const longestFact = 60

/**
 * The layout of a paper: its name and number, its fields as facts, each list as a table, long texts
 * at the end. What is empty is left out. The columns are those of `transferColumns` that the
 * reader may see, in the words of the print. There are no totals: which figures add up to
 * something, only a department knows.
 */
export function printLayout(
  of: Description,
  columns: readonly TransferColumn[],
  paper: Content,
  printing: Printing,
): PrintLayout {
  const facts = columns
    .filter(({ list, path }) => list === null && path !== 'number' && path !== 'code')
    .map((column) => ({
      label: column.title,
      value: written(column, paper, printing),
    }))
    .filter(({ value }) => value !== '')
  const lists = [...new Set(columns.flatMap(({ list }) => list ?? []))]
  return {
    ...paperFacts(of, paper, printing),
    to: printing.to ?? [],
    facts: facts.filter(({ value }) => isShort(value)),
    tables: lists.flatMap((list) => tableOf(list, columns, paper, printing)),
    closing: facts
      .filter(({ value }) => !isShort(value))
      .map(({ label, value }) => `${label}: ${value}`),
  }
}

/** What is said of any print: what it is called, in which language, by whom, on what. */
export function paperFacts(
  { name }: Description,
  paper: Content,
  printing: Printing,
): Pick<
  PrintLayout,
  'title' | 'language' | 'madeAt' | 'paperSize' | 'heading' | 'from' | 'pageWords'
> {
  const { told, language, madeAt } = printing
  const own = paper['number'] ?? paper['code']
  const called = titled(told(name))
  const heading = typeof own === 'string' ? `${called} ${own}` : called
  return {
    title: heading,
    language,
    madeAt,
    paperSize: printing.paperSize ?? 'A4',
    heading,
    from: printing.company,
    pageWords: printing.pageWords ?? '{page} / {pages}',
  }
}

/** The rows of a list, without the columns that are empty on all of them. */
function tableOf(
  list: string,
  columns: readonly TransferColumn[],
  paper: Content,
  printing: Printing,
): PrintTable[] {
  const rows = rowsIn(paper, list)
  const filled = columns.filter(
    (column) => column.list === list && rows.some((row) => cellIn(column, row) !== null),
  )
  if (filled.length === 0) return []
  return [
    {
      heading: printing.told(labelText(list)),
      columns: filled.map(({ title, side, format }) => ({
        title,
        side,
        width: format.of === 'text' ? 'fill' : 'fit',
      })),
      rows: rows.map((row) => filled.map((column) => written(column, row, printing))),
      totals: [],
    },
  ]
}

/** A value as people of the language write it; nothing where it is empty. */
export function written(column: TransferColumn, of: Content, printing: Printing): string {
  const cell = cellIn(column, of)
  if (cell === null) return ''
  const target = column.field?.kind.target ?? null
  if (target !== null) return printing.called?.(target, cellText(cell)) ?? cellText(cell)
  if (column.field?.kind.name === 'percentage') return percent(cell, printing)
  const isWord = column.field === null ? column.name === 'state' : column.field.kind.isWord
  if (isWord === true) return printing.told(cellText(cell))
  return printedCell(cell, column.format, printing)
}

/** 20.00 is "20 %" in German and "20%" in English. */
function percent(cell: Cell, { language }: Printing): string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  return format.format(Number(cellText(cell)) / 100)
}

/**
 * A cell in the way of a language: figures grouped and exact, with both cents where a column has
 * at most two decimals; days with the month as a word or in the order that is usual.
 */
export function printedCell(
  cell: Cell,
  format: CellFormat,
  {
    language,
    yesAndNo: [yes, no],
    leastDigits = 0,
  }: Pick<Printing, 'language' | 'yesAndNo' | 'leastDigits'>,
): string {
  if (typeof cell === 'boolean') return cell ? yes : no
  if (cell instanceof Temporal.PlainDate) {
    return cell.toLocaleString(language, { day: 'numeric', month: 'short', year: 'numeric' })
  }
  const text = cellText(cell)
  if (!isFigure(cell) || !isNumeral(text)) return text
  const most = format.of === 'figure' ? format.scale : cell.scale
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: Math.max(most <= 2 ? most : 0, leastDigits),
    maximumFractionDigits: Math.max(most, cell.scale, leastDigits),
  }).format(text)
}

/** Whether text is a figure that the formatter takes as text, and so keeps exact. */
function isNumeral(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text)
}

function isShort(value: string): boolean {
  return value.length <= longestFact && !/[\r\n]/.test(value)
}
