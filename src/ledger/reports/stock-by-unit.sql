-- Stock by unit: what is on hand and reserved in each place, lot and owner, now or as of a day.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown, $5 as
-- of (day; null: as it stands now, later days included), $6 places ('own', where what is not there
-- cannot be taken, or 'all'), $7 item (null: all), $8 place (null: all).
-- Units of accounts above the reader's class are one row for each item; it has no figures where
-- they are fewer than five, or their account is one of $4.
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
      and l.posted_on > coalesce($5::date, 'infinity') and l.unit is not null
      and l.quantity <> 0 and l.layer <> 'commitment'
    join ledger.entry e on e.organization = $1 and e.id = l.entry
    where a.organization = $1 and a.company = $2 and a.goods
  ) as m
  group by m.unit, m.item
), hidden_unit as materialized (
  select l.unit, bool_or(a.id = any ($4::uuid[])) as of_few
  from ledger.account a
  join ledger.line l on l.organization = $1 and l.account = a.id and l.unit is not null
  where a.organization = $1 and a.company = $2 and a.goods and a.read_class > $3::smallint
  group by l.unit
), stood as (
  select u.id, u.place, u.lot, u.owner, k.item, c.name, q.on_hand, q.reserved
  from ledger.stock k
  join ledger.unit u on u.organization = $1 and u.id = k.unit
  join ledger.commodity c on c.organization = $1 and c.code = k.item
  left join moved_since m on m.unit = k.unit and m.item = k.item
  cross join lateral (
    select (k.on_hand - coalesce(m.on_hand, 0))::bigint as on_hand,
      (k.reserved - coalesce(m.reserved, 0))::bigint as reserved
  ) as q
  where k.organization = $1 and k.company = $2
    and ($6::text = 'all' or u.bounded)
    and ($7::text is null or k.item = $7::text)
    and ($8::text is null or u.place = $8::text)
    and (q.on_hand <> 0 or q.reserved <> 0)
)
select s.place, s.lot, s.owner, s.item, s.name, s.on_hand, s.reserved,
  s.on_hand - s.reserved as free
from (
  select s.place, s.lot, s.owner, s.item, s.name, s.on_hand, s.reserved
  from stood s
  where s.id not in (select unit from hidden_unit)
  union all
  select 'not shown singly', '', '', s.item, s.name,
    case when count(*) >= 5 and not bool_or(h.of_few) then sum(s.on_hand) end::bigint,
    case when count(*) >= 5 and not bool_or(h.of_few) then sum(s.reserved) end::bigint
  from stood s join hidden_unit h on h.unit = s.id
  group by s.item, s.name
) as s
order by s.place collate "C", s.lot collate "C", s.owner collate "C", s.item collate "C"
