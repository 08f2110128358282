/** Remembers what conversions ask of an organization: its companies, and commodities' scales. */
import { callersPatience } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** What is remembered of a company. */
export interface CompanyFacts {
  readonly code: string
  readonly currency: string
  /** Digits behind the point of its currency. */
  readonly scale: number
  readonly positionAccount: string | null
  /** Where its day begins. */
  readonly timeZone: string
}

interface Memory {
  readonly companies: Map<string, { readonly until: number; readonly company: CompanyFacts }>
  readonly scales: Map<string, number>
}

/** A company's accounts may be named anew, so it is asked again after so many milliseconds. */
const remembered = 5_000
const mostOrganizations = 1_000
const mostCommodities = 200_000

/** One memory for all organizations; each is asked for by its identifier and kept apart. */
export class Directory {
  private readonly memories = new Map<string, Memory>()
  private readonly database: Database
  private readonly now: () => number

  constructor(database: Database, now: () => number = () => performance.now()) {
    this.database = database
    this.now = now
  }

  /** The company of a code, or null. */
  async company(organization: string, code: string): Promise<CompanyFacts | null> {
    const { companies } = this.memory(organization)
    const known = companies.get(code)
    if (known !== undefined && known.until > this.now()) return known.company
    const until = this.now() + remembered
    const [company] = await this.database.transaction(
      organization,
      (query) =>
        query<CompanyFacts>({
          name: 'directory.company',
          text: `select c.code, c.currency, m.scale, c.position_account as "positionAccount",
              c.time_zone as "timeZone"
            from ledger.company c
            join ledger.commodity m on m.organization = c.organization and m.code = c.currency
            where c.organization = $1 and c.code = $2`,
          values: [organization, code],
        }),
      { mode: 'snapshot', within: callersPatience },
    )
    if (company === undefined) return null
    companies.set(code, { until, company })
    return company
  }

  /**
   * The scales of commodities by code; those that do not exist are not in it. A scale never
   * changes, so what was read once is kept.
   */
  async scales(
    organization: string,
    codes: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, number>> {
    const { scales } = this.memory(organization)
    const unknown = new Set<string>()
    for (const code of codes) if (!scales.has(code)) unknown.add(code)
    if (unknown.size === 0) return scales
    const rows = await this.database.transaction(
      organization,
      (query) =>
        query<{ code: string; scale: number }>({
          name: 'directory.scales',
          text: `select code, scale from ledger.commodity
            where organization = $1 and code = any ($2)`,
          values: [organization, [...unknown]],
        }),
      { mode: 'snapshot', within: callersPatience },
    )
    if (scales.size + rows.length > mostCommodities && scales.size > 0) {
      scales.clear()
      return await this.scales(organization, codes)
    }
    for (const { code, scale } of rows) scales.set(code, scale)
    return scales
  }

  private memory(organization: string): Memory {
    const known = this.memories.get(organization)
    if (known !== undefined) return known
    if (this.memories.size >= mostOrganizations) this.memories.clear()
    const memory: Memory = { companies: new Map(), scales: new Map() }
    this.memories.set(organization, memory)
    return memory
  }
}
