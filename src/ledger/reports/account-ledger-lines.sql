-- The lines behind a figure of the account ledger.
-- $1 to $11 as in the account ledger; $12 entry and $13 line of the row ('' or null on one without
-- an entry), $14 reason and $15 day, $16 text (the department of lines not shown singly) and $17
-- currency, each null where the row has none; $18 the column.
-- A balance is of all lines up to the row, in the order of the ledger: what is not shown singly
-- stands at the end of its period.
with span as materialized (
  select a.id as account, a.read_class, coalesce($6::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $7::date
    ), $7::date) as first_day, $7::date as last_day,
    split_part($11::text, '/', 1)::date as page_day,
    nullif(split_part($11::text, '/', 2), '')::uuid as page_entry,
    nullif(split_part($11::text, '/', 3), '')::integer as page_line
  from ledger.account a
  where a.organization = $1 and a.company = $2 and a.code = $5::text
), left_out as materialized (
  select p.period from ledger.period p, span
  where p.organization = $1 and p.company = $2 and $9::text = 'exclude' and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), placed as materialized (
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    l.amount, l.base, l.item, l.quantity, h.hidden,
    case when h.hidden then least(p.ends_on, span.last_day) else l.posted_on end as day,
    case when h.hidden then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else l.entry end as at,
    case when h.hidden then 0 else l.line end as nth,
    coalesce(n.dimensions ->> 'department', '') as department
  from span
  join ledger.line l on l.organization = $1 and l.account = span.account
    and l.posted_on <= span.last_day and l.layer = $8::ledger.layer
    and l.period <> all (array(select period from left_out))
  join ledger.period p on p.organization = $1 and p.company = $2 and p.period = l.period
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  left join ledger.subject s on s.organization = $1 and s.id = l.subject
  cross join lateral (
    select l.posted_on >= span.first_day
      and greatest(span.read_class, coalesce(s.read_class, 0)) > $3::smallint as hidden
  ) as h
), row as materialized (
  select p.day, p.at, p.nth from placed p
  where p.entry::text = $12::text and p.line::text = $13::text
)
select p.posted_on, p.entry, p.line, p.account, p.subject, p.party, p.analysis, p.currency,
  f.figure
from placed p
cross join span
cross join lateral (
  select case
    when coalesce($12::text, '') <> '' then case when $18::text in ('balance', 'base_balance')
      then (p.day, p.at, p.nth) <= (select r.day, r.at, r.nth from row r)
      else (p.day, p.at, p.nth) = (select r.day, r.at, r.nth from row r) end
    when $14::text = 'brought forward' then case when $11::text is null
      then p.posted_on < span.first_day
      else (p.day, p.at, p.nth) <= (span.page_day, span.page_entry, span.page_line)
      end and ($18::text <> 'base_balance' or p.currency collate "C" <= $17::text collate "C")
    when $18::text in ('balance', 'base_balance') then p.day::text < $15::text
      or (p.day::text = $15::text and (not p.hidden
        or (p.currency, p.department) <= ($17::text, coalesce($16::text, p.department))))
    else p.hidden and p.day::text = $15::text and ($16::text is null or p.department = $16::text)
    end as counts
) as c
cross join lateral (
  select case $18::text when 'debit' then greatest(p.amount, 0)::numeric
    when 'credit' then greatest(-p.amount, 0) when 'balance' then p.amount
    when 'quantity' then case when p.item is null then 0 else (
      select trim_scale(p.quantity / power(10::numeric, m.scale)) from ledger.commodity m
      where m.organization = $1 and m.code = p.item) end
    else p.base end as figure
) as f
where c.counts and f.figure <> 0
  and ($17::text is null or $18::text = 'base_balance' or p.currency = $17::text)
