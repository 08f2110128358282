-- The lines behind a box of the VAT return.
-- $1 to $11 as in the return; $12 box ("none" for lines that no box takes), $13 the column.
with rule as materialized (
  select r.treatment, r.role, coalesce(r.box, '') as box, r.times, r.first_day, r.last_day
  from jsonb_to_recordset($10::jsonb) as r (
    treatment text, role text, box text, times integer, first_day date, last_day date)
), known as materialized (
  select k.code, k.treatment, k.narrower
  from jsonb_to_recordset($11::jsonb) as k (code text, treatment text, narrower text)
), counted as (
  select e.posted_on < $5::date as is_late, l.posted_on, l.entry, l.line, l.account, l.subject,
    l.party, l.analysis, l.currency, l.tax_code, l.tax_box, l.base,
    coalesce(o.document_date, o.posted_on, e.document_date, e.posted_on) as tax_point
  from ledger.entry e
  join ledger.line l on l.organization = $1 and l.entry = e.id and l.tax_box is not null
    and l.layer = 'actual'
  left join ledger.entry o on o.organization = $1 and o.id = e.reversed_entry
  where e.organization = $1 and e.company = $2 and e.posted_on <= $6::date
    and e.recorded_at <= coalesce($7::timestamptz, 'infinity')
    and (e.posted_on >= $5::date or e.recorded_at > $8::timestamptz)
)
-- A line stands in a box once, also where two rules bring it there.
select c.posted_on, c.entry, c.line, c.account, c.subject, c.party, c.analysis, c.currency,
  sum(coalesce(r.times, 1) * c.base) as figure
from counted c
left join known k on k.code = c.tax_code
left join lateral (
  select t.treatment from register.tax_code t
  where t.organization = $1 and t.company = $2 and t.code = c.tax_code
    and t.good_from <= c.tax_point
  order by t.good_from desc limit 1
) as own on true
left join rule r on r.role = c.tax_box and c.tax_point between r.first_day and r.last_day
  and r.treatment = case when own.treatment is null or own.treatment = k.treatment
    then k.narrower else own.treatment end
where coalesce(r.box, 'none') = $12::text and c.base <> 0
  and ($13::text = 'exact' or c.is_late)
group by c.posted_on, c.entry, c.line, c.account, c.subject, c.party, c.analysis, c.currency
having sum(coalesce(r.times, 1) * c.base) <> 0
