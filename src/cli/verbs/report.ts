/** `backstay report`: runs a report and writes it as text, CSV or JSON. */
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inCompany, type CompanyPlacing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { reports } from '#departments/reports.ts'
import { tableToCsv, tableToJson, tableToText } from '#ledger/reports/render.ts'
import type { Report } from '#ledger/reports/report.ts'
import type { Table } from '#ledger/reports/table.ts'
import { runReport } from '#server/reports.ts'

export interface ReportOptions extends CompanyPlacing {
  readonly format?: string
  /** Parameter → its text, as the words gave them. */
  readonly parameters: Readonly<Record<string, string>>
}

const formats = ['text', 'csv', 'json']

/** Runs a report; days that are left out are the company's today. */
export async function report(
  session: Session,
  name: string,
  options: ReportOptions,
): Promise<Answer> {
  const { format = 'text' } = options
  if (!formats.includes(format)) {
    return stopped('usage', [misuse('--format', `The formats are ${formats.join(', ')}.`)])
  }
  const known = reports.find((one) => one.name === name)
  if (known === undefined) return stopped('usage', [unknownReport(name)])
  return await inCompany(session, options, async ({ database }, organization, company) => {
    const table = await runReport(database, reports, organization.id, {
      report: name,
      company: company.code,
      parameters: shortened(known, options.parameters),
      today: Temporal.Now.plainDateISO(company.timeZone),
      // Whoever opens the books themselves sees all of them.
      readableClass: 6,
    })
    return answerTo(table, (value) => written(value, format))
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
  const json = tableToJson(table)
  if (format === 'json')
    return { ...said(`${JSON.stringify(json, null, 2)}\n`, json), document: true }
  if (format === 'csv') return { ...said(tableToCsv(table), json), document: true }
  return said(tableToText(table), json)
}

function unknownReport(name: string): ReturnType<typeof misuse> {
  const names = reports.map((one) => one.name).join(', ')
  return misuse('NAME', `There is no report “${name}”. Choose one of: ${names}.`)
}
