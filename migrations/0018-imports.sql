-- Imports: files that people bring along, staged whole, checked, posted in pieces, undone whole.

create schema transfer;
grant usage on schema transfer to backstay_server;

-- Which column of a program's files fills which field, for the next file of the same program.
create table transfer.mapping (
  organization uuid not null references ledger.organization,
  -- The kind of paper or register: "sales invoice".
  kind text not null check (kind <> '' and length(kind) <= 100),
  name text not null check (name <> '' and length(name) <= 100),
  mapping jsonb not null check (jsonb_typeof(mapping) = 'object'),
  changed_by text not null check (changed_by <> '' and length(changed_by) <= 200),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (organization, kind, name)
);

-- A file that somebody brought along, and how far it is; never deleted.
create table transfer.import (
  organization uuid not null,
  -- It is also the batch that the entries name.
  id uuid not null,
  company text not null,
  -- What the file holds: a kind of paper or register, or a format that holds several.
  kind text not null check (kind <> '' and length(kind) <= 100),
  -- Each with its kind, what is done with it, and what is meant where the file says nothing.
  parts jsonb not null check (jsonb_typeof(parts) = 'array'),
  file_name text not null check (file_name <> '' and length(file_name) <= 300),
  -- SHA-256 of its bytes as they came.
  file_hash bytea not null check (length(file_hash) = 32),
  -- The titles of its columns.
  columns text[] not null,
  rows integer not null check (rows >= 0),
  papers integer not null check (papers >= 0),
  -- `refused`: the file as a whole could not be read, so nothing of it is staged.
  state text not null check (state in ('refused', 'checking', 'staged', 'trying', 'posting',
    'posted', 'undoing', 'undone', 'thrown away')),
  -- Whether it was asked for although the same file was imported before.
  again boolean not null,
  -- What is wrong with the file as a whole, or what kept the last work from its end.
  problems jsonb not null default '[]' check (jsonb_typeof(problems) = 'array'),
  -- What it would post, as its last trial said.
  trial jsonb,
  -- The job that works on it, or did last.
  job uuid,
  asked_by text not null check (asked_by <> '' and length(asked_by) <= 200),
  person uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  primary key (organization, id),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, person) references access.person (organization, id),
  foreign key (organization, job) references job.run (organization, id)
);
create index import_by_file on transfer.import (organization, company, kind, file_hash);
create index import_by_company on transfer.import (organization, company, id);

-- A paper or register's row of a file, before it is one: as JSON that the description reads.
create table transfer.staged (
  organization uuid not null,
  import uuid not null,
  part smallint not null check (part >= 0),
  -- Its place among all of the file, from 1.
  place integer not null check (place > 0),
  -- By what the file tells it apart from others; null where each row is a paper.
  name text,
  -- Its number or code in the file; of a dated register's row also its first day.
  key text,
  good_from text,
  -- The line of its first row, and how many rows it has.
  line integer not null check (line > 0),
  rows integer not null check (rows > 0),
  -- `refused`: what is wrong stands beside it.
  state text not null check (state in ('unchecked', 'good', 'refused', 'posted', 'undone')),
  -- Whether all of its cells could be read, so that it can be posted once it is allowed to.
  readable boolean not null,
  -- What the file says of it, and the cells of its rows as they stood there; null once posted.
  draft jsonb,
  cells jsonb,
  problems jsonb not null default '[]' check (jsonb_typeof(problems) = 'array'),
  -- Who changed it after it came.
  changed_by text check (changed_by <> '' and length(changed_by) <= 200),
  -- What it became: the paper, or the row's version.
  paper uuid,
  version integer check (version > 0),
  primary key (organization, import, part, place),
  unique (organization, import, part, name),
  foreign key (organization, import) references transfer.import (organization, id),
  check (state in ('posted', 'undone') or (paper is null and draft is not null)),
  check (state <> 'posted' or (paper is null) <> (version is null))
);
-- The next of those that are to be checked, posted or undone.
create index staged_by_state on transfer.staged (organization, import, state, part, place);
-- Whether a paper came with an import.
create index staged_by_paper on transfer.staged (organization, paper) where paper is not null;

grant select, insert on transfer.mapping, transfer.import, transfer.staged to backstay_server;
grant update (mapping, changed_by, changed_at) on transfer.mapping to backstay_server;
grant update (rows, papers, state, again, problems, trial, job) on transfer.import
  to backstay_server;
grant update (rows, key, good_from, state, readable, draft, cells, problems, changed_by, paper,
  version)
  on transfer.staged to backstay_server;
grant delete on transfer.staged to backstay_server;

alter table transfer.mapping enable row level security;
create policy own_organization on transfer.mapping
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);

-- One policy for each command: what is undone or thrown away is never taken up again, and what is
-- in the books, or was, keeps its row.
alter table transfer.import enable row level security;
create policy see_own on transfer.import for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy ask_own on transfer.import for insert
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy bring_on_own on transfer.import for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state not in ('refused', 'undone', 'thrown away'))
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);

alter table transfer.staged enable row level security;
create policy see_own on transfer.staged for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy stage_own on transfer.staged for insert
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state in ('unchecked', 'refused'));
create policy bring_on_own on transfer.staged for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state <> 'undone')
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy throw_away_own on transfer.staged for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state not in ('posted', 'undone'));
