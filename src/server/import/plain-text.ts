/**
 * Imports a plain-text journal into the books of a company.
 *
 * The whole journal is read and checked, against itself and against the books, before anything is
 * posted; then its entries go through the door in sets, in the order of the text. Their keys come
 * from the text, so importing it again adds nothing.
 */
import { compareDates, type PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { currencyNamed } from '#base/currency.ts'
import { chooseBaseCurrency } from '#importers/plain-text/base-currency.ts'
import { proposeEntries, type Proposals } from '#importers/plain-text/entries.ts'
import type { JournalFiles } from '#importers/plain-text/files.ts'
import type { Journal } from '#importers/plain-text/journal.ts'
import { readJournal } from '#importers/plain-text/read.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { refusalProblem } from '#ledger/refusal.ts'
import { recordMany } from '#server/record.ts'
import { errorState, type Database } from '#server/database/database.ts'
import { yearsToOpen } from '#server/import/fiscal-years.ts'
import { checkAgainst, located } from '#server/import/plain-text-checks.ts'
import type { LocatedProblem, Place } from '#server/import/plain-text-checks.ts'
import { readBatch, readGround } from '#server/import/plain-text-ground.ts'
import type { Ground } from '#server/import/plain-text-ground.ts'
import { accountsToAdd, prepare } from '#server/import/plain-text-preparation.ts'
import type { Preparation } from '#server/import/plain-text-preparation.ts'
import { companyCodePattern } from '#server/set-up.ts'

/** A journal: its main file, and where that and its includes are read. */
export interface JournalSource {
  readonly files: JournalFiles
  readonly main: string
}

export interface PlainTextOptions {
  /** The own currency of a company that is made; else the journal tells it. */
  readonly currency?: string
  /** Of a company that is made: ISO 3166, two letters. */
  readonly country?: string
  /** The account where currencies meet, if the company has none. */
  readonly positionAccount?: string
  /** What the keys and the batch begin with, in place of the text's digest. */
  readonly batch?: string
  /** The year of dates without one. */
  readonly year?: number
  /** Everything is checked and nothing is written. */
  readonly dryRun?: boolean
  /** Who imports; stands in every entry. */
  readonly actor?: string
  /** Is told after every set how many entries are through. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface PlainTextReport {
  readonly company: string
  /** Whether the company was made, or would be. */
  readonly newCompany: boolean
  readonly currency: string
  readonly positionAccount: string
  readonly batch: string
  readonly entries: number
  readonly recorded: number
  /** In the books since an import before. */
  readonly repeated: number
  readonly refused: number
  readonly newAccounts: number
  readonly newYears: readonly number[]
  readonly skipped: Journal['skipped']
  /** Why entries were refused at the door, a hundred at most. */
  readonly problems: readonly LocatedProblem[]
}

/**
 * Imports a journal; a company that isn't there is made, with the currency that the journal tells.
 * Problems: those of `journalRules` with file and line, `company-code`, `commodity-name`,
 * `period-closed`, `account-unfit`, `commodity-kind`, `years-apart`, `imported-elsewhere`; then
 * nothing was written. What the door refuses, though all was checked, stands in the report.
 */
export async function importPlainText(
  database: Database,
  organization: string,
  company: string,
  source: JournalSource,
  options: PlainTextOptions = {},
): Promise<Outcome<PlainTextReport>> {
  if (!companyCodePattern.test(company)) return refused(companyCode(company))
  const { files, main, year } = { ...source, year: options.year }
  const read = readJournal(files, main, year === undefined ? {} : { year })
  if (!read.ok) return read
  for (let attempt = 1; ; attempt += 1) {
    const plan = await planOf(database, organization, company, read.value, main, options)
    if (!plan.ok) return plan
    if (options.dryRun === true || plan.value.proposals.count === 0) {
      return fine(reportOf(plan.value, { repeated: plan.value.recorded.size }))
    }
    if (!(await isPrepared(database, organization, plan.value, attempt < attempts))) continue
    return fine(await post(database, organization, plan.value, options))
  }
}

/** Another import may make the same company or year at the same moment; then it is planned anew. */
const attempts = 5

async function isPrepared(
  database: Database,
  organization: string,
  { ground, proposals, preparation }: Plan,
  mayFail: boolean,
): Promise<boolean> {
  try {
    await database.transaction(organization, (query) =>
      prepare(query, organization, ground, proposals, preparation),
    )
    return true
  } catch (error) {
    // Unique and check violation: what was missing a moment ago is there now.
    if (mayFail && ['23505', '23514'].includes(errorState(error))) return false
    throw error
  }
}

/** All that is known before anything is written. */
interface Plan {
  readonly journal: Journal
  readonly proposals: Proposals
  readonly ground: Ground
  readonly preparation: Preparation
  /** The keys that are in the books already. */
  readonly recorded: ReadonlySet<string>
}

async function planOf(
  database: Database,
  organization: string,
  company: string,
  journal: Journal,
  main: string,
  options: PlainTextOptions,
): Promise<Outcome<Plan>> {
  const long = journal.commodities.find(({ symbol }) => symbol.length > 100)
  if (long !== undefined) return refused(longCommodity(main, long.symbol))
  const codes = journal.commodities.map(({ symbol }) => (symbol === '' ? unnamed : symbol))
  const ground = await database.transaction(
    organization,
    (query) => readGround(query, organization, company, codes),
    { mode: 'snapshot' },
  )
  const proposed = proposeEntries(journal, entryOptions(journal, ground, options))
  if (!proposed.ok) return proposed
  const proposals = proposed.value
  const batch = await database.transaction(
    organization,
    (query) => readBatch(query, organization, proposals.batch),
    { mode: 'snapshot' },
  )
  const elsewhere = [...batch.companies].find((other) => other !== company)
  if (elsewhere !== undefined) return refused(importedElsewhere(main, elsewhere))
  const [first, last] = span(journal)
  const years = first === null ? fine([]) : yearsToOpen(ground.years, first, last)
  if (!years.ok) return years
  const places = (index: number): Place => placeOf(journal, index)
  const { positionAccount, entries } = proposals
  const problems = checkAgainst(ground, entries, places, batch.keys, positionAccount)
  if (problems.length > 0) return refused(...problems)
  const preparation = {
    company,
    name: company,
    journalCode: 'general',
    accounts: accountsToAdd(journal, ground, positionAccount),
    years: years.value,
    ...(options.country === undefined ? {} : { country: options.country }),
  }
  return fine({ journal, proposals, ground, preparation, recorded: batch.keys })
}

/** The name of amounts without a commodity: ISO 4217's "no currency". */
const unnamed = 'XXX'

function entryOptions(
  journal: Journal,
  { company, commodities }: Ground,
  options: PlainTextOptions,
): Parameters<typeof proposeEntries>[1] {
  const positionAccount = company?.positionAccount ?? options.positionAccount
  const own = company?.currency ?? options.currency ?? chooseBaseCurrency(journal.commodities)
  return {
    unnamed,
    scales: scalesOf(journal, commodities),
    ...(own === null ? {} : { baseCurrency: own === '' ? unnamed : own }),
    ...(positionAccount === undefined ? {} : { positionAccount }),
    ...(options.batch === undefined ? {} : { identity: options.batch }),
  }
}

/**
 * The decimals of each commodity: those it has in the books; a new one has those of the journal,
 * and a currency at least its own, so that a journal in whole euros leaves room for cents.
 */
function scalesOf(journal: Journal, known: Ground['commodities']): Map<string, number> {
  return new Map(
    journal.commodities.map(({ symbol, scale }) => {
      const code = symbol === '' ? unnamed : symbol
      const own = currencyNamed(signs.get(code) ?? code)?.scale ?? 0
      return [code, known.get(code)?.scale ?? Math.max(scale, own)]
    }),
  )
}

const signs: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
])

function span({ transactions }: Journal): [PlainDate, PlainDate] | [null, null] {
  if (transactions[0] === undefined) return [null, null]
  let { date: first } = transactions[0]
  let last = first
  for (const { date } of transactions) {
    if (compareDates(date, first) < 0) first = date
    if (compareDates(date, last) > 0) last = date
  }
  return [first, last]
}

function placeOf({ transactions }: Journal, index: number): Place {
  const { file = '', line = 0 } = transactions[index] ?? {}
  return { file, line }
}

interface Tally {
  recorded: number
  repeated: number
  refused: number
  problems: LocatedProblem[]
}

async function post(
  database: Database,
  organization: string,
  plan: Plan,
  { actor = 'import of a plain-text journal', onProgress }: PlainTextOptions,
): Promise<PlainTextReport> {
  const tally: Tally = { recorded: 0, repeated: 0, refused: 0, problems: [] }
  const { proposals, preparation } = plan
  let done = 0
  for (const set of setsOf(proposals.entries)) {
    const postings = set.map((entry) => {
      return { id: newId(Date.now()), company: preparation.company, actor, entry }
    })
    const receipts = await recordMany(database, organization, postings)
    receipts.forEach((receipt, place) => {
      tally[receipt.outcome] += 1
      if (receipt.outcome !== 'refused' || tally.problems.length >= 100) return
      const entry = set[place]
      if (entry === undefined) return
      for (const refusal of receipt.refusals) {
        const { rule, message } = refusalProblem(refusal, surroundingsOf(proposals))
        const at = lineAt(placeOf(plan.journal, done + place), entry, refusal.field)
        tally.problems.push(located(rule, at, message))
      }
    })
    done += set.length
    onProgress?.(done, proposals.count)
  }
  return reportOf(plan, tally)
}

const mostEntries = 1_000
const mostLines = 20_000

/** The entries in sets that the door takes at once. */
function* setsOf(entries: Iterable<EntryProposal>): Generator<EntryProposal[]> {
  let set: EntryProposal[] = []
  let lines = 0
  for (const entry of entries) {
    if (set.length === mostEntries || (set.length > 0 && lines + entry.lines.length > mostLines)) {
      yield set
      set = []
      lines = 0
    }
    set.push(entry)
    lines += entry.lines.length
  }
  if (set.length > 0) yield set
}

function surroundingsOf({ currencies, baseCurrency }: Proposals): {
  companyCurrency: string
  scaleOf: (commodity: string) => number | undefined
} {
  const scales = new Map(currencies.map(({ code, scale }) => [code, scale]))
  return { companyCurrency: baseCurrency ?? unnamed, scaleOf: (code) => scales.get(code) }
}

/** The line of the file that a refusal means: that of its posting, else that of the transaction. */
function lineAt({ file, line }: Place, entry: EntryProposal, field: string): Place {
  const found = /^lines\[(\d+)\]/.exec(field)
  const meant = found === null ? undefined : entry.lines[Number(found[1]) - 1]
  return { file, line: meant?.sourceRow ?? line }
}

function reportOf(plan: Plan, tally: Partial<Tally>): PlainTextReport {
  const { proposals, ground, preparation, journal } = plan
  return {
    company: preparation.company,
    newCompany: ground.company === null,
    currency: ground.company?.currency ?? proposals.baseCurrency ?? unnamed,
    positionAccount: proposals.positionAccount,
    batch: proposals.batch,
    entries: proposals.count,
    recorded: tally.recorded ?? 0,
    repeated: tally.repeated ?? 0,
    refused: tally.refused ?? 0,
    newAccounts: preparation.accounts.length,
    newYears: preparation.years.map(({ year }) => year),
    skipped: journal.skipped,
    problems: tally.problems ?? [],
  }
}

function companyCode(code: string): Problem {
  const message =
    `“${code.slice(0, 40)}” is no code of a company: it has up to 32 small letters, digits and ` +
    'hyphens, and begins with a letter or digit. Write it so.'
  return { rule: 'company-code', field: 'company', message }
}

function longCommodity(file: string, symbol: string): LocatedProblem {
  const name = `“${symbol.slice(0, 40)}…”`
  const message = `The commodity ${name} has more than 100 characters. Give it a shorter name.`
  return located('commodity-name', { file, line: 0 }, message)
}

function importedElsewhere(file: string, company: string): LocatedProblem {
  const message =
    `This journal is in the books of the company ${company} already, and an entry is posted once ` +
    'in an organization. Import it into another organization, or reverse the import there first.'
  return located('imported-elsewhere', { file, line: 0 }, message)
}
