/** How fast figures are read: trial balances over years, open items with their age. */
import { runReport } from '#server/reports.ts'
import { invoice, post, receipt, tenLines } from '../books.ts'
import { accountCodes, makeStore } from '../house.ts'
import type { House } from '../house.ts'
import { median, milliseconds } from '../measure.ts'
import type { Figure } from '../measure.ts'
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
  const ask = asker(house, organization, 'trial-balance')
  return [
    await ask('trial balance at a period’s end', { until: '2026-09-30' }, 50),
    await ask('trial balance of any day', { until: '2026-10-17' }, 150),
    await ask('trial balance by department', { until: '2026-10-17', by: 'department' }, 150),
  ]
}

/** Open items with their age by customer: one of ten of many invoices is still open. */
export async function openItems(house: House, scale: Scale): Promise<Figure[]> {
  const plan = { accounts: 1, firstYear: 2026, years: 1 }
  const { organization } = await makeStore(house.database, plan)
  const invoices = { entries: scale.invoices, set: 1000, connections: 2 }
  await post(house.database, organization, invoice(day('2026-01-01')), invoices)
  const receipts = { entries: (scale.invoices * 9) / 10 / 50, set: 40, connections: 2 }
  await post(house.database, organization, receipt(day('2026-11-29')), receipts)
  await vacuum(house)
  const ask = asker(house, organization, 'open-items')
  return [
    await ask('aged receivables, today', { 'as-of': '2026-12-31', by: 'party' }, 500),
    await ask('aged receivables, at a past date', { 'as-of': '2026-12-24', by: 'party' }, 500),
  ]
}

function asker(
  house: House,
  organization: string,
  report: string,
): (what: string, parameters: Readonly<Record<string, string>>, goal: number) => Promise<Figure> {
  const ask = async (parameters: Readonly<Record<string, string>>): Promise<void> => {
    const request = { report, company: 'store', parameters, today: day('2026-12-31') }
    const answer = await runReport(house.database, organization, request)
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
    if (answer.value.rows.length === 0) throw new Error(`${report} is empty.`)
  }
  return async (what, parameters, goal) => {
    await ask(parameters)
    const runs: number[] = []
    for (let run = 0; run < 9; run += 1) runs.push(await milliseconds(() => ask(parameters)))
    // Of nine runs the least, the middle and the most are shown.
    const shown = runs.toSorted((a, b) => a - b)
    const three = [shown[0] ?? 0, median(runs), shown.at(-1) ?? 0]
    const reached = median(runs) < goal
    return { what, goal: `< ${goal} ms`, runs: three, unit: 'ms', reached }
  }
}
