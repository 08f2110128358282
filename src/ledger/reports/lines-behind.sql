-- A page of the lines behind a figure of a report.
-- :question is the companion question of the report, which answers each line with its share; $1 is
-- the organization, $2 the company, $3 the reader's class, $4 the accounts whose totals are not
-- shown; :limit lines at most, after the place :after (day/entry/line, or null); :unasked names
-- values for which the question has no use, with a type.
-- First come the lines that the reader sees singly, in the order of their days; behind the last of
-- them those that the reader does not, summed by account and department. A sum behind which fewer
-- than five parties stand is not split by department, and where they are fewer on the whole
-- account, or it is one of $4, it has no figure.
with unasked as (
  select :unasked
), behind as not materialized (
:question
), hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), page as materialized (
  select b.*, row_number() over (order by b.posted_on, b.entry, b.line) as place
  from (
    select b.* from behind b
    join ledger.account a on a.organization = $1 and a.id = b.account
    where not ($3::smallint < 6 and (a.read_class > $3::smallint
        or coalesce(b.subject in (select id from hidden_subject), false)))
      and (:after is null or (b.posted_on, b.entry, b.line) > (
        split_part(:after, '/', 1)::date, nullif(split_part(:after, '/', 2), '')::uuid,
        nullif(split_part(:after, '/', 3), '')::integer))
    order by b.posted_on, b.entry, b.line
    limit :limit + 1
  ) as b
), hidden as materialized (
  select b.account, b.currency, b.figure, coalesce(n.dimensions ->> 'department', '') as department,
    coalesce(b.party, b.subject::text, b.entry || '/' || b.line) as person
  from behind b
  join ledger.account a on a.organization = $1 and a.id = b.account
  left join ledger.analysis n on n.organization = $1 and n.id = b.analysis
  where $3::smallint < 6 and (a.read_class > $3::smallint
    or coalesce(b.subject in (select id from hidden_subject), false))
), part as (
  select h.account, h.currency, h.department, sum(h.figure) as figure,
    min(count(distinct h.person)) over (partition by h.account, h.currency) as fewest
  from hidden h
  group by h.account, h.currency, h.department
), whole as (
  select h.account, h.currency,
    count(distinct h.person) >= 5 and h.account <> all ($4::uuid[]) as enough
  from hidden h
  group by h.account, h.currency
), folded as (
  select p.account, p.currency, case when p.fewest >= 5 then p.department end as department,
    case when w.enough then sum(p.figure) end as figure
  from part p join whole w on w.account = p.account and w.currency = p.currency
  where (select coalesce(max(place), 0) from page) <= :limit
  group by p.account, p.currency, case when p.fewest >= 5 then p.department end, w.enough
)
select p.posted_on, p.entry::text, p.line, e.journal, e.reason, e.source_paper, e.source_number,
  a.code as account, null as department, l.text, l.party,
  s.kind || ' ' || s.paper || case when s.row = 0 then '' else '/' || s.row end as subject,
  l.item, l.quantity, p.currency, p.figure::text as figure,
  case when (select max(place) from page) > :limit then (
    select posted_on || '/' || entry || '/' || line from page where place = :limit
  ) end as next
from page p
join ledger.account a on a.organization = $1 and a.id = p.account
left join lateral (
  select o.journal, o.reason, o.source_paper, o.source_number from ledger.entry o
  where o.organization = $1 and o.id = p.entry
) e on true
left join lateral (
  select o.text, o.party, o.item, case when o.item is not null then o.quantity end as quantity
  from ledger.line o
  where o.organization = $1 and o.entry = p.entry and o.line = p.line
) l on true
left join lateral (
  select o.kind, o.paper, o.row from ledger.subject o
  where o.organization = $1 and o.id = p.subject
) s on true
where p.place <= :limit
union all
select null, null, null, null, 'not shown singly', null, null, a.code, f.department, null, null,
  null, null, null, f.currency, f.figure::text, null
from folded f
join ledger.account a on a.organization = $1 and a.id = f.account
order by posted_on nulls last, entry, line, account, currency, department
