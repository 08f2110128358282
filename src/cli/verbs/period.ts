/** `backstay period`: lists, locks, closes and reopens periods, and closes a year. */
import { formatDecimal } from '#base/decimal.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inCompany, type CompanyPlacing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { Directory } from '#server/directory.ts'
import { closeYear, periods, setPeriodState } from '#server/periods.ts'
import type { Period, PeriodState } from '#server/periods.ts'

export interface PeriodOptions extends CompanyPlacing {
  readonly year?: string
  /** Why the period changes, in a few words. */
  readonly reason?: string
}

/** Lists the periods, the oldest first. */
export async function listPeriods(session: Session, options: PeriodOptions): Promise<Answer> {
  return await inCompany(session, options, async ({ database }, organization, { code }) => {
    const all = await periods(database, organization.id, code)
    const shown =
      options.year === undefined ? all : all.filter(({ year }) => String(year) === options.year)
    const text = shown.map((period) => `${lineOf(period)}\n`).join('')
    const none = 'There are no such periods.\n'
    return said(text === '' ? none : text, { company: code, periods: shown })
  })
}

/** Locks, closes or reopens one period, named by its number or its month. */
export async function changePeriod(
  session: Session,
  written: string,
  state: PeriodState,
  options: PeriodOptions,
): Promise<Answer> {
  if (!/^\d{3,6}$/.test(written) && !/^\d{4}-\d{2}$/.test(written)) {
    const message = `“${written}” is no period. Write its number, 202603, or its month, 2026-03.`
    return stopped('usage', [misuse('PERIOD', message)])
  }
  const { reason = verbOf(state) } = options
  return await inCompany(session, options, async ({ database }, organization, { code }) => {
    const all = await periods(database, organization.id, code)
    const period = all.find((one) => isMonth(one, written))?.period ?? Number(written)
    if (Number.isNaN(period)) return stopped('refused', [noSuchMonth(written)])
    const change = { period, state, reason }
    const changed = await setPeriodState(database, organization.id, code, change, session.actor)
    return answerTo(changed, (now) => said(`${lineOf(now)}\n`, { company: code, period: now }))
  })
}

/** Puts a year's profit into retained earnings; run again, it closes what came since. */
export async function closeFiscalYear(
  session: Session,
  written: string,
  options: PeriodOptions,
): Promise<Answer> {
  if (!/^\d{1,4}$/.test(written)) {
    return stopped('usage', [misuse('YEAR', `“${written}” is no year. Write it as 2026.`)])
  }
  return await inCompany(session, options, async ({ database }, organization, { code }) => {
    const now = Temporal.Now.instant()
    const { actor } = session
    const closed = await closeYear(database, organization.id, code, Number(written), actor, now)
    const company = await new Directory(database).company(organization.id, code)
    return answerTo(closed, ({ year, entry, profit, number }) => {
      const figure = formatDecimal({ units: profit, scale: company?.scale ?? 0 })
      const json = { company: code, year, entry, number, profit: figure }
      if (entry === null) return said(`The year ${year} has nothing left to close.\n`, json)
      const amount = `${figure} ${company?.currency ?? ''}`
      return said(`The year ${year} is closed with a profit of ${amount}: entry ${entry}.\n`, json)
    })
  })
}

function isMonth({ kind, startsOn }: Period, written: string): boolean {
  return kind === 'month' && startsOn.toString().startsWith(`${written}-`)
}

function lineOf({ period, kind, startsOn, endsOn, state }: Period): string {
  const span = `${startsOn.toString()} to ${endsOn.toString()}`
  return `${String(period).padEnd(8)}${kind.padEnd(12)}${span.padEnd(26)}${state}`
}

function verbOf(state: PeriodState): string {
  return `set to ${state} on the command line`
}

function noSuchMonth(written: string): { rule: string; field: string; message: string } {
  const message = `No period begins in ${written}. "backstay period list" shows those there are.`
  return { rule: 'period-unknown', field: 'PERIOD', message }
}
