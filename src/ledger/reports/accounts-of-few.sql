-- The accounts on which so few stand that a total would tell one of them to a reader who does not
-- see their lines singly: accounts above the reader's class, and those that have subjects above
-- it, on which fewer than five parties stand up to a day, or moved in the span.
-- $1 organization, $2 company, $3 the reader's class, $4 from (day, or null), $5 until (day; null:
-- all), $6 period (instead of days, or null), $7 layer, $8 whether without $4 the span begins with
-- the fiscal year.
-- A party counts once; a line without a party or a subject counts as one of its own. The newest
-- ten thousand lines tell.
with span as materialized (
  select coalesce(p.starts_on, $4::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date and $8::boolean
    ), '-infinity') as first_day,
    coalesce(p.ends_on, $5::date, 'infinity') as last_day
  from (values (1)) as one (row)
  left join (
    select * from ledger.period where organization = $1 and company = $2
  ) as p on p.period = $6::integer
), hidden as materialized (
  select a.id as account from ledger.account a
  where a.organization = $1 and a.company = $2 and a.read_class > $3::smallint
  union
  select h.account
  from ledger.subject s
  join ledger.holding h on h.organization = $1 and h.subject = s.id
  where s.organization = $1 and s.company = $2 and s.read_class > $3::smallint
)
select h.account::text
from hidden h
cross join span
cross join lateral (
  select count(distinct n.party) as stand,
    count(distinct n.party) filter (where n.posted_on >= span.first_day) as moved
  from (
    select l.posted_on, coalesce(l.party, l.subject::text, l.entry || '/' || l.line) as party
    from ledger.line l
    where l.organization = $1 and l.account = h.account and l.posted_on <= span.last_day
      and l.layer = $7::ledger.layer
    order by l.posted_on desc
    limit 10000
  ) as n
) as c
where c.stand between 1 and 4 or c.moved between 1 and 4
