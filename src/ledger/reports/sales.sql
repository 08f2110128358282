-- Sales of an imported "Online Retail" file: rows, invoices, quantity, and value as priced (to the
-- last digit), as posted (whole minor units) and their difference.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown, $5 by
-- ('month', 'country', 'customer' or 'product'), $6 from (day; null: the first), $7 until (day;
-- null: the last).
-- Each row of the file has one line that counts it, where its quantity arrived (accounts 9200,
-- 9300 and 9500; at 9300, lost and found, with the sign turned), and at most one with its money:
-- a line with a source row and without a unit. See docs/online-retail.md. An invoice whose entry
-- was reversed is not counted. Rows above the reader's class are summed, without figures where they
-- are those of fewer than five customers.
with hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), sold as materialized (
  select e.id from ledger.entry e
  where e.organization = $1 and e.company = $2 and e.reversed_entry is null and e.source_paper in
      ('sales invoice', 'credit note', 'bad-debt adjustment', 'stock adjustment')
    and e.posted_on between coalesce($6::date, '-infinity') and coalesce($7::date, 'infinity')
    and e.id not in (
      select r.reversed_entry from ledger.entry r
      where r.organization = $1 and r.reversed_entry is not null)
), line as (
  select l.entry, l.posted_on, l.party, l.analysis, l.item, l.unit, l.unrounded, l.currency,
    case when l.unit is null then 0 when a.code = '9300' then -l.quantity else l.quantity end
      as quantity,
    case when l.unit is null then l.amount else 0 end as amount, a.id = any ($4::uuid[]) as of_few,
    a.read_class > $3::smallint or coalesce(l.subject in (select id from hidden_subject), false)
      as hidden
  from ledger.line l
  join sold on sold.id = l.entry
  join ledger.account a on a.organization = $1 and a.id = l.account
  where l.organization = $1 and l.company = $2 and l.source_row is not null
    and (l.unit is null or a.code in ('9200', '9300', '9500'))
), part as (
  select case when l.hidden then 'not shown singly'
      when $5::text = 'month' then to_char(l.posted_on, 'YYYY-MM')
      when $5::text = 'country' then coalesce(n.dimensions ->> 'country', '')
      when $5::text = 'customer' then coalesce(l.party, '')
      when $5::text = 'product' then coalesce(l.item, '') end as name,
    l.entry, l.currency, l.hidden, bool_or(l.of_few) as of_few, min(l.party) as party, count(l.unit) as rows, sum(l.quantity) as quantity,
    sum(l.amount) as amount, sum(case when l.unit is null
      then coalesce(-l.unrounded, -l.amount / power(10::numeric, c.scale)) end) as priced
  from line l
  join ledger.commodity c on c.organization = $1 and c.code = l.currency
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  group by 1, l.entry, l.currency, l.hidden
), few as materialized (
  select count(distinct coalesce(p.party, p.entry::text)) < 5 or bool_or(p.of_few) as are_few
  from part p where p.hidden
), summed as (
  select p.name, p.currency, p.hidden, sum(p.rows)::bigint as rows, count(*) as invoices,
    sum(p.quantity)::text as quantity,
    trim_scale(coalesce(sum(p.priced), 0))::text as as_priced, -sum(p.amount)::bigint as as_posted,
    trim_scale(-sum(p.amount) / power(10::numeric, min(c.scale)) - coalesce(sum(p.priced), 0))::text
      as difference
  from part p
  join ledger.commodity c on c.organization = $1 and c.code = p.currency
  group by p.name, p.currency, p.hidden
)
select p.name, p.currency, case when p.shown then p.rows end as rows,
  case when p.shown then p.invoices end as invoices,
  case when p.shown then p.quantity end as quantity,
  case when p.shown then p.as_priced end as as_priced,
  case when p.shown then p.as_posted end as as_posted,
  case when p.shown then p.difference end as difference
from (
  select s.*, not (s.hidden and (select are_few from few)) as shown from summed s
) as p
order by p.name collate "C", p.currency
