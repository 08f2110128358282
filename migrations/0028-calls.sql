-- The log of calls: what was asked of the API with a key, and how it was answered.

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
