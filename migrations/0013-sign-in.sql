-- Sign-in of humans: what they prove themselves with, sessions, links, attempts, and what happened;
-- and the outbox, in which mails wait until they are sent.

-- What a person proves itself with. A kind keeps in `content` what it checks against. The list of
-- kinds is the program's: a new one (a passkey, an OpenID Connect login) needs no other table.
create table access.credential (
  organization uuid not null,
  person uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z ]{0,29}$'),
  -- Tells several of one kind apart: a recovery code's hash. Empty where a person has one at most.
  name text not null default '' check (length(name) <= 400),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  -- What may only rise: the last step of time whose code was taken.
  counter bigint not null default 0 check (counter >= 0),
  made_at timestamptz not null default clock_timestamp(),
  -- Null until the person has shown that it works.
  confirmed_at timestamptz,
  primary key (organization, person, kind, name),
  foreign key (organization, person) references access.person (organization, id)
);
grant select, insert, delete on access.credential to backstay_server;
grant update (content, counter, made_at, confirmed_at) on access.credential to backstay_server;

-- A sign-in that goes on: the cookie names it, and holds a secret of which the hash is kept.
create table access.session (
  organization uuid not null,
  id uuid not null,
  person uuid not null,
  -- SHA-256 of the secret, which is 256 random bits and so needs no slow hash.
  secret_hash bytea not null check (length(secret_hash) = 32),
  made_at timestamptz not null default clock_timestamp(),
  -- To the minute; a session that nobody uses ends.
  used_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  -- When and with what kind of credential the person last showed who it is.
  confirmed_at timestamptz not null default clock_timestamp(),
  confirmed_by text not null check (confirmed_by <> ''),
  -- From where it was opened.
  address text not null check (address = '' or address::inet is not null),
  agent text not null check (length(agent) <= 200),
  primary key (organization, id),
  foreign key (organization, person) references access.person (organization, id)
);
create index session_by_person on access.session (organization, person);
grant select, insert, delete on access.session to backstay_server;
grant update (secret_hash, used_at, ended_at, confirmed_at, confirmed_by) on access.session
  to backstay_server;

-- A secret that is good for one step: an invitation, a new password, the second half of a sign-in.
create table access.token (
  organization uuid not null,
  id uuid not null,
  person uuid not null,
  purpose text not null check (purpose ~ '^[a-z][a-z ]{0,39}$'),
  secret_hash bytea not null check (length(secret_hash) = 32),
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  -- How often a wrong code was shown with it.
  failures smallint not null default 0 check (failures between 0 and 100),
  primary key (organization, id),
  foreign key (organization, person) references access.person (organization, id)
);
create index token_by_person on access.token (organization, person);
grant select, insert, delete on access.token to backstay_server;
grant update (used_at, failures) on access.token to backstay_server;

-- What happened at the door: sign-ins, failures, invitations, changes of credentials. It holds no
-- secret, and is added to and read, nothing else.
create table access.event (
  organization uuid not null references ledger.organization,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind ~ '^[a-z][a-z-]{0,39}$'),
  -- Whom it concerns.
  person uuid,
  -- Who did it; null where nobody was signed in.
  actor text check (actor <> '' and length(actor) <= 200),
  address text not null check (address = '' or address::inet is not null),
  agent text not null check (length(agent) <= 200),
  about jsonb not null default '{}' check (jsonb_typeof(about) = 'object'),
  primary key (organization, id),
  foreign key (organization, person) references access.person (organization, id)
);
create index event_by_person on access.event (organization, person, at);
grant select, insert on access.event to backstay_server;

-- Failures of late, by the hash of what they have in common (a mail, an address, both): strangers
-- guess before any organization is known, so these stand under an organization of zeros.
create table access.attempt (
  organization uuid not null,
  name bytea not null check (length(name) = 32),
  failures integer not null check (failures >= 0),
  last_at timestamptz not null,
  primary key (organization, name)
);
create index attempt_by_time on access.attempt (organization, last_at);

-- What waits to be sent, written in the transaction of what caused it.
create schema mail;
grant usage on schema mail to backstay_server;
create table mail.message (
  organization uuid not null references ledger.organization,
  id uuid not null,
  recipient text not null check (recipient <> '' and length(recipient) <= 254),
  subject text not null check (subject <> '' and length(subject) <= 200),
  -- Emptied when it was sent or given up, as it may hold a link that is a secret.
  body text not null check (length(body) <= 100000),
  -- The same message is not written twice.
  dedupe text check (length(dedupe) <= 200),
  made_at timestamptz not null default clock_timestamp(),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  -- Not sent before; also until when it is in the hands of the server that is sending it.
  next_at timestamptz not null default clock_timestamp(),
  -- What it says is of no use afterwards.
  expires_at timestamptz,
  sent_at timestamptz,
  -- Why it was not sent the last time.
  problem text check (length(problem) <= 500),
  primary key (organization, id),
  unique (organization, dedupe),
  check (state = 'waiting' or body = ''),
  check ((state = 'sent') = (sent_at is not null))
);
create index message_waiting on mail.message (organization, next_at) where state = 'waiting';
grant select, insert on mail.message to backstay_server;
grant update (body, state, attempts, next_at, sent_at, problem) on mail.message to backstay_server;

do $$
declare
  own constant text :=
    'organization = nullif(current_setting(''app.organization'', true), '''')::uuid';
  t text;
begin
  foreach t in array array['access.credential', 'mail.message', 'access.attempt'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (%s)', t, own);
  end loop;
  -- What ended or was used stays so, and is forgotten only long after it could have been of use.
  foreach t in array array['access.session', 'access.token', 'access.event'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy see_own on %s for select using (%s)', t, own);
  end loop;
  execute format('create policy add_events on access.event for insert with check (%s)', own);
  execute format('create policy open_sessions on access.session for insert
    with check (%s and ended_at is null)', own);
  execute format('create policy use_sessions on access.session for update
    using (%s and ended_at is null) with check (%s)', own, own);
  execute format('create policy forget_sessions on access.session for delete
    using (%s and expires_at < clock_timestamp() - interval ''30 days'')', own);
  execute format('create policy add_tokens on access.token for insert
    with check (%s and used_at is null)', own);
  execute format('create policy use_tokens on access.token for update
    using (%s and used_at is null) with check (%s)', own, own);
  execute format('create policy forget_tokens on access.token for delete
    using (%s and expires_at < clock_timestamp() - interval ''30 days'')', own);
end $$;

-- The functions from here on look across organizations, as their owner may, because who signs in
-- has not said which is meant. Each tells no more than that step needs.

-- Whose passwords a sign-in with this mail is checked against, in all organizations or the one that
-- was named. Each takes a slow computation, so they are twenty at most.
create function access.sign_in_candidates(of_mail text, named uuid)
returns table (
  organization uuid, organization_name text, person uuid, person_name text, content jsonb
)
language sql stable security definer
set search_path = access, pg_temp
as $$
  select o.organization, o.name, p.id, p.name, c.content
  from ledger.organization o
  join access.person p on p.organization = o.organization and p.email = of_mail
  join access.credential c on c.organization = p.organization and c.person = p.id
    and c.kind = 'password' and c.name = ''
  where p.kind = 'human' and p.left_at is null and (named is null or o.organization = named)
  order by o.organization limit 20
$$;

-- Who may be sent a link to set a new password.
create function access.mail_holders(of_mail text)
returns table (organization uuid, organization_name text, person uuid, person_name text)
language sql stable security definer
set search_path = access, pg_temp
as $$
  select o.organization, o.name, p.id, p.name
  from ledger.organization o
  join access.person p on p.organization = o.organization and p.email = of_mail
  where p.kind = 'human' and p.left_at is null
  order by o.organization limit 20
$$;

-- The part of an address that its owner can't change at will: of IPv6 the first 64 bits. Null where
-- there is none.
create function access.network_of(address text) returns cidr
language sql immutable parallel safe
as $$
  select case
    when address = '' then null
    when address like '%:%' then network(set_masklen(address::inet, 64))
    else network(address::inet)
  end
$$;

-- Whether somebody of this mail came in from this address before, within ninety days: the guesses
-- of strangers elsewhere do not slow such a person down.
create function access.came_from(of_mail text, from_address text) returns boolean
language sql stable security definer
set search_path = access, pg_temp
as $$
  select exists (
    select from ledger.organization o
    join access.person p on p.organization = o.organization and p.email = of_mail
    join access.event e on e.organization = p.organization and e.person = p.id
    where e.kind in ('signed-in', 'password-set')
      and e.at > clock_timestamp() - interval '90 days'
      and access.network_of(e.address) = access.network_of(from_address))
$$;

-- Counts an attempt as failed before it is made, so that many at once count too; or answers how
-- many seconds must pass first. Each name has its free failures, after which the wait doubles up to
-- its longest; after an hour of quiet the count begins anew.
create function access.begin_attempt(names bytea[], free integer[], longest integer[])
returns integer
language plpgsql security definer
set search_path = access, pg_temp
as $$
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  moment constant timestamptz := clock_timestamp();
  old bytea[];
  wait integer;
begin
  select array_agg(a.name) into old from (
    select o.name from access.attempt o
    where o.organization = nobody and o.last_at < moment - interval '1 day'
    order by o.last_at limit 50 for update skip locked) a;
  delete from access.attempt where organization = nobody and name = any (old);
  insert into access.attempt (organization, name, failures, last_at)
  select nobody, n, 0, moment from unnest(names) n order by n
  on conflict do nothing;
  perform from access.attempt a where a.organization = nobody and a.name = any (names)
  order by a.name for update;
  select ceil(max(extract(epoch from a.last_at - moment)
    + least(power(2, least(a.failures - g.free, 20)), g.longest))) into wait
  from unnest(names, free, longest) g (name, free, longest)
  join access.attempt a on a.organization = nobody and a.name = g.name
  where a.failures >= g.free and a.last_at > moment - interval '1 hour';
  if wait > 0 then
    return wait;
  end if;
  update access.attempt
  set failures = case when last_at > moment - interval '1 hour' then failures else 0 end + 1,
    last_at = moment
  where organization = nobody and name = any (names);
  return 0;
end
$$;

-- Takes back what `begin_attempt` counted, where the attempt did not fail; what belongs to the one
-- who came in alone is forgotten as a whole.
create function access.end_attempt(forgotten bytea[], lowered bytea[]) returns void
language plpgsql security definer
set search_path = access, pg_temp
as $$
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  perform from access.attempt a
  where a.organization = nobody and a.name = any (forgotten || lowered)
  order by a.name for update;
  delete from access.attempt where organization = nobody and name = any (forgotten);
  update access.attempt set failures = failures - 1
  where organization = nobody and name = any (lowered) and failures > 0;
end
$$;

-- The fingerprints of the keys with which secrets of second factors were encrypted.
create function access.encryption_keys() returns setof text
language sql stable security definer
set search_path = access, pg_temp
as $$ select distinct content ->> 'key' from access.credential where kind = 'totp' $$;

-- The organizations that have a mail to send or to give up.
create function mail.organizations_to_send(moment timestamptz) returns setof uuid
language sql stable security definer
set search_path = mail, pg_temp
as $$
  select o.organization from ledger.organization o
  where exists (
    select from mail.message m
    where m.organization = o.organization and m.state = 'waiting' and m.next_at <= moment)
$$;

revoke all on function access.sign_in_candidates, access.mail_holders, access.came_from,
  access.network_of,
  access.begin_attempt, access.end_attempt, access.encryption_keys, mail.organizations_to_send
  from public;
grant execute on function access.sign_in_candidates, access.mail_holders, access.came_from,
  access.begin_attempt, access.end_attempt, access.encryption_keys, mail.organizations_to_send
  to backstay_server;
