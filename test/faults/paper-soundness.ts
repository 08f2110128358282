/** Whether papers are sound: with their acts, their entries, their numbers and what is open. */
import type pg from 'pg'

/**
 * What is wrong with any of the papers of the database, in sentences; asked as the superuser. The
 * papers are found by their tables, and all else is compared with them.
 */
export async function brokenPapers(client: pg.Client): Promise<string[]> {
  const tables = await client.query<{ name: string }>(paperTables)
  const papers = tables.rows.map(({ name }) => paperRows(name)).join(' union all ')
  const found: string[] = []
  for (const question of questions) {
    const text = `with papers as materialized (${papers}) select what from (${question}) broken
      order by what limit 20`
    const { rows } = await client.query<{ what: string }>(text)
    found.push(...rows.map(({ what }) => what))
  }
  return found
}

/** Tables whose rows have a state and a number: those of papers. */
const paperTables = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'paper' and c.relkind = 'r' and 3 = (
    select count(*) from pg_attribute a where a.attrelid = c.oid
      and a.attname in ('state', 'number', 'version'))
  order by 1`

function paperRows(table: string): string {
  return `select organization, company, '${table}' as kind, id, state, number, version,
    changed_by from paper.${table}`
}

/** "bad-debt adjustment" is the table "bad_debt_adjustment". */
const spelled = (kind: string): string => `translate(${kind}, ' -', '__')`

const lastActs = `
  select distinct on (organization, company, kind, paper) *, count(*) over (
    partition by organization, company, kind, paper) as acts
  from paper.act order by organization, company, kind, paper, version desc`

/** What each paper did to open items of receivables, in the currency's minor units. */
const openByPapers = `
  select organization, number as item, 100 * total as amount from paper.sales_invoice
  where state = 'issued'
  union all
  select organization, number, -100 * (total - coalesce(settled, 0)) from paper.credit_note
  where state = 'issued'
  union all
  select organization, invoice_number, -100 * settled from paper.credit_note
  where state = 'issued' and settled <> 0
  union all
  select organization, invoice_number, -100 * settled from paper.bad_debt_adjustment
  where state = 'adjusted' and settled <> 0
  union all
  select organization, number, -100 * total from paper.bad_debt_adjustment
  where state = 'adjusted' and invoice is null
  union all
  select organization, number, 100 * fee from paper.dunning_letter
  where state = 'sent' and fee <> 0 and fee_income is not null
  union all
  select p.organization, r.item, -100 * r.amount from paper.receipt p
  join paper.receipt_pieces r on r.organization = p.organization and r.company = p.company
    and r.paper = p.id
  where p.state = 'posted'
  union all
  select p.organization, r.item, -100 * r.amount from paper.allocation p
  join paper.allocation_pieces r on r.organization = p.organization and r.company = p.company
    and r.paper = p.id
  where p.state = 'posted' and not r.is_credit
  union all
  select p.organization, r.open_item, 100 * (coalesce(r.debit, 0) - coalesce(r.credit, 0))
  from paper.manual_journal p
  join paper.manual_journal_lines r on r.organization = p.organization and r.company = p.company
    and r.paper = p.id
  where p.state = 'posted' and r.open_item is not null`

/** What is left of credits by the papers, below zero as in the books. */
const creditByPapers = `
  select organization, number as item, -100 * rest as amount from paper.receipt
  where state = 'posted' and rest <> 0
  union all
  select p.organization, r.item, -100 * r.amount from paper.allocation p
  join paper.allocation_pieces r on r.organization = p.organization and r.company = p.company
    and r.paper = p.id
  where p.state = 'posted' and r.is_credit`

/** Of the papers' own items alone: whoever posts by hand has others. */
const differing = (kind: string, byPapers: string): string => `
  select concat_ws(' ', '${kind}', item, 'is', b.amount, 'in the books, by the papers', p.amount)
    as what
  from (
    select organization, item, sum(amount) as amount from (${byPapers}) p group by 1, 2
    having sum(amount) <> 0
  ) p
  full join (
    select s.organization, s.paper as item, sum(h.amount) as amount
    from ledger.holding h
    join ledger.subject s on s.organization = h.organization and s.id = h.subject
    where s.kind = '${kind}' and h.layer = 'actual' and s.paper ~ '^[A-Z]+-\\d{4}-\\d{5,}$'
    group by 1, 2 having sum(h.amount) <> 0
  ) b using (organization, item)
  where p.amount is distinct from b.amount`

const questions = [
  // Each paper is as its last act left it, and has as many versions as acts.
  `select concat_ws(' ', p.kind, p.id, 'is', p.state, p.number, 'version', p.version,
      'by its acts', a.after ->> 'state', a.after ->> 'number', 'version', a.version, 'after',
      a.acts) as what
    from papers p
    full join (${lastActs}) a on a.organization = p.organization and a.company = p.company
      and ${spelled('a.kind')} = p.kind and a.paper = p.id
    where (p.id is null) <> (a.after is null) or a.acts <> a.version or p.id is not null and (
      a.paper is null or p.version <> a.version or p.changed_by <> a.actor
      or (p.state, p.number) is distinct from (a.after ->> 'state', a.after ->> 'number'))`,

  // Each entry of a paper is of one act, and each entry that an act names is there.
  `select concat_ws(' ', 'entry', coalesce(e.id, a.entry), e.key, 'is of', count(a.entry), 'acts',
      max(a.name)) as what
    from (
      select * from ledger.entry where source_paper is not null
    ) e
    full join (
      select organization, unnest(entries) as entry,
        concat_ws(' ', kind, paper, verb, version) as name, kind, after ->> 'number' as number
      from paper.act
    ) a on a.organization = e.organization and a.entry = e.id
    group by e.id, a.entry, e.key
    having e.id is null or count(a.entry) <> 1
      or not bool_and(starts_with(e.key || ' ', a.name || ' ') and e.source_paper = a.kind
        and e.source_number = a.number)`,

  // Numbers begin with the first of their series and have neither gaps nor doubles; the counter
  // stands at the last.
  `select concat_ws(' ', 'of', series, count(*), 'numbers are given, the last is', max(nth),
      'the counter at', max(last)) as what
    from (
      select organization, company, kind, substring(number from '^(.*-)\\d+$') as series,
        substring(number from '\\d+$')::bigint as nth
      from papers where number is not null
    ) n
    full join paper.counter c using (organization, company, series)
    group by organization, company, series
    having count(nth) <> max(nth) - max(first) + 1 or count(distinct nth) <> count(nth)
      or min(nth) <> max(first) or max(nth) <> max(last) or max(nth) is null or max(last) is null
      or count(distinct n.kind) <> 1 or max(n.kind) <> max(c.kind)`,

  // What was received is settled or left as a credit.
  `select concat_ws(' ', p.number, 'of', p.amount, 'settles', sum(r.amount), 'and leaves', p.rest)
      as what
    from paper.receipt p
    left join paper.receipt_pieces r on r.organization = p.organization and r.company = p.company
      and r.paper = p.id
    where p.state <> 'draft'
    group by p.organization, p.company, p.id
    having p.amount <> p.rest + coalesce(sum(r.amount), 0)`,

  differing('open item', openByPapers),
  differing('customer credit', creditByPapers),

  // No word leads to a paper that is not there.
  `select concat_ws(' ', 'the word', w.word, 'leads to no', w.list, w.key) as what
    from paper.word w
    where exists (select from paper.act a where a.organization = w.organization
        and w.list = a.company || ' ' || a.kind and w.key = a.paper::text)
      and not exists (select from papers p where p.organization = w.organization
        and w.list like p.company || ' %' and p.id::text = w.key)`,
] as const
