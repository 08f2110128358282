-- The journal: the entries of a company between two days, each with its lines.
-- $1 organization, $2 company, $3 the reader's class, $4 accounts whose totals are not shown,
-- $5 from (day), $6 until (day), $7 journal (code; null: all), $8 limit (entries a page), $9 after
-- (where the page before ended: day/entry/line, or null).
-- Lines above the reader's class are summed by account, layer and department, and stand together
-- at the end of their period. A sum behind which fewer than five parties stand is not split by
-- department and has no figure, nor has one of an account of $4.
with hidden_account as materialized (
  select a.id from ledger.account a
  where a.organization = $1 and a.company = $2
    and $3::smallint < 6 and a.read_class > $3::smallint
), hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), hidden as materialized (
  select least(p.ends_on, $6::date) as day, l.account, l.layer, l.currency, l.amount, l.base,
    coalesce(n.dimensions ->> 'department', '') as department,
    coalesce(l.party, l.subject::text, l.entry || '/' || l.line) as party
  from (
    select l.* from hidden_account h
    join ledger.line l on l.organization = $1 and l.account = h.id
    union all
    select l.* from hidden_subject h
    join ledger.line l on l.organization = $1 and l.subject = h.id
    where l.account not in (select id from hidden_account)
  ) as l
  join ledger.entry e on e.organization = $1 and e.id = l.entry
  join ledger.period p on p.organization = $1 and p.company = $2 and p.period = l.period
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  where l.posted_on between $5::date and $6::date
    and ($7::text is null or e.journal = $7::text)
), folded as materialized (
  select f.*, row_number() over (partition by f.day order by f.account, f.layer, f.currency,
    f.department)::integer as line
  from (
    select s.day, s.account, s.layer, s.currency,
      case when s.fewest >= 5 then s.department end as department,
      case when c.enough then sum(s.amount) end as amount,
      case when c.enough then sum(s.base) end as base
    from (
      select h.day, h.account, h.layer, h.currency, h.department, sum(h.amount) as amount,
        sum(h.base) as base, min(count(distinct h.party)) over (
          partition by h.day, h.account, h.layer, h.currency) as fewest
      from hidden h
      group by h.day, h.account, h.layer, h.currency, h.department
    ) as s
    join (
      select h.day, h.account, h.layer, h.currency,
        count(distinct h.party) >= 5 and h.account <> all ($4::uuid[]) as enough
      from hidden h
      group by h.day, h.account, h.layer, h.currency
    ) as c on c.day = s.day and c.account = s.account and c.layer = s.layer
      and c.currency = s.currency
    group by 1, 2, 3, 4, 5, c.enough
  ) as f
), page as materialized (
  select e.*, row_number() over (order by e.posted_on, e.id) as place
  from (
    select * from (
      select e.id, e.posted_on, e.journal, e.kind, e.source_paper, e.source_number, e.reason
      from ledger.entry e
      where e.organization = $1 and e.company = $2
        and e.posted_on between coalesce(split_part($9::text, '/', 1)::date, $5::date) and $6::date
        and (e.posted_on, e.id) > (
          coalesce(split_part($9::text, '/', 1)::date, $5::date - 1),
          coalesce(split_part($9::text, '/', 2)::uuid, '00000000-0000-0000-0000-000000000000'))
        and ($7::text is null or e.journal = $7::text)
        -- An entry none of whose lines may be shown is not there at all.
        and ($3::smallint >= 6 or exists (
          select from ledger.line l where l.organization = $1 and l.entry = e.id
            and l.account not in (select id from hidden_account)
            and not coalesce(l.subject in (select id from hidden_subject), false)))
      order by e.posted_on, e.id
      limit $8::integer + 1
    ) as visible
    union all
    select distinct 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, f.day, null, null, null, null,
      'not shown singly'
    from folded f
    where (f.day, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid) > (
      coalesce(split_part($9::text, '/', 1)::date, $5::date - 1),
      coalesce(split_part($9::text, '/', 2)::uuid, '00000000-0000-0000-0000-000000000000'))
  ) as e
)
select e.posted_on, case when e.kind is not null then e.id::text end as entry, e.journal, e.kind,
  e.source_paper, e.source_number, e.reason, case when e.kind is not null then l.line end as line,
  a.code as account, a.name, l.layer::text, l.text, l.party, l.currency,
  case when l.amount is not null then greatest(l.amount, 0) end::bigint as debit,
  case when l.amount is not null then greatest(-l.amount, 0) end::bigint as credit, l.base::bigint as base, l.item, case when l.item is not null then l.quantity end as quantity,
  case when (select max(place) from page) > $8::integer then (
    select posted_on || '/' || id || '/0' from page where place = $8::integer
  ) end as next
from page e
cross join lateral (
  select o.line, o.account, o.layer, o.text, o.party, o.currency, o.amount, o.base, o.item,
    o.quantity
  from ledger.line o
  where e.kind is not null and o.organization = $1 and o.entry = e.id
    and not ($3::smallint < 6 and (o.account in (select id from hidden_account)
      or coalesce(o.subject in (select id from hidden_subject), false)))
  union all
  select f.line, f.account, f.layer, f.department, null, f.currency, f.amount, f.base, null, null
  from folded f
  where e.kind is null and f.day = e.posted_on
) as l
join ledger.account a on a.organization = $1 and a.id = l.account
where e.place <= $8::integer
order by e.posted_on, e.id, l.line
