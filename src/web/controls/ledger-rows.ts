/** Rows of the ledger's own registers, which operations of their own answer whole. */
import { get } from '#web/api.ts'
import type { Described } from '#web/screens.ts'

type Row = Readonly<Record<string, unknown>>

type Answer = Readonly<Record<string, readonly Row[] | undefined>>

/** What was asked a moment ago; whoever draws many of its rows asks once. */
const asked = new Map<string, { readonly at: number; readonly found: Promise<Answer> }>()
const freshFor = 30_000

/** Which operation answers a register of the ledger's own. */
const answeredBy: Readonly<Record<string, { path: string; member: string; kind?: string }>> = {
  accounts: { path: '/accounts', member: 'accounts' },
  currencies: { path: '/commodities', member: 'commodities', kind: 'currency' },
}

/** All rows of a register of the ledger's own, by code; asked for once in a while. */
export async function ledgerRows(of: Described, company: string): Promise<readonly Row[]> {
  const answer = answeredBy[of.address]
  if (answer === undefined) return []
  const path = of.ofCompany
    ? `/companies/${encodeURIComponent(company)}${answer.path}`
    : answer.path
  const kept = asked.get(path)
  const isFresh = kept !== undefined && performance.now() - kept.at < freshFor
  const found = isFresh ? kept.found : get<Answer>(path)
  if (!isFresh) asked.set(path, { at: performance.now(), found })
  found.catch(() => asked.delete(path))
  const rows = (await found)[answer.member] ?? []
  return rows.filter((row) => answer.kind === undefined || row['kind'] === answer.kind)
}
