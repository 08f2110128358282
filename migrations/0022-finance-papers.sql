-- From the descriptions: the papers of finance beside sales, that is receipts, allocations,
-- journals by hand and dunning. `npm run derive` compares them with the descriptions.

-- The document “receipt”.
create table paper.receipt (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'posted', 'undone')),
  number text check (number <> '' and length(number) <= 60),
  payer text not null,
  received_on date not null,
  bank text not null,
  receivables text not null,
  credit text not null,
  differences text,
  currency text not null,
  amount numeric(27, 12) not null,
  worth numeric(27, 12),
  reference text check (reference <> '' and length(reference) <= 200),
  books_in text,
  digits integer check (digits between 0 and 12),
  own_digits integer check (own_digits between 0 and 12),
  rest numeric(27, 12),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, payer)
    references register.party (organization, code),
  foreign key (organization, company, bank)
    references ledger.account (organization, company, code),
  foreign key (organization, company, receivables)
    references ledger.account (organization, company, code),
  foreign key (organization, company, credit)
    references ledger.account (organization, company, code),
  foreign key (organization, company, differences)
    references ledger.account (organization, company, code),
  foreign key (organization, currency)
    references ledger.commodity (organization, code),
  foreign key (organization, books_in)
    references ledger.commodity (organization, code)
);
create index receipt_by_payer_received_on on paper.receipt (organization, company, payer,
  received_on, id);
create index receipt_by_received_on on paper.receipt (organization, company, received_on, id);
alter table paper.receipt add primary key (organization, company, id);

create table paper.receipt_settles (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item text not null check (item <> '' and length(item) <= 200),
  amount numeric(27, 12),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.receipt (organization, company, id) on delete cascade
);

create table paper.receipt_pieces (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item text not null check (item <> '' and length(item) <= 200),
  part integer not null check (part between 0 and 1000000),
  invoice uuid,
  amount numeric(27, 12) not null,
  worth numeric(27, 12) not null,
  foreign key (organization, company, paper)
    references paper.receipt (organization, company, id) on delete cascade,
  foreign key (organization, company, invoice)
    references paper.sales_invoice (organization, company, id)
);
create index receipt_pieces_by_invoice on paper.receipt_pieces (organization, company, invoice);
alter table paper.receipt_pieces add primary key (organization, company, paper, row);
alter table paper.receipt enable row level security;
create policy seen on paper.receipt for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.receipt for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.receipt for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.receipt for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.receipt for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.receipt for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.receipt to backstay_server;
grant insert (organization, company, id, state, created_by, number, payer, received_on, bank,
  receivables, credit, differences, currency, amount, worth, reference, extra, version, changed_at,
  changed_by) on paper.receipt to backstay_server;
grant update (payer, received_on, bank, receivables, credit, differences, currency, amount, worth,
  reference, extra, version, changed_at, changed_by) on paper.receipt to backstay_server;
grant select, insert on paper.receipt to backstay_door;
grant update (state, number, books_in, digits, own_digits, rest, version, changed_at, changed_by)
  on paper.receipt to backstay_door;

create function paper.lock_receipt(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.receipt
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_receipt from public;
alter function paper.lock_receipt owner to backstay_door;
grant execute on function paper.lock_receipt to backstay_server;

create function paper.share_receipt(of_organization uuid, of_company text, of_ids uuid[])
  returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.receipt p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_receipt from public;
alter function paper.share_receipt owner to backstay_door;
grant execute on function paper.share_receipt to backstay_server;

create function paper.advance_receipt(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_books_in text[], of_digits integer[],
  of_own_digits integer[], of_rest numeric(27, 12)[], of_pieces_paper uuid[],
  of_pieces_row integer[], of_pieces_item text[], of_pieces_part integer[],
  of_pieces_invoice uuid[], of_pieces_amount numeric(27, 12)[], of_pieces_worth numeric(27, 12)[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.receipt p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    books_in = coalesce(u.books_in, p.books_in),
    digits = coalesce(u.digits, p.digits),
    own_digits = coalesce(u.own_digits, p.own_digits),
    rest = coalesce(u.rest, p.rest),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_books_in, of_digits, of_own_digits, of_rest) u (id,
    number, actor, books_in, digits, own_digits, rest),
    (values ('post', 'draft', 'posted'),
      ('undo', 'posted', 'undone')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every receipt is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.receipt_pieces (organization, company, paper, row, item, part, invoice, amount,
    worth)
  select of_organization, of_company, u.*
  from unnest(of_pieces_paper, of_pieces_row, of_pieces_item, of_pieces_part, of_pieces_invoice,
    of_pieces_amount, of_pieces_worth)
    u (paper, row, item, part, invoice, amount, worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.advance_receipt from public;
alter function paper.advance_receipt owner to backstay_door;
grant execute on function paper.advance_receipt to backstay_server;

create function paper.enter_receipt(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_payer text[],
  of_received_on date[], of_bank text[], of_receivables text[], of_credit text[],
  of_differences text[], of_currency text[], of_amount numeric(27, 12)[],
  of_worth numeric(27, 12)[], of_reference text[], of_books_in text[], of_digits integer[],
  of_own_digits integer[], of_rest numeric(27, 12)[], of_settles_paper uuid[],
  of_settles_row integer[], of_settles_item text[], of_settles_amount numeric(27, 12)[],
  of_pieces_paper uuid[], of_pieces_row integer[], of_pieces_item text[], of_pieces_part integer[],
  of_pieces_invoice uuid[], of_pieces_amount numeric(27, 12)[], of_pieces_worth numeric(27, 12)[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.receipt (organization, company, state,
    id, number, created_by, changed_by, extra, payer, received_on, bank, receivables, credit,
      differences, currency, amount, worth, reference, books_in, digits, own_digits, rest)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.payer, u.received_on, u.bank, u.receivables,
      u.credit, u.differences, u.currency, u.amount, u.worth, u.reference, u.books_in, u.digits,
      u.own_digits, u.rest
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_payer, of_received_on, of_bank,
    of_receivables, of_credit, of_differences, of_currency, of_amount, of_worth, of_reference,
    of_books_in, of_digits, of_own_digits, of_rest)
      u (id, number, actor, extra, payer, received_on, bank, receivables, credit, differences,
        currency, amount, worth, reference, books_in, digits, own_digits, rest),
    (values ('post', 'posted')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no receipt begins with %', of_verb using errcode = 'check_violation';
  end if;
  insert into paper.receipt_settles (organization, company, paper, row, item, amount)
  select of_organization, of_company, u.*
  from unnest(of_settles_paper, of_settles_row, of_settles_item, of_settles_amount)
    u (paper, row, item, amount)
  where u.paper = any (of_ids);
  insert into paper.receipt_pieces (organization, company, paper, row, item, part, invoice, amount,
    worth)
  select of_organization, of_company, u.*
  from unnest(of_pieces_paper, of_pieces_row, of_pieces_item, of_pieces_part, of_pieces_invoice,
    of_pieces_amount, of_pieces_worth)
    u (paper, row, item, part, invoice, amount, worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_receipt from public;
alter function paper.enter_receipt owner to backstay_door;
grant execute on function paper.enter_receipt to backstay_server;

create function paper.receipt_is_written(of_organization uuid, of_company text, of_paper uuid)
  returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.receipt p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.receipt_is_written from public;
alter function paper.receipt_is_written owner to backstay_door;
grant execute on function paper.receipt_is_written to backstay_server;
alter table paper.receipt_settles enable row level security;
create policy seen on paper.receipt_settles for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.receipt_settles for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.receipt_is_written(organization, company, paper));
create policy changed on paper.receipt_settles for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.receipt_is_written(organization, company, paper));
create policy thrown_away on paper.receipt_settles for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.receipt_is_written(organization, company, paper));
create policy entered on paper.receipt_settles for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.receipt_settles to backstay_server;
grant insert on paper.receipt_settles to backstay_door;
alter table paper.receipt_pieces enable row level security;
create policy seen on paper.receipt_pieces
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.receipt_pieces to backstay_server;
grant insert on paper.receipt_pieces to backstay_door;

-- The document “allocation”.
create table paper.allocation (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'posted', 'undone')),
  number text check (number <> '' and length(number) <= 60),
  party text not null,
  allocated_on date not null,
  receivables text not null,
  credit text not null,
  differences text,
  currency text not null,
  books_in text,
  digits integer check (digits between 0 and 12),
  own_digits integer check (own_digits between 0 and 12),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, party)
    references register.party (organization, code),
  foreign key (organization, company, receivables)
    references ledger.account (organization, company, code),
  foreign key (organization, company, credit)
    references ledger.account (organization, company, code),
  foreign key (organization, company, differences)
    references ledger.account (organization, company, code),
  foreign key (organization, currency)
    references ledger.commodity (organization, code),
  foreign key (organization, books_in)
    references ledger.commodity (organization, code)
);
create index allocation_by_party_allocated_on on paper.allocation (organization, company, party,
  allocated_on, id);
create index allocation_by_allocated_on on paper.allocation (organization, company, allocated_on,
  id);
alter table paper.allocation add primary key (organization, company, id);

create table paper.allocation_uses (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  receipt text not null check (receipt <> '' and length(receipt) <= 200),
  amount numeric(27, 12),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.allocation (organization, company, id) on delete cascade
);

create table paper.allocation_settles (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item text not null check (item <> '' and length(item) <= 200),
  amount numeric(27, 12),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.allocation (organization, company, id) on delete cascade
);

create table paper.allocation_pieces (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  is_credit boolean not null,
  item text not null check (item <> '' and length(item) <= 200),
  part integer not null check (part between 0 and 1000000),
  invoice uuid,
  amount numeric(27, 12) not null,
  worth numeric(27, 12) not null,
  foreign key (organization, company, paper)
    references paper.allocation (organization, company, id) on delete cascade,
  foreign key (organization, company, invoice)
    references paper.sales_invoice (organization, company, id)
);
create index allocation_pieces_by_invoice on paper.allocation_pieces (organization, company,
  invoice);
alter table paper.allocation_pieces add primary key (organization, company, paper, row);
alter table paper.allocation enable row level security;
create policy seen on paper.allocation for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.allocation for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.allocation for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.allocation for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.allocation for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.allocation for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.allocation to backstay_server;
grant insert (organization, company, id, state, created_by, number, party, allocated_on,
  receivables, credit, differences, currency, extra, version, changed_at, changed_by)
  on paper.allocation to backstay_server;
grant update (party, allocated_on, receivables, credit, differences, currency, extra, version,
  changed_at, changed_by) on paper.allocation to backstay_server;
grant select, insert on paper.allocation to backstay_door;
grant update (state, number, books_in, digits, own_digits, version, changed_at, changed_by)
  on paper.allocation to backstay_door;

create function paper.lock_allocation(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.allocation
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_allocation from public;
alter function paper.lock_allocation owner to backstay_door;
grant execute on function paper.lock_allocation to backstay_server;

create function paper.share_allocation(of_organization uuid, of_company text, of_ids uuid[])
  returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.allocation p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_allocation from public;
alter function paper.share_allocation owner to backstay_door;
grant execute on function paper.share_allocation to backstay_server;

create function paper.advance_allocation(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_books_in text[], of_digits integer[],
  of_own_digits integer[], of_pieces_paper uuid[], of_pieces_row integer[],
  of_pieces_is_credit boolean[], of_pieces_item text[], of_pieces_part integer[],
  of_pieces_invoice uuid[], of_pieces_amount numeric(27, 12)[], of_pieces_worth numeric(27, 12)[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.allocation p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    books_in = coalesce(u.books_in, p.books_in),
    digits = coalesce(u.digits, p.digits),
    own_digits = coalesce(u.own_digits, p.own_digits),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_books_in, of_digits, of_own_digits) u (id, number,
    actor, books_in, digits, own_digits),
    (values ('post', 'draft', 'posted'),
      ('undo', 'posted', 'undone')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every allocation is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.allocation_pieces (organization, company, paper, row, is_credit, item, part,
    invoice, amount, worth)
  select of_organization, of_company, u.*
  from unnest(of_pieces_paper, of_pieces_row, of_pieces_is_credit, of_pieces_item, of_pieces_part,
    of_pieces_invoice, of_pieces_amount, of_pieces_worth)
    u (paper, row, is_credit, item, part, invoice, amount, worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.advance_allocation from public;
alter function paper.advance_allocation owner to backstay_door;
grant execute on function paper.advance_allocation to backstay_server;

create function paper.enter_allocation(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_party text[],
  of_allocated_on date[], of_receivables text[], of_credit text[], of_differences text[],
  of_currency text[], of_books_in text[], of_digits integer[], of_own_digits integer[],
  of_uses_paper uuid[], of_uses_row integer[], of_uses_receipt text[],
  of_uses_amount numeric(27, 12)[], of_settles_paper uuid[], of_settles_row integer[],
  of_settles_item text[], of_settles_amount numeric(27, 12)[], of_pieces_paper uuid[],
  of_pieces_row integer[], of_pieces_is_credit boolean[], of_pieces_item text[],
  of_pieces_part integer[], of_pieces_invoice uuid[], of_pieces_amount numeric(27, 12)[],
  of_pieces_worth numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.allocation (organization, company, state,
    id, number, created_by, changed_by, extra, party, allocated_on, receivables, credit,
      differences, currency, books_in, digits, own_digits)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.party, u.allocated_on, u.receivables, u.credit,
      u.differences, u.currency, u.books_in, u.digits, u.own_digits
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_party, of_allocated_on, of_receivables,
    of_credit, of_differences, of_currency, of_books_in, of_digits, of_own_digits)
      u (id, number, actor, extra, party, allocated_on, receivables, credit, differences, currency,
        books_in, digits, own_digits),
    (values ('post', 'posted')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no allocation begins with %', of_verb using errcode = 'check_violation';
  end if;
  insert into paper.allocation_uses (organization, company, paper, row, receipt, amount)
  select of_organization, of_company, u.*
  from unnest(of_uses_paper, of_uses_row, of_uses_receipt, of_uses_amount)
    u (paper, row, receipt, amount)
  where u.paper = any (of_ids);
  insert into paper.allocation_settles (organization, company, paper, row, item, amount)
  select of_organization, of_company, u.*
  from unnest(of_settles_paper, of_settles_row, of_settles_item, of_settles_amount)
    u (paper, row, item, amount)
  where u.paper = any (of_ids);
  insert into paper.allocation_pieces (organization, company, paper, row, is_credit, item, part,
    invoice, amount, worth)
  select of_organization, of_company, u.*
  from unnest(of_pieces_paper, of_pieces_row, of_pieces_is_credit, of_pieces_item, of_pieces_part,
    of_pieces_invoice, of_pieces_amount, of_pieces_worth)
    u (paper, row, is_credit, item, part, invoice, amount, worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_allocation from public;
alter function paper.enter_allocation owner to backstay_door;
grant execute on function paper.enter_allocation to backstay_server;

create function paper.allocation_is_written(of_organization uuid, of_company text, of_paper uuid)
  returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.allocation p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.allocation_is_written from public;
alter function paper.allocation_is_written owner to backstay_door;
grant execute on function paper.allocation_is_written to backstay_server;
alter table paper.allocation_uses enable row level security;
create policy seen on paper.allocation_uses for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.allocation_uses for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.allocation_is_written(organization, company, paper));
create policy changed on paper.allocation_uses for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.allocation_is_written(organization, company, paper));
create policy thrown_away on paper.allocation_uses for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.allocation_is_written(organization, company, paper));
create policy entered on paper.allocation_uses for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.allocation_uses to backstay_server;
grant insert on paper.allocation_uses to backstay_door;
alter table paper.allocation_settles enable row level security;
create policy seen on paper.allocation_settles for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.allocation_settles for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.allocation_is_written(organization, company, paper));
create policy changed on paper.allocation_settles for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.allocation_is_written(organization, company, paper));
create policy thrown_away on paper.allocation_settles for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.allocation_is_written(organization, company, paper));
create policy entered on paper.allocation_settles for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.allocation_settles to backstay_server;
grant insert on paper.allocation_settles to backstay_door;
alter table paper.allocation_pieces enable row level security;
create policy seen on paper.allocation_pieces
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.allocation_pieces to backstay_server;
grant insert on paper.allocation_pieces to backstay_door;

-- The document “manual journal”.
create table paper.manual_journal (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'posted', 'reversed')),
  number text check (number <> '' and length(number) <= 60),
  posted_on date not null,
  document_date date,
  reason text not null check (reason <> '' and length(reason) <= 200),
  books_in text,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, books_in)
    references ledger.commodity (organization, code)
);
create index manual_journal_by_posted_on on paper.manual_journal (organization, company, posted_on,
  id);
alter table paper.manual_journal add primary key (organization, company, id);

create table paper.manual_journal_lines (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  account text not null,
  debit numeric(27, 12),
  credit numeric(27, 12),
  currency text not null,
  worth numeric(27, 12),
  party text,
  open_item text check (open_item <> '' and length(open_item) <= 200),
  department text check (department <> '' and length(department) <= 100),
  note text check (note <> '' and length(note) <= 200),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.manual_journal (organization, company, id) on delete cascade,
  foreign key (organization, company, account)
    references ledger.account (organization, company, code),
  foreign key (organization, currency)
    references ledger.commodity (organization, code),
  foreign key (organization, party)
    references register.party (organization, code)
);

create table paper.manual_journal_counted (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  currency text not null,
  digits integer not null check (digits between 0 and 12),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.manual_journal (organization, company, id) on delete cascade,
  foreign key (organization, currency)
    references ledger.commodity (organization, code)
);
alter table paper.manual_journal enable row level security;
create policy seen on paper.manual_journal for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.manual_journal for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.manual_journal for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.manual_journal for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.manual_journal for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.manual_journal for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.manual_journal to backstay_server;
grant insert (organization, company, id, state, created_by, number, posted_on, document_date,
  reason, extra, version, changed_at, changed_by) on paper.manual_journal to backstay_server;
grant update (posted_on, document_date, reason, extra, version, changed_at, changed_by)
  on paper.manual_journal to backstay_server;
grant select, insert on paper.manual_journal to backstay_door;
grant update (state, number, books_in, version, changed_at, changed_by)
  on paper.manual_journal to backstay_door;

create function paper.lock_manual_journal(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.manual_journal
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_manual_journal from public;
alter function paper.lock_manual_journal owner to backstay_door;
grant execute on function paper.lock_manual_journal to backstay_server;

create function paper.share_manual_journal(of_organization uuid, of_company text, of_ids uuid[])
  returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.manual_journal p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_manual_journal from public;
alter function paper.share_manual_journal owner to backstay_door;
grant execute on function paper.share_manual_journal to backstay_server;

create function paper.advance_manual_journal(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_books_in text[], of_counted_paper uuid[],
  of_counted_row integer[], of_counted_currency text[], of_counted_digits integer[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.manual_journal p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    books_in = coalesce(u.books_in, p.books_in),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_books_in) u (id, number, actor, books_in),
    (values ('post', 'draft', 'posted'),
      ('reverse', 'posted', 'reversed')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every manual journal is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.manual_journal_counted (organization, company, paper, row, currency, digits)
  select of_organization, of_company, u.*
  from unnest(of_counted_paper, of_counted_row, of_counted_currency, of_counted_digits)
    u (paper, row, currency, digits)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.advance_manual_journal from public;
alter function paper.advance_manual_journal owner to backstay_door;
grant execute on function paper.advance_manual_journal to backstay_server;

create function paper.enter_manual_journal(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_posted_on date[],
  of_document_date date[], of_reason text[], of_books_in text[], of_lines_paper uuid[],
  of_lines_row integer[], of_lines_account text[], of_lines_debit numeric(27, 12)[],
  of_lines_credit numeric(27, 12)[], of_lines_currency text[], of_lines_worth numeric(27, 12)[],
  of_lines_party text[], of_lines_open_item text[], of_lines_department text[],
  of_lines_note text[], of_counted_paper uuid[], of_counted_row integer[],
  of_counted_currency text[], of_counted_digits integer[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.manual_journal (organization, company, state,
    id, number, created_by, changed_by, extra, posted_on, document_date, reason, books_in)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.posted_on, u.document_date, u.reason, u.books_in
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_posted_on, of_document_date, of_reason,
    of_books_in)
      u (id, number, actor, extra, posted_on, document_date, reason, books_in),
    (values ('post', 'posted')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no manual journal begins with %', of_verb using errcode = 'check_violation';
  end if;
  insert into paper.manual_journal_lines (organization, company, paper, row, account, debit, credit,
    currency, worth, party, open_item, department, note)
  select of_organization, of_company, u.*
  from unnest(of_lines_paper, of_lines_row, of_lines_account, of_lines_debit, of_lines_credit,
    of_lines_currency, of_lines_worth, of_lines_party, of_lines_open_item, of_lines_department,
    of_lines_note)
    u (paper, row, account, debit, credit, currency, worth, party, open_item, department, note)
  where u.paper = any (of_ids);
  insert into paper.manual_journal_counted (organization, company, paper, row, currency, digits)
  select of_organization, of_company, u.*
  from unnest(of_counted_paper, of_counted_row, of_counted_currency, of_counted_digits)
    u (paper, row, currency, digits)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_manual_journal from public;
alter function paper.enter_manual_journal owner to backstay_door;
grant execute on function paper.enter_manual_journal to backstay_server;

create function paper.manual_journal_is_written(of_organization uuid, of_company text,
  of_paper uuid) returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.manual_journal p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.manual_journal_is_written from public;
alter function paper.manual_journal_is_written owner to backstay_door;
grant execute on function paper.manual_journal_is_written to backstay_server;
alter table paper.manual_journal_lines enable row level security;
create policy seen on paper.manual_journal_lines for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.manual_journal_lines for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.manual_journal_is_written(organization, company, paper));
create policy changed on paper.manual_journal_lines for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.manual_journal_is_written(organization, company, paper));
create policy thrown_away on paper.manual_journal_lines for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.manual_journal_is_written(organization, company, paper));
create policy entered on paper.manual_journal_lines for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.manual_journal_lines to backstay_server;
grant insert on paper.manual_journal_lines to backstay_door;
alter table paper.manual_journal_counted enable row level security;
create policy seen on paper.manual_journal_counted
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.manual_journal_counted to backstay_server;
grant insert on paper.manual_journal_counted to backstay_door;

-- The register “dunning level”.
create table register.dunning_level (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  level integer not null check (level between 1 and 9),
  overdue_from integer not null check (overdue_from between 1 and 3650),
  pause integer not null check (pause between 1 and 365),
  letter text not null check (letter <> '' and length(letter) <= 5000),
  fee numeric(27, 12),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code)
);
alter table register.dunning_level enable row level security;
create policy own_organization on register.dunning_level
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.dunning_level to backstay_server;
grant update (level, overdue_from, pause, letter, fee, extra, version, changed_at, changed_by)
  on register.dunning_level to backstay_server;

-- The document “dunning letter”.
create table paper.dunning_letter (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'sent', 'withdrawn')),
  number text check (number <> '' and length(number) <= 60),
  party text not null,
  sent_on date not null,
  dunning_level text not null,
  level integer not null check (level between 1 and 9),
  receivables text not null,
  currency text not null,
  letter text not null check (letter <> '' and length(letter) <= 5000),
  fee numeric(27, 12),
  fee_income text,
  digits integer check (digits between 0 and 12),
  worth numeric(27, 12),
  own_digits integer check (own_digits between 0 and 12),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, party)
    references register.party (organization, code),
  foreign key (organization, company, dunning_level)
    references register.dunning_level (organization, company, code),
  foreign key (organization, company, receivables)
    references ledger.account (organization, company, code),
  foreign key (organization, currency)
    references ledger.commodity (organization, code),
  foreign key (organization, company, fee_income)
    references ledger.account (organization, company, code)
);
create index dunning_letter_by_party_sent_on on paper.dunning_letter (organization, company, party,
  sent_on, id);
create index dunning_letter_by_sent_on on paper.dunning_letter (organization, company, sent_on, id);
alter table paper.dunning_letter add primary key (organization, company, id);

create table paper.dunning_letter_items (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item text not null check (item <> '' and length(item) <= 200),
  due_on date not null,
  days_overdue integer not null check (days_overdue between 0 and 100000),
  amount numeric(27, 12) not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.dunning_letter (organization, company, id) on delete cascade
);
alter table paper.dunning_letter enable row level security;
create policy seen on paper.dunning_letter for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.dunning_letter for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.dunning_letter for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.dunning_letter for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.dunning_letter for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.dunning_letter for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.dunning_letter to backstay_server;
grant insert (organization, company, id, state, created_by, number, party, sent_on, dunning_level,
  level, receivables, currency, letter, fee, fee_income, extra, version, changed_at, changed_by)
  on paper.dunning_letter to backstay_server;
grant update (party, sent_on, dunning_level, level, receivables, currency, letter, fee, fee_income,
  extra, version, changed_at, changed_by) on paper.dunning_letter to backstay_server;
grant select, insert on paper.dunning_letter to backstay_door;
grant update (state, number, digits, worth, own_digits, version, changed_at, changed_by)
  on paper.dunning_letter to backstay_door;

create function paper.lock_dunning_letter(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.dunning_letter
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_dunning_letter from public;
alter function paper.lock_dunning_letter owner to backstay_door;
grant execute on function paper.lock_dunning_letter to backstay_server;

create function paper.share_dunning_letter(of_organization uuid, of_company text, of_ids uuid[])
  returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.dunning_letter p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_dunning_letter from public;
alter function paper.share_dunning_letter owner to backstay_door;
grant execute on function paper.share_dunning_letter to backstay_server;

create function paper.advance_dunning_letter(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_digits integer[],
  of_worth numeric(27, 12)[], of_own_digits integer[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.dunning_letter p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    digits = coalesce(u.digits, p.digits),
    worth = coalesce(u.worth, p.worth),
    own_digits = coalesce(u.own_digits, p.own_digits),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_digits, of_worth, of_own_digits) u (id, number,
    actor, digits, worth, own_digits),
    (values ('send', 'draft', 'sent'),
      ('withdraw', 'sent', 'withdrawn')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every dunning letter is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
end
$$;
revoke all on function paper.advance_dunning_letter from public;
alter function paper.advance_dunning_letter owner to backstay_door;
grant execute on function paper.advance_dunning_letter to backstay_server;

create function paper.enter_dunning_letter(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_party text[],
  of_sent_on date[], of_dunning_level text[], of_level integer[], of_receivables text[],
  of_currency text[], of_letter text[], of_fee numeric(27, 12)[], of_fee_income text[],
  of_digits integer[], of_worth numeric(27, 12)[], of_own_digits integer[], of_items_paper uuid[],
  of_items_row integer[], of_items_item text[], of_items_due_on date[],
  of_items_days_overdue integer[], of_items_amount numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.dunning_letter (organization, company, state,
    id, number, created_by, changed_by, extra, party, sent_on, dunning_level, level, receivables,
      currency, letter, fee, fee_income, digits, worth, own_digits)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.party, u.sent_on, u.dunning_level, u.level,
      u.receivables, u.currency, u.letter, u.fee, u.fee_income, u.digits, u.worth, u.own_digits
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_party, of_sent_on, of_dunning_level,
    of_level, of_receivables, of_currency, of_letter, of_fee, of_fee_income, of_digits, of_worth,
    of_own_digits)
      u (id, number, actor, extra, party, sent_on, dunning_level, level, receivables, currency,
        letter, fee, fee_income, digits, worth, own_digits),
    (values ('send', 'sent')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no dunning letter begins with %', of_verb using errcode = 'check_violation';
  end if;
  insert into paper.dunning_letter_items (organization, company, paper, row, item, due_on,
    days_overdue, amount)
  select of_organization, of_company, u.*
  from unnest(of_items_paper, of_items_row, of_items_item, of_items_due_on, of_items_days_overdue,
    of_items_amount)
    u (paper, row, item, due_on, days_overdue, amount)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_dunning_letter from public;
alter function paper.enter_dunning_letter owner to backstay_door;
grant execute on function paper.enter_dunning_letter to backstay_server;

create function paper.dunning_letter_is_written(of_organization uuid, of_company text,
  of_paper uuid) returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.dunning_letter p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.dunning_letter_is_written from public;
alter function paper.dunning_letter_is_written owner to backstay_door;
grant execute on function paper.dunning_letter_is_written to backstay_server;
alter table paper.dunning_letter_items enable row level security;
create policy seen on paper.dunning_letter_items for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.dunning_letter_items for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.dunning_letter_is_written(organization, company, paper));
create policy changed on paper.dunning_letter_items for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.dunning_letter_is_written(organization, company, paper));
create policy thrown_away on paper.dunning_letter_items for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.dunning_letter_is_written(organization, company, paper));
create policy entered on paper.dunning_letter_items for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.dunning_letter_items to backstay_server;
grant insert on paper.dunning_letter_items to backstay_door;
