-- Steps with more papers than one act takes: a job does them, and keeps what became of each.
-- Steps with more papers than one act takes: a job does them, and keeps what became of them.

-- The papers that a job works on, as they were when it was asked for; what becomes of each is
-- noted in the transaction in which it does.
create table job.member (
  organization uuid not null,
  run uuid not null,
  place integer not null check (place > 0),
  paper uuid not null,
  -- The version that the one who asked saw: what was changed since is refused.
  version integer not null check (version > 0),
  fate text not null default 'waiting' check (fate in ('waiting', 'done', 'refused')),
  -- The paper's number, where it has one by then.
  number text check (number <> ''),
  problems jsonb check (jsonb_typeof(problems) = 'array'),
  primary key (organization, run, place),
  foreign key (organization, run) references job.run (organization, id),
  check ((fate = 'refused') = (problems is not null))
);
create index member_refused on job.member (organization, run, place) where fate = 'refused';
grant select on job.member to backstay_server;
grant insert (organization, run, place, paper, version) on job.member to backstay_server;
grant update (fate, number, problems) on job.member to backstay_server;
grant select, delete on job.member to backstay_door;

-- One policy for each command: a paper whose fate is noted keeps it.
alter table job.member enable row level security;
create policy see_own on job.member for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy ask_own on job.member for insert
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy note_own on job.member for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and fate = 'waiting')
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy forget_own on job.member for delete to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);

-- As before, and with the papers of the job.
create or replace function job.remove_old(
  of_organization uuid, before timestamptz, most integer) returns integer
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
  delete from job.member where organization = of_organization and run = any (old);
  delete from job.run where organization = of_organization and id = any (old);
  return cardinality(old);
end
$$;

-- `work`: what one asked of the server is over. `overdue`: a request waits longer than its policy
-- allows; it is told again after some days, each time as a round of its own.
alter table access.news drop constraint news_what_check;
alter table access.news add constraint news_what_check check (what in
  ('mention', 'question', 'comment', 'request', 'decision', 'task', 'overdue', 'work'));
alter table access.news add column round integer not null default 0 check (round >= 0);
alter table access.news drop constraint news_organization_person_what_about_key;
alter table access.news add unique (organization, person, what, about, round);

-- Requests that wait longer than their policies allow are looked for each night.
create index request_overdue on access.approval_request (organization, id) where state = 'open';

-- Only the tidying forgets news: what was read goes earlier than what was not, and nothing that is
-- younger than thirty days.
create index news_by_age on access.news (organization, at);
grant select, delete on access.news to backstay_door;

create function access.remove_old_news(
  of_organization uuid, read_before timestamptz, before timestamptz, most integer) returns integer
language plpgsql security definer
set search_path = access, pg_temp
as $$
declare
  removed integer;
begin
  perform ledger.require_organization(of_organization);
  if greatest(read_before, before) > clock_timestamp() - interval '30 days' then
    raise exception 'news are kept for thirty days' using errcode = 'invalid_parameter_value';
  end if;
  delete from access.news n using (
    select person, id from access.news
    where organization = of_organization and at < greatest(read_before, before)
      and at < case when read_at is null then before else read_before end
    order by at limit most) old
  where n.organization = of_organization and n.person = old.person and n.id = old.id;
  get diagnostics removed = row_count;
  return removed;
end
$$;
revoke all on function access.remove_old_news from public;
alter function access.remove_old_news owner to backstay_door;
grant execute on function access.remove_old_news to backstay_server;

-- As before, but so many rows at a time: a large table on a slow machine takes longer than one
-- statement may. Rows to which others of the same table point go after those.
drop function ledger.remove_example_rows(uuid, regclass);
create function ledger.remove_example_rows(
  of_organization uuid, of_rows regclass, most integer default 20000) returns bigint
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  removed bigint;
  free text;
begin
  perform ledger.require_organization(of_organization);
  if of_rows = 'ledger.ended_example'::regclass or not exists (
    select from ledger.ended_example
    where organization = of_organization and ended_at = now() and xmin = pg_current_xact_id()::xid
  ) then
    raise exception 'no example is being ended' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(string_agg(format(
      ' and not exists (select from %s other where other.ctid <> own.ctid and %s)', of_rows, same),
      ''), '')
    into free
  from (
    select string_agg(format('other.%I = own.%I', child.attname, parent.attname), ' and ') as same
    from pg_constraint c, unnest(c.conkey, c.confkey) k (child, parent),
      pg_attribute child, pg_attribute parent
    where c.contype = 'f' and c.conrelid = of_rows and c.confrelid = of_rows
      and child.attrelid = of_rows and child.attnum = k.child
      and parent.attrelid = of_rows and parent.attnum = k.parent
    group by c.oid) self;
  execute format('delete from %s where ctid = any (array(
      select own.ctid from %s own where own.organization = $1%s limit $2))',
    of_rows, of_rows, free) using of_organization, most;
  get diagnostics removed = row_count;
  return removed;
end
$$;
revoke all on function ledger.remove_example_rows from public;
grant execute on function ledger.remove_example_rows to backstay_server;

-- Which changes of the screens a person has seen: the number of the newest.
alter table access.preference
  add column changes_seen integer not null default 0 check (changes_seen >= 0);
grant update (changes_seen) on access.preference to backstay_server;
