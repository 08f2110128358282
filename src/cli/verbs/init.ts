/** `backstay init`: makes the database, an organization and its company. */
import { currencyOn } from '#base/currency.ts'
import { parseDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { answerTo, misuse, said, type Answer } from '#cli/answer.ts'
import { organizations } from '#cli/choice.ts'
import { addressesOf, folderOf, serverUrl, type Addresses } from '#cli/connection.ts'
import { placed, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { addFirstOwner } from '#server/access/first-owner.ts'
import { readMail } from '#server/access/mail-address.ts'
import { commandLine } from '#server/access/visitor.ts'
import { charts, type Chart } from '#server/charts.ts'
import { openDatabase, type Database } from '#server/database/database.ts'
import { migrate, migrations } from '#server/database/migrations.ts'
import { hasCluster } from '#server/postgres/cluster.ts'
import {
  addAccounts,
  addCommodities,
  addCompany,
  addJournals,
  addOrganization,
  companyCodePattern,
  openFiscalYear,
} from '#server/set-up.ts'

export interface InitOptions extends Placing {
  readonly company?: string
  readonly name?: string
  readonly currency?: string
  readonly country?: string
  readonly timeZone?: string
  readonly year?: string
  readonly yearStarts?: string
  readonly chart?: string
  readonly ownerName?: string
  readonly ownerEmail?: string
  readonly dryRun?: boolean
}

/** Everything of a new company, checked. */
interface Plan {
  readonly organization: string
  readonly company: string
  readonly name: string
  readonly currency: { readonly code: string; readonly scale: number; readonly name: string }
  readonly country: string | undefined
  readonly timeZone: string
  readonly year: number
  readonly startsOn: Temporal.PlainDate
  readonly chart: Chart
  /** Who answers for a new organization and grants its first roles. */
  readonly owner: { readonly name: string; readonly email: string } | null
}

/**
 * Makes what is missing: the database with its schema, the organization of that name, the company
 * with its chart, journals and fiscal year. Without --organization it only makes the database.
 */
export async function init(session: Session, options: InitOptions): Promise<Answer> {
  if (options.dryRun === true) return answerTo(await waiting(session, options), toldMigrations)
  const plan = planOf(options)
  if (!plan.ok) return answerTo(plan, () => said('', {}))
  const found = await addressesOf(placed(session, options), true)
  if (!found.ok) return { ...answerTo(found, () => said('', {})), ending: 'unavailable' }
  try {
    const where = folderOrServer(session, options)
    return await setUp(found.value, plan.value, where, session.actor)
  } finally {
    await found.value.stop()
  }
}

async function setUp(
  addresses: Addresses,
  plan: Plan | null,
  where: string,
  actor: string,
): Promise<Answer> {
  const database = openDatabase(addresses.login, 2)
  try {
    if (plan === null) return said(`The database ${where} is ready.\n`, { database: where })
    const made = await addPlanned(addresses, database, plan, actor)
    return answerTo(made, (organization) => {
      const { company, year, currency, chart } = plan
      const text =
        `The company ${company} keeps its books in ${currency.code}, with ` +
        `${chart.accounts.length} accounts and the year ${year}.\n` +
        `Organization: ${plan.organization} (${organization})\nBooks: ${where}\n`
      const names = { organization, name: plan.organization, company, year }
      return said(text, { ...names, accounts: chart.accounts.length })
    })
  } finally {
    await database.close()
  }
}

async function addPlanned(
  addresses: Addresses,
  database: Database,
  plan: Plan,
  actor: string,
): Promise<Outcome<string>> {
  const all = (await organizations({ ...addresses, database })) ?? []
  const known = all.find(({ name }) => name === plan.organization)
  const organization = known?.id ?? newId(Date.now())
  return await database.transaction(organization, async (query) => {
    if (known === undefined) await addOrganization(query, organization, plan.organization)
    const [before] = await query({
      text: 'select code from ledger.company where organization = $1 and code = $2',
      values: [organization, plan.company],
    })
    if (before !== undefined) return refused(companyExists(plan))
    if (plan.owner !== null) {
      const owner = await addFirstOwner(
        query,
        { organization, actor, from: commandLine },
        plan.owner,
      )
      if (!owner.ok) return owner
    }
    const { code, name, scale } = plan.currency
    await addCommodities(query, organization, [{ code, name, scale, kind: 'currency' }])
    const { retainedEarnings, positionAccount, accounts, journals } = plan.chart
    await addCompany(query, organization, {
      code: plan.company,
      name: plan.name,
      currency: code,
      timeZone: plan.timeZone,
      ...(plan.country === undefined ? {} : { country: plan.country }),
      ...(retainedEarnings === undefined ? {} : { retainedEarnings }),
      ...(positionAccount === undefined ? {} : { positionAccount }),
    })
    await addAccounts(query, organization, plan.company, accounts)
    await addJournals(query, organization, plan.company, journals)
    const { year, startsOn } = plan
    await openFiscalYear(query, organization, plan.company, { year, startsOn })
    return fine(organization)
  })
}

/** What is asked for, every word checked; null where only the database is. */
function planOf(options: InitOptions): Outcome<Plan | null> {
  const { organization, company, country, chart: chartName = 'store' } = options
  const today = Temporal.Now.plainDateISO('UTC')
  const year = options.year ?? String(today.year)
  const startsOn = parseDate(options.yearStarts ?? `${year.padStart(4, '0')}-01-01`)
  const chart = charts.get(chartName)
  const timeZone = options.timeZone ?? 'UTC'
  if (organization === undefined && company === undefined) return fine(null)
  const problems: Problem[] = []
  if (organization === undefined || badName(organization)) problems.push(organizationName)
  if (company === undefined || !companyCodePattern.test(company)) problems.push(code)
  if (options.name !== undefined && badName(options.name)) problems.push(companyName)
  const currency = options.currency === undefined ? null : currencyOn(options.currency, today)
  if (currency === null) problems.push(misuse('--currency', 'Say the currency: --currency GBP.'))
  else if (!currency.ok) problems.push(...currency.problems.map((one) => at('--currency', one)))
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) problems.push(countryCode)
  if (!isTimeZone(timeZone)) problems.push(zone)
  if (!/^\d{1,4}$/.test(year) || Number(year) < 1 || startsOn === null) problems.push(yearNumber)
  if (chart === undefined) problems.push(chartUnknown)
  const { ownerName, ownerEmail } = options
  if (badOwner(options)) problems.push(ownerUnclear)
  const whole =
    organization !== undefined &&
    company !== undefined &&
    currency?.ok === true &&
    chart &&
    startsOn
  if (problems.length > 0 || !whole) return refused(...problems)
  return fine({
    organization,
    company,
    country,
    timeZone,
    startsOn,
    chart,
    name: options.name ?? company,
    year: Number(year),
    currency: currency.value,
    owner:
      ownerName === undefined || ownerEmail === undefined
        ? null
        : { name: ownerName, email: ownerEmail },
  })
}

/** The migrations that would run. */
async function waiting(session: Session, options: InitOptions): Promise<Outcome<string[]>> {
  const where = placed(session, options)
  const isNew = !hasCluster(folderOf(where))
  if (serverUrl(where) === null && isNew) return fine(migrations().map(({ name }) => name))
  const found = await addressesOf(where, false)
  if (!found.ok) return found
  try {
    const { owner } = found.value
    if (owner !== null) return await migrate(owner, true)
    const message = 'Give the owner of the database in DATABASE_OWNER_URL, who may migrate it.'
    return refused(misuse('DATABASE_OWNER_URL', message))
  } finally {
    await found.value.stop()
  }
}

function toldMigrations(names: readonly string[]): Answer {
  const text =
    names.length === 0
      ? 'The database is at the version of this program.\n'
      : `These migrations would run:\n${names.map((name) => `  ${name}\n`).join('')}`
  return said(text, { migrations: names })
}

function folderOrServer(session: Session, options: InitOptions): string {
  const where = placed(session, options)
  return serverUrl(where) === null ? folderOf(where) : 'of DATABASE_URL'
}

function badName(name: string): boolean {
  return name.trim() === '' || name.length > 200 || name.includes('\0') || !name.isWellFormed()
}

/** Both are given, or none. */
function badOwner({ ownerName: name, ownerEmail: email }: InitOptions): boolean {
  if (name === undefined && email === undefined) return false
  const isName = name !== undefined && !badName(name) && name.trim().length <= 100
  return !isName || email === undefined || !readMail(email).ok
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function at(field: string, problem: Problem): Problem {
  return { ...problem, rule: 'usage', field }
}

const organizationName = misuse(
  '--organization',
  'Give the organization a name of at most 200 characters: --organization "Example Ltd".',
)
const companyName = misuse('--name', 'A company’s name has 1 to 200 characters.')
const code = misuse(
  '--company',
  'Give the company a code of up to 32 small letters, digits and hyphens: --company store.',
)
const countryCode = misuse('--country', 'Write the country as two large letters: --country GB.')
const zone = misuse('--time-zone', 'There is no such time zone. Write it as Europe/London.')
const yearNumber = misuse(
  '--year',
  'Give the fiscal year as a number, and its first day as a day: --year 2026 ' +
    '--year-starts 2026-04-01.',
)
const chartUnknown = misuse('--chart', `The charts are ${[...charts.keys()].join(' and ')}.`)
const ownerUnclear = misuse(
  '--owner-email',
  'Name the owner with both: --owner-name "Ada Kay" --owner-email ada@example.com.',
)

function companyExists({ company }: Plan): Problem {
  const message = `There is a company ${company} already. Give the new one another code.`
  return { rule: 'company-exists', field: '--company', message }
}
