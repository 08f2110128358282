-- The statement of a party: what it owed at first, each line since with the balance after it, and
-- what it owes at the end, for each currency apart.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown, $5
-- party, $6 from (day; null: the fiscal year's first), $7 until (day), $8 account (code; null: all),
-- $9 limit (lines a page), $10 after (where the page before ended: day/entry/line, or null).
-- Debts are what stands on assets and liabilities whose lines must name a subject and carry no
-- goods; a line of an order waits for its bill and is no debt yet. Debit is what the party owes. An
-- allocation has a line for each item, one of which takes what the other gives. Items above the
-- reader's class, and accounts of $4, are left out, and a row without figures says so.
with span as materialized (
  select coalesce($6::date, (
      select max(y.starts_on) from ledger.fiscal_year y
      where y.organization = $1 and y.company = $2 and y.starts_on <= $7::date
    ), $7::date) as first_day, $7::date as last_day,
    split_part($10::text, '/', 1)::date as page_day,
    nullif(split_part($10::text, '/', 2), '')::uuid as page_entry,
    nullif(split_part($10::text, '/', 3), '')::integer as page_line
), debt as materialized (
  select l.posted_on, l.entry, l.line, l.currency, l.amount, l.base, l.text, a.code as account,
    s.paper || case when s.row = 0 then '' else '/' || s.row end as subject, s.due_on,
    greatest(a.read_class, s.read_class) > $3::smallint or a.id = any ($4::uuid[]) as hidden,
    case when $10::text is null then l.posted_on < span.first_day
      else (l.posted_on, l.entry, l.line) <= (span.page_day, span.page_entry, span.page_line) end
      as is_before,
    l.posted_on >= span.first_day as is_in_span
  from span
  join ledger.subject s on s.organization = $1 and s.company = $2 and s.party = $5::text
    and s.kind <> 'order line'
  join ledger.line l on l.organization = $1 and l.subject = s.id and l.posted_on <= span.last_day
    and l.layer = 'actual'
  join ledger.account a on a.organization = $1 and a.id = l.account and a.company = $2
    and a.type in ('asset', 'liability') and a.subject_rule = 'required' and not a.goods
  where $8::text is null or a.code = $8::text
), page as materialized (
  select d.*, row_number() over (order by d.posted_on, d.entry, d.line) as place
  from (
    select d.* from debt d
    where not d.hidden and not d.is_before
    order by d.posted_on, d.entry, d.line
    limit $9::integer + 1
  ) as d
), rows as (
  select 0::bigint as place, d.currency, sum(d.amount) filter (where d.is_before) as amount,
    sum(d.base) filter (where d.is_before) as base, null::date as posted_on, null::uuid as entry,
    null::integer as line, null::text as account, null::text as subject, null::date as due_on,
    null::text as text
  from debt d
  where not d.hidden
  group by d.currency
  union all
  select p.place, p.currency, p.amount, p.base, p.posted_on, p.entry, p.line, p.account,
    p.subject, p.due_on, p.text
  from page p where p.place <= $9::integer
), balanced as (
  select r.*, sum(coalesce(r.amount, 0)) over so_far as balance,
    sum(coalesce(r.base, 0)) over so_far as base_balance
  from rows r
  window so_far as (partition by r.currency order by r.place)
), closing as (
  select d.currency, sum(greatest(d.amount, 0)) filter (where d.is_in_span) as debit,
    sum(greatest(-d.amount, 0)) filter (where d.is_in_span) as credit, sum(d.amount) as balance,
    sum(d.base) as base_balance
  from debt d
  where not d.hidden and not exists (select from page p where p.place > $9::integer)
  group by d.currency
), shown as (
  select b.place, coalesce(b.posted_on, span.page_day, span.first_day) as posted_on, b.entry,
    b.line, case when b.place > 0 then e.reason when $10::text is null then 'opening balance'
      else 'brought forward' end as reason,
    e.source_paper, e.source_number, b.account, b.subject, b.due_on, b.text, b.currency,
    case when b.place > 0 then greatest(b.amount, 0) end as debit,
    case when b.place > 0 then greatest(-b.amount, 0) end as credit, b.balance,
    case when b.place > 0 then b.base end as base, b.base_balance
  from balanced b
  cross join span
  left join lateral (
    select o.reason, o.source_paper, o.source_number from ledger.entry o
    where o.organization = $1 and o.id = b.entry
  ) e on true
  union all
  select 100000, span.last_day, null, null, 'closing balance', null, null, null, null, null, null,
    c.currency, coalesce(c.debit, 0), coalesce(c.credit, 0), c.balance, null, c.base_balance
  from closing c
  cross join span
  union all
  select 100001, span.last_day, null, null, 'not shown singly', null, null, null, null, null, null,
    null, null, null, null, null, null
  from span
  where exists (select from debt d where d.hidden)
)
select s.posted_on, s.entry::text as entry, s.line, s.reason, s.source_paper, s.source_number,
  s.account, s.subject, s.due_on, s.text, s.currency, s.debit::bigint as debit,
  s.credit::bigint as credit, s.balance::bigint as balance, s.base::bigint as base,
  s.base_balance::bigint as base_balance,
  case when (select max(place) from page) > $9::integer then (
    select posted_on || '/' || entry || '/' || line from page where place = $9::integer
  ) end as next
from shown s
order by s.place, s.currency collate "C"
