-- The lines behind a figure of the income statement.
-- $1 to $6 as in the income statement; $7 section, $8 account (code; null or '' on a total), $9
-- name (of a total), $10 the column.
with recursive span as materialized (
  select coalesce($6::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date
    ), $5::date) as first_day, $5::date as last_day
), left_out as materialized (
  select p.period from ledger.period p, span
  where p.organization = $1 and p.company = $2 and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), below (id) as (
  select a.id from ledger.account a
  where a.organization = $1 and a.company = $2 and a.code = $8::text
  union all
  select a.id from below b
  join ledger.account a on a.organization = $1 and a.parent = b.id
), chosen as materialized (
  select a.id, case when $7::text = 'expense' then 1 else -1 end as sign
  from ledger.account a
  where a.organization = $1 and a.company = $2 and a.type in ('income', 'expense')
    and ($7::text = 'profit' or a.type = $7::text)
    and (coalesce($8::text, '') = '' or a.id in (select id from below))
    and coalesce($9::text, '') <> 'not shown singly'
)
select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
  c.sign * l.base as figure
from span
cross join chosen c
join ledger.line l on l.organization = $1 and l.account = c.id
  and l.posted_on between span.first_day and span.last_day and l.layer = 'actual' and l.base <> 0
where $10::text = 'amount' and l.period <> all (array(select period from left_out))
