-- The balance sheet: what the company owns, owes and is worth at the end of a day.
-- $1 organization, $2 company, $3 the reader's class (an account's total is shown to all), $4
-- accounts whose totals are not shown, $5 as of (day).
-- Figures are in the company's currency. Assets are positive where they are debit, liabilities and
-- equity where they are credit. A profit that no closing entry has brought to equity yet stands as
-- a line of its own, so total assets are always total liabilities and equity. Accounts where
-- currencies meet and figures outside of the statements are shown where they are not zero.
-- An account with accounts below it stands before them with their total. The totals of accounts of
-- $4 are in those of their section, which has a row without a figure that says so.
with recursive edge as materialized (
  select (
      select max(p.period) from ledger.period p
      where p.organization = $1 and p.company = $2 and p.ends_on <= $5::date
    ) as whole, running.period as running, running.starts_on as first_day, (
      -- The fiscal year that runs: profit from its periods on is the current one.
      select max(y.year) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date
    ) as year
  from (select) as one
  left join ledger.period running on running.organization = $1 and running.company = $2
    and running.starts_on <= $5::date and running.ends_on > $5::date
), account as materialized (
  select a.id, a.code, a.name, a.parent, a.type,
    case a.type when 'asset' then 'assets' when 'liability' then 'liabilities'
      when 'equity' then 'equity' when 'position' then 'positions' else 'outside' end as section
  from ledger.account a
  where a.organization = $1 and a.company = $2
), stood as materialized (
  select m.account, m.current, sum(m.base) as base
  from (
    select b.account, b.base_debit - b.base_credit as base,
      b.period / 100 = (select year from edge) as current
    from ledger.balance b
    where b.organization = $1 and b.company = $2 and b.layer = 'actual'
      -- An index would find the periods at more cost than reading the later ones along.
      and b.period + 0 <= (select whole from edge)
    union all
    select a.id, run.base, true
    from edge
    cross join account a
    cross join lateral (
      select sum(l.base)::bigint as base from ledger.line l
      where l.organization = $1 and l.account = a.id and l.period = edge.running
        and l.posted_on between edge.first_day and $5::date and l.layer = 'actual'
    ) as run
    where edge.running is not null
  ) as m
  group by m.account, m.current
), figure as materialized (
  select a.section, a.id, a.parent, sum(s.base) as base, a.id = any ($4::uuid[]) as of_few
  from stood s join account a on a.id = s.account and a.type not in ('income', 'expense')
  group by a.section, a.id, a.parent
  having sum(s.base) <> 0
), profit as materialized (
  select coalesce(-sum(s.base) filter (where s.current), 0) as current,
    coalesce(-sum(s.base) filter (where not s.current), 0) as earlier
  from stood s join account a on a.id = s.account and a.type in ('income', 'expense')
), above (section, base, of_few, id, parent) as (
  -- Each figure counts for its account and for every account above it.
  select section, base, of_few, id, parent from figure
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
), part (section, place, sign) as (
  values ('assets', 1, 1), ('liabilities', 2, -1), ('equity', 3, -1), ('positions', 4, -1),
    ('outside', 5, -1)
), sums as materialized (
  select p.section, p.place, p.sign * coalesce(sum(f.base), 0) as amount
  from part p left join figure f on f.section = p.section
  group by p.section, p.place, p.sign
)
select section, level, account, name, amount::bigint,
  concat_ws(E'\x01', place, rank, array_to_string(path, E'\x01')) as sort
from (
  select t.section, tree.level, a.code as account, a.name, p.sign * t.base as amount,
    p.place, 1 as rank, tree.path
  from total t
  join account a on a.id = t.id
  join tree on tree.id = t.id
  join part p on p.section = t.section
  union all
  select p.section, 0, null, 'not shown singly', null, p.place, 1, null
  from part p where $3::smallint < 6
    and exists (select from figure f where f.section = p.section and f.of_few)
  union all
  select 'equity', 0, null, 'profit of earlier years, not closed', earlier, 3, 2, null
  from profit where earlier <> 0
  union all
  select 'equity', 0, null, 'profit of the year, not closed', current, 3, 3, null from profit
  union all
  select s.section, 0, null, 'total ' || s.section,
    s.amount + case when s.section = 'equity' then profit.current + profit.earlier else 0 end,
    s.place, 4, null
  from sums s cross join profit
  where s.place <= 3 or s.amount <> 0
  union all
  select 'total', 0, null, 'total liabilities and equity',
    (select sum(amount) from sums where place > 1) + profit.current + profit.earlier, 6, 1, null
  from profit
) as sheet
order by place, rank, path
