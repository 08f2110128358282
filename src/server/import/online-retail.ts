/** Imports a file of the data set "Online Retail" into a company's books, set by set. */
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { currency } from '#importers/online-retail/entry.ts'
import type { FileBytes } from '#importers/online-retail/lines.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import type { OnlineRetail } from '#importers/online-retail/online-retail.ts'
import type { RetailReport } from '#importers/online-retail/report.ts'
import type { Posting, Receipt, Refusal } from '#ledger/door.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'
import { addAccounts, addCommodities, addJournals, openFiscalYear } from '#server/set-up.ts'

/** How far an import is. */
export interface ImportProgress {
  readonly invoices: number
  readonly ofInvoices: number
  readonly rows: number
  readonly ofRows: number
}

export interface ImportOptions {
  /** The name of this import, which its entries carry; by default the data set's. */
  readonly batch?: string
  /** Who imports, as the entries name it. */
  readonly actor?: string
  readonly onProgress?: (progress: ImportProgress) => void
  /** So many sets are on their way at once; while one is made durable, the next is checked. */
  readonly connections?: number
  /** Invoices in a set. */
  readonly setOf?: number
}

export interface RefusedInvoice {
  readonly key: string
  readonly refusals: readonly Refusal[]
}

export interface ImportResult {
  /** What the file held: its traps, taxes and totals. */
  readonly file: RetailReport
  readonly recorded: number
  /** Posted by an earlier import with the same content. */
  readonly repeated: number
  readonly refused: number
  /** The first of the refused, with their reasons. */
  readonly refusals: readonly RefusedInvoice[]
}

const mostRefusalsTold = 100

/**
 * Reads the whole file, adds what it needs to the company (accounts, items, journals, the fiscal
 * years of its span; what is there stays as it is), and posts its invoices in their order. Nothing
 * is posted where the file has a fault. Importing again adds nothing, and goes on where an import
 * was broken off. Problems: those of the file, `company-unknown`, `company-currency`, `item-scale`.
 */
export async function importOnlineRetail(
  database: Database,
  organization: string,
  company: string,
  file: FileBytes,
  options: ImportOptions = {},
): Promise<Outcome<ImportResult>> {
  const read = await readOnlineRetail(file)
  if (!read.ok) return read
  const retail = read.value
  const report = retail.report()
  const problems = await database.transaction(organization, (query) =>
    setUp(query, organization, company, retail),
  )
  if (problems.length > 0) return refused(...problems)
  const tally = new Tally(retail, options.onProgress)
  const sets = setsOf(retail, company, options)
  // Sets begin in their order; each flight takes the next one when it is free.
  let begun = 0
  const fly = async (): Promise<void> => {
    for (const set of sets) {
      begun += 1
      if (begun === firstCount) await countTables(database, organization)
      tally.add(set, await record(database, organization, set))
    }
  }
  await Promise.all(Array.from({ length: options.connections ?? 2 }, fly))
  await countTables(database, organization)
  return fine({
    file: report,
    recorded: tally.counts.recorded,
    repeated: tally.counts.repeated,
    refused: tally.counts.refused,
    refusals: tally.refusals,
  })
}

/** After so many sets the planner is told for the first time what the tables hold now. */
const firstCount = 8

/** Lets the planner know what was imported, so that reports are quick at once. */
async function countTables(database: Database, organization: string): Promise<void> {
  await database.transaction(organization, (query) =>
    query({ text: 'select ledger.count_tables()' }),
  )
}

/** The entries are made when their set is asked for, so that few are in memory at once. */
function* setsOf(
  retail: OnlineRetail,
  company: string,
  { batch = 'uci-online-retail', actor = 'import', setOf = 200 }: ImportOptions,
): Generator<Posting[], void, void> {
  let set: Posting[] = []
  for (const entry of retail.entries({ batch, rowsOf: 'invoice' })) {
    set.push({ id: newId(Date.now()), company, actor, entry })
    if (set.length < setOf) continue
    yield set
    set = []
  }
  if (set.length > 0) yield set
}

class Tally {
  readonly counts = { recorded: 0, repeated: 0, refused: 0 }
  readonly refusals: RefusedInvoice[] = []
  private readonly ofInvoices: number
  private readonly ofRows: number
  private readonly tell: ((progress: ImportProgress) => void) | undefined
  private invoices = 0
  private rows = 0

  constructor({ invoices }: OnlineRetail, tell?: (progress: ImportProgress) => void) {
    this.ofInvoices = invoices.length
    this.ofRows = invoices.reduce((sum, { rows }) => sum + rows.length, 0)
    this.tell = tell
  }

  add(set: readonly Posting[], receipts: readonly Receipt[]): void {
    for (const receipt of receipts) {
      this.counts[receipt.outcome] += 1
      if (receipt.outcome === 'refused' && this.refusals.length < mostRefusalsTold) {
        this.refusals.push({ key: receipt.key, refusals: receipt.refusals })
      }
    }
    this.invoices += set.length
    for (const { entry } of set) this.rows += rowsIn(entry)
    const { invoices, ofInvoices, rows, ofRows } = this
    this.tell?.({ invoices, ofInvoices, rows, ofRows })
  }
}

/** Rows are numbered from 1 within the invoice, and its lines stand in their order. */
function rowsIn({ lines }: EntryProposal): number {
  return lines.findLast(({ sourceRow }) => sourceRow !== undefined)?.sourceRow ?? 0
}

async function setUp(
  query: Query,
  organization: string,
  company: string,
  retail: OnlineRetail,
): Promise<Problem[]> {
  const [found] = await query<{ currency: string }>({
    text: 'select currency from ledger.company where organization = $1 and code = $2',
    values: [organization, company],
  })
  if (found === undefined) return [companyUnknown(company)]
  if (found.currency !== currency) return [otherCurrency(company, found.currency)]
  const items = retail.items.map(({ code, name, kind }) => ({
    code,
    name,
    kind: kind === 'goods' ? ('item' as const) : ('service' as const),
    scale: 0,
  }))
  const broken = await itemsInParts(query, organization, items)
  if (broken.length > 0) return broken
  await addCommodities(query, organization, items)
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
  await addJournals(query, organization, company, ['sales', 'credit notes', 'adjustments'])
  const first = retail.invoices[0]?.moment.day
  const last = retail.invoices.at(-1)?.moment.day
  if (first !== undefined && last !== undefined) {
    await openYears(query, organization, company, first, last)
  }
  return []
}

/** Items that the books know already, but not in whole pieces. */
async function itemsInParts(
  query: Query,
  organization: string,
  items: readonly { readonly code: string }[],
): Promise<Problem[]> {
  const rows = await query<{ code: string; scale: number }>({
    text: `select code, scale from ledger.commodity
      where organization = $1 and code = any ($2::text[]) and scale <> 0 order by code limit 50`,
    values: [organization, items.map(({ code }) => code)],
  })
  return rows.map(({ code, scale }) => ({
    rule: 'item-scale',
    field: `item ${code}`,
    message:
      `The books count ${code} with ${scale} digits behind the point, the file in whole pieces. ` +
      'Import into an organization that does not have this item.',
  }))
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
