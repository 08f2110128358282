-- The account ledger: the lines of one account between two days, with its running balance.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown,
-- $5 account (code), $6 from (day; null: the fiscal year's first), $7 until (day), $8 layer,
-- $9 closing ('include' or 'exclude' the closing entries of the span), $10 limit (lines a page),
-- $11 after (where the page before ended: day/entry/line, or null).
--
-- A page begins with one row for each currency that brings its balance forward. What stood before
-- is read from the balances of whole periods and from the lines of the period that runs.
-- Lines above the reader's class are summed by department and stand at the end of their period. A
-- sum behind which fewer than five parties stand has no figure, nor is it split by department; and
-- an account of $4 shows no balance.
with span as materialized (
  select s.*, whole.period as whole, coalesce(whole.ends_on + 1, '-infinity') as lines_from
  from (
    select a.id as account, a.read_class, a.id = any ($4::uuid[]) as of_few,
      f.first_day, $7::date as last_day,
      coalesce(split_part($11::text, '/', 1)::date, f.first_day) as page_day,
      coalesce(split_part($11::text, '/', 2)::uuid,
        '00000000-0000-0000-0000-000000000000') as page_entry,
      coalesce(split_part($11::text, '/', 3)::integer, 0) as page_line
    from ledger.account a
    cross join lateral (
      select coalesce($6::date, (
        select max(y.starts_on) from ledger.fiscal_year y
        where y.organization = $1 and y.company = $2 and y.starts_on <= $7::date
      ), $7::date) as first_day
    ) as f
    where a.organization = $1 and a.company = $2 and a.code = $5::text
  ) as s
  left join lateral (
    select p.period, p.ends_on from ledger.period p
    where p.organization = $1 and p.company = $2 and p.ends_on < s.page_day
    order by p.period desc limit 1
  ) as whole on true
), left_out as materialized (
  select p.period from ledger.period p, span
  where p.organization = $1 and p.company = $2 and $9::text = 'exclude' and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), hidden as materialized (
  select least(p.ends_on, span.last_day) as day, l.currency, l.amount, l.base,
    coalesce(n.dimensions ->> 'department', '') as department,
    coalesce(l.party, l.subject::text, l.entry || '/' || l.line) as party
  from span
  cross join lateral (
    select l.* from ledger.line l
    where span.read_class > $3::smallint and l.organization = $1 and l.account = span.account
    union all
    select l.* from hidden_subject h
    join ledger.line l on l.organization = $1 and l.subject = h.id
    where span.read_class <= $3::smallint and l.account = span.account
  ) as l
  join ledger.period p on p.organization = $1 and p.company = $2 and p.period = l.period
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  where l.posted_on between span.first_day and span.last_day and l.layer = $8::ledger.layer
    and l.period <> all (array(select period from left_out))
), folded as materialized (
  select f.*, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid as entry,
    row_number() over (partition by f.day order by f.currency, f.department)::integer as line
  from (
    select s.day, s.currency, case when s.fewest >= 5 then s.department end as department,
      c.parties >= 5 as enough, sum(s.amount) as amount, sum(s.base) as base
    from (
      select h.day, h.currency, h.department, sum(h.amount) as amount, sum(h.base) as base,
        min(count(distinct h.party)) over (partition by h.day, h.currency) as fewest
      from hidden h
      group by h.day, h.currency, h.department
    ) as s
    join (
      select h.day, h.currency, count(distinct h.party) as parties
      from hidden h
      group by h.day, h.currency
    ) as c on c.day = s.day and c.currency = s.currency
    group by 1, 2, 3, c.parties
  ) as f
), brought as (
  select currency, sum(amount) as amount, sum(base) as base
  from (
    select b.currency, b.debit - b.credit as amount, b.base_debit - b.base_credit as base
    from span
    join ledger.balance b on b.organization = $1 and b.company = $2 and b.account = span.account
      and b.period <= span.whole and b.layer = $8::ledger.layer
      and b.period <> all (array(select period from left_out))
    union all
    select l.currency, l.amount, l.base
    from span
    join ledger.line l on l.organization = $1 and l.account = span.account
      and l.posted_on between span.lines_from and span.page_day
      and l.layer = $8::ledger.layer
      and (l.posted_on, l.entry, l.line) <= (span.page_day, span.page_entry, span.page_line)
      and l.period <> all (array(select period from left_out))
    -- What is hidden in the span counts from where its sum stands.
    where l.posted_on < span.first_day or not ($3::smallint < 6 and (
      span.read_class > $3::smallint or coalesce(l.subject in (select id from hidden_subject), false)))
    union all
    select f.currency, f.amount, f.base
    from span
    join folded f on f.day >= span.lines_from
      and (f.day, f.entry, f.line) <= (span.page_day, span.page_entry, span.page_line)
  ) as before
  group by currency
), page as (
  select u.*, row_number() over (order by u.posted_on, u.entry, u.line) as place
  from (
    select l.posted_on, l.entry, l.line, l.currency, l.amount, l.base, l.subject, l.party, l.text,
      l.item, case when l.item is not null then l.quantity end as quantity, true as shown
    from span
    cross join lateral (
      select l.* from ledger.line l
      where l.organization = $1 and l.account = span.account
        and l.posted_on between span.page_day and span.last_day and l.layer = $8::ledger.layer
        and (l.posted_on, l.entry, l.line) > (span.page_day, span.page_entry, span.page_line)
        and l.period <> all (array(select period from left_out))
        and not ($3::smallint < 6 and (span.read_class > $3::smallint
          or coalesce(l.subject in (select id from hidden_subject), false)))
      order by l.posted_on, l.entry, l.line
      limit $10::integer + 1
    ) as l
    union all
    select f.day, f.entry, f.line, f.currency, f.amount, f.base, null, null, f.department, null,
      null, f.enough
    from span
    join folded f on (f.day, f.entry, f.line) > (span.page_day, span.page_entry, span.page_line)
  ) as u
), rows as (
  select 0::bigint as place, currency, amount, base, null::uuid as entry, null::integer as line,
    null::date as posted_on, null::uuid as subject, null::text as party, null::text as text,
    null::text as item, null::bigint as quantity, null::boolean as shown
  from brought where amount <> 0 or base <> 0 or $11::text is null
  union all
  select place, currency, amount, base, entry, line, posted_on, subject, party, text, item,
    quantity, shown
  from page where place <= $10::integer
)
select coalesce(r.posted_on, span.page_day) as posted_on, e.id::text as entry,
  case when e.id is not null then r.line end as line, e.journal,
  case when r.place = 0 then 'brought forward' else coalesce(e.reason, 'not shown singly') end
    as reason, r.text, r.party,
  s.kind || ' ' || s.paper || case when s.row = 0 then '' else '/' || s.row end as subject,
  r.currency, case when r.shown then greatest(r.amount, 0) end::bigint as debit,
  case when r.shown then greatest(-r.amount, 0) end::bigint as credit,
  case when not span.of_few then
    sum(r.amount) over (partition by r.currency order by r.place) end::bigint as balance,
  case when r.shown then r.base end::bigint as base,
  case when not span.of_few then
    sum(r.base) over (order by r.place, r.currency collate "C") end::bigint as base_balance,
  r.item, r.quantity,
  case when (select max(place) from page) > $10::integer then (
    select posted_on || '/' || entry || '/' || line from page where place = $10::integer
  ) end as next
from rows r
cross join span
left join lateral (
  select o.id, o.journal, o.reason from ledger.entry o where o.organization = $1 and o.id = r.entry
) e on true
left join lateral (
  select o.kind, o.paper, o.row from ledger.subject o
  where o.organization = $1 and o.id = r.subject
) s on true
order by r.place, r.currency collate "C"
