/** What the books hold before a journal is imported: company, chart, years, earlier imports. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { FiscalYear } from '#server/import/fiscal-years.ts'

export interface KnownCompany {
  readonly currency: string
  readonly positionAccount: string | null
}

export interface KnownAccount {
  readonly code: string
  readonly type: string
  readonly postable: boolean
  readonly currency: string | null
  readonly subjectRule: string
  readonly partyRule: string
  readonly dimensionRules: Readonly<Record<string, string>> | null
  readonly openedOn: PlainDate | null
  readonly closedOn: PlainDate | null
}

export interface KnownPeriod {
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate
  readonly state: string
}

export interface Ground {
  /** Null where the import makes the company. */
  readonly company: KnownCompany | null
  /** Commodity → its kind and decimals, of those that were asked for. */
  readonly commodities: ReadonlyMap<string, { readonly kind: string; readonly scale: number }>
  readonly accounts: ReadonlyMap<string, KnownAccount>
  readonly years: readonly FiscalYear[]
  /** The ordinary periods that do not take an ordinary entry any more. */
  readonly shut: readonly KnownPeriod[]
}

/** Reads the ground in a transaction of the caller's. */
export async function readGround(
  query: Query,
  organization: string,
  company: string,
  commodities: readonly string[],
): Promise<Ground> {
  const [known = null] = await query<KnownCompany>({
    text: `select currency, position_account as "positionAccount" from ledger.company
      where organization = $1 and code = $2`,
    values: [organization, company],
  })
  const scales = await query<{ code: string; kind: string; scale: number }>({
    text: `select code, kind, scale from ledger.commodity
      where organization = $1 and code = any ($2::text[])`,
    values: [organization, commodities],
  })
  const accounts = await query<KnownAccount>({
    text: `select code, type, postable, currency, subject_rule as "subjectRule",
        party_rule as "partyRule", dimension_rules as "dimensionRules", opened_on as "openedOn",
        closed_on as "closedOn"
      from ledger.account where organization = $1 and company = $2`,
    values: [organization, company],
  })
  const years = await query<FiscalYear>({
    text: `select year, starts_on as "startsOn", ends_on as "endsOn" from ledger.fiscal_year
      where organization = $1 and company = $2 order by year`,
    values: [organization, company],
  })
  const shut = await query<KnownPeriod>({
    text: `select starts_on as "startsOn", ends_on as "endsOn", state from ledger.period
      where organization = $1 and company = $2 and kind = 'month' and state <> 'open'`,
    values: [organization, company],
  })
  return {
    company: known,
    commodities: new Map(scales.map(({ code, kind, scale }) => [code, { kind, scale }])),
    accounts: new Map(accounts.map((account) => [account.code, account])),
    years,
    shut,
  }
}

/** The companies into which a batch has gone, and the keys of it that are in the books. */
export async function readBatch(
  query: Query,
  organization: string,
  batch: string,
): Promise<{ readonly companies: ReadonlySet<string>; readonly keys: ReadonlySet<string> }> {
  const rows = await query<{ company: string; key: string }>({
    text: 'select company, key from ledger.entry where organization = $1 and batch = $2',
    values: [organization, batch],
  })
  return {
    companies: new Set(rows.map(({ company }) => company)),
    keys: new Set(rows.map(({ key }) => key)),
  }
}
