-- The lines behind a figure of the imported sales.
-- $1 to $7 as in the sales; $8 name ('' where a line has none of the group) and $9 currency, each
-- null for all; $10 the column.
-- A row of the file is counted by the line of its goods, its value by the line of its money; an
-- invoice by the first of its lines.
with hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), sold as materialized (
  select e.id from ledger.entry e
  where e.organization = $1 and e.company = $2 and e.reversed_entry is null and e.source_paper in
      ('sales invoice', 'credit note', 'bad-debt adjustment', 'stock adjustment')
    and e.posted_on between coalesce($6::date, '-infinity') and coalesce($7::date, 'infinity')
    and e.id not in (
      select r.reversed_entry from ledger.entry r
      where r.organization = $1 and r.reversed_entry is not null)
), named as (
  select l.posted_on, l.entry, l.line, l.account, l.subject, l.party, l.analysis, l.currency,
    a.code, l.unit, l.quantity, l.amount, l.unrounded, c.scale, g.name,
    row_number() over (partition by g.name, l.entry, l.currency order by l.line) as nth
  from ledger.line l
  join sold on sold.id = l.entry
  join ledger.account a on a.organization = $1 and a.id = l.account
  join ledger.commodity c on c.organization = $1 and c.code = l.currency
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  cross join lateral (
    select case
      when a.read_class > $3::smallint or coalesce(l.subject in (select id from hidden_subject), false)
        then 'not shown singly'
      when $5::text = 'month' then to_char(l.posted_on, 'YYYY-MM')
      when $5::text = 'country' then coalesce(n.dimensions ->> 'country', '')
      when $5::text = 'customer' then coalesce(l.party, '')
      when $5::text = 'product' then coalesce(l.item, '') end as name
  ) as g
  where l.organization = $1 and l.company = $2 and l.source_row is not null
    and (l.unit is null or a.code in ('9200', '9300', '9500'))
)
select m.posted_on, m.entry, m.line, m.account, m.subject, m.party, m.analysis, m.currency,
  trim_scale(f.figure) as figure
from named m
cross join lateral (
  select coalesce(-m.unrounded, -m.amount / power(10::numeric, m.scale)) as priced
) as p
cross join lateral (
  select case $10::text
    when 'rows' then case when m.unit is null then 0 else 1 end
    when 'invoices' then case when m.nth = 1 then 1 else 0 end
    when 'quantity' then case when m.unit is null then 0
      when m.code = '9300' then -m.quantity else m.quantity end
    else case when m.unit is not null then 0 else case $10::text
      when 'as_priced' then p.priced when 'as_posted' then -m.amount
      else -m.amount / power(10::numeric, m.scale) - p.priced end end
    end::numeric as figure
) as f
where f.figure <> 0 and ($8::text is null or m.name = $8::text)
  and ($9::text is null or m.currency = $9::text)
