-- The lines behind a figure of the journal: the line that a row shows, or those that it sums up.
-- $1 to $9 as in the journal; $10 entry and $11 line of the row ('' or null where it sums up what
-- is not shown singly), $12 day, $13 account (code), $14 layer, $15 text (the department of what is
-- summed up) and $16 currency, each null for all; $17 the column.
with placed as (
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    l.amount, l.base, l.item, l.quantity, l.layer, a.code, least(p.ends_on, $6::date) as day,
    greatest(a.read_class, coalesce(s.read_class, 0)) > $3::smallint as hidden,
    coalesce(n.dimensions ->> 'department', '') as department
  from ledger.entry e
  join ledger.line l on l.organization = $1 and l.entry = e.id
  join ledger.account a on a.organization = $1 and a.id = l.account
  join ledger.period p on p.organization = $1 and p.company = $2 and p.period = l.period
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  left join ledger.subject s on s.organization = $1 and s.id = l.subject
  where e.organization = $1 and e.company = $2 and e.posted_on between $5::date and $6::date
    and ($7::text is null or e.journal = $7::text)
    and (coalesce($10::text, '') = ''
      or e.id = case when $10::text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        then $10::uuid end)
)
select p.posted_on, p.entry, p.line, p.account, p.subject, p.party, p.analysis, p.currency,
  f.figure
from placed p
cross join lateral (
  select case $17::text when 'debit' then greatest(p.amount, 0)::numeric
    when 'credit' then greatest(-p.amount, 0)
    when 'quantity' then case when p.item is null then 0 else (
      select trim_scale(p.quantity / power(10::numeric, m.scale)) from ledger.commodity m
      where m.organization = $1 and m.code = p.item) end
    else p.base end as figure
) as f
where f.figure <> 0 and ($13::text is null or p.code = $13::text)
  and ($14::text is null or p.layer::text = $14::text)
  and ($16::text is null or p.currency = $16::text)
  and case when coalesce($10::text, '') <> '' then p.line::text = $11::text
    else p.hidden and ($12::text is null or p.day::text = $12::text)
      and ($15::text is null or p.department = $15::text) end
