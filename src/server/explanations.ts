/** Explains a figure of a report: the lines behind it, a page at a time, whose sum it is. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Column, Row } from '#ledger/reports/column.ts'
import { besides } from '#ledger/reports/comparison.ts'
import {
  frameOfLines,
  headingOfLines,
  listParameters,
  statementOfLines,
} from '#ledger/reports/explanation.ts'
import type { Closing, Explanation } from '#ledger/reports/explanation.ts'
import type { Values } from '#ledger/reports/parameter.ts'
import type { Report } from '#ledger/reports/report.ts'
import { totalsOf } from '#ledger/reports/table.ts'
import type { Table } from '#ledger/reports/table.ts'
import type { Database } from '#server/database/database.ts'
import { askedOf, groundOf, readParameters, statementOf, unitsOf } from '#server/report-question.ts'
import type { Asked, Ground, ReportRequest } from '#server/report-question.ts'
import { explainChange } from '#server/changes-explained.ts'
import { earlierValues } from '#server/reports.ts'

export interface ExplanationRequest extends ReportRequest {
  /** The column whose figure it is; of a comparison also its earlier figure. */
  readonly figure: string
  /** Coordinate → its text; "" is an empty cell, what is left out narrows nothing. */
  readonly cell: Readonly<Record<string, string>>
  /** `lines-limit` and `lines-after`. */
  readonly list: Readonly<Record<string, string>>
}

/**
 * The lines behind a figure, with the share that each has in it; over all pages their sum is the
 * figure. Lines above the reader's class stand at the end, summed by account and department.
 * Behind a change stand the two figures of which it is made, each explained in its turn.
 * Problems: those of `runReport`; `figure-unknown`, `coordinate-unknown`,
 * `coordinate-missing`, `coordinate-malformed`.
 */
export async function explainFigure(
  database: Database,
  reports: readonly Report[],
  organization: string,
  request: ExplanationRequest,
): Promise<Outcome<Table>> {
  const asked = askedOf(reports, request)
  if (!asked.ok) return asked
  const figure = figureOf(asked.value, request)
  if (!figure.ok) return figure
  const list = readParameters(listParameters, request.list, request.today)
  if (!list.ok) return list
  const wanted = { ...figure.value, cell: request.cell, list: list.value }
  return await database.transaction(
    organization,
    async (query) => {
      const ground = await groundOf(query, organization, asked.value, request)
      if (!ground.ok) return ground
      return figure.value.isChange
        ? await explainChange(query, organization, asked.value, ground.value, wanted)
        : fine(await explainIn(query, organization, asked.value, ground.value, wanted))
    },
    { mode: 'snapshot' },
  )
}

interface Figure {
  readonly explanation: Explanation
  /** The column whose figure it is, or was at the earlier time. */
  readonly column: Column
  readonly values: Values
  /** Whether it is what the column's figure changed by since then. */
  readonly isChange: boolean
}

interface Wanted extends Figure {
  readonly cell: Readonly<Record<string, string>>
  readonly list: Values
}

async function explainIn(
  query: Query,
  organization: string,
  { report }: Asked,
  { company, firstValues }: Ground,
  { explanation, column, values, cell, list }: Wanted,
): Promise<Table> {
  const closing = explanation.closes?.[column.name]
  const first = await firstValues(values)
  const asked = [
    ...first,
    ...explanation.coordinates.map(({ name }) => cell[name] ?? null),
    closing?.of ?? column.name,
  ]
  const lines = await query<Row>({
    text: statementOfLines(
      statementOf(frameOfLines),
      statementOf(explanation.sql),
      asked.length + 1,
    ),
    values: [...asked, list['lines-limit'], list['lines-after']],
  })
  const next = lines[0]?.['next'] ?? null
  const last =
    closing === undefined || next !== null
      ? []
      : closingRow(
          await query<Row>({ text: statementOf(report.sql), values: first }),
          { explanation, cell, column, closing },
          company.currency,
        )
  const rows = [...lines, ...last]
  const heading = headingOfLines(report, column)
  const units = await unitsOf(query, organization, heading.columns, rows, company.currency)
  return {
    report: heading,
    company: company.code,
    companyName: company.name,
    parameters: { ...values, ...list },
    units,
    rows,
    totals: totalsOf(heading, rows, units),
    next: typeof next === 'string' ? next : null,
    told: explanation.tells?.(company, cell, column.name) ?? [],
  }
}

interface Closed extends Pick<Figure, 'explanation' | 'column'> {
  readonly cell: Readonly<Record<string, string>>
  readonly closing: Closing
}

/** What the figure is more or less than the one it is made of; none where both are the same. */
function closingRow(
  rows: readonly Row[],
  { explanation, cell, column, closing }: Closed,
  currency: string,
): Row[] {
  const found = rows.find((row) =>
    explanation.coordinates.every(({ name }) => String(row[name] ?? '') === (cell[name] ?? '')),
  )
  const unitsIn = (name: string): bigint => BigInt(String(found?.[name] ?? 0))
  const figure = unitsIn(column.name) - unitsIn(closing.of)
  return figure === 0n ? [] : [{ reason: closing.reason, currency, figure: figure.toString() }]
}

function figureOf(asked: Asked, { figure, cell }: ExplanationRequest): Outcome<Figure> {
  const { report } = asked
  const { explanation } = report
  const problems = cellProblems(report, explanation, cell)
  const earlier = earlierValues(asked)
  if (!earlier.ok) return earlier
  const compared = earlier.value === null ? [] : (report.comparison?.figures ?? [])
  const now = explanation.figures.find((name) => name === figure)
  const before = compared.find((name) => besides(name).before === figure)
  const changed = compared.find((name) => besides(name).change === figure)
  const column = report.columns.find(({ name }) => name === (now ?? before ?? changed))
  if (column === undefined) problems.push(unknownFigure(report, explanation))
  if (column === undefined || problems.length > 0) return refused(...problems)
  const values = before === undefined ? asked.values : (earlier.value ?? asked.values)
  return fine({ explanation, column, values, isChange: changed !== undefined })
}

function cellProblems(
  report: Report,
  { coordinates }: Explanation,
  cell: Readonly<Record<string, string>>,
): Problem[] {
  const names = coordinates.map(({ name }) => name)
  const words = names.join(', ')
  return [
    ...Object.keys(cell)
      .filter((name) => !names.includes(name))
      .map((name) => {
        const message = `A row of ${report.name} is not told by "${name}", but by: ${words}.`
        return { rule: 'coordinate-unknown', field: `of-${name}`, message }
      }),
    ...coordinates
      .filter(({ name, required }) => required === true && cell[name] === undefined)
      .map(({ name, meaning }) => {
        const message = `Say with "of-${name}" which row is meant. ${meaning}`
        return { rule: 'coordinate-missing', field: `of-${name}`, message }
      }),
    ...Object.entries(cell)
      .filter(([, text]) => text.length > 400 || text.includes('\0'))
      .map(([name]) => {
        const message = 'Give the text of the cell: at most 400 characters, none of them NUL.'
        return { rule: 'coordinate-malformed', field: `of-${name}`, message }
      }),
  ]
}

function unknownFigure({ name }: Report, { figures }: Explanation): Problem {
  const message = `Say which figure of ${name} is meant: ${figures.join(', ')}.`
  return { rule: 'figure-unknown', field: 'figure', message }
}
