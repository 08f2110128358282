/** The periods of a company: listed, locked, closed, reopened; and a year's end in the books. */
import type { Instant, PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { closingEntry } from '#ledger/close.ts'
import type { PeriodKind } from '#ledger/entry.ts'
import { refusalProblem } from '#ledger/refusal.ts'
import { recordIn } from '#server/books.ts'
import { errorState } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'
import { openFiscalYear } from '#server/set-up.ts'
import { closingTerms, surroundings, yearBalances } from '#server/year-end.ts'

/** `open`: everything passes. `locked`: adjustments pass. `closed`: nothing does. */
export type PeriodState = 'open' | 'locked' | 'closed'

export interface Period {
  /** The year × 100 plus its place in it: 202611. */
  readonly period: number
  readonly year: number
  readonly kind: PeriodKind
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate
  readonly state: PeriodState
}

/** What a year's closing did; `entry` is null where nothing was left to close. */
export interface YearClosing {
  readonly year: number
  readonly entry: string | null
  /** Its number within the year: a second one closes what came after the first. */
  readonly number: number
  /** What went to retained earnings by it, in minor units of the company's; profit is positive. */
  readonly profit: bigint
}

/** The periods of a company, oldest first; none where there is no such company. */
export async function periods(
  database: Database,
  organization: string,
  company: string,
): Promise<Period[]> {
  return await database.transaction(
    organization,
    (query) => periodsIn(query, organization, company),
    { mode: 'snapshot' },
  )
}

/**
 * Opens a fiscal year of `months` ordinary periods and answers its periods. Problems:
 * `company-unknown`, `year-exists`, `year-overlaps`, `year-length`.
 */
export async function openYear(
  database: Database,
  organization: string,
  company: string,
  year: { readonly year: number; readonly startsOn: PlainDate; readonly months?: number },
): Promise<Outcome<Period[]>> {
  const isOfYear = (period: Period): boolean => period.year === year.year
  const opened = await told(company, String(year.year), () =>
    database.transaction(organization, async (query) => {
      await openFiscalYear(query, organization, company, year)
      return (await periodsIn(query, organization, company)).filter(isOfYear)
    }),
  )
  if (opened.ok || opened.problems[0]?.rule !== 'year-overlaps') return opened
  // A year that is there stands in its own way, whichever neighbour the database names.
  const there = (await periods(database, organization, company)).some(isOfYear)
  return there ? refused(problem('year-exists', String(year.year), '')) : opened
}

/**
 * Locks, closes or reopens a period and answers it as it is then. A close waits for the entries
 * that are being written. Problems: `period-unknown`, `period-state-already`,
 * `period-state-unknown`, `period-close-in-order`, `period-reopen-newest-first`, `reason-missing`.
 */
export async function setPeriodState(
  database: Database,
  organization: string,
  company: string,
  change: { readonly period: number; readonly state: PeriodState; readonly reason: string },
  actor: string,
): Promise<Outcome<Period>> {
  const { period, state, reason } = change
  if (reason.trim() === '') return refused(problem('reason-missing', String(period), ''))
  return await told(company, String(period), () =>
    database.transaction(organization, async (query) => {
      await query({
        text: 'select ledger.set_period_state($1, $2, $3, $4, $5, $6)',
        values: [organization, company, period, state, actor, reason],
      })
      const all = await periodsIn(query, organization, company)
      const changed = all.find((found) => found.period === period)
      if (changed === undefined) throw new Error('The changed period is not there.')
      return changed
    }),
  )
}

/**
 * Brings the income and expense accounts of a year to zero, against retained earnings, by an entry
 * in its closing period. Run again, it closes only what came since. Problems: `company-unknown`,
 * `year-unknown`, `journal-missing`, `retained-earnings-missing`, `period-closed`, and the rules of
 * the door where it does not take the entry.
 */
export async function closeYear(
  database: Database,
  organization: string,
  company: string,
  year: number,
  actor: string,
  now: Instant,
): Promise<Outcome<YearClosing>> {
  return await database.transaction(
    organization,
    async (query) => {
      const terms = await closingTerms(query, organization, company, year)
      if (!terms.ok)
        return refused(...terms.problems.map(({ rule }) => problem(rule, company, String(year))))
      const balances = await yearBalances(query, organization, company, year)
      const { number } = terms.value
      const entry = closingEntry(terms.value, balances)
      if (entry === null) return fine({ year, entry: null, number: number - 1, profit: 0n })
      const id = newId(now.epochMilliseconds)
      const [receipt] = await recordIn(query, organization, [{ id, company, actor, entry }])
      if (receipt?.outcome === 'refused') {
        const known = await surroundings(query, organization, company)
        return refused(...receipt.refusals.map((refusal) => refusalProblem(refusal, known)))
      }
      const profit = balances.reduce((sum, { base }) => sum - base, 0n)
      return fine({ year, entry: id, number, profit })
    },
    { repeatable: true },
  )
}

async function periodsIn(query: Query, organization: string, company: string): Promise<Period[]> {
  return await query<Period>({
    text: `select period, year, kind, starts_on as "startsOn", ends_on as "endsOn", state
      from ledger.period where organization = $1 and company = $2 order by period`,
    values: [organization, company],
  })
}

/** Runs a change; a rule that the database names comes back as a problem. */
async function told<Value>(
  company: string,
  subject: string,
  work: () => Promise<Value>,
): Promise<Outcome<Value>> {
  try {
    return fine(await work())
  } catch (error) {
    const state = errorState(error)
    if (state === '23503') return refused(problem('company-unknown', company, ''))
    const known = error instanceof Error && Object.hasOwn(sentences, error.message)
    if (state !== '23514' || !known) throw error
    const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : ''
    return refused(problem(error.message, subject, detail))
  }
}

function problem(rule: string, subject: string, detail: string): Problem {
  const sentence = sentences[rule]
  if (sentence === undefined) throw new Error(`The rule ${rule} has no sentence.`)
  return { rule, field: fields[rule] ?? 'period', message: sentence(subject, detail) }
}

/** Which field a problem is about, where it is not the period. */
const fields: Readonly<Record<string, string>> = {
  'company-unknown': 'company',
  'retained-earnings-missing': 'company',
  'journal-missing': 'journal',
  'reason-missing': 'reason',
  'period-state-unknown': 'state',
  'year-exists': 'year',
  'year-overlaps': 'year',
  'year-unknown': 'year',
  'year-length': 'months',
}

/** The rules of the periods' SQL functions and of the year's end, with what each is about. */
const sentences: Readonly<Record<string, (subject: string, detail: string) => string>> = {
  'period-unknown': (period) =>
    `There is no period ${period} in this company. The list of periods shows those there are.`,
  'period-state-already': (period, now) =>
    `The period ${period} is ${now} already. Nothing is to do.`,
  'period-state-unknown': (_, state) =>
    `A period cannot be “${state}”. Say open, locked or closed.`,
  'period-close-in-order': (period, other) =>
    `The period ${other} before ${period} is not closed yet. Close ${other} first.`,
  'period-reopen-newest-first': (period, other) =>
    `The period ${other} after ${period} is still closed. Reopen ${other} first.`,
  'reason-missing': (period) =>
    `Nothing says why the period ${period} changes. Give the reason in a few words.`,
  'year-exists': (year) =>
    `The fiscal year ${year} is there already. The list of periods shows it.`,
  'year-overlaps': (year, neighbour) => {
    const [other = '', from = '', to = ''] = neighbour.split(' ')
    return (
      `The fiscal year ${year} does not follow ${other} (${from} to ${to}) without a gap. ` +
      'Begin the day after a year ends, and number the years in their order.'
    )
  },
  'year-length': () => 'A fiscal year has 1 to 97 months. Correct their number.',
  'company-unknown': (company) => `There is no company ${company} here. Use the code of one.`,
  'year-unknown': (company, year) =>
    `The company ${company} has no fiscal year ${year}. Open it, or name another.`,
  'journal-missing': (company) =>
    `The company ${company} has no journal for the closing entry. Add one named closing.`,
  'retained-earnings-missing': (company) =>
    `The company ${company} does not say which account a year's profit goes to. ` +
    'Set its retained earnings to the code of one.',
  'period-closed': (_, year) =>
    `The closing period of ${year} is closed. Reopen it, newest first, and close the year again.`,
}
