-- Permissions: who holds which role where, exceptions from the separation of duties, and approvals:
-- what needs whose, who stands in for whom, what was asked, and what each person decided.

grant usage, create on schema access to backstay_door;

-- A role that somebody holds. It is never changed but ended.
create table access.grant_of_role (
  organization uuid not null,
  id uuid not null,
  person uuid not null,
  -- By its name in the program's catalogue, which knows what it contains.
  role text not null check (role <> '' and length(role) <= 60),
  -- Only there; null where it is not narrowed.
  company text,
  site text check (site <> '' and length(site) <= 100),
  department text check (department <> '' and length(department) <= 100),
  -- Only for what the person made.
  own boolean not null default false,
  granted_by uuid not null,
  granted_at timestamptz not null default clock_timestamp(),
  -- The last day; null where there is none.
  until date,
  -- The very first owner is the one who grants to oneself.
  at_set_up boolean not null default false,
  reason text not null check (reason <> '' and length(reason) <= 500),
  ended_at timestamptz,
  ended_by uuid,
  end_reason text check (end_reason <> '' and length(end_reason) <= 500),
  primary key (organization, id),
  foreign key (organization, person) references access.person (organization, id),
  foreign key (organization, granted_by) references access.person (organization, id),
  foreign key (organization, ended_by) references access.person (organization, id),
  foreign key (organization, company) references ledger.company (organization, code),
  check (at_set_up = (granted_by = person)),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null))
);
create index grant_by_person on access.grant_of_role (organization, person)
  where ended_at is null;
create unique index grant_once on access.grant_of_role
  (organization, person, role, company, site, department, own, until)
  nulls not distinct where ended_at is null;

-- One person does what a rule of separation keeps apart, and somebody answers for it for a while.
create table access.duty_exception (
  organization uuid not null,
  id uuid not null,
  person uuid not null,
  -- The rule's number. From S13 there is no exception: nobody decides in a matter of their own.
  rule text not null check (rule <> '' and length(rule) <= 20 and rule not like 'S13%'),
  acknowledged_by uuid not null,
  acknowledged_on date not null,
  acknowledged_at timestamptz not null default clock_timestamp(),
  reason text not null check (reason <> '' and length(reason) <= 500),
  -- What stands in for the second pair of eyes: who looks at what, and how often.
  review text not null check (review <> '' and length(review) <= 500),
  until date not null,
  reviewed_on date,
  reviewed_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (organization, id),
  foreign key (organization, person) references access.person (organization, id),
  foreign key (organization, acknowledged_by) references access.person (organization, id),
  foreign key (organization, reviewed_by) references access.person (organization, id),
  foreign key (organization, ended_by) references access.person (organization, id),
  check (until >= acknowledged_on and until <= acknowledged_on + interval '12 months'),
  check ((reviewed_on is null) = (reviewed_by is null)),
  check (reviewed_by <> person),
  check ((ended_at is null) = (ended_by is null))
);
create unique index exception_once on access.duty_exception (organization, person, rule)
  where ended_at is null;

-- What needs approval, from which amount, by whom. A new one follows; the old one is ended.
create table access.approval_policy (
  organization uuid not null,
  id uuid not null,
  company text,
  kind text not null check (kind <> '' and length(kind) <= 60),
  verb text not null check (verb <> '' and length(verb) <= 60),
  -- In minor units of the company's currency: from this on, below that.
  from_amount bigint not null default 0 check (from_amount >= 0),
  below bigint check (below > from_amount),
  roles text[] not null check (cardinality(roles) between 1 and 20),
  -- How many different persons. That nobody approves what is their own is no choice.
  persons smallint not null check (persons between 1 and 20),
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by uuid,
  primary key (organization, id),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, made_by) references access.person (organization, id),
  foreign key (organization, ended_by) references access.person (organization, id),
  check ((ended_at is null) = (ended_by is null))
);
create index policy_by_verb on access.approval_policy (organization, kind, verb)
  where ended_at is null;

-- Somebody approves in somebody's place, for some days and some roles. It gives nothing else.
create table access.delegation (
  organization uuid not null,
  id uuid not null,
  from_person uuid not null,
  to_person uuid not null,
  first_day date not null,
  last_day date not null,
  roles text[] not null check (cardinality(roles) between 1 and 20),
  reason text not null check (reason <> '' and length(reason) <= 500),
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by uuid,
  primary key (organization, id),
  foreign key (organization, from_person) references access.person (organization, id),
  foreign key (organization, to_person) references access.person (organization, id),
  foreign key (organization, made_by) references access.person (organization, id),
  foreign key (organization, ended_by) references access.person (organization, id),
  check (from_person <> to_person),
  check (made_by <> to_person),
  check (last_day >= first_day and last_day <= first_day + interval '12 months'),
  check ((ended_at is null) = (ended_by is null))
);
create index delegation_by_person on access.delegation (organization, to_person)
  where ended_at is null;

-- That approval is asked for: of a paper as it is, down to the hash of its content.
create table access.approval_request (
  organization uuid not null,
  id uuid not null,
  company text not null,
  kind text not null check (kind <> '' and length(kind) <= 60),
  paper uuid not null,
  verb text not null check (verb <> '' and length(verb) <= 60),
  version integer not null check (version > 0),
  content_hash bytea not null check (length(content_hash) = 32),
  amount bigint,
  currency text check (currency <> '' and length(currency) <= 100),
  -- Where the paper belongs, for roles that are narrowed.
  site text check (site <> '' and length(site) <= 100),
  department text check (department <> '' and length(department) <= 100),
  -- With whom the matter is, so that one that was split is seen.
  party text check (party <> '' and length(party) <= 200),
  -- What the policies asked for then: [{"roles": […], "persons": 2}], and how many that are.
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  persons smallint not null check (persons > 0),
  -- What approvers should look at, as problems: each with rule, field and message.
  notes jsonb not null check (jsonb_typeof(notes) = 'array'),
  asked_by uuid not null,
  -- Who wrote the paper.
  made_by uuid not null,
  asked_on date not null,
  asked_at timestamptz not null default clock_timestamp(),
  expires_on date not null,
  state text not null default 'open'
    check (state in ('open', 'approved', 'rejected', 'withdrawn', 'expired', 'void')),
  closed_at timestamptz,
  primary key (organization, id),
  -- What each decision repeats, so that the database itself keeps maker and approver apart.
  unique (organization, id, asked_by, made_by),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, asked_by) references access.person (organization, id),
  foreign key (organization, made_by) references access.person (organization, id),
  check ((amount is null) = (currency is null)),
  check (expires_on >= asked_on),
  check ((state = 'open') = (closed_at is null))
);
create unique index request_once on access.approval_request
  (organization, company, kind, paper, verb) where state = 'open';
create index request_by_paper on access.approval_request (organization, company, kind, paper);
create index request_by_party on access.approval_request
  (organization, company, kind, verb, party, asked_on) where party is not null;

-- What one person decided about a request; never changed.
create table access.approval (
  organization uuid not null,
  request uuid not null,
  person uuid not null,
  -- In whose place; the person where there is no delegation.
  standing_for uuid not null,
  delegation uuid,
  asked_by uuid not null,
  made_by uuid not null,
  decision text not null check (decision in ('approve', 'reject')),
  comment text check (comment <> '' and length(comment) <= 2000),
  decided_on date not null,
  at timestamptz not null default clock_timestamp(),
  primary key (organization, request, person),
  unique (organization, request, standing_for),
  foreign key (organization, request, asked_by, made_by)
    references access.approval_request (organization, id, asked_by, made_by),
  foreign key (organization, person) references access.person (organization, id),
  foreign key (organization, standing_for) references access.person (organization, id),
  foreign key (organization, delegation) references access.delegation (organization, id),
  -- Nobody approves what they asked for or wrote, in their own name or another's.
  check (person <> asked_by and person <> made_by),
  check (standing_for <> asked_by and standing_for <> made_by),
  check ((person = standing_for) = (delegation is null))
);

do $$
declare
  t text;
  own constant text :=
    'organization = nullif(current_setting(''app.organization'', true), '''')::uuid';
begin
  foreach t in array array['grant_of_role', 'duty_exception', 'approval_policy', 'delegation',
    'approval_request', 'approval'] loop
    execute format('alter table access.%I enable row level security', t);
    execute format('create policy own_organization on access.%I for select using (%s)', t, own);
    execute format('grant select on access.%I to backstay_server', t);
  end loop;
  -- What is ended, stays so: it can't be updated any more.
  foreach t in array array['grant_of_role', 'duty_exception', 'approval_policy', 'delegation'] loop
    execute format('create policy added on access.%I for insert to backstay_server '
      'with check (%s and ended_at is null%s)', t, own,
      case t when 'grant_of_role' then ' and not at_set_up' else '' end);
    execute format('create policy ended on access.%I for update to backstay_server '
      'using (%s and ended_at is null) with check (%s)', t, own, own);
  end loop;
  execute format('create policy asked on access.approval_request for insert to backstay_server '
    'with check (%s and state = ''open'')', own);
  execute format('create policy decided on access.approval for insert to backstay_server '
    'with check (%s)', own);
  -- Those of the functions below.
  execute format('create policy set_up on access.grant_of_role for insert to backstay_door '
    'with check (%s and at_set_up)', own);
  execute format('create policy closed on access.approval_request for update to backstay_door '
    'using (%s) with check (%s)', own, own);
end $$;

grant insert on access.grant_of_role, access.duty_exception, access.approval_policy,
  access.delegation, access.approval_request, access.approval to backstay_server;
grant update (ended_at, ended_by, end_reason) on access.grant_of_role to backstay_server;
grant update (ended_at, ended_by, reviewed_on, reviewed_by) on access.duty_exception
  to backstay_server;
grant update (ended_at, ended_by) on access.approval_policy, access.delegation to backstay_server;

grant select on access.person, access.grant_of_role, access.approval_request, access.approval
  to backstay_door;
grant insert on access.grant_of_role to backstay_door;
grant update (state, closed_at) on access.approval_request to backstay_door;

-- Makes a person the owner, where nobody is there who could: a human as long as no human holds a
-- role, a program as long as nobody does. Answers whether it did.
create function access.set_up_owner(of_organization uuid, of_id uuid, of_person uuid)
returns boolean
language plpgsql security definer
set search_path = access, pg_temp
as $$
declare
  of_kind text;
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  -- One at a time: the second sees what the first did.
  perform from ledger.organization where organization = of_organization for no key update;
  select kind into of_kind from access.person
  where organization = of_organization and id = of_person and left_at is null;
  if of_kind is null or exists (
    select from access.grant_of_role g
    join access.person p on p.organization = g.organization and p.id = g.person
    where g.organization = of_organization and (of_kind = 'program' or p.kind = 'human')
  ) then
    return false;
  end if;
  insert into access.grant_of_role
    (organization, id, person, role, granted_by, at_set_up, reason)
  values (of_organization, of_id, of_person, 'owner', of_person, true, 'set-up');
  return true;
end
$$;

-- Holds requests as they are until the transaction ends, in key order, so that of two who decide
-- at once the second sees what the first did.
create function access.lock_requests(of_organization uuid, of_ids uuid[]) returns void
language plpgsql security definer
set search_path = access, pg_temp
as $$
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  perform from access.approval_request
  where organization = of_organization and id = any (of_ids)
  order by id for no key update;
end
$$;

-- Closes open requests. One is approved only where as many different persons approved as it asks
-- for, and nobody refused. Answers those that it closed; one that is closed already stays as it is.
create function access.close_requests(of_organization uuid, of_ids uuid[], of_states text[])
returns setof uuid
language plpgsql security definer
set search_path = access, pg_temp
as $$
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  if exists (
    select from unnest(of_ids, of_states) u (id, state)
    join access.approval_request r on r.organization = of_organization and r.id = u.id
    where u.state = 'approved' and (
      r.persons > (select count(*) from access.approval a where a.organization = of_organization
        and a.request = r.id and a.decision = 'approve')
      or exists (select from access.approval a where a.organization = of_organization
        and a.request = r.id and a.decision = 'reject'))
  ) then
    raise exception 'a request is approved by fewer persons than it asks for'
      using errcode = 'check_violation';
  end if;
  return query
  update access.approval_request r set state = u.state, closed_at = clock_timestamp()
  from unnest(of_ids, of_states) u (id, state)
  where r.organization = of_organization and r.id = u.id and r.state = 'open'
  returning r.id;
end
$$;

revoke all on function access.set_up_owner, access.lock_requests, access.close_requests from public;
alter function access.set_up_owner owner to backstay_door;
alter function access.lock_requests owner to backstay_door;
alter function access.close_requests owner to backstay_door;
grant execute on function access.set_up_owner, access.lock_requests, access.close_requests
  to backstay_server;
