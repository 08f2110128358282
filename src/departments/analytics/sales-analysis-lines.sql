-- The lines behind a figure of the sales analysis.
-- $1 to $9 as in the analysis; $10 row and $11 column ('' where a line has none of the group, null:
-- all), $12 which column of the table.
-- A share is rounded: each line has what it adds to the rounded share of those up to it, so that
-- they sum to it.
with hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), line as (
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    l.item, -l.base::numeric as figure, a.read_class > $3::smallint
      or coalesce(l.subject in (select id from hidden_subject), false) as hidden
  from ledger.account a
  join ledger.line l on l.organization = $1 and l.account = a.id and l.layer = 'actual'
    and l.posted_on between coalesce($7::date, '-infinity') and coalesce($8::date, 'infinity')
    and l.unit is null and l.tax_code is not null
    and (l.tax_box = 'net sales' or (l.tax_box is null and exists (
      select from ledger.entry e where e.organization = $1 and e.id = l.entry
        and e.source_paper in ('sales invoice', 'credit note', 'bad-debt adjustment'))))
  where a.organization = $1 and a.company = $2 and $12::text in ('net', 'share')
  union all
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    l.item, case when u.place = 'lost' then -l.quantity else l.quantity end
      / power(10::numeric, coalesce(c.scale, 0)), a.read_class > $3::smallint
  from ledger.unit u
  join ledger.line l on l.organization = $1 and l.unit = u.id and l.layer = 'actual'
    and l.posted_on between coalesce($7::date, '-infinity') and coalesce($8::date, 'infinity')
  join ledger.account a on a.organization = $1 and a.id = l.account and a.type = 'place'
  left join ledger.commodity c on c.organization = $1 and c.code = l.item
  where u.organization = $1 and u.company = $2 and $12::text = 'quantity'
    and (u.place in ('customers', 'services received')
      or (u.place = 'lost' and $9::text = 'count'))
)
select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
  trim_scale(case when $12::text = 'share' then
    round(100 * sum(l.figure) over up_to / nullif((select sum(figure) from line), 0), 2)
      - round(100 * (sum(l.figure) over up_to - l.figure)
        / nullif((select sum(figure) from line), 0), 2)
    else l.figure end) as figure
from line l
left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
cross join lateral (
  select case when l.hidden then 'not shown singly' else case $5::text
      when 'month' then to_char(l.posted_on, 'YYYY-MM')
      when 'country' then coalesce(n.dimensions ->> 'country', '')
      when 'customer' then coalesce(l.party, '') when 'item' then coalesce(l.item, '') end
    end as row,
    case when l.hidden then 'not shown singly' else case $6::text
      when 'month' then to_char(l.posted_on, 'YYYY-MM')
      when 'country' then coalesce(n.dimensions ->> 'country', '')
      when 'customer' then coalesce(l.party, '') when 'item' then coalesce(l.item, '') end
    end as column
) as g
where l.figure <> 0 and ($10::text is null or g.row = $10::text)
  and ($11::text is null or g.column = $11::text)
window up_to as (order by l.posted_on, l.entry, l.line)
