-- The income statement: what was earned and spent between two days, and the profit; never with
-- the closing entries of the span.
-- $1 organization, $2 company, $3 the reader's class (an account's total is shown to all), $4
-- accounts whose totals are not shown, $5 until (day), $6 from (day; null: the fiscal year's first).
-- Figures are in the company's currency; income and expenses are both positive, a loss negative.
-- An account with accounts below it stands before them with their total. The totals of accounts of
-- $4 are in those of their section, which has a row without a figure that says so.
with recursive span as materialized (
  select coalesce($6::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date
    ), $5::date) as first_day, $5::date as last_day
), edge as materialized (
  select moment.sign, (
      select max(p.period) from ledger.period p
      where p.organization = $1 and p.company = $2 and p.ends_on <= moment.day
    ) as whole, running.period as running, running.starts_on as first_day, moment.day as last_day
  from span
  cross join lateral (
    values (-1, span.first_day - 1), (1, span.last_day)
  ) as moment (sign, day)
  left join lateral (
    select p.period, p.starts_on from ledger.period p
    where p.organization = $1 and p.company = $2
      and p.starts_on <= moment.day and p.ends_on > moment.day
  ) as running on true
), left_out as materialized (
  select p.period from ledger.period p, span
  where p.organization = $1 and p.company = $2 and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), account as materialized (
  select a.id, a.code, a.name, a.parent, a.type from ledger.account a
  where a.organization = $1 and a.company = $2
), earned as materialized (
  -- Credit is positive here: what was earned.
  select m.account, sum(m.base) as base
  from (
    select b.account, b.base_credit - b.base_debit as base
    from ledger.balance b
    where b.organization = $1 and b.company = $2 and b.layer = 'actual'
      -- An index would find the periods at more cost than reading the others along.
      and b.period + 0 > coalesce((select whole from edge where sign = -1), 0)
      and b.period + 0 <= (select whole from edge where sign = 1)
      and b.period <> all (array(select period from left_out))
    union all
    select a.id, -edge.sign * run.base
    from edge
    cross join account a
    cross join lateral (
      select sum(l.base)::bigint as base from ledger.line l
      where l.organization = $1 and l.account = a.id and l.period = edge.running
        and l.posted_on between edge.first_day and edge.last_day and l.layer = 'actual'
    ) as run
    where edge.running is not null and a.type in ('income', 'expense')
  ) as m
  join account a on a.id = m.account and a.type in ('income', 'expense')
  group by m.account
  having sum(m.base) <> 0
), above (section, base, of_few, id, parent) as (
  -- Each figure counts for its account and for every account above it.
  select a.type, e.base, a.id = any ($4::uuid[]), a.id, a.parent
  from earned e join account a on a.id = e.account
  union all
  select u.section, u.base, u.of_few, a.id, a.parent
  from above u join account a on a.id = u.parent
), total as materialized (
  select section, id, sum(base) as base from above group by section, id
  having not bool_and(of_few)
), tree (id, path, level) as (
  select a.id, array[a.code collate "C"], 0 from account a where a.parent is null
  union all
  select a.id, t.path || a.code collate "C", t.level + 1
  from tree t join account a on a.parent = t.id
)
select section, level, account, name, amount::bigint,
  concat_ws(E'\x01', part, array_to_string(path, E'\x01')) as sort
from (
  select t.section, p.level, a.code as account, a.name,
    case when t.section = 'expense' then -t.base else t.base end as amount,
    case when t.section = 'income' then 1 else 3 end as part, p.path
  from total t join account a on a.id = t.id join tree p on p.id = t.id
  union all
  select s.section, 0, null, 'not shown singly', null, s.part, null
  from (values ('income', 1), ('expense', 3)) as s (section, part)
  where $3::smallint < 6 and exists (
    select from earned e join account a on a.id = e.account and a.type = s.section
    where e.account = any ($4::uuid[]))
  union all
  select s.section, 0, null, 'total ' || s.section,
    (select coalesce(sum(case when s.section = 'expense' then -e.base else e.base end), 0)
      from earned e join account a on a.id = e.account and a.type = s.section),
    s.part, null
  from (values ('income', 2), ('expense', 4)) as s (section, part)
  union all
  select 'profit', 0, null, 'profit', (select coalesce(sum(base), 0) from earned), 5, null
) as statement
order by part, path
