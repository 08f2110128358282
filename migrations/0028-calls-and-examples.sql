-- The log of calls: what was asked of the API with a key, and how it was answered. And the end of
-- an example.

-- Never a body, never a secret: `path` holds of the query only what cannot say anything about
-- anybody. That it is there at all tells no more than that somebody asked.
create table access.call (
  organization uuid not null,
  -- Rises with time, so that the newest stand at its end.
  id uuid not null,
  at timestamptz not null,
  key uuid not null,
  -- The operation's name: "postEntries".
  operation text not null check (operation <> '' and length(operation) <= 100),
  method text not null check (method in ('get', 'post')),
  path text not null check (path <> '' and length(path) <= 500),
  -- Through what of ours the key's holder came, where that was said.
  origin text check (origin in ('agent', 'command line')),
  status smallint not null check (status between 100 and 599),
  milliseconds integer not null check (milliseconds >= 0),
  -- The number under which the server's own log tells of it.
  request text not null check (request <> '' and length(request) <= 60),
  -- The rules that were broken, each once.
  rules text[] not null check (cardinality(rules) <= 20),
  primary key (organization, id),
  foreign key (organization, key) references access.api_key (organization, id)
);
create index call_of_key on access.call (organization, key, id);
create index call_of_operation on access.call (organization, operation, id);

-- Who calls is noted and read; only the tidying below forgets.
grant select, insert on access.call to backstay_server;

alter table access.call enable row level security;
create policy own_organization on access.call
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on access.call to backstay_door;

-- Removes the oldest calls, and none that is younger than thirty days. Its time stands in the
-- first bits of an identifier, so that the oldest are found at the beginning of the key.
create function access.remove_old_calls(of_organization uuid, before timestamptz, most integer)
  returns integer
language plpgsql security definer
set search_path = access, pg_temp
as $$
declare
  first uuid := (lpad(to_hex(floor(extract(epoch from before) * 1000)::bigint), 12, '0')
    || repeat('0', 20))::uuid;
  removed integer;
begin
  perform ledger.require_organization(of_organization);
  if before > clock_timestamp() - interval '30 days' then
    raise exception 'calls are kept for thirty days' using errcode = 'invalid_parameter_value';
  end if;
  delete from access.call c using (
    select id from access.call
    where organization = of_organization and id < first
    order by id limit most) old
  where c.organization = of_organization and c.id = old.id;
  get diagnostics removed = row_count;
  return removed;
end
$$;
revoke all on function access.remove_old_calls from public;
alter function access.remove_old_calls owner to backstay_door;
grant execute on function access.remove_old_calls to backstay_server;

-- An example is known by this mark, not by its name. It is given when an organization is made, and
-- never later: nobody can turn books that are kept into an example.
alter table ledger.organization add column is_example boolean not null default false;
update ledger.organization set is_example = true
where organization = '00000000-0000-7000-8000-0000000e8a3b';

-- What stays of an example that was ended: that it was one, and what its last seal was.
create table ledger.ended_example (
  organization uuid not null,
  ended_at timestamptz not null default clock_timestamp(),
  name text not null,
  ended_by text not null check (ended_by <> '' and length(ended_by) <= 200),
  entries bigint not null check (entries >= 0),
  seals bigint not null check (seals >= 0),
  last_seal bytea check (length(last_seal) = 32),
  primary key (organization, ended_at)
);
grant select on ledger.ended_example to backstay_server, backstay_door;
alter table ledger.ended_example enable row level security;
create policy own_organization on ledger.ended_example for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);

-- Why an example may not be ended now, as the name of a rule; null where it may. That there is
-- another organization is all that it tells of others.
create function ledger.example_stays(of_organization uuid, named text) returns text
language plpgsql stable security definer
set search_path = ledger, pg_temp
as $$
declare
  found ledger.organization;
begin
  perform ledger.require_organization(of_organization);
  select * into found from ledger.organization where organization = of_organization;
  if found.organization is null or not found.is_example then
    return 'example-not';
  elsif found.name <> named then
    return 'example-name';
  elsif not exists (select from ledger.organization where organization <> of_organization) then
    return 'example-last';
  elsif exists (
    select from job.run where organization = of_organization and state in ('waiting', 'running')
  ) then
    return 'example-at-work';
  end if;
  return null;
end
$$;

-- Begins the end of an example in this transaction, and notes it; or says why it stays.
create function ledger.begin_example_end(of_organization uuid, named text, by_actor text)
  returns text
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  stays text := ledger.example_stays(of_organization, named);
begin
  if stays is null then
    insert into ledger.ended_example
      (organization, ended_at, name, ended_by, entries, seals, last_seal)
    select of_organization, now(), named, left(by_actor, 200),
      (select count(*) from ledger.entry where organization = of_organization),
      (select count(*) from ledger.seal where organization = of_organization),
      (select hash from ledger.seal where organization = of_organization
       order by number desc limit 1);
  end if;
  return stays;
end
$$;

-- Removes what one table holds of an example whose end began in this transaction. It belongs to the
-- owner of the tables, for nobody else may delete what is posted; that the end began is written by
-- the function above alone, which looks at the mark.
create function ledger.remove_example_rows(of_organization uuid, of_rows regclass) returns bigint
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  removed bigint;
begin
  perform ledger.require_organization(of_organization);
  if of_rows = 'ledger.ended_example'::regclass or not exists (
    select from ledger.ended_example
    where organization = of_organization and ended_at = now() and xmin = pg_current_xact_id()::xid
  ) then
    raise exception 'no example is being ended' using errcode = 'insufficient_privilege';
  end if;
  execute format('delete from %s where organization = $1', of_rows) using of_organization;
  get diagnostics removed = row_count;
  return removed;
end
$$;
revoke all on function ledger.example_stays, ledger.begin_example_end, ledger.remove_example_rows
  from public;
grant execute on function ledger.example_stays, ledger.begin_example_end,
  ledger.remove_example_rows to backstay_server;
