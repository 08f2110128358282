-- Jobs: work that takes long, done step by step, with its log; and the timetable that asks for it.

-- A step commits in one transaction with the papers that it writes, under the policies of its
-- organization, which a queue with tables and connections of its own (pg-boss) can't give: so the
-- tables are ours.
create schema job;
grant usage on schema job to backstay_server;

-- A job that a person, a program or the timetable asked for.
create table job.run (
  organization uuid not null references ledger.organization,
  id uuid not null,
  -- Which of the program's kinds of jobs it is, and what it does, for people to read.
  kind text not null check (kind <> '' and length(kind) <= 100),
  title text not null check (title <> '' and length(title) <= 200),
  company text,
  input jsonb not null,
  -- What is asked for twice under one such word is done once: an import, a slot of a timetable.
  once text check (once <> '' and length(once) <= 400),
  asked_by text not null check (asked_by <> '' and length(asked_by) <= 200),
  -- In whose name it acts.
  person uuid,
  asked_at timestamptz not null default clock_timestamp(),
  -- The moment that it stands for: its today does not change while it runs past midnight.
  as_of timestamptz not null,
  -- `parked`: it failed too often without getting further, and waits for a person.
  state text not null default 'waiting'
    check (state in ('waiting', 'running', 'done', 'failed', 'cancelled', 'parked')),
  -- Its place in the line: who may begin earlier is taken first.
  not_before timestamptz not null,
  -- The server that has it, until when unless it says more, and how many times one has taken it:
  -- who comes with an earlier turn, or an earlier step, writes nothing more.
  server text check (server <> '' and length(server) <= 200),
  lease_until timestamptz,
  turn bigint not null default 0,
  steps bigint not null default 0,
  -- Failures since it last got further.
  attempts smallint not null default 0 check (attempts between 0 and 5),
  -- Where the next step goes on.
  cursor jsonb,
  done bigint not null default 0 check (done >= 0),
  total bigint check (total >= 0),
  -- How many lines its log has.
  lines integer not null default 0,
  result jsonb,
  -- What is wrong, as problems: each with rule, field and message.
  problems jsonb check (jsonb_typeof(problems) = 'array'),
  cancel_asked_at timestamptz,
  cancel_asked_by text check (cancel_asked_by <> '' and length(cancel_asked_by) <= 200),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization, id),
  unique (organization, once),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, person) references access.person (organization, id),
  check ((state = 'running') = (server is not null)),
  check ((state = 'running') = (lease_until is not null)),
  check (state <> 'running' or started_at is not null),
  check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
  check (state not in ('failed', 'parked') or problems is not null),
  check (attempts < 5 or state in ('parked', 'cancelled')),
  check (state <> 'parked' or attempts = 5),
  check ((cancel_asked_at is null) = (cancel_asked_by is null)),
  check (state <> 'cancelled' or cancel_asked_at is not null)
);
create index run_by_state on job.run (organization, state, id);
create index run_waiting on job.run (organization, not_before, id) where state = 'waiting';
create index run_running on job.run (organization, id) where state = 'running';

-- What a job tells of itself; never changed.
create table job.log (
  organization uuid not null,
  run uuid not null,
  line integer not null check (line > 0),
  at timestamptz not null default clock_timestamp(),
  level text not null check (level in ('info', 'warning', 'error')),
  message text not null check (message <> '' and length(message) <= 2000),
  primary key (organization, run, line),
  foreign key (organization, run) references job.run (organization, id)
);

-- When which task of a company is due: its rhythm, in the company's time zone, and the next moment.
create table job.timetable (
  organization uuid not null,
  company text not null,
  -- The kind of job that is asked for, and with what.
  task text not null check (task <> '' and length(task) <= 100),
  input jsonb not null,
  every text not null check (every in ('day', 'week', 'month')),
  -- Of a week from 1, Monday; of a month, and its last where the month is shorter.
  on_day smallint,
  at time(0) not null,
  next_at timestamptz not null,
  -- Who set it, and in whose name the jobs act.
  set_by text not null check (set_by <> '' and length(set_by) <= 200),
  person uuid,
  set_at timestamptz not null default clock_timestamp(),
  primary key (organization, company, task),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, person) references access.person (organization, id),
  check (coalesce(case every
    when 'day' then on_day is null
    when 'week' then on_day between 1 and 7
    else on_day between 1 and 31 end, false))
);
create index timetable_due on job.timetable (organization, next_at);

-- The organizations in which a job of these kinds can be taken up: one that waits, or one whose
-- server fell silent. It looks across organizations, as its owner may, and tells no more than their
-- identifiers.
create function job.organizations_waiting(kinds text[]) returns setof uuid
language sql stable security definer
set search_path = job, pg_temp
as $$
  select organization from job.run
  where state = 'waiting' and not_before <= now() and kind = any (kinds)
  union
  select organization from job.run
  where state = 'running' and lease_until <= now() and kind = any (kinds)
$$;

-- The organizations in whose timetables one of these tasks is due; as the function before.
create function job.organizations_due(moment timestamptz, tasks text[]) returns setof uuid
language sql stable security definer
set search_path = job, pg_temp
as $$
  select distinct organization from job.timetable where next_at <= moment and task = any (tasks)
$$;

revoke all on function job.organizations_waiting, job.organizations_due from public;
grant execute on function job.organizations_waiting, job.organizations_due to backstay_server;

-- A job begins by waiting; what it was asked with never changes, and none is deleted.
grant select on job.run, job.log, job.timetable to backstay_server;
grant insert (organization, id, kind, title, company, input, once, asked_by, person, as_of,
  not_before) on job.run to backstay_server;
grant update (state, not_before, server, lease_until, turn, steps, attempts, cursor, done, total,
  lines, result, problems, cancel_asked_at, cancel_asked_by, started_at, finished_at)
  on job.run to backstay_server;
grant insert (organization, run, line, level, message) on job.log to backstay_server;
grant insert, delete on job.timetable to backstay_server;
grant update (input, every, on_day, at, next_at, set_by, person, set_at)
  on job.timetable to backstay_server;

-- One policy for each command: a job that is over can no longer be updated, so it stays so.
alter table job.run enable row level security;
create policy see_own on job.run for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy ask_own on job.run for insert
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy bring_on_own on job.run for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state in ('waiting', 'running', 'parked'))
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);

do $$
declare
  t text;
begin
  foreach t in array array['job.log', 'job.timetable'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (organization = nullif('
      'current_setting(''app.organization'', true), '''')::uuid)', t);
  end loop;
end $$;
