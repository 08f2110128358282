/** Reads the reports of hledger as CSV into figures by account, commodity and period. */
import { parseDecimal, type Decimal } from '#base/decimal.ts'
import papaparse from 'papaparse'

/** Commodity → quantity, with the decimals it is shown with. */
export type Figures = ReadonlyMap<string, Decimal>

/** Rows of a section by account, a list of figures each: one for each period. */
export interface Section {
  readonly rows: ReadonlyMap<string, readonly Figures[]>
  readonly totals: readonly Figures[]
}

export interface Statement {
  readonly title: string
  /** The headings of the columns. */
  readonly periods: readonly string[]
  readonly sections: ReadonlyMap<string, Section>
  readonly net: readonly Figures[]
}

/** "account","balance" rows. */
export function readBalances(csv: string): Map<string, Figures> {
  return new Map(
    rowsOf(csv)
      .slice(1)
      .map(([account = '', cell = '']) => [account, readCell(cell)]),
  )
}

/** An income statement or balance sheet: title, headings, then sections with their totals. */
export function readStatement(csv: string): Statement {
  const [[title = ''] = [], [, ...headings] = [], ...body] = rowsOf(csv)
  const periods = headings.filter((heading) => heading !== '' && heading !== '..')
  const cells = (row: readonly string[]): Figures[] =>
    periods.map((_, index) => readCell(row[index + 1] ?? ''))
  const sections = new Map<string, Section>()
  let name = ''
  let rows = new Map<string, readonly Figures[]>()
  let net: readonly Figures[] = []
  for (const row of body) {
    const [label = ''] = row
    if (label === 'Net:') net = cells(row)
    else if (label === 'total') {
      sections.set(name, { rows, totals: cells(row) })
      name = ''
    } else if (name === '') {
      name = label
      rows = new Map()
    } else rows.set(label, cells(row))
  }
  return { title, periods, sections, net }
}

function rowsOf(csv: string): string[][] {
  const { data, errors } = papaparse.parse<string[]>(csv.trimEnd(), { header: false })
  const [error] = errors.filter(({ code }) => code !== 'UndetectableDelimiter')
  if (error !== undefined) throw new Error(`The oracle is no CSV: ${error.message}`)
  return data
}

/** "1 A, $-1300", "0", "": a single amount in each piece between a comma and a space. */
function readCell(cell: string): Figures {
  const figures = new Map<string, Decimal>()
  for (const piece of cell.split(', ')) {
    if (piece === '') continue
    const found = /^([^0-9-]*)(-?[0-9.]+)(?: (.+))?$/.exec(piece)
    const quantity = parseDecimal(found?.[2] ?? '')
    if (found === null || quantity === null) throw new Error(`Not an amount: ${piece}`)
    figures.set((found[1] ?? '') || (found[3] ?? ''), quantity)
  }
  return figures
}
