/** Sets up the ground an entry stands on: organizations, companies, commodities, charts, years. */
import { newId } from '#base/id.ts'
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'

/** How the code of a company is written; the database holds to the same. */
export const companyCodePattern = /^[a-z0-9][a-z0-9-]{0,31}$/

export interface NewCompany {
  /** Short lower-case name in addresses: "store". */
  readonly code: string
  readonly name: string
  readonly currency: string
  readonly country?: string
  readonly timeZone?: string
  /** Codes of the accounts that a year's profit goes to, and where currencies meet. */
  readonly retainedEarnings?: string
  readonly positionAccount?: string
}

export interface NewCommodity {
  readonly code: string
  readonly kind: 'currency' | 'item' | 'service' | 'security' | 'time' | 'licence'
  readonly name?: string
  readonly scale: number
  readonly validFrom?: PlainDate
  readonly validUntil?: PlainDate
}

export interface NewAccount {
  readonly code: string
  readonly name?: string
  /** The code of the account above it, which exists or stands earlier in the list. */
  readonly parent?: string
  readonly type:
    | 'asset'
    | 'liability'
    | 'equity'
    | 'income'
    | 'expense'
    | 'place'
    | 'position'
    | 'memo'
  readonly postable?: boolean
  readonly goods?: boolean
  readonly currency?: string
  readonly subjectRule?: 'none' | 'optional' | 'required'
  readonly partyRule?: 'none' | 'optional' | 'required'
  readonly dimensionRules?: Readonly<Record<string, string>>
  readonly holdingSide?: 'debit' | 'credit'
  readonly readClass?: number
  readonly openedOn?: PlainDate
  readonly closedOn?: PlainDate
}

/** Adds the organization whose transaction this is. */
export async function addOrganization(
  query: Query,
  organization: string,
  name: string,
  { isExample = false }: { readonly isExample?: boolean } = {},
): Promise<void> {
  await query({
    text: `insert into ledger.organization (organization, name, is_example)
      values ($1, $2, $3)`,
    values: [organization, name, isExample],
  })
}

/** Adds commodities; those that exist stay as they are. */
export async function addCommodities(
  query: Query,
  organization: string,
  commodities: readonly NewCommodity[],
): Promise<void> {
  await query({
    text: `insert into ledger.commodity
      (organization, code, kind, name, scale, valid_from, valid_until)
      select $1, c.code, c.kind, coalesce(c.name, ''), c.scale, c."validFrom", c."validUntil"
      from jsonb_to_recordset($2) as c (code text, kind text, name text, scale smallint,
        "validFrom" date, "validUntil" date)
      on conflict do nothing`,
    values: [organization, JSON.stringify(commodities)],
  })
}

/** Adds a company; its currency is a commodity of the organization. */
export async function addCompany(
  query: Query,
  organization: string,
  company: NewCompany,
): Promise<void> {
  await query({
    text: `insert into ledger.company (organization, code, name, currency, country, time_zone,
      retained_earnings, position_account) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      organization,
      company.code,
      company.name,
      company.currency,
      company.country ?? null,
      company.timeZone ?? 'UTC',
      company.retainedEarnings ?? null,
      company.positionAccount ?? null,
    ],
  })
}

/** Adds accounts to a company's chart; those whose code exists stay as they are. */
export async function addAccounts(
  query: Query,
  organization: string,
  company: string,
  accounts: readonly NewAccount[],
): Promise<void> {
  const rows = accounts.map((account) => ({ ...account, id: newId(Date.now()) }))
  await query({
    text: `with given as (
        select * from jsonb_to_recordset($3) as a (id uuid, code text, name text, parent text,
          type text, postable boolean, goods boolean, currency text, "subjectRule" text,
          "partyRule" text, "dimensionRules" jsonb, "holdingSide" text, "readClass" smallint,
          "openedOn" date, "closedOn" date)
      ), known as (
        select code, id from ledger.account where organization = $1 and company = $2
      )
      insert into ledger.account (organization, id, company, code, name, parent, type, postable,
        goods, currency, subject_rule, party_rule, dimension_rules, holding_side, read_class,
        opened_on, closed_on)
      select $1, g.id, $2, g.code, coalesce(g.name, ''), coalesce(k.id, p.id), g.type,
        coalesce(g.postable, true), coalesce(g.goods, g.type = 'place'), g.currency,
        coalesce(g."subjectRule", 'none'), coalesce(g."partyRule", 'optional'),
        g."dimensionRules", g."holdingSide", coalesce(g."readClass", 1), g."openedOn", g."closedOn"
      from given g
      left join known k on k.code = g.parent
      left join given p on p.code = g.parent
      on conflict (organization, company, code) do nothing`,
    values: [organization, company, JSON.stringify(rows)],
  })
}

/** Adds journals by code; those that exist stay as they are. */
export async function addJournals(
  query: Query,
  organization: string,
  company: string,
  codes: readonly string[],
): Promise<void> {
  await query({
    text: `insert into ledger.journal (organization, company, code)
      select $1, $2, unnest($3::text[]) on conflict do nothing`,
    values: [organization, company, codes],
  })
}

/** Opens a fiscal year of `months` ordinary periods with its adjustment and closing periods. */
export async function openFiscalYear(
  query: Query,
  organization: string,
  company: string,
  year: { readonly year: number; readonly startsOn: PlainDate; readonly months?: number },
): Promise<void> {
  await query({
    text: 'select ledger.open_fiscal_year($1, $2, $3, $4, $5)',
    values: [organization, company, year.year, year.startsOn.toString(), year.months ?? 12],
  })
}
