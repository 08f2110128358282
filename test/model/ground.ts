/** The ground that histories are played on: two companies, a chart with every rule, three years. */
import { newId } from '#base/id.ts'
import type { PlainDate } from '#base/date.ts'
import type { Database } from '#server/database/database.ts'
import {
  addAccounts,
  addCommodities,
  addCompany,
  addJournals,
  addOrganization,
  openFiscalYear,
} from '#server/set-up.ts'
import type { NewAccount, NewCommodity } from '#server/set-up.ts'

const day = (text: string): PlainDate => Temporal.PlainDate.from(text)

/** A company of the ground, and how many months each of its three fiscal years has. */
export interface GroundCompany {
  readonly code: string
  readonly currency: string
  readonly months: number
}

export const companies: readonly GroundCompany[] = [
  { code: 'store', currency: 'GBP', months: 3 },
  { code: 'branch', currency: 'EUR', months: 2 },
]

/** The first day of the first year, and the years' numbers. */
export const firstDay = day('2025-01-01')
export const years = [2025, 2026, 2027] as const
export const journals = ['general', 'sales'] as const

export const commodities: readonly NewCommodity[] = [
  { code: 'GBP', kind: 'currency', scale: 2 },
  { code: 'EUR', kind: 'currency', scale: 2 },
  { code: 'USD', kind: 'currency', scale: 2 },
  { code: 'DEM', kind: 'currency', scale: 2, validUntil: day('2001-12-31') },
  { code: 'gold', kind: 'security', scale: 3 },
  { code: 'mug', kind: 'item', scale: 0 },
  { code: 'lamp', kind: 'item', scale: 0 },
  { code: 'last year', kind: 'item', scale: 0, validUntil: day('2024-12-31') },
]

const subjects = { subjectRule: 'required' } as const

/** The chart of both companies: each rule that an account can have stands on one of them. */
export function chart(currency: string): readonly NewAccount[] {
  return [
    { code: 'assets', type: 'asset', postable: false },
    { code: 'bank', type: 'asset' },
    { code: 'cash', type: 'asset', currency, partyRule: 'none' },
    { code: 'receivables', type: 'asset', ...subjects },
    { code: 'advances', type: 'asset', ...subjects, holdingSide: 'debit' },
    { code: 'stock', type: 'asset', goods: true },
    { code: 'layers', type: 'asset', goods: true, ...subjects },
    { code: 'old', type: 'asset', closedOn: day('2025-01-31') },
    { code: 'young', type: 'asset', openedOn: day('2025-03-01') },
    { code: 'payables', type: 'liability', subjectRule: 'optional' },
    { code: 'received', type: 'liability', ...subjects },
    { code: 'credit', type: 'liability', ...subjects, holdingSide: 'credit' },
    { code: 'retained', type: 'equity' },
    { code: 'sales', type: 'income' },
    { code: 'brand', type: 'income', dimensionRules: { brand: '=own', project: 'none' } },
    { code: 'cost', type: 'expense' },
    { code: 'wages', type: 'expense', dimensionRules: { department: 'required' } },
    { code: 'rent', type: 'expense', partyRule: 'required' },
    { code: 'difference', type: 'expense' },
    { code: 'position', type: 'position' },
    { code: 'suppliers', type: 'place' },
    { code: 'customers', type: 'place', subjectRule: 'optional' },
    { code: 'ordered', type: 'memo', goods: true, ...subjects, holdingSide: 'debit' },
    { code: 'orders', type: 'memo', goods: true, subjectRule: 'optional' },
  ]
}

/** Lays the ground for one history as an organization of its own, and answers its identifier. */
export async function layGround(database: Database): Promise<string> {
  const organization = newId(Date.now())
  await database.transaction(organization, async (query) => {
    await addOrganization(query, organization, 'A history')
    await addCommodities(query, organization, commodities)
    for (const { code, currency, months } of companies) {
      await addCompany(query, organization, {
        code,
        name: code,
        currency,
        retainedEarnings: 'retained',
        positionAccount: 'position',
      })
      await addAccounts(query, organization, code, chart(currency))
      await addJournals(query, organization, code, journals)
      for (const [place, year] of years.entries()) {
        const startsOn = firstDay.add({ months: months * place })
        await openFiscalYear(query, organization, code, { year, startsOn, months })
      }
    }
  })
  return organization
}
