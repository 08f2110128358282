-- Where registers and papers have their tables, what happened to each paper, and their numbers.

create schema register;
create schema paper;
grant usage on schema register, paper to backstay_server, backstay_door;
-- Who owns a function must be able to make one.
grant create on schema paper to backstay_door;

-- One act of a person or task with a paper, and the paper before and after; never changed.
create table paper.act (
  organization uuid not null,
  company text not null,
  -- What kind of paper: "sales invoice".
  kind text not null check (kind <> ''),
  paper uuid not null,
  -- The version that the act made of the paper; so each is made once.
  version integer not null check (version > 0),
  -- What was done: a transition's verb.
  verb text not null check (verb <> ''),
  -- The person, and the name under which the act was done.
  actor text not null check (actor <> ''),
  name text not null check (name <> ''),
  at timestamptz not null default clock_timestamp(),
  -- The paper after the act; null where it was thrown away with it.
  after jsonb,
  -- What was different before; null where the paper began with the act.
  before jsonb,
  -- What the act recorded in the books.
  entries uuid[] not null default '{}',
  primary key (organization, company, kind, paper, version),
  foreign key (organization, company) references ledger.company (organization, code)
);

-- The same of a register's rows, which are known by their codes.
create table register.act (
  organization uuid not null references ledger.organization,
  -- Empty for what the companies have in common.
  company text not null,
  kind text not null check (kind <> ''),
  -- The code; of a dated register, with the first day after a blank.
  row text not null check (row <> ''),
  version integer not null check (version > 0),
  verb text not null check (verb <> ''),
  actor text not null check (actor <> ''),
  name text not null check (name <> ''),
  at timestamptz not null default clock_timestamp(),
  after jsonb not null,
  before jsonb,
  primary key (organization, company, kind, row, version)
);

-- Refuses what names another organization than the transaction's: no function of another role is
-- a way around the fence.
create function ledger.require_organization(named uuid) returns void
language plpgsql stable
as $$
begin
  if named is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
end
$$;

-- What is left of open items of one kind, by their papers' numbers; they are locked in key order
-- until the transaction ends, so that whoever takes from them next sees what is left then.
create function ledger.lock_open_items(
  of_organization uuid, of_company text, of_account text, of_kind text, of_papers text[]
) returns table (
  account text, kind text, paper text, "row" integer, party text, currency text, amount bigint,
  base bigint, opened_on date, due_on date
)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  perform ledger.require_organization(of_organization);
  return query
  select of_account, s.kind, s.paper, s.row, s.party, h.currency, h.amount, h.base, s.opened_on,
    s.due_on
  from ledger.account a
  join ledger.subject s on s.organization = a.organization and s.company = of_company
    and s.kind = of_kind and s.paper = any (of_papers)
  join ledger.holding h on h.organization = s.organization and h.account = a.id
    and h.subject = s.id and h.layer = 'actual' and h.amount <> 0
  where a.organization = of_organization and a.company = of_company and a.code = of_account
  order by h.subject, h.currency
  for update of h;
end
$$;
revoke all on function ledger.lock_open_items from public;
alter function ledger.lock_open_items owner to backstay_door;
grant execute on function ledger.lock_open_items to backstay_server;

-- How far the numbers of a series have been given; a series has no gaps.
create table paper.counter (
  organization uuid not null,
  company text not null,
  series text not null check (series <> ''),
  -- The kind of paper whose series it is: no two kinds share one.
  kind text not null check (kind <> ''),
  -- With which it began.
  first bigint not null check (first > 0),
  last bigint not null check (last >= first),
  primary key (organization, company, series),
  foreign key (organization, company) references ledger.company (organization, code)
);

-- Takes so many numbers of a series and answers the first. The next taker waits until this
-- transaction ends, and gets the same ones where it fails: that is why there are no gaps.
create function paper.take_numbers(
  of_organization uuid, of_company text, of_series text, how_many bigint, of_kind text,
  -- With which a new series begins.
  of_first bigint
) returns bigint
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  reached bigint;
begin
  perform ledger.require_organization(of_organization);
  if how_many is null or how_many < 1 then
    raise exception 'at least one number is taken' using errcode = 'invalid_parameter_value';
  end if;
  insert into paper.counter as c (organization, company, series, kind, first, last)
  values (of_organization, of_company, of_series, of_kind, of_first, of_first + how_many - 1)
  on conflict (organization, company, series) do update set last = c.last + how_many
    where c.kind = excluded.kind
  returning c.last into reached;
  if reached is null then
    raise exception 'the series % is one of other papers', of_series
      using errcode = 'integrity_constraint_violation';
  end if;
  return reached - how_many + 1;
end
$$;
revoke all on function paper.take_numbers from public;
alter function paper.take_numbers owner to backstay_door;
grant execute on function paper.take_numbers to backstay_server;

grant select on paper.counter, paper.act, register.act to backstay_server;
grant insert on paper.act, register.act to backstay_server;
grant select, insert on paper.counter to backstay_door;
grant update (last) on paper.counter to backstay_door;

do $$
declare
  t text;
begin
  foreach t in array array['paper.act', 'register.act', 'paper.counter'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (organization = nullif('
      'current_setting(''app.organization'', true), '''')::uuid)', t);
  end loop;
end $$;
