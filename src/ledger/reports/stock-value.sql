-- The value of stock: of each item, the quantity and what it is worth in the books on a day.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown, $5 as
-- of (day), $6 account (code; null: every stock account).
-- Quantity and value are sums of the same lines, so the total is the accounts' balance. A value
-- without an item is one that names none, such as a provision on the whole; an account above the
-- reader's class is one row, without its value where the account is one of $4.
select a.code as account, coalesce(s.item, '') as item, coalesce(c.name, s.name) as name,
  case when s.item is not null then s.quantity end as quantity, s.value
from ledger.account a
cross join lateral (
  select l.item, '' as name, sum(l.quantity)::bigint as quantity, sum(l.base)::bigint as value
  from ledger.line l
  where a.read_class <= $3::smallint and l.organization = $1 and l.account = a.id
    and l.posted_on <= $5::date and l.layer = 'actual'
  group by l.item
  having sum(l.quantity) <> 0 or sum(l.base) <> 0
  union all
  select null, 'not shown singly', null,
    case when a.id <> all ($4::uuid[]) then sum(l.base) end::bigint
  from ledger.line l
  where a.read_class > $3::smallint and l.organization = $1 and l.account = a.id
    and l.posted_on <= $5::date and l.layer = 'actual'
  having sum(l.base) <> 0
) as s
left join ledger.commodity c on c.organization = $1 and c.code = s.item
where a.organization = $1 and a.company = $2 and a.goods and a.type = 'asset'
  and ($6::text is null or a.code = $6::text)
order by a.code collate "C", s.item collate "C" nulls last
