-- Persons: who acts in an organization, human or program. Roles are held by persons, and every key
-- belongs to one, so that four eyes are two persons whatever login or key is used.

create table access.person (
  organization uuid not null references ledger.organization,
  id uuid not null,
  -- A program acts with keys alone and never signs in.
  kind text not null check (kind in ('human', 'program')),
  name text not null check (name <> '' and length(name) <= 100),
  -- Where a human's mail goes and the name to sign in with, in small letters.
  email text check (length(email) <= 254 and email = lower(email)),
  created_by text not null check (created_by <> '' and length(created_by) <= 200),
  created_at timestamptz not null default now(),
  -- From this moment on the person can do nothing more; what was done stays in its name.
  left_at timestamptz,
  primary key (organization, id),
  unique (organization, email),
  check ((kind = 'human') = (email is not null))
);
grant select, insert on access.person to backstay_server;
grant update (name, email, left_at) on access.person to backstay_server;
alter table access.person enable row level security;
create policy own_organization on access.person
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);

-- A key that nobody was named for is a program of its own, with the key's number.
alter table access.api_key add column person uuid;
insert into access.person (organization, id, kind, name, created_by, created_at)
select organization, id, 'program', name, created_by, created_at from access.api_key;
update access.api_key set person = id;
alter table access.api_key alter column person set not null;
alter table access.api_key
  add foreign key (organization, person) references access.person (organization, id);
create index api_key_by_person on access.api_key (organization, person);
