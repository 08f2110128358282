-- The lines behind a figure of the open items: all lines of each item in it, up to the day.
-- $1 to $9 as in the open items; $10 account (code), $11 party ('' where an item has none), $12
-- kind, $13 subject (the paper, with /row where that is not 0), $14 currency, each null for all;
-- $15 the column.
-- An item that came to nothing by that day is not open, and none of its lines is behind a figure.
-- It is counted by the first of them.
with moved as (
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    l.amount, l.base, sum(l.amount) over item as left_amount, sum(l.base) over item as left_base,
    row_number() over (item order by l.posted_on, l.entry, l.line) as nth,
    coalesce($5::date - coalesce(s.due_on, s.opened_on), 0) as overdue
  from ledger.subject s
  join ledger.line l on l.organization = $1 and l.subject = s.id and l.posted_on <= $5::date
    and l.layer = 'actual'
  join ledger.account a on a.organization = $1 and a.id = l.account and a.company = $2
    and a.subject_rule <> 'none'
  where s.organization = $1 and s.company = $2
    and ($8::text is null or s.party = $8::text) and ($9::text is null or s.kind = $9::text)
    and ($7::text is null or a.code = $7::text) and ($10::text is null or a.code = $10::text)
    and ($11::text is null or s.party = $11::text or ($11::text = '' and s.party is null)
      or ($11::text = 'not shown singly'
        and greatest(a.read_class, s.read_class) > $3::smallint))
    and ($12::text is null or s.kind = $12::text or ($12::text = 'not shown singly'
      and greatest(a.read_class, s.read_class) > $3::smallint))
    and ($13::text is null
      or s.paper || case when s.row = 0 then '' else '/' || s.row end = $13::text)
    and ($14::text is null or l.currency = $14::text)
  window item as (partition by l.account, l.subject, l.currency)
)
select m.posted_on, m.entry, m.line, m.account, m.subject, m.party, m.analysis, m.currency,
  case $15::text when 'items' then 1 when 'base' then m.base else m.amount end as figure
from moved m
where (m.left_amount <> 0 or m.left_base <> 0)
  and case $15::text
    when 'items' then m.nth = 1
    when 'not_due' then m.overdue <= 0
    when 'days_1_30' then m.overdue between 1 and 30
    when 'days_31_60' then m.overdue between 31 and 60
    when 'days_61_90' then m.overdue between 61 and 90
    when 'days_over_90' then m.overdue > 90
    else true end
