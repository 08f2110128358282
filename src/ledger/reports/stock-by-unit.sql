-- Stock by unit: what is on hand and reserved in each place, lot and owner, now or as of a day.
-- $1 organization, $2 company, $3 as of (day; null: as it stands now, later days included),
-- $4 places ('own', where what is not there cannot be taken, or 'all'), $5 item (null: all),
-- $6 place (null: all).
-- As of a day it is what stands there now, less the lines after that day.
with moved_since as materialized (
  select m.unit, m.item, sum(m.on_hand) as on_hand, sum(m.reserved) as reserved
  from (
    select l.unit, l.item, case when l.layer = 'actual' then l.quantity else 0 end as on_hand,
      -- A pending issue reserves, what takes it back frees; a pending receipt reserves nothing.
      case when l.layer <> 'pending' then 0
        when e.kind in ('settlement', 'void', 'expiry') then -greatest(l.quantity, 0)
        else greatest(-l.quantity, 0) end as reserved
    from ledger.account a
    join ledger.line l on l.organization = $1 and l.account = a.id
      and l.posted_on > coalesce($3::date, 'infinity') and l.unit is not null
      and l.quantity <> 0 and l.layer <> 'commitment'
    join ledger.entry e on e.organization = $1 and e.id = l.entry
    where a.organization = $1 and a.company = $2 and a.goods
  ) as m
  group by m.unit, m.item
)
select u.place, u.lot, u.owner, k.item, c.name, q.on_hand, q.reserved,
  q.on_hand - q.reserved as free
from ledger.stock k
join ledger.unit u on u.organization = $1 and u.id = k.unit
join ledger.commodity c on c.organization = $1 and c.code = k.item
left join moved_since m on m.unit = k.unit and m.item = k.item
cross join lateral (
  select (k.on_hand - coalesce(m.on_hand, 0))::bigint as on_hand,
    (k.reserved - coalesce(m.reserved, 0))::bigint as reserved
) as q
where k.organization = $1 and k.company = $2
  and ($4::text = 'all' or u.bounded)
  and ($5::text is null or k.item = $5::text)
  and ($6::text is null or u.place = $6::text)
  and (q.on_hand <> 0 or q.reserved <> 0)
order by u.place collate "C", u.lot collate "C", u.owner collate "C", k.item collate "C"
