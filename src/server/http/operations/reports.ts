/** The operations that run reports: one for each report of the list, with its own parameters. */
import { z } from 'zod'
import { reports } from '#departments/reports.ts'
import type { Parameter } from '#ledger/reports/parameter.ts'
import { tableToCsv, tableToJson } from '#ledger/reports/render.ts'
import type { Report } from '#ledger/reports/report.ts'
import { readableClassOf } from '#server/access/readable-class.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { runReport } from '#server/reports.ts'

const cell = z.union([z.string(), z.number(), z.null()])
const row = z.record(z.string(), cell)
const tableAnswer = z.strictObject({
  report: z.string(),
  company: z.string(),
  currency: z.string().meta({ description: 'The company’s own currency.' }),
  parameters: row.meta({ description: 'As they were used, those left out among them.' }),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      meaning: z.string(),
      summed: z.boolean(),
    }),
  ),
  rows: z.array(row).meta({ description: 'Figures are decimal text.' }),
  totals: z.array(row),
  next: z.string().nullable().meta({ description: 'The “after” of the page that follows.' }),
})

export const reportOperations: readonly Operation[] = reports.map((report) =>
  operation({
    id: `report-${report.name}`,
    method: 'get',
    address: `/companies/{company}/reports/${report.name}`,
    summary: `Run the report ${report.name}`,
    description: report.answers,
    scope: 'reports:read',
    path: companyPath,
    query: querySchema(report),
    body: nothing,
    successes: {
      200: {
        description: 'The report, as JSON or CSV.',
        schema: tableAnswer,
        otherTypes: ['text/csv'],
      },
    },
    problems: [],
    handle: async ({ services, caller, path, query }) => {
      const company = await services.directory.company(caller.organization, path.company)
      if (company === null) return notFound('company')
      const { format, ...parameters } = textsOf(query)
      const table = await runReport(services.database, reports, caller.organization, {
        report: report.name,
        company: company.code,
        parameters,
        today: Temporal.Now.plainDateISO(company.timeZone),
        readableClass: readableClassOf(caller),
      })
      if (!table.ok) return problemAnswer('invalid-request', table.problems)
      if (format !== 'csv') return json(200, tableToJson(table.value))
      const name = `${company.code}-${report.name}.csv`
      return {
        status: 200,
        type: 'text/csv; charset=utf-8',
        body: tableToCsv(table.value),
        headers: { 'content-disposition': `attachment; filename="${name}"` },
      }
    },
  }),
)

/** What was given, as the schema has found it to be: text. */
function textsOf(query: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

/** The parameters as text; the report itself reads them and says what is wrong. */
function querySchema({ parameters }: Report): z.ZodType<Record<string, unknown>> {
  const shape: Record<string, z.ZodType<string | undefined>> = {
    format: z.enum(['json', 'csv']).optional().meta({ description: 'json unless said otherwise.' }),
  }
  for (const parameter of parameters) shape[parameter.name] = parameterSchema(parameter)
  return z.strictObject(shape)
}

function parameterSchema({
  meaning,
  type,
  otherwise,
  required,
}: Parameter): z.ZodType<string | undefined> {
  const basis: z.ZodType<string> =
    type.choices === undefined ? z.string().max(1_000) : z.enum([...type.choices])
  const without = otherwise === undefined ? '' : ` ${otherwise} unless said otherwise.`
  const described = basis.meta({ description: `${meaning}${without}` })
  return required === true ? described : described.optional()
}
