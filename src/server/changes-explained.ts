/** Explains what a figure of a report changed by: the figure now, and the earlier one. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { written } from '#ledger/reports/column.ts'
import type { Cell, Column, Row } from '#ledger/reports/column.ts'
import { besides } from '#ledger/reports/comparison.ts'
import { headingOfLines } from '#ledger/reports/explanation.ts'
import type { Explanation } from '#ledger/reports/explanation.ts'
import { totalsOf } from '#ledger/reports/table.ts'
import type { Table } from '#ledger/reports/table.ts'
import type { Asked, Ground } from '#server/report-question.ts'
import { earlierValues, tableIn } from '#server/reports.ts'

/** What the two figures of a change are called, so that each is translated. */
export const changeWords = {
  now: 'the figure as it is now',
  before: 'less the figure at the earlier time',
} as const

interface Changed {
  readonly explanation: Explanation
  /** The column whose figure changed. */
  readonly column: Column
  readonly cell: Readonly<Record<string, string>>
}

/**
 * The two figures of which a change is made, for each currency apart; `part` names the column that
 * explains each in its turn. Problem: `coordinate-missing`, where several rows are meant of a
 * column that is not added up.
 */
export async function explainChange(
  query: Query,
  organization: string,
  asked: Asked,
  ground: Ground,
  changed: Changed,
): Promise<Outcome<Table>> {
  const earlier = earlierValues(asked)
  if (!earlier.ok) return earlier
  const table = await tableIn(query, organization, asked, ground, earlier.value)
  const meant = rowsMeant(table, changed)
  const { column } = changed
  if (meant.length > 1 && column.summed !== true) return refused(unclear(changed))
  const byCurrency = Map.groupBy(meant, (row) =>
    column.type.isOwn ? table.units.currency : written(row['currency'] ?? table.units.currency),
  )
  const rows = [...byCurrency].flatMap(([currency, some]) => sides(column, currency, some))
  const heading = headingOfLines(asked.report, column)
  const { units } = table
  return fine({
    ...table,
    report: heading,
    rows,
    totals: totalsOf(heading, rows, units),
    next: null,
    told: [],
  })
}

/** The one row that has just these cells; all that have them where a total is meant. */
function rowsMeant({ rows }: Table, { explanation, cell }: Changed): readonly Row[] {
  const textIn = (row: Row, name: string): string => written(row[name] ?? null)
  const only = rows.filter((row) =>
    explanation.coordinates.every(({ name }) => textIn(row, name) === (cell[name] ?? '')),
  )
  if (only.length === 1) return only
  return rows.filter((row) =>
    Object.entries(cell).every(([name, text]) => textIn(row, name) === text),
  )
}

function sides(column: Column, currency: string, rows: readonly Row[]): Row[] {
  const { name } = column
  const { before } = besides(name)
  return [
    { reason: changeWords.now, part: name, currency, figure: sumOf(column, name, rows) },
    {
      reason: changeWords.before,
      part: before,
      currency,
      figure: negated(sumOf(column, before, rows)),
    },
  ]
}

/** Nothing where one of the figures is not shown: the sum would tell it. */
function sumOf({ type }: Column, name: string, rows: readonly Row[]): Cell {
  const cells = rows.map((row) => row[name] ?? null)
  return cells.includes(null) ? null : cells.reduce((sum, cell) => type.add(sum, cell), null)
}

function negated(cell: Cell): Cell {
  if (cell === null) return null
  const text = written(cell)
  return text.startsWith('-') ? text.slice(1) : `-${text}`
}

function unclear({ explanation: { coordinates }, cell }: Changed): Problem {
  const left = coordinates.find(({ name }) => cell[name] === undefined)
  const { name, meaning } = left ?? { name: '', meaning: '' }
  const message = `Say with "of-${name}" which row is meant. ${meaning}`
  return { rule: 'coordinate-missing', field: `of-${name}`, message }
}
