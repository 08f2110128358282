-- The account ledger: the lines of one account between two days, with its running balance.
-- $1 organization, $2 company, $3 account (code), $4 from (day; null: the fiscal year's first),
-- $5 until (day), $6 layer, $7 closing ('include' or 'exclude' the closing entries of the span),
-- $8 limit (lines a page), $9 after (where the page before ended: day/entry/line, or null).
--
-- A page begins with one row for each currency that brings its balance forward. What stood before
-- is read from the balances of whole periods and from the lines of the period that runs.
with span as materialized (
  select s.*, whole.period as whole, coalesce(whole.ends_on + 1, '-infinity') as lines_from
  from (
    select a.id as account, f.first_day, $5::date as last_day,
      coalesce(split_part($9::text, '/', 1)::date, f.first_day) as page_day,
      coalesce(split_part($9::text, '/', 2)::uuid,
        '00000000-0000-0000-0000-000000000000') as page_entry,
      coalesce(split_part($9::text, '/', 3)::integer, 0) as page_line
    from ledger.account a
    cross join lateral (
      select coalesce($4::date, (
        select max(y.starts_on) from ledger.fiscal_year y
        where y.organization = $1 and y.company = $2 and y.starts_on <= $5::date
      ), $5::date) as first_day
    ) as f
    where a.organization = $1 and a.company = $2 and a.code = $3::text
  ) as s
  left join lateral (
    select p.period, p.ends_on from ledger.period p
    where p.organization = $1 and p.company = $2 and p.ends_on < s.page_day
    order by p.period desc limit 1
  ) as whole on true
), left_out as materialized (
  select p.period from ledger.period p, span
  where p.organization = $1 and p.company = $2 and $7::text = 'exclude' and p.kind = 'closing'
    and p.ends_on between span.first_day and span.last_day
), brought as (
  select currency, sum(amount) as amount, sum(base) as base
  from (
    select b.currency, b.debit - b.credit as amount, b.base_debit - b.base_credit as base
    from span
    join ledger.balance b on b.organization = $1 and b.company = $2 and b.account = span.account
      and b.period <= span.whole and b.layer = $6::ledger.layer
      and b.period <> all (array(select period from left_out))
    union all
    select l.currency, l.amount, l.base
    from span
    join ledger.line l on l.organization = $1 and l.account = span.account
      and l.posted_on between span.lines_from and span.page_day
      and l.layer = $6::ledger.layer
      and (l.posted_on, l.entry, l.line) <= (span.page_day, span.page_entry, span.page_line)
      and l.period <> all (array(select period from left_out))
  ) as before
  group by currency
), page as (
  select l.*, row_number() over (order by l.posted_on, l.entry, l.line) as place
  from span
  cross join lateral (
    select l.* from ledger.line l
    where l.organization = $1 and l.account = span.account
      and l.posted_on between span.page_day and span.last_day and l.layer = $6::ledger.layer
      and (l.posted_on, l.entry, l.line) > (span.page_day, span.page_entry, span.page_line)
      and l.period <> all (array(select period from left_out))
    order by l.posted_on, l.entry, l.line
    limit $8::integer + 1
  ) as l
), rows as (
  select 0::bigint as place, currency, (amount)::bigint as amount, (base)::bigint as base,
    null::uuid as entry, null::integer as line, null::date as posted_on, null::uuid as subject,
    null::text as party, null::text as text, null::text as item, null::bigint as quantity
  from brought where amount <> 0 or base <> 0 or $9::text is null
  union all
  select place, currency, amount, base, entry, line, posted_on, subject, party, text, item,
    case when item is not null then quantity end
  from page where place <= $8::integer
)
select coalesce(r.posted_on, span.page_day) as posted_on, r.entry::text, r.line, e.journal,
  case when r.place > 0 then e.reason else 'brought forward' end as reason, r.text, r.party,
  s.kind || ' ' || s.paper || case when s.row = 0 then '' else '/' || s.row end as subject,
  r.currency, case when r.place > 0 then greatest(r.amount, 0) end as debit,
  case when r.place > 0 then greatest(-r.amount, 0) end as credit,
  (sum(r.amount) over (partition by r.currency order by r.place))::bigint as balance,
  case when r.place > 0 then r.base end as base,
  (sum(r.base) over (order by r.place, r.currency collate "C"))::bigint as base_balance,
  r.item, r.quantity,
  case when (select max(place) from page) > $8::integer then (
    select posted_on || '/' || entry || '/' || line from page where place = $8::integer
  ) end as next
from rows r
cross join span
left join lateral (
  select o.journal, o.reason from ledger.entry o where o.organization = $1 and o.id = r.entry
) e on true
left join lateral (
  select o.kind, o.paper, o.row from ledger.subject o
  where o.organization = $1 and o.id = r.subject
) s on true
order by r.place, r.currency collate "C"
