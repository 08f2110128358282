/** What a company needs before papers of an "Online Retail" file: accounts, years, registers. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { place } from '#departments/register/place.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import { accounts } from '#importers/online-retail/accounts.ts'
import type { OnlineRetail } from '#importers/online-retail/online-retail.ts'
import { currency, daysToPay, places, unknownCustomer } from '#importers/online-retail/papers.ts'
import { standardRates, vatBegan } from '#jurisdictions/gb.ts'
import type { Books } from '#kit/books.ts'
import type { Content } from '#kit/erased.ts'
import type { Register } from '#kit/register.ts'
import { addRows } from '#kit/registers.ts'
import type { Actor } from '#kit/role.ts'
import { loadRows } from '#kit/store.ts'
import { addAccounts, addJournals, openFiscalYear } from '#server/set-up.ts'

/**
 * Adds what is missing; what is there stays as it is. Problems: `company-unknown`,
 * `company-currency`, and those of adding rows to registers.
 */
export async function prepareGround(
  books: Books,
  retail: OnlineRetail,
  actor: Actor,
): Promise<Problem[]> {
  const { query, organization, company } = books
  const [found] = await query<{ currency: string }>({
    text: 'select currency from ledger.company where organization = $1 and code = $2',
    values: [organization, company],
  })
  if (found === undefined) return [companyUnknown(company)]
  if (found.currency !== currency) return [otherCurrency(company, found.currency)]
  await addAccounts(
    query,
    organization,
    company,
    retail.accounts.map((account) => ({
      code: account.code,
      name: account.name,
      type: account.type,
      goods: account.carriesGoods,
      subjectRule: account.needsSubject ? 'required' : 'none',
      partyRule: account.party,
    })),
  )
  await addJournals(query, organization, company, ['sales', 'credit notes', 'adjustments', 'bank'])
  const first = retail.invoices[0]?.moment.day
  const last = retail.invoices.at(-1)?.moment.day
  if (first !== undefined && last !== undefined) {
    await openYears(query, organization, company, first, last)
  }
  return await fillRegisters(books, retail, actor)
}

/** A row of a register: its code, the first day of a dated one, and its fields as JSON. */
interface NewRow {
  readonly code: string
  /** The line of the file that it comes from. */
  readonly line?: number
  readonly goodFrom?: string
  readonly values: Content
}

async function fillRegisters(
  books: Books,
  { items, customers }: OnlineRetail,
  actor: Actor,
): Promise<Problem[]> {
  return [
    ...(await fill(
      books,
      place,
      places.map(({ code, account }) => ({ code, values: { name: code, account } })),
      actor,
    )),
    ...(await fill(books, taxCode, taxCodes(), actor)),
    ...(await fill(
      books,
      item,
      items.map(({ code, line, name, kind }) => ({
        code,
        line,
        values: { name: Array.from(name).slice(0, 200).join(''), kind },
      })),
      actor,
    )),
    ...(await fill(
      books,
      party,
      [...customers.map((code) => customer(code, false)), customer(unknownCustomer, true)],
      actor,
    )),
  ]
}

function customer(code: string, collective: boolean): NewRow {
  const name = collective ? 'Unknown customers' : `Customer ${code}`
  const receivable = accounts.receivables.code
  return { code, values: { name, currency, daysToPay, receivable, collective } }
}

/** The standard rate with each of its days; what the file zero-rates, and what has no VAT. */
function taxCodes(): NewRow[] {
  const shared = { country: 'GB', inclusive: false, rounding: 'per document' }
  const boxes = { salesBox: 'net sales', outputBox: 'output tax' }
  const untaxed = (code: string, name: string, treatment: string): NewRow => ({
    code,
    goodFrom: vatBegan.toString(),
    values: {
      ...shared,
      name,
      treatment,
      basisPoints: 0,
      ...(treatment === 'outside' ? {} : { salesBox: boxes.salesBox }),
    },
  })
  return [
    ...standardRates.map(({ from, basisPoints }) => ({
      code: 'GB-S',
      goodFrom: from.toString(),
      values: {
        ...shared,
        ...boxes,
        name: 'Standard rate',
        treatment: 'standard',
        basisPoints: Number(basisPoints),
        outputAccount: accounts.outputTax.code,
        reliefBox: 'bad-debt relief',
      },
    })),
    untaxed('GB-EC', 'Goods to another member state', 'union supply'),
    untaxed('GB-EX', 'Zero-rated export', 'export'),
    untaxed('GB-OS', 'Outside the scope of VAT, or exempt', 'outside'),
  ]
}

/** Adds the rows whose code is not there yet. */
async function fill(
  books: Books,
  register: Register,
  rows: readonly NewRow[],
  actor: Actor,
): Promise<Problem[]> {
  const keys = rows.map(({ code, goodFrom }) =>
    goodFrom === undefined ? [code] : [code, goodFrom],
  )
  const found = await loadRows(books.query, register, books, keys)
  const there = new Set(found.map(({ code }) => code))
  const missing = rows.filter(({ code }) => !there.has(code))
  const added = await addRows(
    books,
    register,
    missing.map(({ code, goodFrom, values }) => ({
      code,
      ...(goodFrom === undefined ? {} : { goodFrom }),
      values,
      actor,
    })),
  )
  return added.flatMap((one, at) =>
    one.ok
      ? []
      : one.problems.map((problem) => ({ ...problem, field: placeOf(register, missing[at]) })),
  )
}

function placeOf({ name }: Register, row: NewRow | undefined): string {
  const called = `${name} ${row?.code ?? ''}`
  return row?.line === undefined ? called : `line ${row.line}, ${called}`
}

/** Calendar years where the company has none; otherwise years that continue its own. */
async function openYears(
  query: Query,
  organization: string,
  company: string,
  first: PlainDate,
  last: PlainDate,
): Promise<void> {
  const years = await query<{ year: number; starts_on: PlainDate; ends_on: PlainDate }>({
    text: `select year, starts_on, ends_on from ledger.fiscal_year
      where organization = $1 and company = $2 order by year`,
    values: [organization, company],
  })
  const open = (year: number, startsOn: PlainDate): Promise<void> =>
    openFiscalYear(query, organization, company, { year, startsOn })
  let earliest = years[0]
  let latest = years.at(-1)
  if (earliest === undefined || latest === undefined) {
    const startsOn = first.with({ month: 1, day: 1 })
    await open(first.year, startsOn)
    earliest = { year: first.year, starts_on: startsOn, ends_on: dayBefore(startsOn, 12) }
    latest = earliest
  }
  let { year, starts_on: startsOn } = earliest
  while (compareDates(first, startsOn) < 0) {
    startsOn = startsOn.subtract({ months: 12 })
    year -= 1
    await open(year, startsOn)
  }
  let { year: newest, ends_on: endsOn } = latest
  while (compareDates(last, endsOn) > 0) {
    const next = endsOn.add({ days: 1 })
    newest += 1
    await open(newest, next)
    endsOn = dayBefore(next, 12)
  }
}

function dayBefore(startsOn: PlainDate, months: number): PlainDate {
  return startsOn.add({ months }).subtract({ days: 1 })
}

function companyUnknown(company: string): Problem {
  const message = `There is no company "${company}". Give the short name of one of yours.`
  return { rule: 'company-unknown', field: 'company', message }
}

function otherCurrency(company: string, its: string): Problem {
  const message =
    `The file is in ${currency}, and the company ${company} keeps its books in ${its}. ` +
    `Import it into a company whose currency is ${currency}.`
  return { rule: 'company-currency', field: 'company', message }
}
