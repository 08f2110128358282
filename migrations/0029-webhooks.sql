-- Webhooks: which steps of papers are told to programs elsewhere, what waits to be told to them,
-- and how each attempt went.

create schema webhook;
grant usage on schema webhook to backstay_server;
grant usage, create on schema webhook to backstay_door;

create table webhook.webhook (
  organization uuid not null references ledger.organization,
  id uuid not null,
  -- Whose papers it hears; empty: those of all companies.
  company text not null default '' check (length(company) <= 32),
  address text not null check (address ~ '^https?://' and length(address) <= 2000),
  note text not null default '' check (length(note) <= 200),
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  -- Encrypted with the server's key file, as secrets of second factors are; gone with the webhook.
  secret jsonb check (jsonb_typeof(secret) = 'object'),
  -- Until when what is sent bears a signature of the old secret, too.
  old_secret jsonb check (jsonb_typeof(old_secret) = 'object'),
  old_until timestamptz,
  -- Since when it rests, and why: a person wished so, the receiver said that it is gone, or it
  -- failed for days.
  paused_at timestamptz,
  pause text check (pause in ('wished', 'gone', 'failing')),
  paused_by text check (paused_by <> '' and length(paused_by) <= 200),
  -- How many rounds of attempts failed one after the other, and until when none is made.
  failures integer not null default 0 check (failures >= 0),
  rests_until timestamptz,
  removed_at timestamptz,
  primary key (organization, id),
  foreign key (organization, made_by) references access.person (organization, id),
  check ((secret is null) = (removed_at is not null)),
  check ((old_secret is null) = (old_until is null)),
  check ((paused_at is null) = (pause is null)),
  check ((pause = 'wished') = (paused_by is not null))
);
grant select, insert on webhook.webhook to backstay_server;
grant update (secret, old_secret, old_until, paused_at, pause, paused_by, failures, rests_until,
  removed_at) on webhook.webhook to backstay_server;

-- What a webhook hears: a step of a kind of papers.
create table webhook.heard (
  organization uuid not null,
  -- What of a paper's act is asked for comes first: each act asks, and finds nothing as a rule.
  kind text not null check (kind <> ''),
  step text not null check (step <> ''),
  webhook uuid not null,
  -- As of the webhook.
  company text not null,
  primary key (organization, kind, step, webhook),
  foreign key (organization, webhook) references webhook.webhook (organization, id)
);
create index heard_by_webhook on webhook.heard (organization, webhook);
grant select, insert, delete on webhook.heard to backstay_server;

-- What one webhook is to be told: an act with a paper, written down in the act's own transaction.
-- It holds nothing that the paper says, not even its number.
create table webhook.message (
  organization uuid not null,
  webhook uuid not null,
  -- Rises with time; the same at each attempt.
  id uuid not null,
  company text not null,
  -- The paper; of a test, empty and the message's own number.
  kind text not null,
  key text not null check (key <> ''),
  -- The version that the act made of the paper: in this order they are told.
  version integer not null check (version > 0),
  step text not null check (step <> ''),
  at timestamptz not null,
  attempts integer not null default 0 check (attempts >= 0),
  -- Since when it fails, while it does.
  failing_since timestamptz,
  -- Not sent before; also until when it is in the hands of the server that is sending it.
  next_at timestamptz not null,
  delivered_at timestamptz,
  primary key (organization, webhook, id),
  -- Each act is told once to each.
  unique (organization, webhook, company, kind, key, version),
  foreign key (organization, webhook) references webhook.webhook (organization, id)
);
create index message_waiting on webhook.message (organization, webhook, next_at)
  where delivered_at is null;
create index message_by_age on webhook.message (organization, id);
grant select, insert on webhook.message to backstay_server;
grant update (attempts, failing_since, next_at, delivered_at) on webhook.message
  to backstay_server;

-- How an attempt went. What was answered besides the status is not kept.
create table webhook.attempt (
  organization uuid not null,
  webhook uuid not null,
  message uuid not null,
  attempt integer not null check (attempt > 0),
  at timestamptz not null,
  status smallint check (status between 100 and 999),
  failure text check (failure ~ '^[a-z-]{1,40}$'),
  milliseconds integer not null check (milliseconds >= 0),
  primary key (organization, webhook, message, attempt),
  foreign key (organization, webhook, message)
    references webhook.message (organization, webhook, id),
  check ((status is null) <> (failure is null))
);
grant select, insert on webhook.attempt to backstay_server;

do $$
declare
  own constant text :=
    'organization = nullif(current_setting(''app.organization'', true), '''')::uuid';
  t text;
begin
  foreach t in array array[
    'webhook.webhook', 'webhook.heard', 'webhook.message', 'webhook.attempt'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (%s)', t, own);
  end loop;
end $$;

-- The webhooks that have something to be told now: no more than identifiers.
create function webhook.due(moment timestamptz)
returns table (organization uuid, webhook uuid)
language sql stable security definer
set search_path = webhook, pg_temp
as $$
  select w.organization, w.id from webhook.webhook w
  where w.paused_at is null and w.removed_at is null
    and (w.rests_until is null or w.rests_until <= moment)
    and exists (
      select from webhook.message m
      where m.organization = w.organization and m.webhook = w.id
        and m.delivered_at is null and m.next_at <= moment)
$$;
revoke all on function webhook.due from public;
grant execute on function webhook.due to backstay_server;

grant select, delete on webhook.message, webhook.attempt to backstay_door;

-- Removes the oldest messages with their attempts, told or not, and none that is younger than
-- thirty days.
create function webhook.remove_old_messages(
  of_organization uuid, before timestamptz, most integer)
  returns integer
language plpgsql security definer
set search_path = webhook, pg_temp
as $$
declare
  first uuid := (lpad(to_hex(floor(extract(epoch from before) * 1000)::bigint), 12, '0')
    || repeat('0', 20))::uuid;
  old uuid[];
  removed integer;
begin
  perform ledger.require_organization(of_organization);
  if before > clock_timestamp() - interval '30 days' then
    raise exception 'messages are kept for thirty days' using errcode = 'invalid_parameter_value';
  end if;
  select array_agg(m.id) into old from (
    select id from webhook.message
    where organization = of_organization and id < first
    order by id limit most) m;
  delete from webhook.attempt where organization = of_organization and message = any (old);
  delete from webhook.message where organization = of_organization and id = any (old);
  get diagnostics removed = row_count;
  -- Several webhooks may have been told of one act, under one number.
  return least(removed, most);
end
$$;
revoke all on function webhook.remove_old_messages from public;
alter function webhook.remove_old_messages owner to backstay_door;
grant execute on function webhook.remove_old_messages to backstay_server;

-- The fingerprints of the keys with which secrets were encrypted: those of second factors and of
-- webhooks.
create or replace function access.encryption_keys() returns setof text
language sql stable security definer
set search_path = access, pg_temp
as $$
  select content ->> 'key' from access.credential where kind = 'totp'
  union select secret ->> 'key' from webhook.webhook where secret is not null
  union select old_secret ->> 'key' from webhook.webhook where old_secret is not null
$$;
