-- The lines behind a figure of the balance sheet.
-- $1 to $5 as in the balance sheet; $6 section, $7 account (code; null or '' on a total), $8 name
-- (of a total), $9 the column.
with recursive below (id) as (
  select a.id from ledger.account a
  where a.organization = $1 and a.company = $2 and a.code = $7::text
  union all
  select a.id from below b
  join ledger.account a on a.organization = $1 and a.parent = b.id
), part as materialized (
  select a.id, case a.type when 'asset' then 'assets' when 'liability' then 'liabilities'
    when 'equity' then 'equity' when 'position' then 'positions'
    when 'income' then 'profit' when 'expense' then 'profit' else 'outside' end as section
  from ledger.account a
  where a.organization = $1 and a.company = $2
), chosen as materialized (
  select p.id, p.section, case when p.section = 'assets' then 1 else -1 end as sign
  from part p
  where case
    when coalesce($7::text, '') <> '' then
      p.section = $6::text and p.id in (select id from below)
    when $6::text = 'total' then p.section <> 'assets'
    when $8::text like 'profit of %' then p.section = 'profit'
    else p.section = $6::text or ($6::text = 'equity' and p.section = 'profit') end
), year as materialized (
  select max(y.year) as year from ledger.fiscal_year y
  where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date
)
select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
  c.sign * l.base as figure
from chosen c
join ledger.line l on l.organization = $1 and l.account = c.id and l.posted_on <= $5::date
  and l.layer = 'actual' and l.base <> 0
where $9::text = 'amount' and case $8::text
  when 'profit of earlier years, not closed' then
    l.period / 100 is distinct from (select year from year)
  when 'profit of the year, not closed' then l.period / 100 = (select year from year)
  else true end
