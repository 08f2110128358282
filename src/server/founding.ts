/** From nothing to a company that can issue an invoice: a new organization, in one transaction. */
import { currencyOn } from '#base/currency.ts'
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { ownerRole, roles } from '#departments/roles.ts'
import { everywhere } from '#kit/role.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import type { DutyRule } from '#permissions/duty-rule.ts'
import { conflictsOf } from '#permissions/separation.ts'
import { acknowledgeExceptions } from '#server/access/exceptions.ts'
import { addFirstOwner, houseActor } from '#server/access/first-owner.ts'
import { grantRoles } from '#server/access/grants.ts'
import { actorOf } from '#server/access/holders.ts'
import { hashNew, keepPassword } from '#server/access/passwords.ts'
import { openSession } from '#server/access/sessions.ts'
import type { OpenedSession } from '#server/access/sessions.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { charts } from '#server/charts.ts'
import { fillFirstRows } from '#server/first-rows.ts'
import type { Services } from '#server/http/operation.ts'
import { booksIn } from '#server/paper-books.ts'
import {
  addAccounts,
  addCommodities,
  addCompany,
  addJournals,
  addOrganization,
  openFiscalYear,
} from '#server/set-up.ts'

/** What one person who does everything is given beside the ownership. */
export const soleRoles = [
  'billing lead',
  'credit controller',
  'warehouse clerk',
  'stock controller',
  'accountant',
  'treasurer',
  'tax officer',
] as const

/** The rules of separation that one person breaks who does everything, and answers for. */
export const soleConflicts: readonly DutyRule[] = dutyRules.filter(
  (rule) =>
    (rule.mode === 'block' || rule.mode === 'second person') &&
    conflictsOf(
      roles,
      [rule],
      [ownerRole, ...soleRoles].map((role) => ({ role, scope: everywhere })),
    ).length > 0,
)

/** The form from which an organization begins. */
export interface Founding {
  readonly organization: string
  readonly company: string
  readonly country: string
  readonly currency: string
  readonly timeZone: string
  readonly yearStarts: PlainDate
  readonly name: string
  readonly email: string
  readonly password: string
  /** The rules that the owner answers for alone: all of `soleConflicts`. */
  readonly acknowledged: readonly string[]
  /** Who looks at it instead of a second person, and how often. */
  readonly review: string
}

export interface Founded {
  readonly organization: string
  readonly company: string
  readonly session: OpenedSession
}

/**
 * Makes an organization with its company, chart, journals, year, tax codes and places, and an owner
 * who does all the work: with each rule that this breaks acknowledged as an exception for a year.
 * Nothing is made where anything is refused. Problems: `year-without-today`,
 * `exceptions-unread`, and those of `currencyOn`, `addHuman` and `passwordProblem`.
 */
export async function found(
  services: Services,
  founding: Founding,
  from: Visitor,
): Promise<Outcome<Founded>> {
  const { database, entrance, now } = services
  const today = now().toZonedDateTimeISO(founding.timeZone).toPlainDate()
  const currency = currencyOn(founding.currency, today)
  const problems = [...formProblems(founding, today), ...(currency.ok ? [] : currency.problems)]
  if (!currency.ok || problems.length > 0) return refused(...problems)
  const hash = await hashNew(entrance.hasher, founding.password, {
    name: founding.name,
    email: founding.email,
    organizationName: founding.organization,
    companies: [founding.company],
  })
  if (!hash.ok) return hash
  const organization = newId(Date.now())
  return await database.transaction(organization, async (query): Promise<Outcome<Founded>> => {
    await query({ text: 'savepoint before_the_organization' })
    const company = codeOf(founding.company)
    const place = { organization, company, scale: currency.value.scale, today }
    await layGround(query, founding, place)
    const owner = await makeOwner(query, founding, place, from)
    if (!owner.ok) {
      await query({ text: 'rollback to savepoint before_the_organization' })
      return owner
    }
    const person = owner.value
    await keepPassword(query, { organization, person }, hash.value)
    await fillRegisters(query, services, founding, { ...place, person })
    const session = await openSession(query, organization, { person, by: 'password', from })
    return fine({ organization, company, session })
  })
}

interface Ground {
  readonly organization: string
  readonly company: string
  readonly scale: number
  readonly today: PlainDate
}

async function layGround(
  query: Query,
  founding: Founding,
  { organization, company, scale }: Ground,
): Promise<void> {
  const chart = charts.get('store')
  if (chart === undefined) throw new Error('There is no chart to begin with.')
  const { currency, country, timeZone, yearStarts } = founding
  await addOrganization(query, organization, founding.organization)
  await addCommodities(query, organization, [{ code: currency, kind: 'currency', scale }])
  const { retainedEarnings, positionAccount } = chart
  await addCompany(query, organization, {
    code: company,
    name: founding.company,
    currency,
    country,
    timeZone,
    ...(retainedEarnings === undefined ? {} : { retainedEarnings }),
    ...(positionAccount === undefined ? {} : { positionAccount }),
  })
  await addAccounts(query, organization, company, chart.accounts)
  await addJournals(query, organization, company, chart.journals)
  const year = { year: yearStarts.year, startsOn: yearStarts }
  await openFiscalYear(query, organization, company, year)
}

/** The owner, who answers for the exceptions; the work is granted by the house, as to everybody. */
async function makeOwner(
  query: Query,
  { name, email, acknowledged, review }: Founding,
  { organization, today }: Ground,
  from: Visitor,
): Promise<Outcome<string>> {
  const actor = 'the welcome of the terminal'
  const owner = await addFirstOwner(query, { organization, actor, from }, { name, email })
  if (!owner.ok) return owner
  const person = owner.value
  const holding = await actorOf(query, roles, organization, person, today)
  const until = today.add({ months: 12 })
  const reason = 'One person does all the work of a small company.'
  const exceptions = acknowledged.map((rule) => ({ person, rule, reason, review, until }))
  const answered = await acknowledgeExceptions(
    query,
    roles,
    organization,
    holding,
    exceptions,
    today,
  )
  const standing = answered.flatMap(({ problems }) => problems)
  if (standing.length > 0) return refused(...standing)
  const by = await houseActor(query, organization, actor, actor)
  const wanted = soleRoles.map((role) => ({
    person,
    role,
    scope: everywhere,
    until: null,
    reason: 'set-up',
  }))
  const granted = await grantRoles(query, roles, organization, by, wanted, today)
  const problems = granted.flatMap((one) => (one.outcome === 'refused' ? one.problems : []))
  return problems.length > 0 ? refused(...problems) : fine(person)
}

async function fillRegisters(
  query: Query,
  { catalogue, now }: Services,
  { currency, country, yearStarts }: Founding,
  { organization, company, scale, today, person }: Ground & { readonly person: string },
): Promise<void> {
  const books = booksIn(query, {
    organization,
    company,
    companyCurrency: currency,
    companyDigits: scale,
    catalogue,
    today,
    now: now().epochMilliseconds,
  })
  const actor = await actorOf(query, roles, organization, person, today)
  const problems = await fillFirstRows(books, { country, from: yearStarts }, actor)
  const [first] = problems
  if (first !== undefined) throw new Error(`A first row was refused: ${first.message}`)
}

function formProblems({ yearStarts, acknowledged }: Founding, today: PlainDate): Problem[] {
  const problems: Problem[] = []
  const ends = yearStarts.add({ months: 12 })
  if (
    yearStarts.day !== 1 ||
    compareDates(today, yearStarts) < 0 ||
    compareDates(today, ends) >= 0
  ) {
    const message =
      `Today, ${today.toString()}, is to lie in the first year, which begins with a first of a ` +
      'month. Choose another one.'
    problems.push({ rule: 'year-without-today', field: 'yearStarts', message })
  }
  const unread = soleConflicts.filter(({ id }) => !acknowledged.includes(id))
  if (unread.length > 0 || acknowledged.length > soleConflicts.length) {
    const message =
      'One person alone does what two should. Read what that means, and confirm that you answer ' +
      `for it: ${soleConflicts.map(({ id }) => id).join(', ')}.`
    problems.push({ rule: 'exceptions-unread', field: 'acknowledged', message })
  }
  return problems
}

/** The code of a company by its name: "Müller & Söhne" becomes "muller-sohne". */
function codeOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const code = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+/g, '')
  return code.slice(0, 32).replaceAll(/-+$/g, '') || 'company'
}
