-- Sales analysis: net sales and quantity by month, country, customer or item, and by two of them.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown, $5
-- rows and $6 columns ('month', 'country', 'customer', 'item', or 'none'), $7 from (day; null: the
-- first), $8 until (day; null: the last), $9 lost ('leave-out' or 'count').
-- Net sales are the lines whose role in returns is "net sales", and on papers of sale those that
-- have a tax code and no role: sold outside the scope of the tax. The quantity is what came to
-- customers, goods and services; what was lost or written off counts, with a minus, where $9 says
-- so. A credit note and a reversal take back, on their own day. Lines above the reader's class are
-- summed, without figures where they are those of fewer than five customers.
with hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), line as not materialized (
  select l.posted_on, l.analysis, l.party, l.item, -l.base as net, 0 as quantity, l.entry,
    a.read_class > $3::smallint or coalesce(l.subject in (select id from hidden_subject), false)
      as hidden, a.id = any ($4::uuid[]) as of_few
  from ledger.account a
  join ledger.line l on l.organization = $1 and l.account = a.id and l.layer = 'actual'
    and l.posted_on between coalesce($7::date, '-infinity') and coalesce($8::date, 'infinity')
    and l.unit is null and l.tax_code is not null
    and (l.tax_box = 'net sales' or (l.tax_box is null and exists (
      select from ledger.entry e where e.organization = $1 and e.id = l.entry
        and e.source_paper in ('sales invoice', 'credit note', 'bad-debt adjustment'))))
  where a.organization = $1 and a.company = $2
  union all
  select l.posted_on, l.analysis, l.party, l.item, 0,
    case when u.place = 'lost' then -l.quantity else l.quantity end, l.entry,
    a.read_class > $3::smallint, false
  from ledger.unit u
  join ledger.line l on l.organization = $1 and l.unit = u.id and l.layer = 'actual'
    and l.posted_on between coalesce($7::date, '-infinity') and coalesce($8::date, 'infinity')
  join ledger.account a on a.organization = $1 and a.id = l.account and a.type = 'place'
  where u.organization = $1 and u.company = $2 and (u.place in ('customers', 'services received')
    or (u.place = 'lost' and $9::text = 'count'))
), part as (
  -- One row for each pair of groups and item, whose scale tells what a quantity counts.
  select case when l.hidden then 'not shown singly' else g.row end as row,
    case when l.hidden and $6::text <> 'none' then 'not shown singly' else g.column end as column,
    l.item, l.hidden, sum(l.net) as net, sum(l.quantity) as quantity
  from line l
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  cross join lateral (
    select case $5::text when 'month' then to_char(l.posted_on, 'YYYY-MM')
        when 'country' then coalesce(n.dimensions ->> 'country', '')
        when 'customer' then coalesce(l.party, '') when 'item' then coalesce(l.item, '')
      end as row,
      case $6::text when 'month' then to_char(l.posted_on, 'YYYY-MM')
        when 'country' then coalesce(n.dimensions ->> 'country', '')
        when 'customer' then coalesce(l.party, '') when 'item' then coalesce(l.item, '')
      end as column
  ) as g
  group by 1, 2, 3, 4
), few as materialized (
  select count(distinct coalesce(l.party, l.entry::text)) < 5 or bool_or(l.of_few) as are_few
  from line l where $3::smallint < 6 and l.hidden
), grouped as materialized (
  select p.row, p.column, p.hidden, sum(p.net) as net,
    sum(p.quantity / power(10::numeric, coalesce(c.scale, 0))) as quantity
  from part p
  left join ledger.commodity c on c.organization = $1 and c.code = p.item
  group by p.row, p.column, p.hidden
)
select g.row, g.column, case when g.shown then g.net end::bigint as net,
  case when g.shown then trim_scale(g.quantity) end::text as quantity,
  case when g.shown then round(100 * g.net / nullif((select sum(net) from grouped), 0), 2)
    end::text as share
from (
  select o.*, not (o.hidden and coalesce((select are_few from few), false)) as shown
  from grouped o
) as g
order by g.row collate "C", g.column collate "C"
