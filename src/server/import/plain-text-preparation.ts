/** Makes ready what a journal's entries stand on: currencies, the company, its chart, its years. */
import { currencyNamed } from '#base/currency.ts'
import type { Query } from '#base/query.ts'
import type { Journal } from '#importers/plain-text/journal.ts'
import type { Proposals } from '#importers/plain-text/entries.ts'
import { openYears } from '#server/import/fiscal-years.ts'
import type { YearToOpen } from '#server/import/fiscal-years.ts'
import type { Ground } from '#server/import/plain-text-ground.ts'
import { addAccounts, addCommodities, addCompany, addJournals } from '#server/set-up.ts'
import type { NewAccount } from '#server/set-up.ts'

export interface Preparation {
  readonly company: string
  /** The company's name, where it is made. */
  readonly name: string
  readonly country?: string
  /** The code of the ledger's journal that the entries stand in. */
  readonly journalCode: string
  readonly accounts: readonly NewAccount[]
  readonly years: readonly YearToOpen[]
}

/** Adds what is missing, in a transaction of the caller's; what is there stays as it is. */
export async function prepare(
  query: Query,
  organization: string,
  ground: Ground,
  proposals: Proposals,
  preparation: Preparation,
): Promise<void> {
  const { company, accounts, journalCode, years } = preparation
  await addCommodities(
    query,
    organization,
    proposals.currencies.map(({ code, scale }) => ({
      code,
      kind: 'currency',
      scale,
      name: currencyNamed(code)?.name ?? '',
    })),
  )
  if (ground.company === null) {
    await addCompany(query, organization, {
      code: company,
      name: preparation.name,
      currency: proposals.baseCurrency ?? 'XXX',
      retainedEarnings,
      positionAccount: proposals.positionAccount,
      ...(preparation.country === undefined ? {} : { country: preparation.country }),
    })
  } else if (ground.company.positionAccount === null) {
    await query({
      text: `update ledger.company set position_account = $3
        where organization = $1 and code = $2 and position_account is null`,
      values: [organization, company, proposals.positionAccount],
    })
  }
  await addAccounts(query, organization, company, accounts)
  await addJournals(query, organization, company, [journalCode])
  await openYears(query, organization, company, years)
}

/** Where the profit of a year goes in a company that an import makes. */
const retainedEarnings = 'equity:retained earnings'

/**
 * The accounts of a journal that the chart lacks, and those above them, each below the one that its
 * name says; an account that stands only above others has the type of the first below it.
 */
export function accountsToAdd(
  journal: Journal,
  ground: Ground,
  positionAccount: string,
): NewAccount[] {
  const types = new Map<string, NewAccount['type']>()
  for (const { name, type } of journal.accounts) types.set(name, type)
  types.set(positionAccount, 'position')
  if (ground.company === null && !types.has(retainedEarnings)) types.set(retainedEarnings, 'equity')
  for (const [name, type] of types) {
    const above = type === 'position' ? 'equity' : type
    for (let parent = parentOf(name); parent !== undefined; parent = parentOf(parent)) {
      if (types.has(parent)) continue
      types.set(parent, above)
    }
  }
  return [...types]
    .filter(([code]) => !ground.accounts.has(code))
    .map(([code, type]) => {
      const parent = parentOf(code)
      return { code, type, ...(parent === undefined ? {} : { parent }) }
    })
}

function parentOf(account: string): string | undefined {
  const cut = account.lastIndexOf(':')
  return cut === -1 ? undefined : account.slice(0, cut)
}
