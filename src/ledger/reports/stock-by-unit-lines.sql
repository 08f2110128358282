-- The lines behind a figure of the stock by unit.
-- $1 to $8 as in the stock by unit; $9 place, $10 lot, $11 owner and $12 item, each null for all;
-- $13 the column.
-- The quantity is counted in whole units of its item. A pending issue reserves, what takes it back
-- frees; a pending receipt reserves nothing.
with hidden_unit as materialized (
  select distinct l.unit
  from ledger.account a
  join ledger.line l on l.organization = $1 and l.account = a.id and l.unit is not null
  where a.organization = $1 and a.company = $2 and a.goods and a.read_class > $3::smallint
)
select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
  trim_scale(f.figure / power(10::numeric, c.scale)) as figure
from ledger.unit u
cross join lateral (
  select u.id in (select unit from hidden_unit) as hidden
) as h
join ledger.line l on l.organization = $1 and l.unit = u.id and l.quantity <> 0
  and l.layer <> 'commitment' and l.posted_on <= coalesce($5::date, 'infinity')
join ledger.entry e on e.organization = $1 and e.id = l.entry
join ledger.commodity c on c.organization = $1 and c.code = l.item
cross join lateral (
  select case when l.layer = 'actual' then l.quantity else 0 end as on_hand,
    case when l.layer <> 'pending' then 0
      when e.kind in ('settlement', 'void', 'expiry') then -greatest(l.quantity, 0)
      else greatest(-l.quantity, 0) end as reserved
) as m
cross join lateral (
  select case $13::text when 'on_hand' then m.on_hand when 'reserved' then m.reserved
    else m.on_hand - m.reserved end as figure
) as f
where u.organization = $1 and u.company = $2 and f.figure <> 0
  and ($6::text = 'all' or u.bounded)
  and ($7::text is null or l.item = $7::text) and ($8::text is null or u.place = $8::text)
  and ($9::text is null
    or case when h.hidden then 'not shown singly' else u.place end = $9::text)
  and ($10::text is null or case when h.hidden then '' else u.lot end = $10::text)
  and ($11::text is null or case when h.hidden then '' else u.owner end = $11::text)
  and ($12::text is null or l.item = $12::text)
