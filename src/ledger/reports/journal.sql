-- The journal: the entries of a company between two days, each with its lines.
-- $1 organization, $2 company, $3 from (day), $4 until (day), $5 journal (code; null: all),
-- $6 limit (entries a page), $7 after (where the page before ended: day/entry/line, or null).
with page as materialized (
  select e.*, row_number() over (order by e.posted_on, e.id) as place
  from (
    select e.* from ledger.entry e
    where e.organization = $1 and e.company = $2
      and e.posted_on between coalesce(split_part($7::text, '/', 1)::date, $3::date) and $4::date
      and (e.posted_on, e.id) > (
        coalesce(split_part($7::text, '/', 1)::date, $3::date - 1),
        coalesce(split_part($7::text, '/', 2)::uuid, '00000000-0000-0000-0000-000000000000'))
      and ($5::text is null or e.journal = $5::text)
    order by e.posted_on, e.id
    limit $6::integer + 1
  ) as e
)
select e.posted_on, e.id::text as entry, e.journal, e.kind, e.source_paper, e.source_number,
  e.reason, l.line, a.code as account, a.name, l.layer::text, l.text, l.party, l.currency,
  greatest(l.amount, 0) as debit, greatest(-l.amount, 0) as credit, l.base, l.item,
  case when l.item is not null then l.quantity end as quantity,
  case when (select max(place) from page) > $6::integer then (
    select posted_on || '/' || id || '/0' from page where place = $6::integer
  ) end as next
from page e
cross join lateral (
  select o.* from ledger.line o where o.organization = $1 and o.entry = e.id
) as l
join ledger.account a on a.organization = $1 and a.id = l.account
where e.place <= $6::integer
order by e.posted_on, e.id, l.line
