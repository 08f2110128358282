/** Runs a report by its name: checks its parameters, asks the ledger in one snapshot, adds up. */
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Row } from '#ledger/reports/column.ts'
import { comparedColumns, comparedRows, earlierOf } from '#ledger/reports/comparison.ts'
import type { Values } from '#ledger/reports/parameter.ts'
import type { Heading } from '#ledger/reports/heading.ts'
import type { Report } from '#ledger/reports/report.ts'
import { totalsOf } from '#ledger/reports/table.ts'
import type { Table } from '#ledger/reports/table.ts'
import type { Database } from '#server/database/database.ts'
import { askedOf, groundOf, statementOf, unitsOf } from '#server/report-question.ts'
import type { Asked, Ground, ReportRequest } from '#server/report-question.ts'

/**
 * Runs a report of a list; nothing is written, and every figure is of one moment.
 * Problems: `report-unknown`, `parameter-unknown`, `parameter-missing`, `parameter-malformed`,
 * `parameter-not-found`, `company-unknown`, `span-backwards`, `days-and-period`,
 * `comparison-unclear`, and those of a report that does not speak of every company; the field is
 * the parameter's name.
 */
export async function runReport(
  database: Database,
  reports: readonly Report[],
  organization: string,
  request: ReportRequest,
): Promise<Outcome<Table>> {
  const asked = askedOf(reports, request)
  if (!asked.ok) return asked
  const earlier = earlierValues(asked.value)
  if (!earlier.ok) return earlier
  return await database.transaction(
    organization,
    async (query) => {
      const ground = await groundOf(query, organization, asked.value, request)
      if (!ground.ok) return ground
      return fine(await tableIn(query, organization, asked.value, ground.value, earlier.value))
    },
    { mode: 'snapshot' },
  )
}

/** The parameters of the time that is compared; null where nothing is. */
export function earlierValues({ report, values }: Asked): Outcome<Values | null> {
  const how = earlierOf(values)
  if (how === null || report.comparison === undefined) return fine(null)
  return report.comparison.earlier(values, how)
}

/** The table of a report, beside that of an earlier time where one is given. */
export async function tableIn(
  query: Query,
  organization: string,
  { report, values }: Asked,
  { company, firstValues }: Ground,
  earlier: Values | null,
): Promise<Table> {
  if (report.inBulk === true) await query({ text: 'set local enable_nestloop = off' })
  const ask = async (of: Values): Promise<Row[]> =>
    await query<Row>({ text: statementOf(report.sql), values: await firstValues(of) })
  const { heading, rows } = await compared(report, ask, values, earlier)
  const units = await unitsOf(query, organization, heading.columns, rows, company.currency)
  const next = rows[0]?.['next'] ?? null
  return {
    report: heading,
    company: company.code,
    companyName: company.name,
    parameters: values,
    units,
    rows,
    totals: totalsOf(heading, rows, units),
    next: typeof next === 'string' ? next : null,
  }
}

async function compared(
  report: Report,
  ask: (values: Values) => Promise<Row[]>,
  values: Values,
  earlier: Values | null,
): Promise<{ readonly heading: Heading; readonly rows: readonly Row[] }> {
  const rows = await ask(values)
  const { columns, comparison } = report
  if (earlier === null || comparison === undefined) return { heading: report, rows }
  return {
    heading: { ...report, columns: comparedColumns(columns, comparison) },
    rows: comparedRows(comparison, rows, await ask(earlier)),
  }
}
