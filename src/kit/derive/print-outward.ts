/** How a paper is printed that goes out of the house: only what its description says goes out. */
import { paperFacts, printedCell, written } from '#kit/derive/print.ts'
import type { Printing } from '#kit/derive/print.ts'
import type { Cell } from '#kit/cell.ts'
import { chosenPrints, templateTexts } from '#kit/derive/print-chosen.ts'
import { cellIn } from '#kit/derive/transfer.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import type { Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { PrintLayout, PrintTable } from '#kit/layout.ts'
import type { Prints, PrintsColumn, PrintsTable } from '#kit/prints.ts'

/** What a reader sees of it, in the places that the description and its template give it. */
export function outwardLayout(
  of: Document,
  prints: Prints,
  columns: readonly TransferColumn[],
  paper: Content,
  printing: Printing,
): PrintLayout {
  const isDraft = paper['state'] === of.states[0]
  const draft = isDraft ? ` (${printing.told(of.states[0] ?? '')})` : ''
  const values: Values = {
    // What has no number yet is not called by its identifier outside.
    text: (column) =>
      column.path === 'number' && typeof paper['number'] !== 'string'
        ? ''
        : written(column, paper, inMoneyOf(column, paper, printing)),
    rows: (list) => rowsIn(paper, list),
    isSaid: (column, row) => cellIn(column, row) !== null,
    cell: (column, row) => written(column, row, inMoneyOf(column, paper, printing)),
  }
  return layoutOf({ of, prints, columns, printing, values }, paper, draft)
}

/** How a paper would look that has something in each field; for where there is none yet. */
export function exampleLayout(
  of: Document,
  prints: Prints,
  columns: readonly TransferColumn[],
  printing: Printing,
): PrintLayout {
  const shown = (column: TransferColumn) => exampleOf(column, printing)
  const values: Values = {
    text: shown,
    rows: () => [{}, {}],
    isSaid: () => true,
    cell: shown,
  }
  const number = of.number?.write(printing.madeAt.toZonedDateTimeISO('UTC').year, 1n)
  return layoutOf({ of, prints, columns, printing, values }, { number: number ?? null }, '')
}

interface Show {
  readonly of: Document
  readonly prints: Prints
  readonly columns: readonly TransferColumn[]
  readonly printing: Printing
  readonly values: Values
}

/** Where what stands on the paper comes from. */
interface Values {
  readonly text: (column: TransferColumn) => string
  readonly rows: (list: string) => readonly Content[]
  readonly isSaid: (column: TransferColumn, row: Content) => boolean
  readonly cell: (column: TransferColumn, row: Content) => string
}

function layoutOf(show: Show, head: Content, draft: string): PrintLayout {
  const { of, printing, columns } = show
  const template = printing.template ?? null
  const prints = chosenPrints(show.prints, template, columns)
  const [first, ...others] = prints.tables.flatMap((table) => tableOf(show, table))
  const totals = prints.totals.flatMap((path) => factOf(show, path))
  const to = prints.to.flatMap((line) => {
    const text = line.map((path) => textAt(show, path)).filter((one) => one !== '')
    return text.length === 0 ? [] : [text.join(' ')]
  })
  const otherwise = to.length > 0 || prints.toOtherwise === undefined ? [] : [prints.toOtherwise]
  const texts = templateTexts(template, printing.language, (path) => textAt(show, path))
  const closing = prints.closing.map((path) => textAt(show, path)).filter((text) => text !== '')
  const { heading, ...facts } = paperFacts(of, head, printing)
  return {
    ...facts,
    heading: `${heading}${draft}`,
    ...texts.around,
    to: [...to, ...otherwise.map((path) => textAt(show, path)).filter((one) => one !== '')],
    facts: prints.facts.flatMap((path) => factOf(show, path)),
    tables: [...(first === undefined ? [] : [withTotals(first, totals)]), ...others],
    closing: [...closing, ...texts.below],
  }
}

function textAt({ columns, values }: Show, path: string): string {
  const column = columns.find((one) => one.path === path)
  return column === undefined ? '' : values.text(column)
}

function factOf(show: Show, path: string): { readonly label: string; readonly value: string }[] {
  const column = show.columns.find((one) => one.path === path)
  const value = textAt(show, path)
  if (column === undefined || value === '') return []
  return [{ label: column.title, value }]
}

function tableOf(show: Show, { heading, columns: wished }: PrintsTable): PrintTable[] {
  const { columns, values, printing } = show
  const shown = wished.flatMap((wish) => {
    const column = columns.find(({ path }) => path === wish.path)
    const rows = values.rows(column?.list ?? '')
    const isSaid = column !== undefined && rows.some((row) => values.isSaid(column, row))
    return isSaid ? [{ wish, column, rows }] : []
  })
  const count = Math.max(0, ...shown.map(({ rows }) => rows.length))
  if (count === 0) return []
  const cell = ({ column, rows }: (typeof shown)[number], at: number): string =>
    values.cell(column, rows[at] ?? {})
  return [
    {
      heading: heading === null ? null : printing.told(heading),
      columns: shown.map(({ wish, column }) => ({
        title: titleOf(wish, column, printing),
        side: column.side,
        width: column.format.of === 'text' && column.side === 'start' ? 'fill' : 'fit',
      })),
      rows: Array.from({ length: count }, (_, at) => shown.map((one) => cell(one, at))),
      totals: [],
    },
  ]
}

function titleOf({ title }: PrintsColumn, { name }: TransferColumn, printing: Printing) {
  const own = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  const label = title ?? own.charAt(0).toUpperCase() + own.slice(1)
  return printing.told(label)
}

/** The totals in the last column, each with its name in the one that has room. */
function withTotals(
  table: PrintTable,
  totals: readonly { readonly label: string; readonly value: string }[],
): PrintTable {
  const place = Math.max(
    0,
    table.columns.findIndex(({ width }) => width === 'fill'),
  )
  const last = table.columns.length - 1
  return {
    ...table,
    totals: totals.map(({ label, value }) =>
      place === last
        ? table.columns.map((_, at) => (at === last ? `${label} ${value}` : ''))
        : table.columns.map((_, at) => (at === last ? value : at === place ? label : '')),
    ),
  }
}

/** What stands in an example: the name of the field, or a figure or day of its kind. */
function exampleOf(column: TransferColumn, printing: Printing): string {
  const { format, title } = column
  const day = printing.madeAt.toZonedDateTimeISO('UTC').toPlainDate()
  const cells: Readonly<Record<typeof format.of, Cell>> = {
    text: title,
    day,
    figure: { units: 1n, scale: 0 },
    'yes or no': true,
  }
  return printedCell(cells[format.of], format, printing)
}

/** Money is written with all digits of its currency, as the paper names it. */
function inMoneyOf({ field }: TransferColumn, paper: Content, printing: Printing): Printing {
  const code = paper[field?.kind.currencyIn ?? '']
  if (typeof code !== 'string') return printing
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: code })
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2
    return { ...printing, leastDigits: digits }
  } catch {
    // What is no currency of ISO 4217 has the digits that stand there.
    return printing
  }
}
