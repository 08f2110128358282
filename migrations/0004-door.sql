-- The one door: `ledger.record` takes a set of entries and is the only writer of posted rows.
-- Its parts stand before it: the checks of entries and lines, and the walk over the limits.

-- One reason to refuse an entry: the proposed entry's identifier, its field, the rule, and figures
-- that the rule's sentence needs. The sentences are the server's; the door knows no language.
create type ledger.refusal as (entry uuid, field text, rule text, facts jsonb);

-- Which dimension of an account's rules a combination breaks; null where it fits.
create function ledger.broken_dimension(rules jsonb, dimensions jsonb) returns text
language sql immutable parallel safe
as $$
  select name from jsonb_each_text(rules) as rule (name, value)
  where case
    when value = 'required' then not dimensions ? name
    when value = 'none' then dimensions ? name
    when value like '=%' then dimensions ->> name is distinct from substr(value, 2)
    else true
  end
  order by name limit 1
$$;

-- The field of an entry that a rule speaks of.
create function ledger.entry_field(rule text, reversed_entry uuid) returns text
language sql immutable parallel safe
as $$
  select case
    when rule = 'company-unknown' then 'company'
    when rule = 'key-malformed' then 'key'
    when rule like 'reason-%' then 'reason'
    when rule = 'actor-missing' then 'actor'
    when rule = 'kind-unknown' then 'kind'
    when rule = 'source-too-long' then 'source'
    when rule = 'batch-too-long' then 'batch'
    when rule = 'journal-unknown' then 'journal'
    when rule = 'expiry-not-allowed' then 'expiresAt'
    when rule like '%period%' then 'postedOn'
    when rule like '%pending%' then 'pendingEntry'
    when rule = 'entry-unknown' and reversed_entry is null then 'pendingEntry'
    else 'reversedEntry'
  end
$$;

-- Entries whose sums are not zero: money per currency, worth, and quantity per item, in each layer.
create function ledger.unbalanced(entries ledger.entry[], lines ledger.line[])
returns ledger.refusal[]
language plpgsql stable
as $$
begin
  return (
    with line as (
      select e.id as n, l.layer, l.currency, l.item, l.amount, l.base, l.quantity
      from unnest(entries) e
      left join unnest(lines) l on l.entry = e.id
    ), broken as (
      select n, 'lines' as field, 'no-lines' as rule, '{}'::jsonb as facts
      from line group by n having count(layer) = 0
      union all
      select n, 'lines', 'unbalanced-currency',
        jsonb_build_object('layer', layer, 'currency', currency, 'sum', sum(amount)::text)
      from line group by n, layer, currency having sum(amount) <> 0
      union all
      select n, 'lines', 'unbalanced-worth',
        jsonb_build_object('layer', layer, 'sum', sum(base)::text)
      from line group by n, layer having sum(base) <> 0
      union all
      select n, 'lines', 'unbalanced-item',
        jsonb_build_object('layer', layer, 'item', item, 'sum', sum(quantity)::text)
      from line where item is not null group by n, layer, item having sum(quantity) <> 0
    )
    select array_agg((n, field, rule, facts)::ledger.refusal) from broken
  );
end
$$;

-- Whether every entry has lines and nothing is unbalanced, asked of every set; only where not,
-- `unbalanced` says what. Takes the lines' columns as the door does, by the place of their entry.
create function ledger.all_balanced(
  entry_count integer, entries integer[], layers ledger.layer[], currencies text[],
  amounts bigint[], bases bigint[], items text[], quantities bigint[]
) returns boolean
language plpgsql immutable
as $$
begin
  return (
    select count(distinct entry) = entry_count and bool_and(money) and bool_and(worth)
    from (
      select entry, bool_and(amount = 0) as money, sum(worth) = 0 as worth
      from (
        select entry, coalesce(layer, 'actual') as layer, sum(amount) as amount,
          sum(coalesce(base, amount)) as worth
        from unnest(entries, layers, currencies, amounts, bases)
          as l (entry, layer, currency, amount, base)
        where entry between 1 and entry_count
        group by entry, coalesce(layer, 'actual'), currency
      ) by_currency
      group by entry, layer
    ) by_layer
  ) and (quantities is null or not exists (
    select from unnest(entries, layers, items, quantities) as l (entry, layer, item, quantity)
    where quantity <> 0
    group by entry, coalesce(layer, 'actual'), item having sum(quantity) <> 0
  ));
end
$$;

-- A reversal takes every line of its entry back, exactly: same places, opposite figures.
create function ledger.inexact_reversals(
  of_organization uuid, entries ledger.entry[], lines ledger.line[]
) returns ledger.refusal[]
language plpgsql stable
as $$
begin
  return (
    with reversal as (
      select id, reversed_entry from unnest(entries) where kind = 'reversal'
    ), origin as (
      select r.id as entry, o.line, o.account, o.layer, o.currency, -o.amount as amount,
        -o.base as base, o.item, -o.quantity as quantity, o.analysis, o.subject, o.unit,
        o.party, o.partner_company, -o.tax_base as tax_base, o.tax_code, o.tax_box,
        o.reversed_line
      from reversal r
      cross join lateral (select l.* from ledger.line l where l.organization = of_organization
        and l.entry = r.reversed_entry offset 0) o
    ), taken as (
      select entry, line, account, layer, currency, amount, base, item, quantity, analysis, subject,
        unit, party, partner_company, tax_base, tax_code, tax_box, reversed_line
      from unnest(lines) where entry in (select id from reversal)
    )
    select array_agg((entry, 'lines', 'reversal-differs', '{}')::ledger.refusal)
    from (
      select distinct entry from origin full join taken using (entry, line)
      where origin is distinct from taken
    ) differing
  );
end
$$;

-- Which of the repeated keys came with other content than was posted under them.
create function ledger.reused_keys(
  of_organization uuid, entries ledger.entry[], lines ledger.line[]
) returns ledger.refusal[]
language plpgsql stable
as $$
begin
  return (
    with posted as (
      select p.* from unnest(entries) e
      cross join lateral (select o.* from ledger.entry o where o.organization = of_organization
        and o.key = e.key offset 0) p
    ), pair as (
      select e.id as now, p.id as before, e.key,
        (p.company, p.kind, p.journal, p.posted_on, p.period, p.document_date, p.reason,
          p.source_paper, p.source_number, p.reversed_entry, p.pending_entry, p.expires_at, p.rule)
        is distinct from (e.company, e.kind, e.journal, e.posted_on, e.period, e.document_date,
          e.reason, e.source_paper, e.source_number, e.reversed_entry, e.pending_entry,
          e.expires_at, e.rule)
        as differs
      from unnest(entries) e join posted p using (key)
    ), before as (
      select pair.now as entry, o.line, o.account, o.layer, o.currency, o.amount, o.base, o.item,
        o.quantity, o.analysis, o.subject, o.unit, o.party, o.partner_company, o.tax_code,
        o.tax_box,
        o.tax_base, o.value_date, o.unrounded, o.source_row, o.reversed_line, o.text
      from pair
      cross join lateral (select l.* from ledger.line l where l.organization = of_organization
        and l.entry = pair.before offset 0) o
    ), proposed as (
      select entry, line, account, layer, currency, amount, base, item, quantity, analysis, subject,
        unit, party, partner_company, tax_code, tax_box, tax_base, value_date, unrounded,
        source_row,
        reversed_line, text
      from unnest(lines) where entry in (select pair.now from pair)
    ), differing as (
      select distinct entry from before full join proposed using (entry, line)
      where before is distinct from proposed
      union
      select pair.now from pair where differs
    )
    select array_agg((d.entry, 'key', 'key-reused',
      jsonb_build_object('key', pair.key, 'entry', pair.before))::ledger.refusal)
    from differing d join pair on pair.now = d.entry
  );
end
$$;

-- What settles, voids or expires names lines of its pending entry, in the same places, and takes
-- from them; a void and an expiry do nothing else.
create function ledger.stray_settlements(
  of_organization uuid, entries ledger.entry[], lines ledger.line[]
) returns ledger.refusal[]
language plpgsql stable
as $$
begin
  return (
    select array_agg((e.id, 'lines[' || l.line || ']', case when l.layer <> 'pending'
      then 'void-moves-nothing' when r.same_place then 'pending-line-grows'
      else 'pending-line-unknown' end,
      jsonb_build_object('entry', e.pending_entry, 'line', l.reversed_line))::ledger.refusal)
    from unnest(entries) e
    join unnest(lines) l on l.entry = e.id
    left join lateral (
      select o.* from ledger.line o where o.organization = of_organization
        and o.entry = e.pending_entry and o.line = l.reversed_line offset 0
    ) origin on true
    cross join lateral (
      select origin.layer is not distinct from 'pending' and (origin.account, origin.currency,
        origin.item, origin.subject, origin.unit, origin.analysis) is not distinct from (l.account,
        l.currency, l.item, l.subject, l.unit, l.analysis) as same_place
    ) r
    where e.kind in ('settlement', 'void', 'expiry') and case
      when l.layer = 'pending' then not r.same_place
        or sign(origin.amount) * sign(l.amount) > 0 or sign(origin.base) * sign(l.base) > 0
        or sign(origin.quantity) * sign(l.quantity) > 0
      else e.kind <> 'settlement' end
  );
end
$$;

-- Lines whose new subject or unit has no name, or one too long for an index, or whose subject has
-- limits that exclude each other.
create function ledger.malformed_references(
  lines ledger.line[], new_subjects ledger.subject[], new_units ledger.unit[]
) returns ledger.refusal[]
language plpgsql stable
as $$
begin
  return (
    with malformed as (
      select s.id, 'subject' as part from unnest(new_subjects) s
      where coalesce(s.kind, '') = '' or coalesce(s.paper, '') = ''
        or s.read_class not between 0 and 6 or s.lowest > s.highest
        or length(s.kind) > 100 or length(s.paper) > 200 or length(s.party) > 200
      union all
      select u.id, 'unit' from unnest(new_units) u where coalesce(u.place, '') = ''
        or length(u.place) > 200 or length(u.lot) > 200 or length(u.owner) > 200
    )
    select array_agg((l.entry, 'lines[' || l.line || '].' || m.part, m.part || '-malformed',
      '{}')::ledger.refusal)
    from malformed m
    join unnest(lines) l on m.id = case m.part when 'subject' then l.subject else l.unit end
  );
end
$$;

-- How an entry's line moves what is reserved, of a unit's goods or a holding's money: a pending
-- issue reserves, and what takes it back frees; a pending receipt reserves nothing.
create function ledger.reserves(kind text, layer ledger.layer, figure bigint) returns bigint
language sql immutable parallel safe
as $$
  select case when layer <> 'pending' then 0
    when kind in ('settlement', 'void', 'expiry') then -greatest(figure, 0)
    else greatest(-figure, 0) end
$$;

-- The least and the most that a holding may have: its subject's floor and ceiling where it is
-- actual, and nothing beyond its account's side. What is pending counts against the actual layer.
create function ledger.lowest_holding(side text, layer ledger.layer, lowest bigint) returns bigint
language sql immutable parallel safe
as $$
  select case when layer = 'pending' then null
    when side = 'debit' then greatest(0, case when layer = 'actual' then lowest end)
    when layer = 'actual' then lowest end
$$;
create function ledger.highest_holding(side text, layer ledger.layer, highest bigint)
returns bigint
language sql immutable parallel safe
as $$
  select case when layer = 'pending' then null
    when side = 'credit' then least(0, case when layer = 'actual' then highest end)
    when layer = 'actual' then highest end
$$;

-- What each entry does, in order, to each limited slot: a holding with a limit, a bounded unit's
-- stock, a pending line, a new unit; with where the slot stands before the set. `incoming` and
-- `outgoing` are a holding's pending debits and credits.
create type ledger.limited_effect as (
  entry uuid, ordinal bigint, slot bigint, kind text, label jsonb,
  first bigint, second bigint, third bigint, incoming bigint, outgoing bigint,
  start_first bigint, start_second bigint, start_third bigint, start_incoming bigint,
  start_outgoing bigint, lowest bigint, highest bigint, extent bigint, goods boolean);
create function ledger.limited_effects(
  of_organization uuid, entries ledger.entry[], lines ledger.line[], new_subjects ledger.subject[],
  new_units ledger.unit[]
) returns setof ledger.limited_effect
language plpgsql stable
as $$
#variable_conflict use_column
begin
  return query
  with moved as (
    select l.*, e.ordinality as ordinal, e.kind, e.pending_entry
    from unnest(entries) with ordinality e join unnest(lines) l on l.entry = e.id
  ), subject as (
    select s.id, s.kind, s.paper, s.lowest, s.highest from unnest(new_subjects) s
    union all
    select s.id, s.kind, s.paper, s.lowest, s.highest
    from (select distinct m.subject from moved m where m.subject is not null) m
    cross join lateral (select o.* from ledger.subject o where o.organization = of_organization
      and o.id = m.subject offset 0) s
  ), unit as (
    select u.id, u.place, u.lot, null::boolean as bounded from unnest(new_units) u
    union all
    select u.id, u.place, u.lot, u.bounded
    from (select distinct m.unit from moved m where m.unit is not null) m
    cross join lateral (select o.* from ledger.unit o where o.organization = of_organization
      and o.id = m.unit offset 0) u
  ), opening as (
    -- The first entry that passes says where a new unit stands: the company's own place or outside.
    select m.entry, m.ordinal, u.id, u.place, u.lot, bool_or(a.type = 'place') as outside,
      bool_or(a.type <> 'place') as inside
    from unnest(new_units) u
    join moved m on m.unit = u.id
    cross join lateral (select o.type from ledger.account o where o.organization = of_organization
      and o.id = m.account offset 0) a
    group by m.entry, m.ordinal, u.id, u.place, u.lot
  ), held as (
    -- A pending line moves its own layer's holding, and what the actual one has pending.
    select m.entry, m.ordinal, m.company, m.account, m.subject, m.layer, m.currency, m.amount,
      m.base, m.quantity, 0 as incoming, 0 as outgoing
    from moved m where m.subject is not null
    union all
    select m.entry, m.ordinal, m.company, m.account, m.subject, 'actual', m.currency, 0, 0, 0,
      ledger.reserves(m.kind, m.layer, -m.amount), ledger.reserves(m.kind, m.layer, m.amount)
    from moved m where m.subject is not null and m.layer = 'pending'
  ), effect as (
    select m.entry, m.ordinal, 'holding' as kind,
      m.account::text || m.subject || m.layer || m.currency as slot,
      jsonb_build_object('account', a.code, 'subject', s.kind || ' ' || s.paper,
        'currency', m.currency) as label,
      sum(m.amount)::bigint as first, sum(m.base)::bigint as second,
      sum(m.quantity)::bigint as third, sum(m.incoming)::bigint as incoming,
      sum(m.outgoing)::bigint as outgoing,
      min(h.amount) as start_first, min(h.base) as start_second, min(h.quantity) as start_third,
      min(h.pending_debit) as start_incoming, min(h.pending_credit) as start_outgoing,
      min(ledger.lowest_holding(a.holding_side, m.layer, s.lowest)) as lowest,
      min(ledger.highest_holding(a.holding_side, m.layer, s.highest)) as highest,
      -- Goods reserved to leave stand below zero in their layer; what is there or ordered may not.
      min(case when m.layer = 'actual' or (a.holding_side = 'debit' and m.layer <> 'pending')
        then 0 end)::bigint as extent,
      bool_or(a.goods and a.type <> 'place') as goods
    from held m
    join subject s on s.id = m.subject
    cross join lateral (select o.* from ledger.account o where o.organization = of_organization
      and o.id = m.account offset 0) a
    join ledger.company c on c.organization = of_organization and c.code = m.company
    left join lateral (
      select o.* from ledger.holding o where o.organization = of_organization
        and o.account = m.account and o.subject = m.subject and o.currency = m.currency
        and o.layer = m.layer offset 0
    ) h on true
    where a.goods or a.holding_side is not null or s.lowest is not null or s.highest is not null
      or m.currency <> c.currency
    group by m.entry, m.ordinal, m.account, m.subject, m.layer, m.currency, a.code, s.kind, s.paper
    union all
    select m.entry, m.ordinal, 'stock', m.unit::text || m.item,
      jsonb_build_object('place', u.place, 'lot', u.lot, 'item', m.item),
      sum(case when m.layer = 'actual' then m.quantity else 0 end)::bigint, 0,
      sum(ledger.reserves(m.kind, m.layer, m.quantity))::bigint, 0, 0,
      min(k.on_hand), 0, min(k.reserved), 0, 0, null, null, null, true
    from moved m
    join unit u on u.id = m.unit
    left join opening w on w.entry = m.entry and w.id = m.unit
    left join lateral (
      select o.* from ledger.stock o where o.organization = of_organization and o.unit = m.unit
        and o.item = m.item offset 0
    ) k on true
    where m.quantity <> 0 and m.layer <> 'commitment' and coalesce(u.bounded, not w.outside)
    group by m.entry, m.ordinal, m.unit, m.item, u.place, u.lot
    union all
    select entry, ordinal, 'unit', id::text, jsonb_build_object('place', place, 'lot', lot),
      outside::integer, 0, inside::integer, 0, 0, 0, 0, 0, 0, 0, null, null, null, true
    from opening
    union all
    select m.entry, m.ordinal, 'pending', m.pending_entry || ' ' || m.reversed_line,
      jsonb_build_object('entry', m.pending_entry, 'line', m.reversed_line),
      sum(m.amount)::bigint, sum(m.base)::bigint, sum(m.quantity)::bigint, 0, 0,
      min(p.amount_left), min(p.base_left), min(p.quantity_left), 0, 0,
      min(p.amount), min(p.base), min(p.quantity), false
    from moved m
    cross join lateral (
      select o.* from ledger.pending_line o where o.organization = of_organization
        and o.entry = m.pending_entry and o.line = m.reversed_line offset 0
    ) p
    where m.pending_entry is not null and m.layer = 'pending'
    group by m.entry, m.ordinal, m.pending_entry, m.reversed_line
  )
  select effect.entry, ordinal, dense_rank() over (order by kind, slot), kind, label,
    first, second, third, incoming, outgoing, coalesce(start_first, 0),
    coalesce(start_second, 0), coalesce(start_third, 0), coalesce(start_incoming, 0),
    coalesce(start_outgoing, 0), lowest, highest, extent, goods
  from effect order by ordinal, 3;
end
$$;

-- The limit that a slot's figures cross, or null; the tables' CHECKs say the same once more. Of a
-- holding `extent` is the least quantity; of a pending line `lowest`, `highest` and `extent` are
-- the amount, worth and quantity that it had; of a new unit `first` counts the entries that put it
-- outside, `third` those that put it inside.
create function ledger.limit_crossed(
  kind text, first bigint, second bigint, third bigint, incoming bigint, outgoing bigint,
  lowest bigint, highest bigint, extent bigint, goods boolean
) returns text
language sql immutable parallel safe
as $$
  select case
    when kind = 'holding' then case
      when first - outgoing < lowest or first + incoming > highest then 'credit-limit'
      when first = 0 and second <> 0 then 'worth-left'
      when goods and third < extent then 'layer-overdrawn'
      when goods and third = 0 and (first <> 0 or second <> 0) then 'value-without-goods' end
    when kind = 'stock' then case
      when first < 0 then 'on-hand'
      when third < 0 or third > first then 'reserved' end
    when kind = 'unit' then case when first > 0 and third > 0 then 'unit-in-other-place' end
    when first not between least(0, lowest) and greatest(0, lowest)
      or second not between least(0, highest) and greatest(0, highest)
      or third not between least(0, extent) and greatest(0, extent) then 'more-than-pending'
    -- A line that was worth without an amount from the start is settled by its worth alone.
    when first = 0 and third = 0 and second <> 0 and (lowest <> 0 or extent <> 0)
      then 'worth-left'
  end
$$;

-- The walk: visits, in order, the entries that touch something limited, each over what those before
-- it left, and answers those that would cross a limit. It reads rows that `record` has locked.
-- Worked: a pool of 3, three entries that take 2, 2 and 1: the second is refused, the third passes.
create function ledger.limits_crossed(
  of_organization uuid, entries ledger.entry[], lines ledger.line[], new_subjects ledger.subject[],
  new_units ledger.unit[]
) returns ledger.refusal[]
language plpgsql stable
as $$
declare
  refusals ledger.refusal[] := '{}';
  first bigint[] := '{}'; second bigint[] := '{}'; third bigint[] := '{}';
  incoming bigint[] := '{}'; outgoing bigint[] := '{}';
  effect ledger.limited_effect;
  entry_effects record;
  crossed text;
  refused boolean;
begin
  for entry_effects in
    select x.entry, x.ordinal, array_agg(x order by x.slot) as effects
    from ledger.limited_effects(of_organization, entries, lines, new_subjects, new_units) x
    group by x.entry, x.ordinal order by x.ordinal
  loop
    refused := false;
    foreach effect in array entry_effects.effects loop
      if first[effect.slot] is null then
        first[effect.slot] := effect.start_first;
        second[effect.slot] := effect.start_second;
        third[effect.slot] := effect.start_third;
        incoming[effect.slot] := effect.start_incoming;
        outgoing[effect.slot] := effect.start_outgoing;
      end if;
      crossed := ledger.limit_crossed(effect.kind, first[effect.slot] + effect.first,
        second[effect.slot] + effect.second, third[effect.slot] + effect.third,
        incoming[effect.slot] + effect.incoming, outgoing[effect.slot] + effect.outgoing,
        effect.lowest, effect.highest, effect.extent, effect.goods);
      if crossed is not null then
        refused := true;
        refusals := refusals || (entry_effects.entry, 'lines', crossed, jsonb_strip_nulls(
          effect.label || jsonb_build_object('before', first[effect.slot],
            'change', effect.first, 'reserved', third[effect.slot], 'quantity', effect.third,
            'incoming', incoming[effect.slot] + effect.incoming,
            'outgoing', outgoing[effect.slot] + effect.outgoing,
            'lowest', effect.lowest, 'highest', effect.highest)))::ledger.refusal;
      end if;
    end loop;
    continue when refused;
    foreach effect in array entry_effects.effects loop
      first[effect.slot] := first[effect.slot] + effect.first;
      second[effect.slot] := second[effect.slot] + effect.second;
      third[effect.slot] := third[effect.slot] + effect.third;
      incoming[effect.slot] := incoming[effect.slot] + effect.incoming;
      outgoing[effect.slot] := outgoing[effect.slot] + effect.outgoing;
    end loop;
  end loop;
  return refusals;
end
$$;
