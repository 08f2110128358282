-- The lines behind a figure of the stock value.
-- $1 to $6 as in the stock value; $7 account (code) and $8 item ('' on a row that names none),
-- each null for all; $9 the column.
-- The quantity is counted in whole units of its item.
select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
  f.figure
from ledger.account a
join ledger.line l on l.organization = $1 and l.account = a.id
  and l.posted_on <= $5::date and l.layer = 'actual'
left join ledger.commodity c on c.organization = $1 and c.code = l.item
cross join lateral (
  select case when $9::text <> 'quantity' then l.base::numeric
    when l.item is not null then trim_scale(l.quantity / power(10::numeric, c.scale))
    else 0 end as figure
) as f
where a.organization = $1 and a.company = $2 and a.goods and a.type = 'asset' and f.figure <> 0
  and ($6::text is null or a.code = $6::text) and ($7::text is null or a.code = $7::text)
  and ($8::text is null
    or case when a.read_class > $3::smallint then '' else coalesce(l.item, '') end = $8::text)
