-- What a job makes to be taken away: a file, and what it keeps on the way to it.

-- In pieces, so that nobody holds the whole. It goes with its job.
create table job.file (
  organization uuid not null,
  run uuid not null,
  -- `pages`: what was laid out so far; `file`: what came of it.
  part text not null check (part in ('pages', 'file')),
  piece integer not null check (piece between 0 and 999),
  bytes bytea not null check (length(bytes) between 1 and 1048576),
  primary key (organization, run, part, piece),
  foreign key (organization, run) references job.run (organization, id) on delete cascade
);
-- Both are packed already.
alter table job.file alter column bytes set storage external;
alter table job.file enable row level security;
create policy own_organization on job.file
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, delete on job.file to backstay_server;
