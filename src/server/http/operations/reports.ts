/** The operations that run reports and explain their figures, made from the list of reports. */
import { z } from 'zod'
import { reports } from '#departments/reports.ts'
import { outlineOf, outlineSchema } from '#kit/derive/report-outline.ts'
import { listParameters } from '#ledger/reports/explanation.ts'
import type { Explanation } from '#ledger/reports/explanation.ts'
import type { Parameter } from '#ledger/reports/parameter.ts'
import { tableToJson } from '#ledger/reports/render.ts'
import type { Report } from '#ledger/reports/report.ts'
import type { Table } from '#ledger/reports/table.ts'
import { explainFigure } from '#server/explanations.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { languageOfFiles } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation, Services } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { fileForms, isFileForm, reportFile } from '#server/report-files.ts'
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
  outline: outlineSchema.meta({ description: 'How it is laid out for people.' }),
  told: z
    .array(z.strictObject({ name: z.string(), text: z.string() }))
    .optional()
    .meta({ description: 'What counts besides lines: the formula, the rounding, the law.' }),
})

const forms = Object.keys(fileForms).filter(isFileForm)
/** Media types without their parameters. */
const otherTypes = Object.values(fileForms).map((type) => type.replace(/;.*/, ''))

/** Each report, and behind it the lines of its figures. */
export const reportOperations: readonly Operation[] = reports.flatMap((report) => [
  running(report),
  explaining(report, report.explanation),
])

function running(report: Report): Operation {
  return operation({
    id: `report-${report.name}`,
    method: 'get',
    address: `/companies/{company}/reports/${report.name}`,
    summary: `Run the report ${report.name}`,
    description: report.answers,
    scope: 'reports:read',
    path: companyPath,
    query: querySchema(report.parameters),
    body: nothing,
    successes: {
      200: {
        description: 'The report, as JSON or in a file.',
        schema: tableAnswer,
        otherTypes,
      },
    },
    problems: [],
    handle: async ({ services, caller, path, query }) => {
      const company = await services.directory.company(caller.organization, path.company)
      if (company === null) return notFound('company')
      const { format, printLanguage, ...parameters } = textsOf(query)
      const table = await runReport(services.database, reports, caller.organization, {
        report: report.name,
        company: company.code,
        parameters,
        today: services.now().toZonedDateTimeISO(company.timeZone).toPlainDate(),
        readableClass: caller.readsTo,
      })
      if (!table.ok) return problemAnswer('invalid-request', table.problems)
      return await written(services, table.value, format, printLanguage)
    },
  })
}

function explaining(report: Report, explanation: Explanation): Operation {
  const { coordinates, figures } = explanation
  return operation({
    id: `report-${report.name}-lines`,
    method: 'get',
    address: `/companies/{company}/reports/${report.name}/lines`,
    summary: `List the lines behind a figure of the report ${report.name}`,
    description:
      'The parameters are those of the report; “figure” is the column, and “of-…” the cells of ' +
      'the row. The shares of all lines sum to the figure. Of a report beside an earlier time ' +
      '“…_before” and “…_change” are figures, too.',
    scope: 'reports:read',
    path: companyPath,
    query: querySchema([...report.parameters, ...listParameters], {
      figure: z
        .string()
        .max(100)
        .meta({ description: `The column: ${figures.join(', ')}.` }),
      ...Object.fromEntries(
        coordinates.map(({ name, meaning }) => [
          `of-${name}`,
          z.string().max(400).optional().meta({ description: meaning }),
        ]),
      ),
    }),
    body: nothing,
    successes: {
      200: {
        description: 'The lines, as JSON or in a file.',
        schema: tableAnswer,
        otherTypes,
      },
    },
    problems: [],
    handle: (call) => explained(call, report, explanation),
  })
}

async function explained(
  { services, caller, path, query }: Call<{ company: string }, Record<string, unknown>, unknown>,
  report: Report,
  { coordinates }: Explanation,
): Promise<Answer> {
  const company = await services.directory.company(caller.organization, path.company)
  if (company === null) return notFound('company')
  const { format, printLanguage, figure = '', ...texts } = textsOf(query)
  const listed = listParameters.map(({ name }) => name)
  const told = coordinates.map(({ name }) => `of-${name}`)
  const given = Object.entries(texts)
  const table = await explainFigure(services.database, reports, caller.organization, {
    report: report.name,
    company: company.code,
    parameters: Object.fromEntries(
      given.filter(([name]) => !listed.includes(name) && !told.includes(name)),
    ),
    today: services.now().toZonedDateTimeISO(company.timeZone).toPlainDate(),
    readableClass: caller.readsTo,
    figure,
    cell: Object.fromEntries(
      given
        .filter(([name]) => told.includes(name))
        .map(([name, text]) => [name.slice('of-'.length), text]),
    ),
    list: Object.fromEntries(given.filter(([name]) => listed.includes(name))),
  })
  if (!table.ok) return problemAnswer('invalid-request', table.problems)
  return await written(services, table.value, format, printLanguage)
}

async function written(
  { now }: Pick<Services, 'now'>,
  table: Table,
  format = 'json',
  language?: string,
): Promise<Answer> {
  if (!isFileForm(format)) {
    const { told } = table
    const more = told === undefined ? {} : { told }
    return json(200, { ...tableToJson(table), outline: outlineOf(table), ...more })
  }
  const file = await reportFile(table, format, now(), language)
  if (!file.ok) return problemAnswer('invalid-request', file.problems)
  const { name, type, body } = file.value
  const headers = { 'content-disposition': `attachment; filename="${name}"` }
  return { status: 200, type, body, headers }
}

/** What was given, as the schema has found it to be: text. */
function textsOf(query: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

type Texts = Readonly<Record<string, z.ZodType<string | undefined>>>

/** The parameters as text; the report itself reads them and says what is wrong. */
function querySchema(
  parameters: readonly Parameter[],
  more: Texts = {},
): z.ZodType<Record<string, unknown>> {
  const shape: Record<string, z.ZodType<string | undefined>> = {
    format: z
      .enum(['json', ...forms])
      .optional()
      .meta({ description: 'json unless said otherwise.' }),
    printLanguage: languageOfFiles.optional(),
    ...more,
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
