-- News: what somebody did that concerns another person, told to that person once; what persons wish
-- of the program; which papers they follow; and tasks that one gives another about a paper.

-- How a person wants the screens and the letters of the program. Without a row all is as usual.
create table access.preference (
  organization uuid not null,
  person uuid not null,
  -- Null: as the device says.
  language text check (language ~ '^[a-z]{2}$'),
  -- An IANA name; null: as the device says. Days of the books know no zone.
  time_zone text check (time_zone <> '' and length(time_zone) <= 64),
  -- How each kind of news comes by mail, where it is not as usual: {"comment": "never"}.
  mails jsonb not null default '{}'
    check (jsonb_typeof(mails) = 'object' and length(mails::text) <= 2000),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (organization, person),
  foreign key (organization, person) references access.person (organization, id)
);
grant select, insert on access.preference to backstay_server;
grant update (language, time_zone, mails, changed_at) on access.preference to backstay_server;

-- Written in the transaction of what it tells of. It holds no text: what was said is read where it
-- stands, by who may read it then.
create table access.news (
  organization uuid not null,
  -- To whom it is told.
  person uuid not null,
  id uuid not null,
  what text not null
    check (what in ('mention', 'question', 'comment', 'request', 'decision', 'task')),
  -- The paper or row that it is about, as in `paper.comment`.
  company text not null,
  kind text not null check (kind <> ''),
  key text not null check (key <> ''),
  -- The comment, the request for approval, or the task.
  about uuid not null,
  -- Who did it, and the name under which it was done.
  by_person text not null check (by_person <> ''),
  by_name text not null check (by_name <> ''),
  at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  -- When a letter told it, or it was clear that none will.
  settled_at timestamptz,
  primary key (organization, person, id),
  -- Nobody is told the same thing twice.
  unique (organization, person, what, about),
  foreign key (organization, person) references access.person (organization, id)
);
create index news_unread on access.news (organization, person, id) where read_at is null;
create index news_unsettled on access.news (organization, at)
  where read_at is null and settled_at is null;
create index news_by_matter on access.news (organization, about);
grant select, insert on access.news to backstay_server;
grant update (read_at, settled_at) on access.news to backstay_server;

-- Who follows a paper that they neither wrote nor commented on, and who no longer wants to.
create table paper.follower (
  organization uuid not null,
  -- As in `paper.comment`.
  company text not null,
  kind text not null check (kind <> ''),
  key text not null check (key <> ''),
  person uuid not null,
  follows boolean not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (organization, company, kind, key, person),
  foreign key (organization, person) references access.person (organization, id)
);
grant select, insert on paper.follower to backstay_server;
grant update (follows, changed_at) on paper.follower to backstay_server;

-- What somebody is asked to do about a paper or a row. What becomes of it is a row of its own.
create table paper.task (
  organization uuid not null references ledger.organization,
  -- As in `paper.comment`.
  company text not null,
  kind text not null check (kind <> ''),
  key text not null check (key <> ''),
  task uuid not null,
  version integer not null check (version > 0),
  replaces integer check (replaces = version - 1),
  -- Who wrote this row, and the name under which it was written.
  person text not null check (person <> ''),
  name text not null check (name <> ''),
  at timestamptz not null default clock_timestamp(),
  text text not null check (text <> '' and length(text) <= 500),
  assignee uuid not null,
  due_on date,
  is_done boolean not null,
  primary key (organization, company, kind, key, task, version),
  foreign key (organization, company, kind, key, task, replaces)
    references paper.task (organization, company, kind, key, task, version),
  foreign key (organization, assignee) references access.person (organization, id),
  check ((version = 1) = (replaces is null)),
  check (version > 1 or not is_done)
);
create index task_by_assignee on paper.task (organization, assignee, task, version);
grant select, insert on paper.task to backstay_server;

do $$
declare
  own constant text :=
    'organization = nullif(current_setting(''app.organization'', true), '''')::uuid';
  t text;
begin
  foreach t in array array[
    'access.preference', 'access.news', 'paper.follower', 'paper.task'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy own_organization on %s using (%s)', t, own);
  end loop;
end $$;

-- The organizations that have news which no letter told yet: no more than identifiers.
create function access.organizations_with_news(before timestamptz) returns setof uuid
language sql stable security definer
set search_path = access, pg_temp
as $$
  select o.organization from ledger.organization o
  where exists (
    select from access.news n
    where n.organization = o.organization and n.at <= before
      and n.read_at is null and n.settled_at is null)
$$;
revoke all on function access.organizations_with_news from public;
grant execute on function access.organizations_with_news to backstay_server;
