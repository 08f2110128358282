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
  actor text not null check (actor <> ''),
  at timestamptz not null default clock_timestamp(),
  before jsonb not null,
  after jsonb not null,
  -- What the act recorded in the books.
  entries uuid[] not null default '{}',
  primary key (organization, company, kind, paper, version),
  foreign key (organization, company) references ledger.company (organization, code)
);

-- How far the numbers of a series have been given; a series has no gaps.
create table paper.counter (
  organization uuid not null,
  company text not null,
  series text not null check (series <> ''),
  last bigint not null check (last > 0),
  primary key (organization, company, series),
  foreign key (organization, company) references ledger.company (organization, code)
);

-- Takes so many numbers of a series and answers the first. The next taker waits until this
-- transaction ends, and gets the same ones where it fails: that is why there are no gaps.
create function paper.take_numbers(
  of_organization uuid, of_company text, of_series text, how_many bigint
) returns bigint
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  reached bigint;
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  if how_many is null or how_many < 1 then
    raise exception 'at least one number is taken' using errcode = 'invalid_parameter_value';
  end if;
  insert into paper.counter as c (organization, company, series, last)
  values (of_organization, of_company, of_series, how_many)
  on conflict (organization, company, series) do update set last = c.last + excluded.last
  returning c.last into reached;
  return reached - how_many + 1;
end
$$;
revoke all on function paper.take_numbers from public;
alter function paper.take_numbers owner to backstay_door;
grant execute on function paper.take_numbers to backstay_server;

grant select on paper.counter, paper.act to backstay_server;
grant insert on paper.act to backstay_server;
grant select, insert on paper.counter to backstay_door;
grant update (last) on paper.counter to backstay_door;

do $$
declare
  t text;
begin
  foreach t in array array['paper.act', 'paper.counter'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (organization = nullif('
      'current_setting(''app.organization'', true), '''')::uuid)', t);
  end loop;
end $$;
