-- The value of stock: of each item, the quantity and what it is worth in the books on a day.
-- $1 organization, $2 company, $3 as of (day), $4 account (code; null: every stock account).
-- Quantity and value are sums of the same lines, so the total is the accounts' balance. A value
-- without an item is one that names none, such as a provision on the whole.
select a.code as account, coalesce(s.item, '') as item, coalesce(c.name, '') as name,
  case when s.item is not null then s.quantity end as quantity, s.value
from ledger.account a
cross join lateral (
  select l.item, sum(l.quantity)::bigint as quantity, sum(l.base)::bigint as value
  from ledger.line l
  where l.organization = $1 and l.account = a.id and l.posted_on <= $3::date
    and l.layer = 'actual'
  group by l.item
  having sum(l.quantity) <> 0 or sum(l.base) <> 0
) as s
left join ledger.commodity c on c.organization = $1 and c.code = s.item
where a.organization = $1 and a.company = $2 and a.goods and a.type = 'asset'
  and ($4::text is null or a.code = $4::text)
order by a.code collate "C", s.item collate "C" nulls last
