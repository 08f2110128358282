/** Runs a report by its name: checks its parameters, asks the ledger in one snapshot, adds up. */
import { readFileSync } from 'node:fs'
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { reports } from '#ledger/reports/all.ts'
import type { Row, Units } from '#ledger/reports/column.ts'
import type { Parameter, Value } from '#ledger/reports/parameter.ts'
import type { Report } from '#ledger/reports/report.ts'
import { totalsOf } from '#ledger/reports/table.ts'
import type { Table } from '#ledger/reports/table.ts'
import type { Database } from '#server/database/database.ts'

export interface ReportRequest {
  readonly report: string
  /** The company's code. */
  readonly company: string
  /** Parameter → its text; what is left out or empty has its default. */
  readonly parameters: Readonly<Record<string, string>>
  /** The company's today, which stands in for days that are left out. */
  readonly today: PlainDate
}

/**
 * Runs a report of the list; nothing is written, and every figure is of one moment.
 * Problems: `report-unknown`, `parameter-unknown`, `parameter-missing`, `parameter-malformed`,
 * `parameter-not-found`, `company-unknown`, `span-backwards`, `days-and-period`; the field is the
 * parameter's name.
 */
export async function runReport(
  database: Database,
  organization: string,
  request: ReportRequest,
): Promise<Outcome<Table>> {
  const report = reports.find(({ name }) => name === request.report)
  if (report === undefined) return refused(unknownReport(request.report))
  const read = readParameters(report, request)
  if (!read.ok) return read
  return await database.transaction(
    organization,
    (query) => runIn(query, organization, report, request.company, read.value),
    { mode: 'snapshot' },
  )
}

type Values = Readonly<Record<string, Value>>

async function runIn(
  query: Query,
  organization: string,
  report: Report,
  company: string,
  values: Values,
): Promise<Outcome<Table>> {
  const currency = await currencyOf(query, organization, company)
  if (currency === null) return refused(unknownCompany(company))
  const missing = await notFound(query, organization, report, company, values)
  if (missing.length > 0) return refused(...missing)
  // Sums over many accounts and subjects stay in memory instead of going over temporary files.
  await query({ text: "set local work_mem = '64MB'" })
  if (report.inBulk === true) await query({ text: 'set local enable_nestloop = off' })
  const rows = await query<Row>({
    text: statementOf(report),
    values: [organization, company, ...report.parameters.map(({ name }) => values[name] ?? null)],
  })
  const units = await unitsOf(query, organization, report, rows, currency)
  const next = rows[0]?.['next'] ?? null
  return fine({
    report,
    company,
    parameters: values,
    units,
    rows,
    totals: totalsOf(report, rows, units),
    next: typeof next === 'string' ? next : null,
  })
}

const statements = new Map<string, string>()

/** Without a name, so that it is planned for its parameters each time: they change its course. */
function statementOf({ name }: Report): string {
  const known = statements.get(name)
  if (known !== undefined) return known
  const text = readFileSync(new URL(`../ledger/reports/${name}.sql`, import.meta.url), 'utf8')
  statements.set(name, text)
  return text
}

/** Every parameter of the report with its value; null where it has none. */
function readParameters(report: Report, { parameters, today }: ReportRequest): Outcome<Values> {
  const problems: Problem[] = Object.keys(parameters)
    .filter((name) => !report.parameters.some((known) => known.name === name))
    .map((name) => unknownParameter(report, name))
  const values: Record<string, Value> = {}
  for (const parameter of report.parameters) {
    const read = readParameter(parameter, parameters[parameter.name] ?? '', today)
    if (read.ok) values[parameter.name] = read.value
    else problems.push(...read.problems)
  }
  if (problems.length === 0) problems.push(...(report.together?.(values) ?? []))
  return problems.length > 0 ? refused(...problems) : fine(values)
}

function readParameter(parameter: Parameter, given: string, today: PlainDate): Outcome<Value> {
  const { name, type, otherwise, required = false } = parameter
  if (given !== '') return type.read(given, name)
  if (otherwise !== undefined) {
    return type.read(otherwise === 'today' ? today.toString() : otherwise, name)
  }
  if (!required) return fine(null)
  const message = `The report asks for "${name}". ${parameter.meaning}`
  return refused({ rule: 'parameter-missing', field: name, message })
}

async function currencyOf(
  query: Query,
  organization: string,
  company: string,
): Promise<string | null> {
  const rows = await query<{ currency: string }>({
    text: 'select currency from ledger.company where organization = $1 and code = $2',
    values: [organization, company],
  })
  return rows[0]?.currency ?? null
}

/** What the parameters name and the books do not have. */
async function notFound(
  query: Query,
  organization: string,
  report: Report,
  company: string,
  values: Values,
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const { name, type } of report.parameters) {
    const value = values[name] ?? null
    if (type.isKnown === undefined || value === null) continue
    const rows = await query({
      text: type.isKnown.statement,
      values: [organization, company, value],
    })
    if (rows.length > 0) continue
    const message = type.isKnown.otherwise(value)
    problems.push({ rule: 'parameter-not-found', field: name, message })
  }
  return problems
}

/** The scales of all commodities that the rows count. */
async function unitsOf(
  query: Query,
  organization: string,
  { columns }: Report,
  rows: readonly Row[],
  currency: string,
): Promise<Units> {
  const codes = new Set([currency])
  const bare = { currency, scales: new Map<string, number>() }
  for (const { type } of columns) {
    if (!type.isFigure) continue
    for (const row of rows) codes.add(type.unitOf(row, bare))
  }
  const found = await query<{ code: string; scale: number }>({
    text: `select code, scale from ledger.commodity
      where organization = $1 and code = any ($2::text[])`,
    values: [organization, [...codes]],
  })
  return { currency, scales: new Map(found.map(({ code, scale }) => [code, scale])) }
}

function unknownReport(name: string): Problem {
  const message = `There is no report "${name}". Choose one of: ${reports
    .map((report) => report.name)
    .join(', ')}.`
  return { rule: 'report-unknown', field: 'report', message }
}

function unknownCompany(company: string): Problem {
  const message = `There is no company "${company}". Give the short name of one of yours.`
  return { rule: 'company-unknown', field: 'company', message }
}

function unknownParameter(report: Report, name: string): Problem {
  const words = report.parameters.map((parameter) => parameter.name).join(', ')
  const message = `The report ${report.name} has no parameter "${name}". It has: ${words}.`
  return { rule: 'parameter-unknown', field: name, message }
}
