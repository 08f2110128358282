/** What the closing of a year needs: its terms, and what income and expense accounts hold. */
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { ClosingYear, YearBalance } from '#ledger/close.ts'
import type { Surroundings } from '#ledger/refusal-facts.ts'

interface Terms {
  readonly retained: string | null
  readonly ends_on: PlainDate | null
  readonly state: string | null
  readonly journal: string | null
  readonly closings: bigint
}

/**
 * The terms of a year's next closing. The company's row stays locked, so that two closings of it
 * come one after the other. The entry stands in the journal `closing`, or `general`, or the first.
 * Problems name only their rule; the caller tells the sentence.
 */
export async function closingTerms(
  query: Query,
  organization: string,
  company: string,
  year: number,
): Promise<Outcome<ClosingYear>> {
  const values = [organization, company, year]
  const locked = await query({
    text: `select from ledger.company where organization = $1 and code = $2
      for no key update`,
    values: [organization, company],
  })
  if (locked.length === 0) return because('company-unknown')
  const [terms] = await query<Terms>({
    text: `select c.retained_earnings as retained, y.ends_on, p.state,
        (select j.code from ledger.journal j where j.organization = $1 and j.company = $2
          order by j.code <> 'closing', j.code <> 'general', j.code limit 1) as journal,
        (select count(*) from ledger.entry e where e.organization = $1 and e.company = $2
          and e.posted_on = y.ends_on and e.kind = 'closing' and e.period = p.period) as closings
      from ledger.company c
      left join ledger.fiscal_year y on y.organization = $1 and y.company = $2 and y.year = $3
      left join ledger.period p on p.organization = $1 and p.company = $2 and p.year = $3
        and p.kind = 'closing'
      where c.organization = $1 and c.code = $2`,
    values,
  })
  if (terms === undefined) return because('company-unknown')
  const { retained, ends_on: endsOn, state, journal, closings } = terms
  if (endsOn === null) return because('year-unknown')
  if (retained === null) return because('retained-earnings-missing')
  if (journal === null) return because('journal-missing')
  if (state === 'closed') return because('period-closed')
  const number = Number(closings) + 1
  return fine({ company, year, endsOn, number, journal, retainedEarnings: retained })
}

interface BalanceRow {
  readonly account: string
  readonly currency: string
  readonly amount: bigint
  readonly base: bigint
  readonly dimensions: Readonly<Record<string, string>>
  readonly kind: string | null
  readonly paper: string | null
  readonly row: number | null
  readonly party: string | null
}

/**
 * What the income and expense accounts of a company hold from a year, all its periods together:
 * from balances, and from the lines of accounts that ask for a subject or a party.
 */
export async function yearBalances(
  query: Query,
  organization: string,
  company: string,
  year: number,
): Promise<YearBalance[]> {
  const rows = await query<BalanceRow>({
    text: `with account as (
        select id, code, subject_rule = 'none' and party_rule <> 'required' as plain
        from ledger.account
        where organization = $1 and company = $2 and type in ('income', 'expense')
      ), moved as (
        select a.code, b.currency, b.analysis, b.debit - b.credit as amount,
          b.base_debit - b.base_credit as base, null::uuid as subject, null as party
        from account a
        join ledger.balance b on b.organization = $1 and b.company = $2 and b.account = a.id
        where a.plain and b.layer = 'actual' and b.period between $3 * 100 and $3 * 100 + 99
        union all
        select a.code, l.currency, l.analysis, l.amount, l.base, l.subject, l.party
        from account a
        join ledger.line l on l.organization = $1 and l.account = a.id
        where not a.plain and l.layer = 'actual' and l.period between $3 * 100 and $3 * 100 + 99
      )
      select m.code as account, m.currency, sum(m.amount)::bigint as amount,
        sum(m.base)::bigint as base, d.dimensions, s.kind, s.paper, s.row, m.party
      from moved m
      join ledger.analysis d on d.organization = $1 and d.id = m.analysis
      left join ledger.subject s on s.organization = $1 and s.id = m.subject
      group by m.code, m.currency, m.analysis, d.dimensions, s.kind, s.paper, s.row, m.party
      having sum(m.amount) <> 0 or sum(m.base) <> 0
      order by m.code, m.currency, m.analysis, s.kind, s.paper, s.row, m.party`,
    values: [organization, company, year],
  })
  return rows.map(({ kind, paper, row, party, ...balance }) => ({
    ...balance,
    ...(kind === null || paper === null ? {} : { subject: { kind, paper, row: row ?? 0 } }),
    ...(party === null ? {} : { party }),
  }))
}

/** What the sentences of refusals need of a company: its currency, and the scales of currencies. */
export async function surroundings(
  query: Query,
  organization: string,
  company: string,
): Promise<Surroundings> {
  const rows = await query<{ code: string; scale: number; own: boolean }>({
    text: `select m.code, m.scale, m.code = c.currency as own
      from ledger.company c
      join ledger.commodity m on m.organization = c.organization
      where c.organization = $1 and c.code = $2 and m.kind in ('currency', 'security')`,
    values: [organization, company],
  })
  const scales = new Map(rows.map(({ code, scale }) => [code, scale]))
  return {
    companyCurrency: rows.find(({ own }) => own)?.code ?? '',
    scaleOf: (commodity) => scales.get(commodity),
  }
}

function because(rule: string): Outcome<never> {
  return refused({ rule, field: '', message: '' })
}
