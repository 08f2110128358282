/** How a paper is printed that goes out of the house: only what its description says goes out. */
import { printLayout, written } from '#kit/derive/print.ts'
import type { Printing } from '#kit/derive/print.ts'
import { cellIn } from '#kit/derive/transfer.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import type { Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { PrintLayout, PrintTable } from '#kit/layout.ts'
import type { Prints, PrintsColumn, PrintsTable } from '#kit/prints.ts'

/** What a reader sees of it, in the places that the description gives it. */
export function outwardLayout(
  of: Document,
  prints: Prints,
  columns: readonly TransferColumn[],
  paper: Content,
  printing: Printing,
): PrintLayout {
  const inner = printLayout(of, columns, paper, printing)
  const show: Shows = { columns: new Map(columns.map((one) => [one.path, one])), paper, printing }
  const [first, ...others] = prints.tables.flatMap((table) => tableOf(show, table))
  const isDraft = paper['state'] === of.states[0]
  const draft = isDraft ? ` (${printing.told(of.states[0] ?? '')})` : ''
  const totals = prints.totals.flatMap((path) => factOf(show, path))
  return {
    ...inner,
    heading: `${inner.heading}${draft}`,
    to: prints.to.flatMap((line) => {
      const text = line.map((path) => textAt(show, path)).filter((one) => one !== '')
      return text.length === 0 ? [] : [text.join(' ')]
    }),
    facts: prints.facts.flatMap((path) => factOf(show, path)),
    tables: [...(first === undefined ? [] : [withTotals(first, totals)]), ...others],
    closing: prints.closing.map((path) => textAt(show, path)).filter((text) => text !== ''),
  }
}

interface Shows {
  readonly columns: ReadonlyMap<string, TransferColumn>
  readonly paper: Content
  readonly printing: Printing
}

function textAt({ columns, paper, printing }: Shows, path: string): string {
  const column = columns.get(path)
  return column === undefined ? '' : written(column, paper, inMoneyOf(column, paper, printing))
}

function factOf(show: Shows, path: string): { readonly label: string; readonly value: string }[] {
  const column = show.columns.get(path)
  const value = textAt(show, path)
  if (column === undefined || value === '') return []
  return [{ label: column.title, value }]
}

function tableOf(show: Shows, { heading, columns: wished }: PrintsTable): PrintTable[] {
  const { columns, paper, printing } = show
  const shown = wished.flatMap((wish) => {
    const column = columns.get(wish.path)
    const rows = rowsIn(paper, column?.list ?? '')
    const isSaid = column !== undefined && rows.some((row) => cellIn(column, row) !== null)
    return isSaid ? [{ wish, column, rows }] : []
  })
  const count = Math.max(0, ...shown.map(({ rows }) => rows.length))
  if (count === 0) return []
  const cell = ({ column, rows }: (typeof shown)[number], at: number): string => {
    const row = rows[at] ?? {}
    return written(column, row, inMoneyOf(column, paper, printing))
  }
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
      table.columns.map((_, at) => (at === last ? value : at === place ? label : '')),
    ),
  }
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
