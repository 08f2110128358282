-- The lines behind a figure of a party's statement.
-- $1 to $10 as in the statement; $11 entry and $12 line of the row (null or '' on a row of a
-- balance), $13 reason (which balance), $14 currency, $15 the column.
with span as materialized (
  select coalesce($6::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $7::date
    ), $7::date) as first_day, $7::date as last_day,
    split_part($10::text, '/', 1)::date as page_day,
    nullif(split_part($10::text, '/', 2), '')::uuid as page_entry,
    nullif(split_part($10::text, '/', 3), '')::integer as page_line
), debt as materialized (
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    l.amount, l.base
  from span
  join ledger.subject s on s.organization = $1 and s.company = $2 and s.party = $5::text
    and s.kind <> 'order line'
  join ledger.line l on l.organization = $1 and l.subject = s.id and l.posted_on <= span.last_day
    and l.layer = 'actual' and l.currency = $14::text
  join ledger.account a on a.organization = $1 and a.id = l.account and a.company = $2
    and a.type in ('asset', 'liability') and a.subject_rule = 'required' and not a.goods
  where $8::text is null or a.code = $8::text
), row as materialized (
  select d.posted_on, d.entry, d.line from debt d
  where d.entry::text = $11::text and d.line::text = $12::text
)
select d.posted_on, d.entry, d.line, d.account, d.subject, d.party, d.analysis, d.currency, f.figure
from debt d
cross join span
cross join lateral (
  select case
    when coalesce($11::text, '') <> '' then case when $15::text in ('balance', 'base_balance')
      then (d.posted_on, d.entry, d.line) <= (select r.posted_on, r.entry, r.line from row r)
      else (d.posted_on, d.entry, d.line) = (select r.posted_on, r.entry, r.line from row r) end
    when $13::text = 'opening balance' then d.posted_on < span.first_day
    when $13::text = 'brought forward' then
      (d.posted_on, d.entry, d.line) <= (span.page_day, span.page_entry, span.page_line)
    when $15::text in ('balance', 'base_balance') then true
    else d.posted_on >= span.first_day end as counts
) as c
cross join lateral (
  select case $15::text when 'debit' then greatest(d.amount, 0)
    when 'credit' then greatest(-d.amount, 0) when 'balance' then d.amount
    else d.base end as figure
) as f
where c.counts and f.figure <> 0
