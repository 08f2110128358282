/** Reports as the server answers them: their table, and the lines behind each figure of it. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { addDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import { get } from '#web/api.ts'
import type { ReportPage } from '#web/screens.ts'

export type Texts = Readonly<Record<string, string>>
export type Cell = string | number | null
export type Row = Readonly<Record<string, Cell>>

export interface Column {
  readonly name: string
  readonly type: string
  readonly meaning: string
  readonly summed: boolean
}

export interface Table {
  readonly report: string
  readonly currency: string
  /** As they were used, those that were left out among them. */
  readonly parameters: Row
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly totals: readonly Row[]
  readonly next: string | null
  /** Of lines behind a figure: what counts besides them. */
  readonly told?: readonly { readonly name: string; readonly text: string }[]
  readonly outline: {
    readonly columns: readonly string[]
    readonly partedBy: string | null
    readonly headedBy: readonly string[]
    readonly indented: Texts
    readonly totalRows: readonly number[]
  }
}

/** A figure that is meant: a column of a report, and the cells that tell its row from others. */
export interface Meant {
  readonly report: string
  readonly params: Texts
  readonly of: Texts
  readonly figure: string
}

/** A figure of a report, or one that is the sum of several. */
export type Explainable = Meant | readonly Meant[]

/** So many lines come at once, and so many pages of them are added up by themselves. */
const linesAtOnce = '2000'
export const mostPages = 5

export function reportPath(company: string, report: string): string {
  return `/companies/${encodeURIComponent(company)}/reports/${report}`
}

/** The table of a report for its parameters. */
export function tableQuery(company: string, report: string, params: Texts) {
  return queryOptions({
    queryKey: ['report', company, report, params],
    queryFn: ({ signal }) => get<Table>(reportPath(company, report), params, signal),
    staleTime: 15_000,
  })
}

/** Where the lines behind a figure stand; a cell that is empty is asked for as such. */
export function linesPath(company: string, { report, params, of, figure }: Meant, more: Texts) {
  const asked = new URLSearchParams({ ...params, figure, ...more })
  for (const [name, text] of Object.entries(of)) asked.set(`of-${name}`, text)
  return `${reportPath(company, report)}/lines?${asked.toString()}`
}

/** The lines behind a figure, page by page. */
export function linesQuery(company: string, meant: Meant) {
  return infiniteQueryOptions({
    queryKey: ['lines', company, meant],
    queryFn: ({ signal, pageParam }) => {
      const page = pageParam === '' ? {} : { 'lines-after': pageParam }
      const path = linesPath(company, meant, { 'lines-limit': linesAtOnce, ...page })
      return get<Table>(path, {}, signal)
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 15_000,
  })
}

/** What tells a row from the others; a cell without anything narrows nothing. */
export function cellsOf(coordinates: readonly string[], row: Row): Texts {
  return Object.fromEntries(
    coordinates.flatMap((name) => {
      const cell = row[name] ?? null
      return cell === null ? [] : [[name, String(cell)]]
    }),
  )
}

/** The columns of a table whose figures are explained; of a comparison the others, too. */
export function explainedColumns({ figures }: ReportPage, { columns }: Table): ReadonlySet<string> {
  const known = new Set(figures.flatMap((name) => [name, `${name}_before`, `${name}_change`]))
  return new Set(columns.map(({ name }) => name).filter((name) => known.has(name)))
}

/** The parameters as they were used, without those that are as they would be anyway. */
export function usedParameters({ parameters: known }: ReportPage, { parameters }: Table): Texts {
  return Object.fromEntries(
    known.flatMap(({ name, otherwise, type }) => {
      const value = parameters[name] ?? null
      const isUsual = type !== 'date' && String(value) === otherwise
      return value === null || isUsual || name === 'limit' ? [] : [[name, String(value)]]
    }),
  )
}

/**
 * The figure in its table: of the row that has these cells, or of a total below them; where several
 * rows of one currency have them and the column is added up, their sum.
 */
export function figureIn({ rows, totals, columns }: Table, { of, figure }: Meant): string | null {
  const fits = (row: Row): boolean =>
    Object.entries(of).every(([name, text]) => String(row[name] ?? '') === text)
  const isTotal = totals.length > 0 && Object.keys(of).every((name) => name === 'currency')
  // The last total is that of all currencies, where there are many.
  if (isTotal)
    return textOf(of['currency'] === undefined ? totals.at(-1) : totals.find(fits), figure)
  const [found, ...others] = rows.filter(fits)
  if (others.length === 0) return textOf(found, figure)
  const isSummed = columns.some(({ name, summed }) => name === figure && summed)
  const isOne = others.every(({ currency }) => currency === found?.['currency'])
  const cells = [found, ...others].map((row) => row?.[figure] ?? null)
  return isSummed && isOne && !cells.includes(null) ? sumOf(cells) : null
}

function textOf(row: Row | undefined, figure: string): string | null {
  const cell = row?.[figure] ?? null
  return cell === null ? null : String(cell)
}

/** The exact sum of figures; those that are not shown count for nothing. */
export function sumOf(figures: Iterable<Cell>): string {
  let sum = { units: 0n, scale: 0 }
  for (const figure of figures) {
    const one = figure === null ? null : parseDecimal(String(figure))
    if (one !== null) sum = addDecimals(sum, one)
  }
  return formatDecimal(sum)
}

/** Whether two figures are the same, whatever digits they are written with. */
export function sameFigure(one: string, other: string): boolean {
  const [a, b] = [parseDecimal(one), parseDecimal(other)]
  if (a === null || b === null) return false
  return addDecimals(a, { ...b, units: -b.units }).units === 0n
}

/** The file of a report or of the lines behind a figure is at this place. */
export const fileForms = ['csv', 'xlsx', 'pdf'] as const
