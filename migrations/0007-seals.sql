-- Seals: what was posted is hashed in batches, each chained to the one before; see docs/seals.md.

-- The queue keeps the order in which entries came, so that a batch is the head of one index,
-- however long the queue has become.
alter table ledger.unsealed
  add column queued_at timestamptz not null default clock_timestamp(),
  drop constraint unsealed_pkey,
  add primary key (organization, queued_at, entry);

-- One seal: the Merkle root of the entries at `first` … `last`, chained to the seal before it.
create table ledger.seal (
  organization uuid not null references ledger.organization,
  number bigint not null check (number > 0),
  version smallint not null,
  first bigint not null check (first > 0),
  last bigint not null,
  count bigint not null check (count >= 0),
  root bytea not null check (length(root) = 32),
  -- What happened to periods since the seal before: how many events, and the hash of them.
  events bigint not null check (events >= 0),
  events_hash bytea not null check (length(events_hash) = 32),
  previous bytea not null check (length(previous) = 32),
  sealed_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  primary key (organization, number),
  check (last = first + count - 1),
  check (count + events > 0)
);

-- A sealed entry's place in the organization's sequence, and its own number in its company's. Only
-- `ledger.seal` writes here; the verifier proves the references, as for lines.
create table ledger.sealed_entry (
  organization uuid not null,
  position bigint not null,
  seal bigint not null,
  entry uuid not null,
  company text not null,
  journal_number bigint not null,
  leaf bytea not null,
  primary key (organization, position),
  unique (organization, entry),
  unique (organization, company, journal_number)
);

-- The seal that covers an event of a period.
create table ledger.sealed_period_event (
  organization uuid not null,
  company text not null,
  period integer not null,
  at timestamptz not null,
  seal bigint not null,
  primary key (organization, company, period, at)
);

-- The leaves of entries: SHA-256 of a zero byte and the canonical text, which names every column of
-- the entry, of its lines, and of the subjects and units that it opened. A text stands behind its
-- length in bytes and a colon, anything else as PostgreSQL prints it; every value ends with a
-- comma; null has neither length nor value. A column that is added to these tables is added here,
-- in the verifier and in docs/seals.md, under a new version; a test compares the lists.
-- Each part is looked up by its key, whatever the planner believes of the tables: `offset 0` keeps
-- it from reading all entries first, and a generic plan from taking an organization that its
-- statistics do not know yet for an empty one.
create function ledger.entry_leaves(of_organization uuid, of_entries uuid[])
returns table (entry uuid, company text, recorded_at timestamptz, leaf bytea)
language plpgsql stable rows 10000
set datestyle = 'ISO, YMD'
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
#variable_conflict use_column
begin
  return query
  select e.id, e.company, e.recorded_at, sha256('\x00'::bytea || convert_to(concat('1,',
    e.organization, ',', e.id, ',', octet_length(e.company), ':', e.company, ',',
    octet_length(e.key), ':', e.key, ',', octet_length(e.kind), ':', e.kind, ',',
    octet_length(e.journal), ':', e.journal, ',', e.posted_on, ',', e.period, ',', e.late, ',',
    e.document_date, ',', octet_length(e.reason), ':', e.reason, ',',
    octet_length(e.source_paper), ':', e.source_paper, ',',
    octet_length(e.source_number), ':', e.source_number, ',',
    e.reversed_entry, ',', e.pending_entry, ',',
    trim_scale(extract(epoch from e.expires_at) * 1000000), ',',
    octet_length(e.batch), ':', e.batch, ',', octet_length(e.rule), ':', e.rule, ',',
    octet_length(e.actor), ':', e.actor, ',',
    trim_scale(extract(epoch from e.recorded_at) * 1000000), ',',
    line.texts, subject.texts, unit.texts), 'UTF8'))
  from unnest(of_entries) as wanted (id)
  cross join lateral (
    select o.* from ledger.entry o where o.organization = of_organization and o.id = wanted.id
    offset 0
  ) e
  cross join lateral (
    select string_agg(concat('L', l.line, ',', octet_length(l.company), ':', l.company, ',',
      l.account, ',', l.posted_on, ',', l.period, ',', l.layer, ',',
      octet_length(l.currency), ':', l.currency, ',', l.amount, ',', l.base, ',',
      octet_length(l.item), ':', l.item, ',', l.quantity, ',', l.analysis, ',', l.subject, ',',
      l.unit, ',', octet_length(l.party), ':', l.party, ',',
      octet_length(l.partner_company), ':', l.partner_company, ',',
      octet_length(l.tax_code), ':', l.tax_code, ',', octet_length(l.tax_box), ':', l.tax_box, ',',
      l.tax_base, ',', l.value_date, ',', l.unrounded, ',', l.source_row, ',', l.reversed_line, ',',
      octet_length(l.text), ':', l.text, ','), '' order by l.line) as texts
    from ledger.line l where l.organization = of_organization and l.entry = e.id
  ) line
  cross join lateral (
    select string_agg(concat('S', s.id, ',', octet_length(s.company), ':', s.company, ',',
      octet_length(s.kind), ':', s.kind, ',', octet_length(s.paper), ':', s.paper, ',', s.row, ',',
      octet_length(s.party), ':', s.party, ',', octet_length(s.item), ':', s.item, ',',
      s.opened_on, ',', s.due_on, ',', s.read_class, ',', s.lowest, ',', s.highest, ','),
      '' order by s.id) as texts
    from ledger.subject s where s.organization = of_organization and s.opened_by = e.id
  ) subject
  cross join lateral (
    select string_agg(concat('U', u.id, ',', octet_length(u.company), ':', u.company, ',',
      octet_length(u.place), ':', u.place, ',', octet_length(u.lot), ':', u.lot, ',',
      octet_length(u.owner), ':', u.owner, ',', u.bounded, ','), '' order by u.id) as texts
    from ledger.unit u where u.organization = of_organization and u.opened_by = e.id
  ) unit;
end
$$;

-- The Merkle root of leaves as in RFC 6962: neighbours are joined under a one byte, level by level;
-- a last one without a neighbour goes up as it is, and no leaves have the hash of nothing.
create function ledger.merkle_root(leaves bytea[]) returns bytea
language plpgsql immutable
as $$
declare
  nodes bytea[] := leaves;
begin
  if coalesce(cardinality(nodes), 0) = 0 then
    return sha256('');
  end if;
  while cardinality(nodes) > 1 loop
    nodes := array(
      select coalesce(sha256('\x01'::bytea || nodes[2 * n - 1] || nodes[2 * n]), nodes[2 * n - 1])
      from generate_series(1, (cardinality(nodes) + 1) / 2) n order by n);
  end loop;
  return nodes[1];
end
$$;

-- The hash of what happened to periods under one seal, spelled as entries are.
create function ledger.period_events_hash(of_organization uuid, of_seal bigint) returns bytea
language plpgsql stable
set datestyle = 'ISO, YMD'
as $$
begin
  return (
    select sha256('\x03'::bytea || convert_to(coalesce(string_agg(concat('P',
      p.organization, ',', octet_length(p.company), ':', p.company, ',', p.period, ',',
      trim_scale(extract(epoch from p.at) * 1000000), ',', octet_length(p.state), ':', p.state, ',',
      octet_length(p.actor), ':', p.actor, ',', octet_length(p.reason), ':', p.reason, ',',
      encode(p.balances_hash, 'hex'), ','), '' order by p.company collate "C", p.period, p.at), ''),
      'UTF8'))
    from ledger.sealed_period_event s
    join ledger.period_event p using (organization, company, period, at)
    where s.organization = of_organization and s.seal = of_seal
  );
end
$$;

-- The hash of a seal, over everything that it says.
create function ledger.seal_hash(s ledger.seal) returns bytea
language sql immutable
as $$
  select sha256('\x02'::bytea || int2send(s.version) || uuid_send(s.organization)
    || int8send(s.number) || int8send(s.first) || int8send(s.count) || s.root
    || int8send(s.events) || s.events_hash || s.previous
    || int8send((extract(epoch from s.sealed_at) * 1000000)::bigint))
$$;

-- Seals up to `at_most` of the entries that wait, oldest first, and what happened to periods, and
-- answers the new seal; null where nothing waits or another transaction is sealing just now.
create function ledger.seal(of_organization uuid, at_most integer) returns ledger.seal
language plpgsql security definer
set search_path = ledger, pg_temp
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  made ledger.seal;
  waiting uuid[];
  places tid[];
  sealed ledger.sealed_entry[];
  known record;
  last_numbers jsonb := '{}';
  leaves bytea[];
  new_events ledger.sealed_period_event[];
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  perform from ledger.organization where organization = of_organization
  for no key update skip locked;
  if not found then
    return null;
  end if;
  made.organization := of_organization;
  made.version := 1;
  made.sealed_at := clock_timestamp();
  select number + 1, last + 1, hash into made.number, made.first, made.previous
  from ledger.seal where organization = of_organization order by number desc limit 1;
  made.number := coalesce(made.number, 1);
  made.first := coalesce(made.first, 1);
  made.previous := coalesce(made.previous, decode(repeat('00', 32), 'hex'));

  -- Only a sealer takes rows out of the queue, so that a row stays where it was found.
  select coalesce(array_agg(q.entry), '{}'), array_agg(q.place) into waiting, places
  from (
    select u.entry, u.ctid as place from ledger.unsealed u where u.organization = of_organization
    order by u.queued_at, u.entry limit at_most
  ) q;
  delete from ledger.unsealed where organization = of_organization and ctid = any (places);

  select array_agg(row(of_organization, made.first - 1 + n.position, made.number, n.entry,
      n.company, n.place, n.leaf)::ledger.sealed_entry order by n.position),
    count(*)
  into sealed, made.count
  from (
    select l.*, row_number() over (order by l.recorded_at, l.entry) as position,
      row_number() over (partition by l.company order by l.recorded_at, l.entry) as place
    from ledger.entry_leaves(of_organization, waiting) l
  ) n;
  for known in select distinct company, 0::bigint as last from unnest(sealed) loop
    select s.journal_number into known.last from ledger.sealed_entry s
    where s.organization = of_organization and s.company = known.company
    order by s.journal_number desc limit 1;
    last_numbers := last_numbers || jsonb_build_object(known.company, coalesce(known.last, 0));
  end loop;
  insert into ledger.sealed_entry
  select s.organization, s.position, s.seal, s.entry, s.company,
    s.journal_number + (last_numbers ->> s.company)::bigint, s.leaf
  from unnest(sealed) s order by s.position;
  leaves := array(select s.leaf from unnest(sealed) s order by s.position);
  if made.count <> cardinality(waiting) then
    raise exception 'an entry that waits for its seal is not in the books';
  end if;
  made.last := made.first + made.count - 1;
  made.root := ledger.merkle_root(leaves);

  -- Found first, then written: Citus takes an insert whose rows come from memory.
  select array_agg(row(p.organization, p.company, p.period, p.at,
    made.number)::ledger.sealed_period_event)
  into new_events
  from ledger.period_event p
  where p.organization = of_organization and not exists (
    select from ledger.sealed_period_event s where s.organization = of_organization
      and s.company = p.company and s.period = p.period and s.at = p.at);
  insert into ledger.sealed_period_event select * from unnest(new_events);
  get diagnostics made.events = row_count;
  made.events_hash := ledger.period_events_hash(of_organization, made.number);
  if made.count = 0 and made.events = 0 then
    return null;
  end if;
  made.hash := ledger.seal_hash(made);
  insert into ledger.seal select made.*;
  return made;
end
$$;

-- The organizations that have something to seal: their identifiers and no more. It stays the
-- owner's own, as it looks across organizations.
create function ledger.organizations_to_seal() returns setof uuid
language sql stable security definer
set search_path = ledger, pg_temp
as $$
  select o.organization from ledger.organization o
  where exists (select from ledger.unsealed u where u.organization = o.organization)
    or exists (
      select from ledger.period_event p
      left join ledger.sealed_period_event s using (organization, company, period, at)
      where p.organization = o.organization and s.seal is null)
$$;

revoke all on function ledger.entry_leaves, ledger.merkle_root, ledger.period_events_hash,
  ledger.seal_hash, ledger.seal, ledger.organizations_to_seal from public;
alter function ledger.seal owner to backstay_door;
grant execute on function ledger.entry_leaves, ledger.merkle_root, ledger.period_events_hash,
  ledger.seal_hash to backstay_door;
grant execute on function ledger.seal, ledger.organizations_to_seal to backstay_server;

grant select on ledger.seal, ledger.sealed_entry, ledger.sealed_period_event
  to backstay_door, backstay_server;
grant insert on ledger.seal, ledger.sealed_entry, ledger.sealed_period_event to backstay_door;
grant delete on ledger.unsealed to backstay_door;
-- A lock on the organization's row asks for a right to update.
grant update (name) on ledger.organization to backstay_door;

do $$
declare
  t text;
begin
  foreach t in array array['ledger.seal', 'ledger.sealed_entry', 'ledger.sealed_period_event'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (organization = nullif('
      'current_setting(''app.organization'', true), '''')::uuid)', t);
  end loop;
end $$;
