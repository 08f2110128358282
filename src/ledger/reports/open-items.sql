-- Open items as of a day: what is left of each subject's holding, by how long it is overdue.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown, $5 as
-- of (day), $6 by ('item', 'party', 'account' or 'kind'), $7 account (code; null: every account that
-- knows subjects), $8 party (null: all), $9 kind (of subject; null: all).
-- A day is overdue from the item's due date on, or from the day it was opened where it has none.
-- What is open is what the holdings say now, less the lines after that day; so an item that was
-- settled since is open again, and the sum is the account's balance of that day. For a day nearer
-- to the account's first line than to its last, the lines up to that day are added up instead.
-- Items above the reader's class are one row, or in that of their account where rows are accounts;
-- it has no figures where they are those of fewer than five parties.
-- The subjects are looked up by one sorted list of their keys, which reads the index in its order.
with control as materialized (
  select a.id, a.code, a.read_class, a.id = any ($4::uuid[]) as of_few, c.is_early
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
  where a.organization = $1 and a.company = $2 and a.subject_rule <> 'none'
    and ($7::text is null or a.code = $7::text)
), standing as materialized (
  select c.code as account, c.read_class, c.of_few, o.subject, o.currency, o.amount, o.base
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
        and l.layer = 'actual' and l.subject is not null and not c.is_early
      union all
      select l.subject, l.currency, l.amount, l.base from ledger.line l
      where l.organization = $1 and l.account = c.id and l.posted_on <= $5::date
        and l.layer = 'actual' and l.subject is not null and c.is_early
    ) as m
    group by m.subject, m.currency
    having sum(m.amount) <> 0 or sum(m.base) <> 0
  ) as o
)
select g.account, g.party, g.kind, g.subject, g.opened_on, g.due_on, g.currency,
  case when not g.of_few then g.items end as items,
  case when not g.of_few then g.not_due end::bigint as not_due,
  case when not g.of_few then g.days_1_30 end::bigint as days_1_30,
  case when not g.of_few then g.days_31_60 end::bigint as days_31_60,
  case when not g.of_few then g.days_61_90 end::bigint as days_61_90,
  case when not g.of_few then g.days_over_90 end::bigint as days_over_90,
  case when not g.of_few then g.outstanding end::bigint as outstanding,
  case when not g.of_few then g.base end::bigint as base
from (
  select case when $6::text in ('item', 'account') then i.account end as account,
    case when $6::text = 'party' and i.hidden then 'not shown singly'
      when $6::text in ('item', 'party') and not i.hidden then coalesce(i.party, '') end as party,
    case when $6::text in ('item', 'kind') and i.hidden then 'not shown singly'
      when $6::text in ('item', 'kind') then i.kind end as kind,
    case when $6::text = 'item' and not i.hidden then i.paper end as subject,
    case when $6::text = 'item' and not i.hidden then i.opened_on end as opened_on,
    case when $6::text = 'item' and not i.hidden then i.due_on end as due_on,
    i.currency, count(*) as items, coalesce(sum(i.amount) filter (where i.overdue <= 0), 0) as not_due,
    coalesce(sum(i.amount) filter (where i.overdue between 1 and 30), 0) as days_1_30,
    coalesce(sum(i.amount) filter (where i.overdue between 31 and 60), 0) as days_31_60,
    coalesce(sum(i.amount) filter (where i.overdue between 61 and 90), 0) as days_61_90,
    coalesce(sum(i.amount) filter (where i.overdue > 90), 0) as days_over_90,
    sum(i.amount) as outstanding, sum(i.base) as base,
    case when $3::smallint >= 6 then false when $6::text = 'account' then bool_or(i.of_few)
      else bool_or(i.hidden) and count(distinct i.owner) < 5 end as of_few
  from (
    select o.account, o.of_few, o.currency, o.amount, o.base, s.party, s.kind, s.opened_on, s.due_on,
      s.paper || case when s.row = 0 then '' else '/' || s.row end as paper,
      coalesce($5::date - coalesce(s.due_on, s.opened_on), 0) as overdue,
      greatest(o.read_class, s.read_class) > $3::smallint as hidden,
      coalesce(s.party, s.id::text) as owner
    from standing o
    join ledger.subject s on s.organization = $1 and s.id = o.subject
      and s.id = any (array(select t.subject from standing t))
    where ($8::text is null or s.party = $8::text) and ($9::text is null or s.kind = $9::text)
  ) as i
  group by 1, 2, 3, 4, 5, 6, i.currency
) as g
order by g.account collate "C", g.party collate "C", g.due_on, g.opened_on, g.kind collate "C",
  g.subject collate "C", g.currency
