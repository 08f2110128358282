-- The timetable: tasks of a whole organization beside those of its companies, tasks that are held
-- back, and which organizations lack a task that each of them has.

alter table job.timetable drop constraint timetable_pkey;
alter table job.timetable
  -- Without one it is the whole organization's, in the hours of UTC.
  alter column company drop not null,
  -- While it is paused it is not asked for.
  add column paused_at timestamptz,
  add column paused_by text check (paused_by <> '' and length(paused_by) <= 200),
  add check ((paused_at is null) = (paused_by is null)),
  add unique nulls not distinct (organization, company, task);
grant update (paused_at, paused_by) on job.timetable to backstay_server;

create or replace function job.organizations_due(moment timestamptz, tasks text[])
  returns setof uuid
language sql stable security definer
set search_path = job, pg_temp
as $$
  select distinct organization from job.timetable
  where next_at <= moment and task = any (tasks) and paused_at is null
$$;

-- As the functions of 0014: it tells no more than identifiers.
create function job.organizations_lacking(tasks text[]) returns setof uuid
language sql stable security definer
set search_path = job, pg_temp
as $$
  select o.organization from ledger.organization o
  where exists (select from unnest(tasks) task where not exists (
    select from job.timetable t
    where t.organization = o.organization and t.company is null and t.task = task))
$$;
revoke all on function job.organizations_lacking from public;
grant execute on function job.organizations_lacking to backstay_server;
