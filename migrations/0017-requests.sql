-- Requests that were sent under a key: what came of each, so that it is done once and answered the
-- same again, however often it is sent, until it is old and tidied away (0024).

create table paper.request (
  organization uuid not null,
  -- Keys are each person's own: nobody learns by a key what another was answered.
  person uuid not null,
  key text not null check (key <> '' and length(key) <= 200),
  -- SHA-256 of what was asked, and of what.
  hash bytea not null check (length(hash) = 32),
  -- The status, the headers and the body, letter for letter.
  answer jsonb not null check (jsonb_typeof(answer) = 'object'),
  at timestamptz not null default clock_timestamp(),
  primary key (organization, person, key),
  foreign key (organization, person) references access.person (organization, id)
);
grant select, insert on paper.request to backstay_server;
alter table paper.request enable row level security;
create policy own_organization on paper.request
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
