-- The lines behind a figure of the trial balance.
-- $1 to $10 as in the trial balance; $11 account (code; '' for the accounts of $4, null: all),
-- $12 dimension (its value, '' where a line has none, null: all), $13 currency (null: all), $14
-- the column.
with span as materialized (
  select coalesce(p.starts_on, $6::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date
    ), $5::date) as first_day,
    coalesce(p.ends_on, $5::date) as last_day, p.period
  from (values (1)) as one (row)
  left join (
    select * from ledger.period where organization = $1 and company = $2
  ) as p on p.period = $7::integer
), left_out as materialized (
  select p.period from ledger.period p, span
  where p.organization = $1 and p.company = $2 and $10::text = 'exclude' and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), behind as (
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    case when $14::text like 'base%' then l.base else l.amount end as figure,
    case when span.period is null then l.posted_on < span.first_day
      else l.period < span.period end as is_before
  from span
  join ledger.account a on a.organization = $1 and a.company = $2 and case
    when $11::text is null then true
    when $11::text = '' then a.id = any ($4::uuid[])
    else a.code = $11::text end
  join ledger.line l on l.organization = $1 and l.account = a.id
    and l.posted_on <= span.last_day and l.layer = $9::ledger.layer
    and (span.period is null or l.period <= span.period)
    and l.period <> all (array(select period from left_out))
  where ($13::text is null or l.currency = $13::text)
    and ($12::text is null or coalesce((
      select n.dimensions ->> $8::text from ledger.analysis n
      where n.organization = $1 and n.id = l.analysis and $8::text is not null
    ), '') = $12::text)
)
select b.posted_on, b.entry, b.line, b.account, b.subject, b.party, b.analysis, b.currency, f.figure
from behind b
cross join lateral (
  select case
    when $14::text in ('opening', 'base_opening') and b.is_before then b.figure
    when $14::text in ('closing', 'base_closing') then b.figure
    when $14::text in ('debit', 'base_debit') and not b.is_before then greatest(b.figure, 0)
    when $14::text in ('credit', 'base_credit') and not b.is_before then greatest(-b.figure, 0)
    else 0 end as figure
) as f
where f.figure <> 0
