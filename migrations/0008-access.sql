-- Access: the keys with which programs come in. A key names its organization and is kept as a hash.

create schema access;
grant usage on schema access to backstay_server;

create table access.api_key (
  organization uuid not null references ledger.organization,
  id uuid not null,
  name text not null check (name <> '' and length(name) <= 100),
  -- SHA-256 of the secret, which is 256 random bits and so needs no slow hash.
  secret_hash bytea not null check (length(secret_hash) = 32),
  scopes text[] not null check (cardinality(scopes) > 0),
  -- The highest class of accounts and subjects whose lines it sees.
  reads_to smallint not null default 6 check (reads_to between 0 and 6),
  created_by text not null check (created_by <> '' and length(created_by) <= 200),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- The last day on which it was used, as a hint to what may be revoked.
  last_used_on date,
  primary key (organization, id)
);

-- Keys are made, revoked and noted as used; none is changed otherwise or deleted.
grant select, insert on access.api_key to backstay_server;
grant update (revoked_at, last_used_on) on access.api_key to backstay_server;

-- One policy for each command: a key that is revoked can no longer be updated, so it stays so.
alter table access.api_key enable row level security;
create policy own_keys on access.api_key for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy add_keys on access.api_key for insert
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
    and revoked_at is null);
create policy revoke_keys on access.api_key for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and revoked_at is null)
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);

-- The server looks whether the database is at its own version before it answers anything.
grant select on public.migration to backstay_server;
