-- How long jobs and requests are kept once they are over, and jobs that are parked without having
-- failed.

-- A job is parked, too, where the person in whose name it acts may not do any more what it does.
do $$
declare
  of_failures name;
begin
  select conname into strict of_failures from pg_constraint
  where conrelid = 'job.run'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%attempts = 5%';
  execute format('alter table job.run drop constraint %I', of_failures);
end $$;
alter table job.run
  add check (state <> 'parked' or attempts = 5 or jsonb_array_length(problems) > 0);

-- What is over for less than thirty days is never removed, whatever the timetable says.
create index run_over on job.run (organization, finished_at) where finished_at is not null;
create index request_by_age on paper.request (organization, at);
-- The key is made last: a young table is looked up by it, not by what begins alike.
alter table paper.request drop constraint request_pkey;
alter table paper.request add primary key (organization, person, key);
grant usage, create on schema job to backstay_door;
grant select, delete on job.run, job.log, paper.request to backstay_door;
grant select on transfer.import to backstay_door;
grant usage on schema transfer to backstay_door;
create policy forget_own on job.run for delete to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state in ('done', 'failed', 'cancelled'));

create function job.remove_old(of_organization uuid, before timestamptz, most integer)
  returns integer
language plpgsql security definer
set search_path = job, pg_temp
as $$
declare
  old uuid[];
begin
  perform ledger.require_organization(of_organization);
  if before > clock_timestamp() - interval '30 days' then
    raise exception 'jobs are kept for thirty days' using errcode = 'invalid_parameter_value';
  end if;
  -- Whoever asks what came of an import finds its job.
  old := array(
    select r.id from job.run r
    where r.organization = of_organization and r.finished_at < before and not exists (
      select from transfer.import i where i.organization = r.organization and i.job = r.id)
    order by r.finished_at limit most);
  delete from job.log where organization = of_organization and run = any (old);
  delete from job.run where organization = of_organization and id = any (old);
  return cardinality(old);
end
$$;

create function paper.remove_old_requests(of_organization uuid, before timestamptz, most integer)
  returns integer
language plpgsql security definer
set search_path = paper, pg_temp
as $$
declare
  removed integer;
begin
  perform ledger.require_organization(of_organization);
  if before > clock_timestamp() - interval '30 days' then
    raise exception 'requests are kept for thirty days' using errcode = 'invalid_parameter_value';
  end if;
  delete from paper.request r using (
    select person, key from paper.request
    where organization = of_organization and at < before
    order by at limit most) old
  where r.organization = of_organization and r.person = old.person and r.key = old.key;
  get diagnostics removed = row_count;
  return removed;
end
$$;
revoke all on function job.remove_old, paper.remove_old_requests from public;
alter function job.remove_old owner to backstay_door;
alter function paper.remove_old_requests owner to backstay_door;
grant execute on function job.remove_old, paper.remove_old_requests to backstay_server;
