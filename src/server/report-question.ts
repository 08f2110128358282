/** What running a report and explaining its figures share: parameters, the reader, units, text. */
import { readFileSync } from 'node:fs'
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Column, Row, Units } from '#ledger/reports/column.ts'
import type { Parameter, Value, Values } from '#ledger/reports/parameter.ts'
import type { Report } from '#ledger/reports/report.ts'
import type { ReportedCompany } from '#ledger/reports/reported-company.ts'

export interface ReportRequest {
  readonly report: string
  /** The company's code. */
  readonly company: string
  /** Parameter → its text; what is left out or empty has its default. */
  readonly parameters: Readonly<Record<string, string>>
  /** The company's today, which stands in for days that are left out. */
  readonly today: PlainDate
  /** The highest class of accounts and subjects whose lines the reader sees singly; 6 is all. */
  readonly readableClass: number
}

/** A report that was found, with the values of its parameters. */
export interface Asked {
  readonly report: Report
  readonly values: Values
}

/**
 * Finds the report and reads its parameters. Problems: `report-unknown`, `parameter-unknown`,
 * `parameter-missing`, `parameter-malformed`, and what the report finds wrong with them together.
 */
export function askedOf(reports: readonly Report[], request: ReportRequest): Outcome<Asked> {
  const report = reports.find(({ name }) => name === request.report)
  if (report === undefined) return refused(unknownReport(request.report, reports))
  const read = readParameters(report.parameters, request.parameters, request.today)
  const unknown = Object.keys(request.parameters)
    .filter((name) => !report.parameters.some((known) => known.name === name))
    .map((name) => unknownParameter(report, name))
  if (!read.ok) return refused(...unknown, ...read.problems)
  const problems = unknown.length > 0 ? unknown : (report.together?.(read.value) ?? [])
  return problems.length > 0 ? refused(...problems) : fine({ report, values: read.value })
}

/** Every parameter with its value; null where it has none. */
export function readParameters(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, string>>,
  today: PlainDate,
): Outcome<Values> {
  const problems: Problem[] = []
  const values: Record<string, Value> = {}
  for (const parameter of parameters) {
    const read = readParameter(parameter, given[parameter.name] ?? '', today)
    if (read.ok) values[parameter.name] = read.value
    else problems.push(...read.problems)
  }
  return problems.length > 0 ? refused(...problems) : fine(values)
}

/**
 * Looks up the company and what the parameters name, and answers the first values of the report's
 * statements, $1 and up. Problems: `company-unknown`, `parameter-not-found`, and what the report
 * says of a company that it does not speak of.
 */
export async function groundOf(
  query: Query,
  organization: string,
  { report, values }: Asked,
  { company: code, readableClass }: Pick<ReportRequest, 'company' | 'readableClass'>,
): Promise<Outcome<Ground>> {
  const company = await companyOf(query, organization, code)
  if (company === null) return refused(unknownCompany(code))
  const missing = await notFound(query, organization, report, code, values)
  if (missing.length > 0) return refused(...missing)
  const supplied = report.supplies?.(company) ?? fine([])
  if (!supplied.ok) return supplied
  // Sums over many accounts and subjects stay in memory instead of going over temporary files.
  await query({ text: "set local work_mem = '64MB'" })
  return fine({
    company,
    firstValues: async (of) => [
      organization,
      code,
      readableClass,
      await accountsOfFew(query, organization, code, readableClass, { report, values: of }),
      ...report.parameters
        .filter(({ isOfAnswers }) => isOfAnswers !== true)
        .map(({ name }) => of[name] ?? null),
      ...supplied.value,
    ],
  })
}

export interface Ground {
  readonly company: ReportedCompany
  /** The values that every statement of the report begins with, for parameters of this or that. */
  readonly firstValues: (values: Values) => Promise<unknown[]>
}

/**
 * The text of a statement. It has no name in the database, so that it is planned for its
 * parameters each time: they change its course.
 */
export function statementOf(sql: URL): string {
  const known = statements.get(sql.href)
  if (known !== undefined) return known
  const text = readFileSync(sql, 'utf8')
  statements.set(sql.href, text)
  return text
}

const statements = new Map<string, string>()

/** The scales of all commodities that the rows count. */
export async function unitsOf(
  query: Query,
  organization: string,
  columns: readonly Column[],
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

async function companyOf(
  query: Query,
  organization: string,
  company: string,
): Promise<ReportedCompany | null> {
  const rows = await query<ReportedCompany>({
    text: `select code, name, currency, country from ledger.company
      where organization = $1 and code = $2`,
    values: [organization, company],
  })
  return rows[0] ?? null
}

const accountsOfFewText = new URL('../ledger/reports/accounts-of-few.sql', import.meta.url)

/** The accounts whose totals the reader must not see; none for whoever sees every line. */
async function accountsOfFew(
  query: Query,
  organization: string,
  company: string,
  readableClass: number,
  { report, values }: Asked,
): Promise<string[]> {
  if (readableClass >= 6) return []
  const rows = await query<{ account: string }>({
    text: statementOf(accountsOfFewText),
    values: [
      organization,
      company,
      readableClass,
      values['from'] ?? null,
      values['until'] ?? values['as-of'] ?? null,
      values['period'] ?? null,
      values['layer'] ?? 'actual',
      report.parameters.some(({ name }) => name === 'from'),
    ],
  })
  return rows.map(({ account }) => account)
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

function unknownReport(name: string, reports: readonly Report[]): Problem {
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
