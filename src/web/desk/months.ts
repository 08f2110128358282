/** Figures by month, read from reports: sales, profit, and the money on accounts. */
import { useQueries, useQuery } from '@tanstack/react-query'
import type { Point } from '#web/charts/chart.tsx'
import { ageingQuery, ageingReport } from '#web/desk/late.tsx'
import { monthEnds } from '#web/controls/spans.ts'
import { cellsOf, figureIn, sumOf, tableQuery } from '#web/report/table.ts'
import type { Meant, Row, Table, Texts } from '#web/report/table.ts'
import type { Screens } from '#web/screens.ts'

/** A figure by month; null while it is not known. */
export interface Months {
  readonly points: readonly Point[] | null
  readonly error: Error | null
}

/** A month's short name: "Nov 26". */
export function monthName(day: string, tongue: string): string {
  const [year = 1970, month = 1] = day.split('-').map(Number)
  const format = { month: 'short', year: '2-digit', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(tongue, format).format(Date.UTC(year, month - 1, 1))
}

/** Net sales of the last twelve months; behind a month without any there is no line. */
export function useSales({ company }: Screens, tongue: string): Months {
  const ends = monthEnds(company.today, 12)
  const params = { from: firstOf(ends[0] ?? company.today), until: company.today }
  const { data: table, error } = useQuery(tableQuery(company.code, 'sales-analysis', params))
  const points = table === undefined ? null : ends.map((end) => salesPoint(table, end, params))
  return { points: points?.map(named(tongue)) ?? null, error }
}

function salesPoint(table: Table, end: string, params: Meant['params']): Unnamed {
  const of = { row: end.slice(0, 7) }
  const meant = { report: 'sales-analysis', params, of, figure: 'net' }
  const plain = figureIn(table, meant)
  return { end, plain: plain ?? '0', meant }
}

/** The profit of each of the last months. */
export function useProfit({ company }: Screens, tongue: string): Months {
  const ends = monthEnds(company.today, 6)
  const asked = ends.map((until) => ({ from: firstOf(until), until }))
  const found = useQueries({
    queries: asked.map((params) => tableQuery(company.code, 'income-statement', params)),
  })
  return monthsOf(found, tongue, (table, at) => {
    const of = { section: 'profit', name: 'profit' }
    const params = asked[at] ?? {}
    const meant = { report: 'income-statement', params, of, figure: 'amount' }
    return { end: ends[at] ?? '', plain: figureIn(table, meant) ?? '0', meant }
  })
}

/** What customers owed at the end of each of the last months. */
export function useOwed(screens: Screens, tongue: string): Months {
  const ends = monthEnds(screens.company.today, 6)
  const found = useQueries({ queries: ends.map((day) => ageingQuery(screens, day)) })
  return monthsOf(found, tongue, (table, at) => {
    const end = ends[at] ?? ''
    const meant = { report: ageingReport, params: { 'as-of': end }, of: {}, figure: 'base_total' }
    return { end, plain: figureIn(table, meant) ?? '0', meant }
  })
}

/** An account that may count as cash. */
export interface CashAccount {
  readonly code: string
  readonly name: string
  readonly counts: boolean
}

/** What stands on some accounts at the end of each of the last months. */
export function useCash(
  { company }: Screens,
  tongue: string,
  counts: (code: string, name: string) => boolean,
): Months & { readonly accounts: readonly CashAccount[] } {
  const ends = monthEnds(company.today, 6)
  const found = useQueries({
    queries: ends.map((until) => tableQuery(company.code, 'trial-balance', { until })),
  })
  const assets = (found.at(-1)?.data?.rows ?? []).filter(({ type }) => type === 'asset')
  const accounts = new Map(assets.map(({ account, name }) => [String(account), String(name ?? '')]))
  const cells = assets
    .filter((row) => isCounted(row, counts))
    .map((row) => cellsOf(['account', 'currency'], row))
  const months = monthsOf(found, tongue, (table, at) => {
    const end = ends[at] ?? ''
    return { end, ...cashIn(table, end, cells) }
  })
  return {
    ...months,
    accounts: [...accounts].map(([code, name]) => ({ code, name, counts: counts(code, name) })),
  }
}

/**
 * The worth of what stands on the accounts that count, in each of their currencies; of several it
 * is explained by that of each, also at the end of a month in which nothing stood there yet.
 */
function cashIn(table: Table, until: string, cells: readonly Texts[]) {
  const figure = 'base_closing'
  const each = cells.map((of) => ({ report: 'trial-balance', params: { until }, of, figure }))
  const [only] = each
  const meant = only === undefined ? null : each.length === 1 ? only : each
  return { plain: sumOf(each.map((one) => figureIn(table, one))), meant }
}

function isCounted({ account, name }: Row, counts: (code: string, name: string) => boolean) {
  return counts(String(account), String(name ?? ''))
}

type Unnamed = Omit<Point, 'label'> & { readonly end: string }

interface Found {
  readonly data: Table | undefined
  readonly error: Error | null
}

function monthsOf(
  found: readonly Found[],
  tongue: string,
  point: (table: Table, at: number) => Unnamed,
): Months {
  const tables = found.map(({ data }) => data)
  const error = found.find((one) => one.error !== null)?.error ?? null
  if (!tables.every((table) => table !== undefined)) return { points: null, error }
  return { points: tables.map((table, at) => named(tongue)(point(table, at))), error }
}

function named(tongue: string) {
  return ({ end, plain, meant }: Unnamed): Point => ({
    label: monthName(end, tongue),
    plain,
    meant,
  })
}

function firstOf(day: string): string {
  return `${day.slice(0, 8)}01`
}
