-- The trial balance: of each account and currency, what stood there, moved and stands there now.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown,
-- $5 until (day), $6 from (day; null: the fiscal year's first), $7 period (instead of days; null: by
-- days), $8 by (a dimension's name, or null), $9 layer, $10 closing ('include' or 'exclude' the
-- closing entries of the span).
--
-- Whole periods are read from the balances. Only for a day inside a period are lines read: those
-- of its period up to that day or, where they are fewer days, those after it, which are taken off.
-- The accounts of $4 are one row, netted, so that all rows still sum to zero; an account above the
-- reader's class is split by a dimension only where at least five parties stand behind each value.
with span as materialized (
  select coalesce(p.starts_on, $6::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date
    ), $5::date) as first_day,
    coalesce(p.ends_on, $5::date) as last_day,
    p.period
  from (values (1)) as one (row)
  -- The organization stands inside, where Citus looks for it.
  left join (
    select * from ledger.period where organization = $1 and company = $2
  ) as p on p.period = $7::integer
), edge as materialized (
  -- Two moments: before the span, and at its end. All periods up to `whole` count as they are.
  select moment.name,
    case when running.period is not null and not running.adds then running.period
      else whole.period end as whole,
    running.period as running,
    case when running.adds then running.starts_on else moment.day + 1 end as first_day,
    case when running.adds then moment.day else running.ends_on end as last_day,
    case when running.adds then 1 else -1 end as sign
  from span
  cross join lateral (
    values ('opening', span.first_day - 1), ('closing', span.last_day)
  ) as moment (name, day)
  cross join lateral (
    select max(p.period) as period from ledger.period p
    where p.organization = $1 and p.company = $2 and case
      when span.period is null then p.ends_on <= moment.day
      when moment.name = 'opening' then p.period < span.period
      else p.period <= span.period end
  ) as whole
  left join lateral (
    select p.period, p.starts_on, p.ends_on,
      moment.day - p.starts_on < p.ends_on - moment.day as adds
    from ledger.period p
    where p.organization = $1 and p.company = $2 and span.period is null
      and p.starts_on <= moment.day and p.ends_on > moment.day
  ) as running on true
), left_out as materialized (
  select p.period from ledger.period p, span
  where p.organization = $1 and p.company = $2 and $10::text = 'exclude' and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), value as materialized (
  select n.id, coalesce(n.dimensions ->> $8::text, '') as value
  from ledger.analysis n
  where n.organization = $1 and $8::text is not null
), unsplit as materialized (
  select p.account
  from (
    select l.account, coalesce(v.value, '') as value,
      count(distinct coalesce(l.party, l.subject::text, l.entry || '/' || l.line)) as stand,
      count(distinct coalesce(l.party, l.subject::text, l.entry || '/' || l.line))
        filter (where l.posted_on >= span.first_day) as moved
    from span
    join ledger.account a on a.organization = $1 and a.company = $2
      and a.read_class > $3::smallint
    join ledger.line l on l.organization = $1 and l.account = a.id
      and l.posted_on <= span.last_day and l.layer = $9::ledger.layer
    left join value v on v.id = l.analysis
    where $8::text is not null
    group by 1, 2
  ) as p
  group by p.account
  having bool_or(p.stand < 5 or p.moved between 1 and 4)
), moved as (
  -- What stood before the span is netted; what moved in it keeps its sides. Combinations of
  -- dimensions are told apart only where the report asks for one.
  select b.account, b.currency, case when $8::text is not null then b.analysis end as analysis,
    coalesce(sum(b.debit - b.credit) filter (where b.period <= whole.opening), 0) as opening,
    coalesce(sum(b.debit) filter (where b.period > whole.opening), 0) as debit,
    coalesce(sum(b.credit) filter (where b.period > whole.opening), 0) as credit,
    coalesce(sum(b.base_debit - b.base_credit) filter (where b.period <= whole.opening), 0)
      as base_opening,
    coalesce(sum(b.base_debit) filter (where b.period > whole.opening), 0) as base_debit,
    coalesce(sum(b.base_credit) filter (where b.period > whole.opening), 0) as base_credit
  from ledger.balance b
  cross join (
    select coalesce((select whole from edge where name = 'opening'), 0) as opening,
      coalesce((select whole from edge where name = 'closing'), 0) as closing
  ) as whole
  where b.organization = $1 and b.company = $2 and b.layer = $9::ledger.layer
    -- An index would find the periods at more cost than reading the few later ones along.
    and b.period + 0 <= whole.closing and b.period <> all (array(select period from left_out))
  group by 1, 2, 3
  union all
  -- What lies between a moment and its period's edge; before the span it has not moved in it.
  select a.id, ran.currency, ran.analysis,
    case when edge.name = 'opening' then edge.sign * (ran.debit - ran.credit) else 0 end,
    way.sign * ran.debit, way.sign * ran.credit,
    case when edge.name = 'opening' then edge.sign * (ran.base_debit - ran.base_credit)
      else 0 end,
    way.sign * ran.base_debit, way.sign * ran.base_credit
  from edge
  cross join ledger.account a
  cross join lateral (
    select l.currency, l.analysis, sum(greatest(l.amount, 0))::bigint as debit,
      sum(greatest(-l.amount, 0))::bigint as credit,
      sum(greatest(l.base, 0))::bigint as base_debit,
      sum(greatest(-l.base, 0))::bigint as base_credit
    from ledger.line l
    where l.organization = $1 and l.account = a.id and l.period = edge.running
      and l.posted_on between edge.first_day and edge.last_day and l.layer = $9::ledger.layer
    group by l.currency, l.analysis
  ) as ran
  cross join lateral (
    select case when edge.name = 'opening' then -edge.sign else edge.sign end as sign
  ) as way
  where edge.running is not null and a.organization = $1 and a.company = $2
), summed as (
  select m.account, m.currency, sum(m.opening) as opening,
    case when m.account = any (array(select account from unsplit)) then ''
      else coalesce(v.value, '') end as dimension,
    sum(m.debit) as debit, sum(m.credit) as credit, sum(m.base_opening) as base_opening,
    sum(m.base_debit) as base_debit, sum(m.base_credit) as base_credit
  from moved m
  left join value v on v.id = m.analysis
  group by 1, 2, dimension
), netted as (
  select n.currency, n.opening, greatest(n.moved, 0) as debit, greatest(-n.moved, 0) as credit,
    n.base_opening, greatest(n.base_moved, 0) as base_debit,
    greatest(-n.base_moved, 0) as base_credit
  from (
    select s.currency, sum(s.opening) as opening, sum(s.debit - s.credit) as moved,
      sum(s.base_opening) as base_opening, sum(s.base_debit - s.base_credit) as base_moved
    from summed s
    where s.account = any ($4::uuid[])
    group by s.currency
  ) as n
)
select s.account, s.name, s.type, s.dimension, s.currency, s.opening::bigint, s.debit::bigint,
  s.credit::bigint, (s.opening + s.debit - s.credit)::bigint as closing,
  s.base_opening::bigint, s.base_debit::bigint, s.base_credit::bigint,
  (s.base_opening + s.base_debit - s.base_credit)::bigint as base_closing,
  s.account || E'\x01' || s.dimension || E'\x01' || s.currency as sort
from (
  select a.code as account, a.name, a.type, s.dimension, s.currency, s.opening, s.debit, s.credit,
    s.base_opening, s.base_debit, s.base_credit
  from summed s
  join ledger.account a on a.organization = $1 and a.id = s.account
  where s.account <> all ($4::uuid[])
  union all
  select '', 'not shown singly', '', '', n.currency, n.opening, n.debit, n.credit,
    n.base_opening, n.base_debit, n.base_credit
  from netted n
) as s
where (s.opening, s.debit, s.credit, s.base_opening, s.base_debit, s.base_credit)
  is distinct from (0, 0, 0, 0, 0, 0)
order by s.account collate "C", s.dimension collate "C", s.currency
