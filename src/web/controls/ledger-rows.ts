/** Rows of the ledger's own registers, which operations of their own answer whole. */
import { get } from '#web/api.ts'
import type { Described } from '#web/screens.ts'

/** Which register, as links and screens name it. */
type Named = Pick<Described, 'address' | 'ofCompany'>

/** A row as its operation answers it. */
export type LedgerRow = Readonly<Record<string, unknown>> & {
  readonly code: string
  readonly name: string
}

/** What was asked a moment ago; whoever draws many of its rows asks once. */
const asked = new Map<
  string,
  { readonly at: number; readonly found: Promise<readonly LedgerRow[]> }
>()
const freshFor = 30_000

/** All rows of a register of the ledger's own, by code; asked for once in a while. */
export async function ledgerRows(of: Named, company: string): Promise<readonly LedgerRow[]> {
  const name = of.ofCompany ? `${company} ${of.address}` : of.address
  const kept = asked.get(name)
  if (kept !== undefined && performance.now() - kept.at < freshFor) return await kept.found
  const found = read(of, company)
  asked.set(name, { at: performance.now(), found })
  found.catch(() => asked.delete(name))
  return await found
}

async function read({ address }: Named, company: string): Promise<readonly LedgerRow[]> {
  if (address === 'currencies') return await currencies()
  if (address !== 'accounts') return []
  const path = `/companies/${encodeURIComponent(company)}/accounts`
  return (await get<{ accounts: readonly LedgerRow[] }>(path)).accounts
}

/** All currencies, which are few: a page of them, or two. */
async function currencies(): Promise<readonly LedgerRow[]> {
  const all: LedgerRow[] = []
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: { commodities: readonly LedgerRow[]; next?: string } = await get('/commodities', {
      kind: 'currency',
      after,
    })
    all.push(...page.commodities)
    after = page.next
  }
  return all
}
