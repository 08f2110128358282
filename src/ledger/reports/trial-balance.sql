-- The trial balance: of each account and currency, what stood there, moved and stands there now.
-- $1 organization, $2 company, $3 until (day), $4 from (day; null: the fiscal year's first),
-- $5 period (instead of days; null: by days), $6 by (a dimension's name, or null), $7 layer,
-- $8 closing ('include' or 'exclude' the closing entries of the span).
--
-- Whole periods are read from the balances. Only for a day inside a period are lines read: those
-- of its period up to that day or, where they are fewer days, those after it, which are taken off.
with span as materialized (
  select coalesce(p.starts_on, $4::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $3::date
    ), $3::date) as first_day,
    coalesce(p.ends_on, $3::date) as last_day,
    p.period
  from (select) as one
  left join ledger.period p on p.organization = $1 and p.company = $2 and p.period = $5::integer
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
  where p.organization = $1 and p.company = $2 and $8::text = 'exclude' and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), value as materialized (
  select n.id, coalesce(n.dimensions ->> $6::text, '') as value
  from ledger.analysis n
  where n.organization = $1 and $6::text is not null
), stood as (
  select b.account, b.currency, b.analysis, b.period <= (
      select whole from edge where name = 'opening') as before,
    b.debit, b.credit, b.base_debit, b.base_credit
  from ledger.balance b
  where b.organization = $1 and b.company = $2 and b.layer = $7::ledger.layer
    and b.period <= (select max(whole) from edge)
    and b.period <> all (array(select period from left_out))
), ran as (
  select a.id as account, moved.currency, moved.analysis, edge.name = 'opening' as before,
    edge.sign * moved.debit as debit, edge.sign * moved.credit as credit,
    edge.sign * moved.base_debit as base_debit, edge.sign * moved.base_credit as base_credit
  from edge
  cross join ledger.account a
  cross join lateral (
    select l.currency, l.analysis, sum(greatest(l.amount, 0))::bigint as debit,
      sum(greatest(-l.amount, 0))::bigint as credit,
      sum(greatest(l.base, 0))::bigint as base_debit,
      sum(greatest(-l.base, 0))::bigint as base_credit
    from ledger.line l
    where l.organization = $1 and l.account = a.id and l.period = edge.running
      and l.posted_on between edge.first_day and edge.last_day and l.layer = $7::ledger.layer
    group by l.currency, l.analysis
  ) as moved
  where edge.running is not null and a.organization = $1 and a.company = $2
), summed as (
  -- `before` are the figures at the opening; all that stand in a balance at the closing too.
  select s.account, s.currency, coalesce(v.value, '') as value,
    sum(s.debit) filter (where s.before) as opening_debit,
    sum(s.credit) filter (where s.before) as opening_credit,
    sum(s.base_debit) filter (where s.before) as opening_base_debit,
    sum(s.base_credit) filter (where s.before) as opening_base_credit,
    sum(s.debit) filter (where s.closes) as debit,
    sum(s.credit) filter (where s.closes) as credit,
    sum(s.base_debit) filter (where s.closes) as base_debit,
    sum(s.base_credit) filter (where s.closes) as base_credit
  from (
    select account, currency, analysis, before, true as closes, debit, credit, base_debit,
      base_credit
    from stood
    union all
    select account, currency, analysis, before, not before, debit, credit, base_debit, base_credit
    from ran
  ) as s
  left join value v on v.id = s.analysis
  group by s.account, s.currency, coalesce(v.value, '')
)
select a.code as account, a.name, a.type, s.value as dimension, s.currency,
  f.opening::bigint, (coalesce(s.debit, 0) - coalesce(s.opening_debit, 0))::bigint as debit,
  (coalesce(s.credit, 0) - coalesce(s.opening_credit, 0))::bigint as credit,
  f.closing::bigint, f.base_opening::bigint,
  (coalesce(s.base_debit, 0) - coalesce(s.opening_base_debit, 0))::bigint as base_debit,
  (coalesce(s.base_credit, 0) - coalesce(s.opening_base_credit, 0))::bigint as base_credit,
  f.base_closing::bigint
from summed s
join ledger.account a on a.organization = $1 and a.id = s.account
cross join lateral (
  select coalesce(s.opening_debit, 0) - coalesce(s.opening_credit, 0) as opening,
    coalesce(s.debit, 0) - coalesce(s.credit, 0) as closing,
    coalesce(s.opening_base_debit, 0) - coalesce(s.opening_base_credit, 0) as base_opening,
    coalesce(s.base_debit, 0) - coalesce(s.base_credit, 0) as base_closing
) as f
where f.opening <> 0 or f.closing <> 0 or f.base_opening <> 0 or f.base_closing <> 0
  or coalesce(s.debit, 0) <> coalesce(s.opening_debit, 0)
  or coalesce(s.base_debit, 0) <> coalesce(s.opening_base_debit, 0)
order by a.code collate "C", s.value collate "C", s.currency
