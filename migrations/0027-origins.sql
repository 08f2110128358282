-- From where acts came, and whether entries are still what was sealed.

-- Null: it was done before this was noted, or by the program's own tests.
alter table paper.act add column origin text
  check (origin in ('screen', 'API key', 'command line', 'agent', 'import', 'job'));
alter table register.act add column origin text
  check (origin in ('screen', 'API key', 'command line', 'agent', 'import', 'job'));

-- Of some entries: the seal that covers each, whether its content has the hash that was sealed, and
-- whether that seal's leaves still have the root, and the seal its hash. No seal: it waits for one.
create function ledger.check_entries(of_organization uuid, of_entries uuid[])
returns table (
  entry uuid, seal bigint, sealed_at timestamptz, is_as_sealed boolean, is_seal_whole boolean
)
language plpgsql stable security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  perform ledger.require_organization(of_organization);
  return query
  with wanted as materialized (
    select distinct w.id from unnest(of_entries) as w (id)
  ), leaf as materialized (
    select l.entry, l.leaf from ledger.entry_leaves(of_organization, of_entries) l
  ), sealed as materialized (
    select s.entry, s.seal, s.leaf from ledger.sealed_entry s
    where s.organization = of_organization and s.entry in (select id from wanted)
  ), checked as materialized (
    select e.number, e.sealed_at, e.hash = ledger.seal_hash(e) and e.root = ledger.merkle_root(
      array(select o.leaf from ledger.sealed_entry o where o.organization = of_organization
        and o.position between e.first and e.last order by o.position)) as is_whole
    from ledger.seal e
    where e.organization = of_organization and e.number in (select s.seal from sealed s)
  )
  select w.id, s.seal, c.sealed_at, s.seal is null or coalesce(s.leaf = l.leaf, false),
    s.seal is null or coalesce(c.is_whole, false)
  from wanted w
  left join sealed s on s.entry = w.id
  left join leaf l on l.entry = w.id
  left join checked c on c.number = s.seal
  order by s.seal, w.id;
end
$$;

-- The chain from one seal to the last: how many there are, until when, and the first that does not
-- follow from the one before it, or has another hash than what it says.
create function ledger.check_chain(of_organization uuid, of_first bigint)
returns table (seals bigint, until timestamptz, broken bigint)
language plpgsql stable security definer
set search_path = ledger, pg_temp
as $$
begin
  perform ledger.require_organization(of_organization);
  return query
  select count(*), max(c.sealed_at), min(c.number) filter (where not c.follows)
  from (
    select s.number, s.sealed_at, s.hash = ledger.seal_hash(s) and coalesce(
      s.previous = lag(s.hash) over later and s.number = lag(s.number) over later + 1,
      s.number = of_first) as follows
    from ledger.seal s
    where s.organization = of_organization and s.number >= of_first
    window later as (order by s.number)
  ) c;
end
$$;

revoke all on function ledger.check_entries, ledger.check_chain from public;
alter function ledger.check_entries owner to backstay_door;
alter function ledger.check_chain owner to backstay_door;
grant execute on function ledger.check_entries, ledger.check_chain to backstay_server;

-- Within so many days a request is to be decided, where the policy says so; it is told when it is
-- not, and stays good for as long as before.
alter table access.approval_policy add column days smallint check (days between 1 and 90);
alter table access.approval_request add column due_on date check (due_on >= asked_on);

-- One request that who could decide it hands to another who can; both still may. Never changed.
create table access.approval_handing (
  organization uuid not null,
  request uuid not null,
  at timestamptz not null default clock_timestamp(),
  person uuid not null,
  to_person uuid not null,
  note text not null check (note <> '' and length(note) <= 2000),
  primary key (organization, request, at),
  foreign key (organization, request) references access.approval_request (organization, id),
  foreign key (organization, person) references access.person (organization, id),
  foreign key (organization, to_person) references access.person (organization, id),
  check (person <> to_person)
);
grant select, insert on access.approval_handing to backstay_server;
alter table access.approval_handing enable row level security;
create policy own_organization on access.approval_handing
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
