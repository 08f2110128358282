/** `backstay report`: runs a report, or lists the lines behind one of its figures. */
import { writeFile } from 'node:fs/promises'
import { fine, type Outcome } from '#base/problem.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inCompany, type CompanyPlacing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { reports } from '#departments/reports.ts'
import { tableToCsv, tableToJson, tableToText } from '#ledger/reports/render.ts'
import type { Report } from '#ledger/reports/report.ts'
import type { Table } from '#ledger/reports/table.ts'
import { explainFigure } from '#server/explanations.ts'
import { isFileForm, reportFile } from '#server/report-files.ts'
import type { ReportRequest } from '#server/report-question.ts'
import { runReport } from '#server/reports.ts'

export interface ReportOptions extends CompanyPlacing {
  readonly format?: string
  /** Writes into this file instead. */
  readonly output?: string
  /** BCP 47: in whose words a workbook and a PDF are. */
  readonly language?: string
  /** The column whose figure is explained by its lines. */
  readonly explain?: string
  /** Parameter → its text, as the words gave them. */
  readonly parameters: Readonly<Record<string, string>>
  /** Coordinate of the explained row → its text. */
  readonly cell?: Readonly<Record<string, string>>
  /** Which lines of the list. */
  readonly list?: Readonly<Record<string, string>>
}

const formats = ['text', 'csv', 'json', 'xlsx', 'pdf']

/** Runs a report; days that are left out are the company's today. */
export async function report(
  session: Session,
  name: string,
  options: ReportOptions,
): Promise<Answer> {
  const { format = 'text', output, language } = options
  if (!formats.includes(format)) {
    return stopped('usage', [misuse('--format', `The formats are ${formats.join(', ')}.`)])
  }
  if (output === undefined && ['xlsx', 'pdf'].includes(format)) {
    const message = `A ${format} file is no text. Say with --output which file is to be written.`
    return stopped('usage', [misuse('--output', message)])
  }
  const known = reports.find((one) => one.name === name)
  if (known === undefined) return stopped('usage', [unknownReport(name)])
  return await inCompany(session, options, async ({ database }, organization, company) => {
    const request: ReportRequest = {
      report: name,
      company: company.code,
      parameters: shortened(known, options.parameters),
      today: Temporal.Now.plainDateISO(company.timeZone),
      // Whoever opens the books themselves sees all of them.
      readableClass: 6,
    }
    const { explain, cell = {}, list = {} } = options
    const table: Outcome<Table> =
      explain === undefined
        ? await runReport(database, reports, organization.id, request)
        : await explainFigure(database, reports, organization.id, {
            ...request,
            figure: explain,
            cell,
            list,
          })
    if (output === undefined || !table.ok) {
      return answerTo(table, (value) => written(value, format))
    }
    return await saved(table.value, format, output, language)
  })
}

/**
 * The parameters with the short words `to` and `date` for the last or only day, whichever of the
 * two the report has.
 */
function shortened(
  { parameters }: Report,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const { to, date, ...named } = given
  const last = ['until', 'as-of'].find((name) => parameters.some((one) => one.name === name))
  const day = to ?? date
  if (day === undefined || (last !== undefined && Object.hasOwn(named, last))) return named
  return { ...named, [last ?? (to === undefined ? 'date' : 'to')]: day }
}

function written(table: Table, format: string): Answer {
  const { told = [] } = table
  const json = { ...tableToJson(table), ...(told.length === 0 ? {} : { told }) }
  if (format === 'json')
    return { ...said(`${JSON.stringify(json, null, 2)}\n`, json), document: true }
  if (format === 'csv') return { ...said(tableToCsv(table), json), document: true }
  const facts = told.map(({ name, text }) => `${name}: ${text}\n`).join('')
  return said(`${tableToText(table)}${facts === '' ? '' : `\n${facts}`}`, json)
}

/** Writes the file, which must not be there yet. */
async function saved(
  table: Table,
  format: string,
  file: string,
  language?: string,
): Promise<Answer> {
  const made = isFileForm(format)
    ? await reportFile(table, format, Temporal.Now.instant(), language)
    : fine({ body: written(table, format).text })
  if (!made.ok) return stopped('usage', made.problems)
  try {
    await writeFile(file, made.value.body, { flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const why = code === 'EEXIST' ? 'is there already' : 'can’t be written'
    return stopped('usage', [misuse('--output', `${file} ${why}. Name another file.`)])
  }
  return said(`Written to ${file}.\n`, { file, rows: table.rows.length })
}

function unknownReport(name: string): ReturnType<typeof misuse> {
  const names = reports.map((one) => one.name).join(', ')
  return misuse('NAME', `There is no report “${name}”. Choose one of: ${names}.`)
}
