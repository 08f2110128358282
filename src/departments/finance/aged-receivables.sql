-- Aged receivables: what each customer owes on a day, by how long it is overdue.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown, $5 as
-- of (day), $6 account (code; null: every account of receivables), $7 party (null: all).
-- Receivables are the assets whose lines must name a subject and carry no goods. An item is overdue
-- from its due date on, or from the day it was opened where it has none; what is left of it on a
-- day is the sum of its lines up to it. Here that is what its holding says now, less the lines
-- after the day; for a day nearer to the account's first line than to its last, the lines up to it.
-- Items above the reader's class are one row, without figures where fewer than five parties owe
-- them.
with control as materialized (
  select a.id, a.read_class, a.id = any ($4::uuid[]) as of_few, c.is_early
  from ledger.account a
  cross join lateral (
    select $5::date - (
        select min(l.posted_on) from ledger.line l
        where l.organization = $1 and l.account = a.id
      ) < (
        select max(l.posted_on) from ledger.line l
        where l.organization = $1 and l.account = a.id
      ) - $5::date as is_early
  ) as c
  where a.organization = $1 and a.company = $2 and a.type = 'asset' and not a.goods
    and a.subject_rule = 'required' and ($6::text is null or a.code = $6::text)
), standing as materialized (
  select c.read_class, c.of_few, o.subject, o.currency, o.amount, o.base
  from control c
  cross join lateral (
    select m.subject, m.currency, sum(m.amount)::bigint as amount, sum(m.base)::bigint as base
    from (
      select h.subject, h.currency, h.amount, h.base from ledger.holding h
      where h.organization = $1 and h.account = c.id and h.layer = 'actual' and not c.is_early
        and (h.amount <> 0 or h.base <> 0 or h.quantity <> 0)
      union all
      select l.subject, l.currency, -l.amount, -l.base from ledger.line l
      where l.organization = $1 and l.account = c.id and l.posted_on > $5::date
        and l.layer = 'actual' and not c.is_early
      union all
      select l.subject, l.currency, l.amount, l.base from ledger.line l
      where l.organization = $1 and l.account = c.id and l.posted_on <= $5::date
        and l.layer = 'actual' and c.is_early
    ) as m
    group by m.subject, m.currency
    having sum(m.amount) <> 0 or sum(m.base) <> 0
  ) as o
), item as (
  select case when h.hidden then 'not shown singly' else coalesce(s.party, '') end as party,
    o.currency, h.hidden, o.of_few, o.amount, o.base, coalesce(s.party, s.id::text) as owner,
    coalesce($5::date - coalesce(s.due_on, s.opened_on), 0) as overdue
  from standing o
  join ledger.subject s on s.organization = $1 and s.id = o.subject
    and s.id = any (array(select t.subject from standing t))
  cross join lateral (
    select greatest(o.read_class, s.read_class) > $3::smallint as hidden
  ) as h
  where $7::text is null or s.party = $7::text
), few as materialized (
  select i.currency, count(distinct i.owner) < 5 or bool_or(i.of_few) as are_few
  from item i where $3::smallint < 6 and i.hidden
  group by i.currency
), summed as (
  select i.party, i.currency, i.hidden, count(*) as items,
    sum(i.amount) filter (where i.overdue <= 0) as not_due,
    sum(i.amount) filter (where i.overdue between 1 and 30) as days_1_30,
    sum(i.amount) filter (where i.overdue between 31 and 60) as days_31_60,
    sum(i.amount) filter (where i.overdue between 61 and 90) as days_61_90,
    sum(i.amount) filter (where i.overdue > 90) as days_over_90, sum(i.amount) as total,
    sum(i.base) filter (where i.overdue <= 0) as base_not_due,
    sum(i.base) filter (where i.overdue between 1 and 30) as base_days_1_30,
    sum(i.base) filter (where i.overdue between 31 and 60) as base_days_31_60,
    sum(i.base) filter (where i.overdue between 61 and 90) as base_days_61_90,
    sum(i.base) filter (where i.overdue > 90) as base_days_over_90, sum(i.base) as base_total
  from item i
  group by i.party, i.currency, i.hidden
)
select s.party, s.currency, case when s.shown then s.items end as items,
  case when s.shown then coalesce(s.not_due, 0) end::bigint as not_due,
  case when s.shown then coalesce(s.days_1_30, 0) end::bigint as days_1_30,
  case when s.shown then coalesce(s.days_31_60, 0) end::bigint as days_31_60,
  case when s.shown then coalesce(s.days_61_90, 0) end::bigint as days_61_90,
  case when s.shown then coalesce(s.days_over_90, 0) end::bigint as days_over_90,
  case when s.shown then s.total end::bigint as total,
  case when s.shown then coalesce(s.base_not_due, 0) end::bigint as base_not_due,
  case when s.shown then coalesce(s.base_days_1_30, 0) end::bigint as base_days_1_30,
  case when s.shown then coalesce(s.base_days_31_60, 0) end::bigint as base_days_31_60,
  case when s.shown then coalesce(s.base_days_61_90, 0) end::bigint as base_days_61_90,
  case when s.shown then coalesce(s.base_days_over_90, 0) end::bigint as base_days_over_90,
  case when s.shown then s.base_total end::bigint as base_total
from (
  select m.*, not (m.hidden and coalesce((
    select f.are_few from few f where f.currency = m.currency
  ), false)) as shown
  from summed m
) as s
order by s.party collate "C", s.currency collate "C"
