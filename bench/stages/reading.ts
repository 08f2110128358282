/** How fast figures are read: trial balances over years, open items with their age. */
import { reports } from '#departments/reports.ts'
import { runReport } from '#server/reports.ts'
import { invoice, post, receipt, receiptsOf, tenLines } from '../books.ts'
import { accountCodes, makeStore } from '../house.ts'
import type { House } from '../house.ts'
import { median, milliseconds } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import { vacuum } from '../scale.ts'
import type { Scale } from '../scale.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** Trial balances over 36 months of entries of ten lines, 200 accounts and 12 departments. */
export async function trialBalances(house: House, scale: Scale): Promise<Figure[]> {
  const plan = { accounts: 200, firstYear: 2024, years: 3 }
  const { organization } = await makeStore(house.database, plan)
  const entries = scale.reportLines / 10
  const stream = tenLines(accountCodes(200), day('2024-01-01'), entries)
  await post(house.database, organization, stream, { entries, set: 500, connections: 2 })
  await vacuum(house)
  return await asked(house, scale, { organization, report: 'trial-balance' }, [
    ['trial balance at a period’s end', { until: '2026-09-30' }, 50],
    ['trial balance of any day', { until: '2026-10-17' }, 150],
    ['trial balance by department', { until: '2026-10-17', by: 'department' }, 150],
  ])
}

/**
 * Open items with their age by customer: a year of invoices of which nearly all are paid when they
 * are due, so that on each day of its last months one of ten is still open.
 */
export async function openItems(house: House, scale: Scale): Promise<Figure[]> {
  const plan = { accounts: 1, firstYear: 2026, years: 1 }
  const { organization } = await makeStore(house.database, plan)
  const year = { firstDay: day('2026-01-01'), invoices: scale.invoices }
  const invoices = { entries: scale.invoices, set: 1000, connections: 2 }
  await post(house.database, organization, invoice(year), invoices)
  const receipts = { entries: receiptsOf(year), set: 40, connections: 2 }
  await post(house.database, organization, receipt(year), receipts)
  await vacuum(house)
  return await asked(house, scale, { organization, report: 'open-items' }, [
    ['aged receivables, today', { 'as-of': '2026-12-31', by: 'party' }, 500],
    ['aged receivables, at a past date', { 'as-of': '2026-11-30', by: 'party' }, 500],
  ])
}

type Question = readonly [
  what: string,
  parameters: Readonly<Record<string, string>>,
  /** The goal in milliseconds. */
  goal: number,
]

/** Asks each question in three rounds; a run is the median of nine answers. */
async function asked(
  house: House,
  scale: Scale,
  { organization, report }: { readonly organization: string; readonly report: string },
  questions: readonly Question[],
): Promise<Figure[]> {
  const ask = async (parameters: Question[1]): Promise<void> => {
    const request = {
      report,
      company: 'store',
      parameters,
      today: day('2026-12-31'),
      readableClass: 6,
    }
    const answer = await runReport(house.database, reports, organization, request)
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
    if (answer.value.rows.length === 0) throw new Error(`${report} is empty.`)
  }
  const { results, beside } = await rounds(house, scale, async () => {
    const medians: number[] = []
    for (const [, parameters] of questions) {
      const times: number[] = []
      await ask(parameters)
      for (let time = 0; time < 9; time += 1) times.push(await milliseconds(() => ask(parameters)))
      medians.push(median(times))
    }
    return medians
  })
  return questions.map(([what, , goal], place) => {
    const runs = results.map((medians) => medians[place] ?? Number.NaN)
    const reached = median(runs) < goal
    return { what, goal: `< ${goal} ms`, runs, unit: 'ms', beside, reached }
  })
}
