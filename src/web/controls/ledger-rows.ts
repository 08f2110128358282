/** Rows of the ledger's own registers, which operations of their own answer whole. */
import { get } from '#web/api.ts'
import { queries } from '#web/router.tsx'
import type { Described } from '#web/screens.ts'

type Row = Readonly<Record<string, unknown>>

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
  const found = await queries.fetchQuery({
    queryKey: ['ledger rows', path],
    queryFn: () => get<Readonly<Record<string, readonly Row[] | undefined>>>(path),
    staleTime: 60_000,
  })
  const rows = found[answer.member] ?? []
  return rows.filter((row) => answer.kind === undefined || row['kind'] === answer.kind)
}
