-- `ledger.record`: resolves, checks, walks, and writes a set of entries, in one call.

-- Writes what passed; every sum that follows from the lines is moved in the same statement run.
-- Rows are locked and created in key order, so that two sets never wait for each other in a ring.
create function ledger.write_entries(
  of_organization uuid, entries ledger.entry[], lines ledger.line[], new_subjects ledger.subject[],
  new_units ledger.unit[], with_subjects boolean, with_units boolean, with_pending boolean,
  with_closing boolean
) returns void
language plpgsql
as $$
declare
  written bigint;
  wanted bigint;
begin
  begin
    insert into ledger.entry select * from unnest(entries);
  exception when unique_violation then
    -- Another transaction posted one of these keys, or reversed the same entry, a moment ago.
    raise exception 'an entry was recorded by another transaction'
      using errcode = 'serialization_failure';
  end;
  insert into ledger.line select * from unnest(lines);
  insert into ledger.unsealed select organization, id from unnest(entries);

  if with_subjects then
    insert into ledger.subject
    select n.organization, n.id, n.company, n.kind, n.paper, n.row, n.party, n.item, n.opened_on,
      n.due_on, n.read_class, n.lowest, n.highest, used.entry
    from unnest(new_subjects) n
    join (
      select distinct on (subject) subject, entry from unnest(lines) with ordinality
      order by subject, ordinality
    ) used on used.subject = n.id
    order by n.company, n.kind, n.paper, n.row on conflict do nothing;
    get diagnostics written = row_count;
    select count(*) into wanted from unnest(new_subjects) n
    where n.id in (select subject from unnest(lines));
    if written <> wanted then
      raise exception 'a subject was opened by another transaction'
        using errcode = 'serialization_failure';
    end if;
    perform ledger.move_holdings((
      select array_agg(row(of_organization, l.account, l.subject, l.currency, l.layer, l.company,
        l.amount, l.base, l.quantity, l.pending_debit, l.pending_credit,
        a.goods and a.type <> 'place',
        ledger.lowest_holding(a.holding_side, l.layer, s.lowest),
        ledger.highest_holding(a.holding_side, l.layer, s.highest))::ledger.holding)
      from (
        select account, subject, currency, layer, company, sum(amount) as amount, sum(base) as base,
          sum(quantity) as quantity, sum(pending_debit) as pending_debit,
          sum(pending_credit) as pending_credit
        from (
          select account, subject, currency, layer, company, amount, base, quantity,
            0 as pending_debit, 0 as pending_credit
          from unnest(lines) where subject is not null
          union all
          select l.account, l.subject, l.currency, 'actual', l.company, 0, 0, 0,
            ledger.reserves(e.kind, l.layer, -l.amount), ledger.reserves(e.kind, l.layer, l.amount)
          from unnest(lines) l join unnest(entries) e on e.id = l.entry
          where with_pending and l.subject is not null and l.layer = 'pending'
        ) moved
        group by 1, 2, 3, 4, 5
      ) l
      cross join lateral (select o.* from ledger.account o where o.organization = of_organization
        and o.id = l.account offset 0) a
      cross join lateral (select o.* from ledger.subject o where o.organization = of_organization
        and o.id = l.subject offset 0) s));
  end if;
  if with_units then
    insert into ledger.unit
    select n.organization, n.id, n.company, n.place, n.lot, n.owner, n.bounded, used.entry
    from unnest(new_units) n
    join (
      select distinct on (unit) unit, entry from unnest(lines) with ordinality
      order by unit, ordinality
    ) used on used.unit = n.id
    order by n.company, n.place, n.lot, n.owner on conflict do nothing;
    get diagnostics written = row_count;
    select count(*) into wanted from unnest(new_units) n
    where n.id in (select unit from unnest(lines));
    if written <> wanted then
      raise exception 'a unit was opened by another transaction'
        using errcode = 'serialization_failure';
    end if;
    perform ledger.move_stock((
      select array_agg(row(of_organization, l.unit, l.item, l.company, l.on_hand, l.reserved,
        u.bounded)::ledger.stock)
      from (
        select l.unit, l.item, l.company,
          sum(case when l.layer = 'actual' then l.quantity else 0 end) as on_hand,
          sum(ledger.reserves(e.kind, l.layer, l.quantity)) as reserved
        from unnest(lines) l join unnest(entries) e on e.id = l.entry
        where l.unit is not null and l.quantity <> 0 and l.layer <> 'commitment'
        group by 1, 2, 3
      ) l
      cross join lateral (select o.* from ledger.unit o where o.organization = of_organization
        and o.id = l.unit offset 0) u));
  end if;
  if with_pending then
    insert into ledger.pending_line
    select of_organization, e.id, l.line, l.amount, l.base, l.quantity, l.amount, l.base, l.quantity
    from unnest(entries) e join unnest(lines) l on l.entry = e.id where e.kind = 'pending';
    perform ledger.move_pending((
      select array_agg(row(of_organization, l.entry, l.line, 0, 0, 0, l.amount, l.base,
        l.quantity)::ledger.pending_line)
      from (
        select e.pending_entry as entry, l.reversed_line as line, sum(l.amount) as amount,
          sum(l.base) as base, sum(l.quantity) as quantity
        from unnest(entries) e join unnest(lines) l on l.entry = e.id
        where e.pending_entry is not null and l.layer = 'pending' group by 1, 2
      ) l));
  end if;

  insert into ledger.balance as b
  select of_organization, company, account, period, currency, layer, analysis,
    sum(greatest(amount, 0)), sum(greatest(-amount, 0)), sum(greatest(base, 0)),
    sum(greatest(-base, 0))
  from unnest(lines)
  where amount <> 0 or base <> 0
  group by company, account, period, currency, layer, analysis
  order by company, account, period, currency, layer, analysis
  on conflict (organization, company, account, period, currency, layer, analysis) do update
  set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit,
    base_debit = b.base_debit + excluded.base_debit,
    base_credit = b.base_credit + excluded.base_credit;

  if with_closing then
    update ledger.fiscal_year y set closed_first_at = clock_timestamp()
    from (
      select distinct company, period / 100 as year from unnest(entries) where kind = 'closing'
    ) c
    where y.organization = of_organization and y.company = c.company and y.year = c.year
      and y.closed_first_at is null;
  end if;
end
$$;

-- Moves holdings by the differences given. Those that exist are locked by now, and an upsert finds
-- them by their key; it proposes what they will hold, because a CHECK tests the proposed row first.
-- Those that are new are inserted, unless another transaction has just opened them.
-- The look-up locks once more: a row may have been opened since the locks were
-- taken, and is then read as it stands.
create function ledger.move_holdings(deltas ledger.holding[]) returns void
language plpgsql
as $$
declare
  of_organization constant uuid := deltas[1].organization;
  known ledger.holding[];
  fresh ledger.holding[];
  changed bigint;
  opened bigint;
begin
  select array_agg(row(d.organization, d.account, d.subject, d.currency, d.layer, d.company,
      d.amount + h.amount, d.base + h.base, d.quantity + h.quantity,
      d.pending_debit + h.pending_debit, d.pending_credit + h.pending_credit, d.goods, d.lowest,
      d.highest)::ledger.holding order by d.account, d.subject, d.currency, d.layer)
      filter (where h.amount is not null),
    array_agg(d::ledger.holding order by d.account, d.subject, d.currency, d.layer)
      filter (where h.amount is null)
  into known, fresh
  from unnest(deltas) d
  left join lateral (select o.* from ledger.holding o where o.organization = of_organization
    and o.account = d.account and o.subject = d.subject and o.currency = d.currency
    and o.layer = d.layer for no key update) h on true;
  insert into ledger.holding select * from unnest(known)
  on conflict (organization, account, subject, currency, layer) do update
  set amount = excluded.amount, base = excluded.base, quantity = excluded.quantity,
    pending_debit = excluded.pending_debit, pending_credit = excluded.pending_credit;
  get diagnostics changed = row_count;
  insert into ledger.holding select * from unnest(fresh) on conflict do nothing;
  get diagnostics opened = row_count;
  if changed + opened <> cardinality(deltas) then
    raise exception 'a holding was opened by another transaction'
      using errcode = 'serialization_failure';
  end if;
end
$$;

-- Moves what units have on hand and reserved, in the same way.
create function ledger.move_stock(deltas ledger.stock[]) returns void
language plpgsql
as $$
declare
  of_organization constant uuid := deltas[1].organization;
  known ledger.stock[];
  fresh ledger.stock[];
  changed bigint;
  opened bigint;
begin
  select array_agg(row(d.organization, d.unit, d.item, d.company, d.on_hand + k.on_hand,
      d.reserved + k.reserved, d.bounded)::ledger.stock order by d.unit, d.item)
      filter (where k.on_hand is not null),
    array_agg(d::ledger.stock order by d.unit, d.item) filter (where k.on_hand is null)
  into known, fresh
  from unnest(deltas) d
  left join lateral (select o.* from ledger.stock o where o.organization = of_organization
    and o.unit = d.unit and o.item = d.item for no key update) k on true;
  insert into ledger.stock select * from unnest(known)
  on conflict (organization, unit, item) do update
  set on_hand = excluded.on_hand, reserved = excluded.reserved;
  get diagnostics changed = row_count;
  insert into ledger.stock select * from unnest(fresh) on conflict do nothing;
  get diagnostics opened = row_count;
  if changed + opened <> cardinality(deltas) then
    raise exception 'a stock row was opened by another transaction'
      using errcode = 'serialization_failure';
  end if;
end
$$;

-- Moves what is left of pending lines, which exist and are locked.
create function ledger.move_pending(deltas ledger.pending_line[]) returns void
language plpgsql
as $$
declare
  of_organization constant uuid := deltas[1].organization;
  moved ledger.pending_line[];
begin
  select array_agg(row(p.organization, p.entry, p.line, p.amount, p.base, p.quantity,
      p.amount_left + d.amount_left, p.base_left + d.base_left,
      p.quantity_left + d.quantity_left)::ledger.pending_line order by p.entry, p.line)
  into moved
  from unnest(deltas) d
  cross join lateral (select o.* from ledger.pending_line o where o.organization = of_organization
    and o.entry = d.entry and o.line = d.line offset 0) p;
  insert into ledger.pending_line select * from unnest(moved)
  on conflict (organization, entry, line) do update
  set amount_left = excluded.amount_left, base_left = excluded.base_left,
    quantity_left = excluded.quantity_left;
end
$$;

-- Locks, in key order, what the lines will move, so that the walk reads figures that stand still.
create function ledger.lock_limited(
  of_organization uuid, entries ledger.entry[], lines ledger.line[]
) returns void
language plpgsql
as $$
begin
  perform from (
    select account, subject, currency, layer from unnest(lines) where subject is not null
    union
    select account, subject, currency, 'actual' from unnest(lines)
    where subject is not null and layer = 'pending'
    order by 1, 2, 3, 4
  ) l
  cross join lateral (
    select from ledger.holding h where h.organization = of_organization and h.account = l.account
      and h.subject = l.subject and h.currency = l.currency and h.layer = l.layer
    for no key update
  ) h;
  perform from (
    select distinct unit, item from unnest(lines) where unit is not null and quantity <> 0
    order by 1, 2
  ) l
  cross join lateral (
    select from ledger.stock k where k.organization = of_organization and k.unit = l.unit
      and k.item = l.item
    for no key update
  ) k;
  perform from (
    select distinct pending_entry from unnest(entries) where pending_entry is not null order by 1
  ) e
  cross join lateral (
    select from ledger.pending_line p where p.organization = of_organization
      and p.entry = e.pending_entry
    order by p.line for no key update
  ) p;
end
$$;

-- The door. Takes references (accounts, subjects, units, combinations of dimensions) once each and
-- the columns of entries and lines as arrays that point at them by place, from 1; an array that is
-- null stands for a column of nulls. Lines stand in the order of their entries. Every entry is
-- recorded, or was recorded before under its key (repeated), or is refused with every reason; one
-- entry's refusal leaves the others alone. `exceptions` lists what was not newly recorded.
-- The joins here are of two kinds, and the planner, which knows no array's length, would confuse
-- them: arrays meet arrays by hash (nested loops are off), and rows of tables are looked up one by
-- one through their whole key (`lateral … offset 0`), never scanned, however new the tables are.
create function ledger.record(
  of_organization uuid,
  account_companies text[], account_codes text[],
  analyses jsonb[],
  subject_ids uuid[], subject_companies text[], subject_kinds text[], subject_papers text[],
  subject_rows integer[], subject_parties text[], subject_items text[], subject_opened date[],
  subject_due date[], subject_read_classes smallint[], subject_lowest bigint[],
  subject_highest bigint[],
  unit_ids uuid[], unit_companies text[], unit_places text[], unit_lots text[], unit_owners text[],
  entry_ids uuid[], entry_keys text[], entry_companies text[], entry_kinds text[],
  entry_journals text[], entry_days date[], entry_period_kinds text[],
  entry_document_dates date[], entry_reasons text[], entry_source_papers text[],
  entry_source_numbers text[], entry_reversed uuid[], entry_pending uuid[],
  entry_expires timestamptz[], entry_batches text[], entry_rules text[], entry_actors text[],
  line_entries integer[], line_numbers integer[], line_accounts integer[],
  line_layers ledger.layer[], line_currencies text[], line_amounts bigint[], line_bases bigint[],
  line_items text[], line_quantities bigint[], line_analyses integer[], line_subjects integer[],
  line_units integer[], line_parties text[], line_partners text[], line_tax_codes text[],
  line_tax_boxes text[], line_tax_bases bigint[], line_value_dates date[],
  line_unrounded numeric[], line_source_rows integer[], line_reversed integer[],
  line_texts text[],
  out recorded_at timestamptz, out periods integer[], out exceptions jsonb
)
language plpgsql security definer
set search_path = ledger, pg_temp
set enable_nestloop = off
set enable_seqscan = off
set enable_bitmapscan = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  entries ledger.entry[];
  lines ledger.line[];
  new_subjects ledger.subject[];
  new_units ledger.unit[];
  resolved_subjects uuid[];
  resolved_parties text[];
  resolved_units uuid[];
  resolved_analyses uuid[];
  no_analysis constant uuid := ledger.analysis_id('{}');
  refusals ledger.refusal[] := '{}';
  found_refusals ledger.refusal[];
  repeats uuid[];
  dropped uuid[];
  moment constant timestamptz := clock_timestamp();
  -- Far above any real figure, and far enough below bigint's end for the sums.
  largest constant bigint := 100000000000000000;
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  recorded_at := moment;

  -- The periods stay as they are until this transaction ends; a close waits here.
  perform from ledger.period p
  where p.organization = of_organization and p.company = any (entry_companies)
    and p.starts_on <= (select max(day) from unnest(entry_days) day)
    and p.ends_on >= (select min(day) from unnest(entry_days) day)
  order by p.company, p.period for share;

  -- Entries: resolved and judged in one pass.
  select array_agg(row(of_organization, id, company, key, kind, journal, day, period, late,
      document_date, reason, source_paper, source_number, reversed, pending, expires, batch, rule,
      actor, moment)::ledger.entry order by n),
    array_agg(period order by n),
    array_agg(id) filter (where posted),
    array_agg((id, ledger.entry_field(broken, reversed), broken, jsonb_strip_nulls(
      jsonb_build_object('company', company, 'period', period, 'state', state, 'day', day,
        'journal', journal, 'kind', kind, 'entry', origin_id)))::ledger.refusal)
      filter (where broken is not null)
  into entries, periods, repeats, found_refusals
  from (
    select e.*, p.period, p.state, y.closed_first_at is not null as late,
      posted.id is not null as posted, case
        when c.code is null then 'company-unknown'
        when e.key is null or e.key = '' or length(e.key) > 200 then 'key-malformed'
        when e.reason is null or e.reason = '' then 'reason-missing'
        when length(e.reason) > 2000 then 'reason-too-long'
        when e.actor is null or e.actor = '' then 'actor-missing'
        when e.kind not in ('regular', 'opening', 'adjustment', 'closing', 'reversal', 'pending',
          'settlement', 'void', 'expiry', 'allocation', 'revaluation') then 'kind-unknown'
        when length(e.source_paper) > 200 or length(e.source_number) > 200 then 'source-too-long'
        when length(e.batch) > 200 then 'batch-too-long'
        when j.code is null then 'journal-unknown'
        when e.day is null or p.period is null then 'period-missing'
        when p.state = 'closed' then 'period-closed'
        when p.state = 'locked' and not coalesce(
          case when e.kind = 'reversal' then origin.kind else e.kind end
            in ('adjustment', 'revaluation', 'closing'), false) then 'period-locked'
        when (p.kind = 'closing') <> (e.kind = 'closing'
          or (e.kind = 'reversal' and origin.kind = 'closing')) then 'closing-period'
        when p.kind = 'adjustment' and e.kind not in ('adjustment', 'revaluation', 'reversal')
          then 'adjustment-period'
        when (e.kind = 'reversal') <> (e.reversed is not null) then 'reversed-entry-missing'
        when e.kind in ('settlement', 'void', 'expiry') and e.pending is null
          then 'pending-entry-missing'
        when e.pending is not null
          and e.kind not in ('settlement', 'void', 'expiry', 'reversal')
          then 'pending-entry-not-allowed'
        when e.kind = 'reversal' and origin.id is not null
          and origin.pending_entry is distinct from e.pending then 'pending-entry-missing'
        when e.origin_id is not null and (origin.id is null or origin.company <> e.company)
          then 'entry-unknown'
        when e.kind = 'reversal' and origin.kind in ('pending', 'reversal') then 'not-reversible'
        when e.kind = 'reversal' and exists (
          select from ledger.entry other where other.organization = of_organization
            and other.reversed_entry = e.reversed) then 'reversed-already'
        when e.kind in ('settlement', 'void', 'expiry') and origin.kind <> 'pending'
          then 'not-pending'
        when e.kind = 'settlement' and origin.expires_at <= moment then 'pending-entry-expired'
        when e.kind = 'expiry' and coalesce(origin.expires_at > moment, true)
          then 'pending-entry-not-expired'
        when e.expires is not null and e.kind <> 'pending' then 'expiry-not-allowed'
      end as broken
    from (
      select id, key, company, coalesce(kind, 'regular') as kind, journal, day,
        coalesce(period_kind, 'month') as period_kind, document_date, reason, source_paper,
        source_number, reversed, pending, coalesce(reversed, pending) as origin_id, expires, batch,
        rule, actor, n
      from unnest(entry_ids, entry_keys, entry_companies, entry_kinds, entry_journals, entry_days,
          entry_period_kinds, entry_document_dates, entry_reasons, entry_source_papers,
          entry_source_numbers, entry_reversed, entry_pending, entry_expires, entry_batches,
          entry_rules, entry_actors)
        with ordinality as e (id, key, company, kind, journal, day, period_kind, document_date,
          reason, source_paper, source_number, reversed, pending, expires, batch, rule, actor, n)
      offset 0
    ) e
    left join ledger.company c on c.organization = of_organization and c.code = e.company
    left join ledger.journal j on j.organization = of_organization and j.company = e.company
      and j.code = e.journal
    left join ledger.period p on p.organization = of_organization and p.company = e.company
      and p.kind = e.period_kind and e.day between p.starts_on and p.ends_on
    left join ledger.fiscal_year y on y.organization = of_organization and y.company = e.company
      and y.year = p.year
    left join lateral (
      select o.* from ledger.entry o where o.organization = of_organization
        and o.id = e.origin_id offset 0
    ) origin on true
    left join lateral (
      select o.id from ledger.entry o where o.organization = of_organization and o.key = e.key
      offset 0
    ) posted on true
  ) e;

  -- References: what exists is found, what is new is prepared.
  if analyses is not null or not exists (
    select from ledger.analysis a where a.organization = of_organization and a.id = no_analysis
  ) then
    select array_agg(ledger.analysis_id(dimensions) order by n) into resolved_analyses
    from unnest(analyses) with ordinality as a (dimensions, n);
    insert into ledger.analysis
    select distinct of_organization, ledger.analysis_id(given), given
    from unnest(analyses || '{}'::jsonb) given
    where (select true from ledger.analysis a where a.organization = of_organization
      and a.id = ledger.analysis_id(given)) is null
    on conflict do nothing;
  end if;

  if subject_ids is not null then
    select array_agg(coalesce(s.id, n.id) order by n.n),
      array_agg(case when s.id is null then n.party else s.party end order by n.n),
      array_agg(row(of_organization, n.id, n.company, n.kind, n.paper, n.row, n.party,
        n.item, n.opened_on, n.due_on, coalesce(n.read_class, 1), n.lowest, n.highest,
        n.id)::ledger.subject) filter (where s.id is null)
    into resolved_subjects, resolved_parties, new_subjects
    from (
      select id, company, kind, paper, coalesce(row, 0) as row, party, item, opened_on, due_on,
        read_class, lowest, highest, n
      from unnest(subject_ids, subject_companies, subject_kinds, subject_papers, subject_rows,
          subject_parties, subject_items, subject_opened, subject_due, subject_read_classes,
          subject_lowest, subject_highest)
        with ordinality as n (id, company, kind, paper, row, party, item, opened_on, due_on,
          read_class, lowest, highest, n)
      offset 0
    ) n
    left join lateral (
      select o.* from ledger.subject o where o.organization = of_organization
        and o.company = n.company and o.kind = n.kind and o.paper = n.paper
        and o.row = n.row offset 0
    ) s on true;
  end if;

  if unit_ids is not null then
    select array_agg(coalesce(u.id, n.id) order by n.n),
      array_agg(row(of_organization, n.id, n.company, n.place, n.lot, n.owner,
        true, n.id)::ledger.unit) filter (where u.id is null)
    into resolved_units, new_units
    from (
      select id, company, place, coalesce(lot, '') as lot, coalesce(owner, '') as owner, n
      from unnest(unit_ids, unit_companies, unit_places, unit_lots, unit_owners)
        with ordinality as n (id, company, place, lot, owner, n)
      offset 0
    ) n
    left join lateral (
      select o.* from ledger.unit o where o.organization = of_organization and o.company = n.company
        and o.place = n.place and o.lot = n.lot and o.owner = n.owner
      offset 0
    ) u on true;
  end if;

  -- Lines: resolved and checked in one pass.
  with account as (
    select r.n, a.*, c.currency as company_currency
    from unnest(account_companies, account_codes) with ordinality as r (company, code, n)
    cross join lateral (
      select o.* from ledger.account o where o.organization = of_organization
        and o.company = r.company and o.code = r.code offset 0
    ) a
    join ledger.company c on c.organization = of_organization and c.code = r.company
  ), commodity as (
    select o.* from (select distinct unnest(line_currencies || line_items) as code) d
    cross join lateral (select c.* from ledger.commodity c where c.organization = of_organization
      and c.code = d.code offset 0) o
  ), resolved as (
    select e.id as entry, e.company as entry_company, e.kind, e.day, e.period_at, a.id as account,
      a.company, a.type, a.postable, a.goods, a.currency as only_currency, a.subject_rule,
      a.party_rule, a.dimension_rules, a.opened_on, a.closed_on, a.company_currency,
      coalesce(l.given_layer, 'actual') as layer, coalesce(l.base, l.amount) as worth,
      coalesce(l.quantity, 0) as moved, s.id as subject_id, s.company as subject_company,
      u.id as unit_id, u.company as unit_company,
      coalesce(resolved_analyses[l.analysis], no_analysis) as analysis_id,
      coalesce(l.party, s.party) as known_party,
      money.kind as money_kind, money.valid_from, money.valid_until, item.kind as item_kind,
      item.valid_from as item_valid_from, item.valid_until as item_valid_until, l.*
    from unnest(line_entries, line_numbers, line_accounts, line_layers, line_currencies,
        line_amounts, line_bases, line_items, line_quantities, line_analyses, line_subjects,
        line_units, line_parties, line_partners, line_tax_codes, line_tax_boxes, line_tax_bases,
        line_value_dates, line_unrounded, line_source_rows, line_reversed, line_texts)
      with ordinality as l (entry_place, line, account_place, given_layer, currency, amount, base,
        item,
        quantity, analysis, subject, unit, party, partner, tax_code, tax_box, tax_base, value_date,
        unrounded, source_row, reversed_line, text, n)
    join unnest(entry_ids, entry_companies, entry_kinds, entry_days, periods)
      with ordinality as e (id, company, kind, day, period_at, n) on e.n = l.entry_place
    left join account a on a.n = l.account_place
    left join unnest(resolved_subjects, subject_companies, resolved_parties)
      with ordinality as s (id, company, party, n) on s.n = l.subject
    left join unnest(resolved_units, unit_companies)
      with ordinality as u (id, company, n) on u.n = l.unit
    left join commodity money on money.code = l.currency
    left join commodity item on item.code = l.item
  ), judged as (
    select *, case
      when account is null then 'account-unknown'
      when company <> entry_company or subject_company <> entry_company
        or unit_company <> entry_company then 'company-other'
      when not postable then 'account-not-postable'
      when day < opened_on or day > closed_on then 'account-closed'
      when money_kind is null or money_kind not in ('currency', 'security') then 'currency-unknown'
      when day < valid_from or day > valid_until then 'currency-not-valid'
      when only_currency <> currency then 'commodity-not-allowed'
      when amount is null or worth is null then 'amount-missing'
      when amount not between -largest and largest or worth not between -largest and largest
        or moved not between -largest and largest or tax_base not between -largest and largest
        then 'figure-too-large'
      when currency <> company_currency and base is null then 'worth-missing'
      when currency = company_currency and worth <> amount then 'worth-differs'
      when item is not null and item_kind is null then 'item-unknown'
      when day < item_valid_from or day > item_valid_until then 'item-not-valid'
      when moved <> 0 and item is null then 'item-missing'
      when (moved <> 0 or unit_id is not null) and not goods then 'goods-not-allowed'
      when type = 'place' and (amount <> 0 or worth <> 0) then 'place-without-money'
      when moved <> 0 and unit_id is null and layer <> 'commitment' then 'unit-missing'
      when subject_rule = 'required' and subject_id is null then 'subject-missing'
      when subject_rule = 'none' and subject_id is not null then 'subject-not-allowed'
      when party_rule = 'required' and known_party is null then 'party-missing'
      when party_rule = 'none' and known_party is not null then 'party-not-allowed'
      when dimension_rules is not null and ledger.broken_dimension(dimension_rules,
        coalesce(analyses[analysis], '{}')) is not null then 'dimension'
      when layer = 'pending' and coalesce(kind, 'regular') not in ('pending', 'settlement', 'void',
        'expiry', 'reversal') or layer <> 'pending' and kind = 'pending' then 'layer-not-allowed'
    end as rule
    from resolved
  )
  select array_agg(row(of_organization, entry, line, entry_company, account, day, period_at, layer,
      currency, amount, worth, item, moved, analysis_id, subject_id, unit_id, known_party, partner,
      tax_code, tax_box, tax_base, value_date, unrounded, source_row, reversed_line,
      text)::ledger.line order by n),
    array_agg((entry, 'lines[' || line || ']', rule, jsonb_strip_nulls(jsonb_build_object(
      'account', account_codes[account_place], 'currency', currency, 'item', item, 'day', day,
      'layer', layer, 'dimension', ledger.broken_dimension(dimension_rules,
        coalesce(analyses[analysis], '{}')))))::ledger.refusal order by n)
      filter (where rule is not null)
  into lines, refusals
  from judged;
  refusals := coalesce(refusals, '{}') || coalesce(found_refusals, '{}');

  if not coalesce(ledger.all_balanced(cardinality(entry_ids), line_entries, line_layers,
      line_currencies, line_amounts, line_bases, line_items, line_quantities), false) then
    refusals := refusals || coalesce(ledger.unbalanced(entries, lines), '{}');
  end if;
  if entry_reversed is not null then
    refusals := refusals
      || coalesce(ledger.inexact_reversals(of_organization, entries, lines), '{}')
      || coalesce((
        select array_agg((again.id, 'reversedEntry', 'reversed-twice-in-set',
          jsonb_build_object('entry', again.reversed_entry))::ledger.refusal)
        from (
          select e.id, e.reversed_entry,
            row_number() over (partition by e.reversed_entry order by e.ordinality) as place
          from unnest(entries) with ordinality e
          where e.reversed_entry is not null and (repeats is null or e.id <> all (repeats))
        ) again where again.place > 1), '{}');
  end if;
  if new_subjects is not null or new_units is not null then
    refusals := refusals
      || coalesce(ledger.malformed_references(lines, new_subjects, new_units), '{}');
  end if;
  if entry_pending is not null then
    refusals := refusals
      || coalesce(ledger.stray_settlements(of_organization, entries, lines), '{}');
  end if;
  if repeats is not null then
    -- What was posted before is answered as it was then, whatever has changed since.
    refusals := coalesce((select array_agg(r) from unnest(refusals) r
      where r.entry <> all (repeats)), '{}')
      || coalesce(ledger.reused_keys(of_organization, entries, lines), '{}');
  end if;
  if (select count(*) from (select from unnest(entry_keys) key group by key) k)
      < cardinality(entry_keys) then
    refusals := refusals || coalesce((
      select array_agg((again.id, 'key', 'key-twice-in-set', '{}')::ledger.refusal)
      from (
        select e.id, row_number() over (partition by e.key order by e.ordinality) as place
        from unnest(entries) with ordinality e
      ) again where again.place > 1), '{}');
  end if;

  dropped := repeats;
  if cardinality(refusals) > 0 then
    dropped := dropped || (select array_agg(distinct r.entry) from unnest(refusals) r);
  end if;
  if unit_ids is not null then
    -- A unit stays where it stands: in a place of the company's own, or outside.
    found_refusals := (
      select array_agg((l.entry, 'lines[' || l.line || '].unit', 'unit-in-other-place',
        jsonb_build_object('place', u.place))::ledger.refusal)
      from unnest(lines) l
      cross join lateral (select o.type from ledger.account o
        where o.organization = of_organization and o.id = l.account offset 0) a
      cross join lateral (select k.place, k.bounded from ledger.unit k
        where k.organization = of_organization and k.id = l.unit offset 0) u
      where u.bounded = (a.type = 'place') and (dropped is null or l.entry <> all (dropped)));
    if found_refusals is not null then
      refusals := refusals || found_refusals;
      dropped := dropped || (select array_agg(distinct r.entry) from unnest(found_refusals) r);
    end if;
  end if;
  if dropped is not null then
    entries := (select array_agg(row(e.*)::ledger.entry) from unnest(entries) e
      where e.id <> all (dropped));
    lines := (select array_agg(row(l.*)::ledger.line) from unnest(lines) l
      where l.entry <> all (dropped));
  end if;

  if entries is not null and (subject_ids is not null or unit_ids is not null
      or entry_pending is not null) then
    perform ledger.lock_limited(of_organization, entries, lines);
    found_refusals :=
      ledger.limits_crossed(of_organization, entries, lines, new_subjects, new_units);
    if cardinality(found_refusals) > 0 then
      refusals := refusals || found_refusals;
      dropped := (select array_agg(r.entry) from unnest(found_refusals) r);
      entries := (select array_agg(row(e.*)::ledger.entry) from unnest(entries) e
        where e.id <> all (dropped));
      lines := (select array_agg(row(l.*)::ledger.line) from unnest(lines) l
        where l.entry <> all (dropped));
    end if;
  end if;

  if entries is not null and new_units is not null then
    -- A unit is bounded unless it stands in a place without money; the walk let no unit do both.
    new_units := (
      select array_agg(row(n.organization, n.id, n.company, n.place, n.lot, n.owner,
        outside.unit is null, n.id)::ledger.unit)
      from unnest(new_units) n
      left join (
        select distinct l.unit from unnest(lines) l
        cross join lateral (select o.type from ledger.account o
          where o.organization = of_organization and o.id = l.account offset 0) a
        where a.type = 'place' and l.unit is not null
      ) outside on outside.unit = n.id);
  end if;
  if entries is not null and 'closing' = any (entry_kinds) then
    -- What comes after closing entries is late, also within one set.
    entries := (
      select array_agg(row(e.organization, e.id, e.company, e.key, e.kind, e.journal, e.posted_on,
        e.period, e.late or e.after_closing, e.document_date, e.reason, e.source_paper,
        e.source_number, e.reversed_entry, e.pending_entry, e.expires_at, e.batch, e.rule, e.actor,
        e.recorded_at)::ledger.entry order by e.ordinality)
      from (
        select n.*, coalesce(bool_or(n.kind = 'closing') over (
          partition by n.company, n.period / 100 order by n.ordinality
          rows between unbounded preceding and 1 preceding), false) as after_closing
        from unnest(entries) with ordinality n
      ) e);
  end if;

  if entries is not null then
    perform ledger.write_entries(of_organization, entries, lines, new_subjects, new_units,
      subject_ids is not null, unit_ids is not null, 'pending' = any (line_layers),
      'closing' = any (entry_kinds));
  end if;

  if repeats is not null or cardinality(refusals) > 0 then
    select jsonb_agg(e) into exceptions from (
      select r.entry, 'refused' as outcome, jsonb_agg(jsonb_build_object('field', r.field,
        'rule', r.rule, 'facts', r.facts)) as problems, null::uuid as posted,
        null::timestamptz as posted_at, null::integer as period
      from unnest(refusals) r group by r.entry
      union all
      select n.id, 'repeated', null, e.id, e.recorded_at, e.period
      from unnest(entry_ids, entry_keys) as n (id, key)
      cross join lateral (
        select o.* from ledger.entry o where o.organization = of_organization and o.key = n.key
        offset 0
      ) e
      where n.id = any (repeats) and n.id not in (select entry from unnest(refusals))
    ) e;
  end if;
end
$$;

do $$
declare
  part regprocedure;
begin
  for part in
    select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'ledger'
  loop
    execute format('revoke all on function %s from public', part);
  end loop;
end $$;
alter function ledger.record owner to backstay_door;
grant execute on all functions in schema ledger to backstay_door;
grant execute on function ledger.record, ledger.current_organization, ledger.analysis_id
  to backstay_server;

-- The door's own rights: it adds; the only rows it moves are sums.
grant select on all tables in schema ledger to backstay_door, backstay_server;
grant insert on ledger.entry, ledger.line, ledger.subject, ledger.unit, ledger.balance,
  ledger.holding, ledger.stock, ledger.pending_line, ledger.analysis, ledger.unsealed
  to backstay_door;
grant update (debit, credit, base_debit, base_credit) on ledger.balance to backstay_door;
grant update (amount, base, quantity, pending_debit, pending_credit) on ledger.holding
  to backstay_door;
grant update (on_hand, reserved) on ledger.stock to backstay_door;
grant update (amount_left, base_left, quantity_left) on ledger.pending_line to backstay_door;
grant update (closed_first_at) on ledger.fiscal_year to backstay_door;
-- `for share` asks for a right to update.
grant update (state) on ledger.period to backstay_door;

-- What the server's login may set up by itself; nothing of it is a posted row.
grant insert on ledger.organization, ledger.company, ledger.commodity, ledger.account,
  ledger.journal to backstay_server;
grant update (name) on ledger.organization to backstay_server;
grant update (name, country, time_zone, retained_earnings, position_account)
  on ledger.company to backstay_server;
grant update (name, valid_until) on ledger.commodity to backstay_server;
grant update (name, parent, postable, party_rule, dimension_rules, read_class,
  opened_on, closed_on) on ledger.account to backstay_server;
grant update (name) on ledger.journal to backstay_server;

-- Row-level security: an organization sees its own rows and no others, and none without a name.
do $$
declare
  t regclass;
begin
  for t in
    select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'ledger' and c.relkind = 'r'
  loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (organization = nullif('
      'current_setting(''app.organization'', true), '''')::uuid)', t);
  end loop;
end $$;
