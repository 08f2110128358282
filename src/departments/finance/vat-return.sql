-- The VAT return: the boxes of a country's form from the tax codes and roles of lines.
-- $1 organization, $2 company, $3 the reader's class and $4 accounts whose totals are not shown (a
-- box is a total, whole for whoever may see the return), $5 from (day), $6 until (day), $7 recorded
-- until (moment; null: now), $8 filed before (moment; null: nothing is late), $9 boxes, $10 rules
-- and $11 known tax codes, all of the jurisdiction, as JSON.
-- A line counts by its day in the books; which rule holds is told by its tax point, the day of the
-- document, and of a reversal by that of what it reverses. A tax code has the treatment that the
-- country knows it by, or the one that the company's register says of it on that day. Lines of days before the span count where
-- they were recorded after the moment $8: the return of their days had been filed. Lines with a role
-- that no rule takes stand in a row of their own, so that a wrong tax code does not go unseen.
with box as materialized (
  select b.place, b.box, b.name, b.is_whole, b.is_without_sign
  from jsonb_to_recordset($9::jsonb) as b (
    place integer, box text, name text, is_whole boolean, is_without_sign boolean)
  where $3::smallint is not null and $4::uuid[] is not null
), rule as materialized (
  select r.treatment, r.role, coalesce(r.box, '') as box, r.times, r.first_day, r.last_day
  from jsonb_to_recordset($10::jsonb) as r (
    treatment text, role text, box text, times integer, first_day date, last_day date)
), known as materialized (
  select k.code, k.treatment, k.narrower
  from jsonb_to_recordset($11::jsonb) as k (code text, treatment text, narrower text)
), counted as materialized (
  select e.posted_on < $5::date as is_late, l.tax_code, l.tax_box, l.base,
    coalesce(o.document_date, o.posted_on, e.document_date, e.posted_on) as tax_point
  from ledger.entry e
  join ledger.line l on l.organization = $1 and l.entry = e.id and l.tax_box is not null
    and l.layer = 'actual'
  left join ledger.entry o on o.organization = $1 and o.id = e.reversed_entry
  where e.organization = $1 and e.company = $2 and e.posted_on <= $6::date
    and e.recorded_at <= coalesce($7::timestamptz, 'infinity')
    and (e.posted_on >= $5::date or e.recorded_at > $8::timestamptz)
), summed as materialized (
  select c.is_late, c.tax_code, c.tax_box, c.tax_point, sum(c.base) as base
  from counted c
  group by c.is_late, c.tax_code, c.tax_box, c.tax_point
), treated as (
  select s.is_late, s.tax_box, s.tax_point, s.base,
    case when own.treatment is null or own.treatment = k.treatment then k.narrower
      else own.treatment end as treatment
  from summed s
  left join known k on k.code = s.tax_code
  left join lateral (
    select c.treatment from register.tax_code c
    where c.organization = $1 and c.company = $2 and c.code = s.tax_code
      and c.good_from <= s.tax_point
    order by c.good_from desc limit 1
  ) as own on true
), placed as (
  select coalesce(r.box, 'none') as box, t.is_late, coalesce(r.times, 1) * t.base as base
  from treated t
  left join rule r on r.treatment = t.treatment and r.role = t.tax_box
    and t.tax_point between r.first_day and r.last_day
), figure as (
  select b.place, b.box, b.name, b.is_whole, b.is_without_sign,
    coalesce(sum(p.base), 0) as exact, coalesce(sum(p.base) filter (where p.is_late), 0) as late
  from box b
  left join placed p on p.box = b.box
  group by b.place, b.box, b.name, b.is_whole, b.is_without_sign
  union all
  select 100, 'none', 'lines that no box takes: correct their tax codes', false, false,
    sum(p.base), coalesce(sum(p.base) filter (where p.is_late), 0)
  from placed p where p.box = 'none'
  having count(*) > 0
), unit as (
  select power(10::numeric, m.scale) as whole
  from ledger.company c
  join ledger.commodity m on m.organization = $1 and m.code = c.currency
  where c.organization = $1 and c.code = $2
)
select f.box, f.name, case when f.is_without_sign then abs(r.amount) else r.amount end::bigint
  as amount, f.exact::bigint as exact, f.late::bigint as late
from figure f
cross join unit u
cross join lateral (
  select case when f.is_whole then round(f.exact / u.whole) * u.whole else f.exact end as amount
) as r
order by f.place
