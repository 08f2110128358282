-- What hangs on papers and on rows of registers: comments, attachments, and the words by which they
-- are found.

-- What somebody said about a paper or a row. A change or a withdrawal is a row of its own.
create table paper.comment (
  organization uuid not null references ledger.organization,
  -- Empty for what the companies have in common.
  company text not null,
  -- What it is about: "sales invoice", "party".
  kind text not null check (kind <> ''),
  -- The paper's identifier; the row's code, of a dated register with the first day after a blank.
  key text not null check (key <> ''),
  comment uuid not null,
  version integer not null check (version > 0),
  replaces integer check (replaces = version - 1),
  -- The person, and the name under which it was said.
  person text not null check (person <> ''),
  name text not null check (name <> ''),
  at timestamptz not null default clock_timestamp(),
  -- Null where it is withdrawn.
  text text check (text <> '' and length(text) <= 5000),
  -- The persons whom it names; that gives them no right to read it.
  mentions uuid[] not null default '{}' check (cardinality(mentions) <= 50),
  primary key (organization, company, kind, key, comment, version),
  unique (organization, company, kind, key, comment, version, person),
  -- Nobody changes what another person said.
  foreign key (organization, company, kind, key, comment, replaces, person)
    references paper.comment (organization, company, kind, key, comment, version, person),
  check ((version = 1) = (replaces is null)),
  check (text is not null or (version > 1 and mentions = '{}'))
);

-- The content of files, each once in an organization, whoever attached it to what.
create table paper.blob (
  organization uuid not null references ledger.organization,
  -- SHA-256 of its bytes.
  hash bytea not null check (length(hash) = 32),
  size integer not null check (size between 1 and 50000000),
  primary key (organization, hash),
  unique (organization, hash, size)
);

-- Its bytes in pieces of a mebibyte, so that nobody ever holds a whole file in memory. Which pieces
-- there can be follows from the size, so that none can be added to what is whole.
create table paper.blob_piece (
  organization uuid not null,
  hash bytea not null,
  size integer not null,
  piece integer not null check (piece between 0 and 47),
  bytes bytea not null,
  primary key (organization, hash, piece),
  foreign key (organization, hash, size) references paper.blob (organization, hash, size),
  check (length(bytes) > 0 and length(bytes) = least(1048576, size - piece * 1048576)),
  -- What has several pieces is compared with its hash by whoever reads it.
  check (size > 1048576 or sha256(bytes) = hash)
);
-- Most files are compressed already.
alter table paper.blob_piece alter column bytes set storage external;

-- A file that hangs on a paper or a row. Another file in its place and a withdrawal are rows of
-- their own.
create table paper.attachment (
  organization uuid not null references ledger.organization,
  company text not null,
  kind text not null check (kind <> ''),
  key text not null check (key <> ''),
  attachment uuid not null,
  version integer not null check (version > 0),
  replaces integer check (replaces = version - 1),
  -- Null where it is withdrawn.
  hash bytea,
  size integer,
  -- As its sender called it; nothing is ever stored under this name.
  file_name text not null check (file_name <> '' and length(file_name) <= 255),
  -- As its content shows, whatever its name says.
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]{1,90}$'),
  category text check (category <> '' and length(category) <= 60),
  person text not null check (person <> ''),
  name text not null check (name <> ''),
  at timestamptz not null default clock_timestamp(),
  primary key (organization, company, kind, key, attachment, version),
  foreign key (organization, company, kind, key, attachment, replaces)
    references paper.attachment (organization, company, kind, key, attachment, version),
  foreign key (organization, hash, size) references paper.blob (organization, hash, size),
  check ((version = 1) = (replaces is null)),
  check ((hash is null) = (size is null)),
  check (hash is not null or version > 1)
);

-- Whether a paper is in its first state, and stays there until this transaction ends; a row of a
-- register has no states. It runs with the rights of who asks, and takes a lock that a paper's own
-- policies give to those alone who may still change it: so it knows no paper's states.
create function paper.is_open(
  of_organization uuid, of_company text, of_kind text, of_key text
) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  papers constant text := format('paper.%I', replace(of_kind, ' ', '_'));
  found_open boolean;
begin
  if to_regclass(papers) is null then
    return true;
  end if;
  execute format('select true from %s where organization = $1 and company = $2 and id = $3 '
    'for share', papers)
    into found_open using of_organization, of_company, of_key::uuid;
  return coalesce(found_open, false);
end
$$;
revoke all on function paper.is_open from public;
grant execute on function paper.is_open to backstay_server;

-- By which words papers and rows are found. They are made of what is there, and so are deleted.
create table paper.word (
  organization uuid not null,
  -- What is searched as one: the company's code, empty for what the companies have in common, a
  -- blank, and the kind: "store sales invoice", " party".
  list text collate "C" not null,
  key text collate "C" not null,
  word text collate "C" not null check (octet_length(word) between 1 and 240),
  primary key (organization, list, key, word)
);
create index word_in_list on paper.word (organization, list, word);

grant select, insert on paper.comment, paper.attachment, paper.blob, paper.blob_piece
  to backstay_server;
grant select, insert, delete on paper.word to backstay_server;

do $$
declare
  own constant text :=
    'organization = nullif(current_setting(''app.organization'', true), '''')::uuid';
  t text;
begin
  foreach t in array array[
    'paper.comment', 'paper.blob', 'paper.blob_piece', 'paper.attachment', 'paper.word'] loop
    execute format('alter table %s enable row level security', t);
  end loop;
  foreach t in array array['paper.comment', 'paper.blob', 'paper.blob_piece'] loop
    execute format('create policy own_organization on %s using (%s)', t, own);
  end loop;
  -- Words come by the thousand: the setting is read once for a statement, not for each of them.
  create policy own_organization on paper.word using (
    organization = (select nullif(current_setting('app.organization', true), '')::uuid));
  execute format('create policy seen on paper.attachment for select using (%s)', own);
  -- To a paper that left its first state files are added, and none is taken away.
  execute format('create policy attached on paper.attachment for insert with check (%s and '
    '(version = 1 or paper.is_open(organization, company, kind, key)))', own);
end $$;

-- As in 0009: before the first word the planner learns how they will look, so that it does not take
-- one index for the other. The rows are gone at the end.
do $$
begin
  insert into paper.word (organization, list, key, word)
  select '00000000-0000-7000-8000-000000000000', 'company kind ' || k % 5, 'key ' || k,
    'word ' || k * n % 3001
  from generate_series(1, 2000) k, generate_series(1, 6) n;
  analyze paper.word;
  truncate paper.word;
end
$$;
