-- The ground: who may do what, organizations, companies, commodities, and the chart of accounts.

-- Three group roles. The role that runs the migrations owns every table. `backstay_door` owns the
-- functions through which posted rows are written and may do no more than they need.
-- `backstay_server` is what the server's login is a member of: it reads, and calls the functions.
do $$
begin
  if not exists (select from pg_roles where rolname = 'backstay_door') then
    create role backstay_door nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'backstay_server') then
    create role backstay_server nologin;
  end if;
exception when duplicate_object or unique_violation then
  null;  -- another database of the same cluster was being migrated at the same moment
end $$;
-- Giving a function to another role takes the right to become that role, which since PostgreSQL 16
-- not even the role's maker has unless it is granted.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant backstay_door to %I', current_user);
  end if;
exception when insufficient_privilege then
  null;  -- another login made the role, and has admitted this one, or the migration fails below
end $$;

create schema ledger;
grant usage on schema ledger to backstay_server;
grant usage, create on schema ledger to backstay_door;

-- The organization of this transaction; null where none was set, and then nothing is seen.
create function ledger.current_organization() returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('app.organization', true), '')::uuid $$;

create table ledger.organization (
  organization uuid primary key,
  name text not null check (name <> ''),
  created_at timestamptz not null default now()
);

create table ledger.company (
  organization uuid not null references ledger.organization,
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  name text not null check (name <> ''),
  -- The company's own currency: every line's `base` is in it.
  currency text not null,
  country text check (country ~ '^[A-Z]{2}$'),
  -- Today belongs to a company: its day begins in this IANA time zone.
  time_zone text not null default 'UTC',
  -- Account codes that the ledger itself posts to at a year's end and where currencies meet.
  retained_earnings text,
  position_account text,
  created_at timestamptz not null default now(),
  primary key (organization, code)
);

-- What a line counts: money (a currency), or items that are moved, owned, taken or licensed.
create table ledger.commodity (
  organization uuid not null references ledger.organization,
  code text not null check (code <> '' and length(code) <= 100),
  kind text not null check (kind in ('currency', 'item', 'service', 'security', 'time', 'licence')),
  name text not null default '',
  -- Digits behind the point of one unit: pounds 2, yen 0, kilograms to the gram 3.
  scale smallint not null check (scale between 0 and 12),
  -- The days on which it may be posted; a withdrawn currency has a last day.
  valid_from date,
  valid_until date,
  primary key (organization, code)
);

alter table ledger.company
  add foreign key (organization, currency) references ledger.commodity (organization, code);

create table ledger.account (
  organization uuid not null,
  id uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 400),
  name text not null default '',
  parent uuid,
  -- `place`: where goods come from or go to without money (suppliers, customers, production, lost).
  -- `position`: where currencies meet; the system's own, never revalued.
  -- `memo`: statistical or commitment figures outside the statements.
  type text not null check (
    type in ('asset', 'liability', 'equity', 'income', 'expense', 'place', 'position', 'memo')),
  postable boolean not null default true,
  -- Whether lines carry goods: stock (with value) and places (without).
  goods boolean not null default false,
  -- Only this commodity, where one is named.
  currency text,
  subject_rule text not null default 'none'
    check (subject_rule in ('none', 'optional', 'required')),
  party_rule text not null default 'optional'
    check (party_rule in ('none', 'optional', 'required')),
  -- Dimension → 'required' | 'none' | '=value' (always that value); a dimension not named is free.
  dimension_rules jsonb check (jsonb_typeof(dimension_rules) = 'object'),
  -- The side on which each of its holdings must stay, the actual ones together with what is pending
  -- against them: a customer's credit is not overdrawn.
  holding_side text check (holding_side in ('debit', 'credit')),
  -- The field class of `security.md` (0 public … 6 secret) that a reader needs to see its lines.
  read_class smallint not null default 1 check (read_class between 0 and 6),
  opened_on date,
  closed_on date,
  created_at timestamptz not null default now(),
  primary key (organization, id),
  unique (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, parent) references ledger.account (organization, id),
  foreign key (organization, currency) references ledger.commodity (organization, code),
  check (type <> 'place' or goods),
  check (not goods or type in ('asset', 'place', 'memo'))
);
create index account_by_parent on ledger.account (organization, parent) where parent is not null;

create table ledger.journal (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 100),
  name text not null default '',
  primary key (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code)
);

-- A combination of dimensions, stored once; its identifier is the hash of its content.
create table ledger.analysis (
  organization uuid not null references ledger.organization,
  id uuid not null,
  dimensions jsonb not null check (jsonb_typeof(dimensions) = 'object'),
  primary key (organization, id)
);

-- The identifier of a combination: the first 128 bits of the SHA-256 of its canonical JSON text.
create function ledger.analysis_id(dimensions jsonb) returns uuid
language sql immutable parallel safe
as $$ select encode(substr(sha256(convert_to(dimensions::text, 'UTF8')), 1, 16), 'hex')::uuid $$;
