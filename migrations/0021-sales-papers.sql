-- From the descriptions: the papers of a sale and adjustments of stock, their tables and what the
-- server's login may do with them. `npm run derive` compares them with the descriptions.

-- The document “stock adjustment”.
create table paper.stock_adjustment (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'adjusted', 'void')),
  number text check (number <> '' and length(number) <= 60),
  adjusted_on date not null,
  reason text not null check (reason <> '' and length(reason) <= 1000),
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  own_currency text,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, own_currency)
    references ledger.commodity (organization, code)
);
create index stock_adjustment_by_adjusted_on on paper.stock_adjustment (organization, company,
  adjusted_on, id);
alter table paper.stock_adjustment add primary key (organization, company, id);

create table paper.stock_adjustment_lines (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item text not null,
  description text check (description <> '' and length(description) <= 1000),
  quantity numeric(21, 6) not null,
  leaves text not null,
  arrives text not null,
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.stock_adjustment (organization, company, id) on delete cascade,
  foreign key (organization, company, item)
    references register.item (organization, company, code),
  foreign key (organization, company, leaves)
    references register.place (organization, company, code),
  foreign key (organization, company, arrives)
    references register.place (organization, company, code)
);

create table paper.stock_adjustment_moved (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item_digits integer check (item_digits between 0 and 6),
  leaves_account text check (leaves_account <> '' and length(leaves_account) <= 400),
  arrives_account text check (arrives_account <> '' and length(arrives_account) <= 400),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.stock_adjustment (organization, company, id) on delete cascade
);
alter table paper.stock_adjustment enable row level security;
create policy seen on paper.stock_adjustment for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.stock_adjustment for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.stock_adjustment for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.stock_adjustment for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.stock_adjustment for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.stock_adjustment for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.stock_adjustment to backstay_server;
grant insert (organization, company, id, state, created_by, number, adjusted_on, reason, dimensions,
  extra, version, changed_at, changed_by) on paper.stock_adjustment to backstay_server;
grant update (adjusted_on, reason, dimensions, extra, version, changed_at, changed_by)
  on paper.stock_adjustment to backstay_server;
grant select, insert on paper.stock_adjustment to backstay_door;
grant update (state, number, own_currency, version, changed_at, changed_by)
  on paper.stock_adjustment to backstay_door;

create function paper.lock_stock_adjustment(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.stock_adjustment
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_stock_adjustment from public;
alter function paper.lock_stock_adjustment owner to backstay_door;
grant execute on function paper.lock_stock_adjustment to backstay_server;

create function paper.share_stock_adjustment(of_organization uuid, of_company text, of_ids uuid[])
  returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.stock_adjustment p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_stock_adjustment from public;
alter function paper.share_stock_adjustment owner to backstay_door;
grant execute on function paper.share_stock_adjustment to backstay_server;

create function paper.advance_stock_adjustment(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_own_currency text[], of_moved_paper uuid[],
  of_moved_row integer[], of_moved_item_digits integer[], of_moved_leaves_account text[],
  of_moved_arrives_account text[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.stock_adjustment p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    own_currency = coalesce(u.own_currency, p.own_currency),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_own_currency) u (id, number, actor, own_currency),
    (values ('adjust', 'draft', 'adjusted'),
      ('void', 'adjusted', 'void')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every stock adjustment is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.stock_adjustment_moved (organization, company, paper, row, item_digits,
    leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_moved_paper, of_moved_row, of_moved_item_digits, of_moved_leaves_account,
    of_moved_arrives_account)
    u (paper, row, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.advance_stock_adjustment from public;
alter function paper.advance_stock_adjustment owner to backstay_door;
grant execute on function paper.advance_stock_adjustment to backstay_server;

create function paper.enter_stock_adjustment(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_adjusted_on date[],
  of_reason text[], of_dimensions jsonb[], of_own_currency text[], of_lines_paper uuid[],
  of_lines_row integer[], of_lines_item text[], of_lines_description text[],
  of_lines_quantity numeric(21, 6)[], of_lines_leaves text[], of_lines_arrives text[],
  of_lines_dimensions jsonb[], of_moved_paper uuid[], of_moved_row integer[],
  of_moved_item_digits integer[], of_moved_leaves_account text[], of_moved_arrives_account text[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.stock_adjustment (organization, company, state,
    id, number, created_by, changed_by, extra, adjusted_on, reason, dimensions, own_currency)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.adjusted_on, u.reason, u.dimensions, u.own_currency
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_adjusted_on, of_reason, of_dimensions,
    of_own_currency)
      u (id, number, actor, extra, adjusted_on, reason, dimensions, own_currency),
    (values ('adjust', 'adjusted')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no stock adjustment begins with %', of_verb using errcode = 'check_violation';
  end if;
  insert into paper.stock_adjustment_lines (organization, company, paper, row, item, description,
    quantity, leaves, arrives, dimensions)
  select of_organization, of_company, u.*
  from unnest(of_lines_paper, of_lines_row, of_lines_item, of_lines_description, of_lines_quantity,
    of_lines_leaves, of_lines_arrives, of_lines_dimensions)
    u (paper, row, item, description, quantity, leaves, arrives, dimensions)
  where u.paper = any (of_ids);
  insert into paper.stock_adjustment_moved (organization, company, paper, row, item_digits,
    leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_moved_paper, of_moved_row, of_moved_item_digits, of_moved_leaves_account,
    of_moved_arrives_account)
    u (paper, row, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_stock_adjustment from public;
alter function paper.enter_stock_adjustment owner to backstay_door;
grant execute on function paper.enter_stock_adjustment to backstay_server;

create function paper.stock_adjustment_is_written(of_organization uuid, of_company text,
  of_paper uuid) returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.stock_adjustment p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.stock_adjustment_is_written from public;
alter function paper.stock_adjustment_is_written owner to backstay_door;
grant execute on function paper.stock_adjustment_is_written to backstay_server;
alter table paper.stock_adjustment_lines enable row level security;
create policy seen on paper.stock_adjustment_lines for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.stock_adjustment_lines for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.stock_adjustment_is_written(organization, company, paper));
create policy changed on paper.stock_adjustment_lines for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.stock_adjustment_is_written(organization, company, paper));
create policy thrown_away on paper.stock_adjustment_lines for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.stock_adjustment_is_written(organization, company, paper));
create policy entered on paper.stock_adjustment_lines for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.stock_adjustment_lines to backstay_server;
grant insert on paper.stock_adjustment_lines to backstay_door;
alter table paper.stock_adjustment_moved enable row level security;
create policy seen on paper.stock_adjustment_moved
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.stock_adjustment_moved to backstay_server;
grant insert on paper.stock_adjustment_moved to backstay_door;

-- The document “sales invoice”.
create table paper.sales_invoice (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'issued', 'void')),
  number text check (number <> '' and length(number) <= 60),
  customer text not null,
  receivable text not null,
  issued_on date not null,
  supplied_on date,
  due_on date not null,
  currency text not null,
  reference text check (reference <> '' and length(reference) <= 200),
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  note text check (note <> '' and length(note) <= 2000),
  billed_name text check (billed_name <> '' and length(billed_name) <= 200),
  billed_street text check (billed_street <> '' and length(billed_street) <= 300),
  billed_postcode text check (billed_postcode <> '' and length(billed_postcode) <= 20),
  billed_town text check (billed_town <> '' and length(billed_town) <= 100),
  billed_country text check (billed_country <> '' and length(billed_country) <= 2),
  billed_vat_number text check (billed_vat_number <> '' and length(billed_vat_number) <= 20),
  collective boolean,
  digits integer check (digits between 0 and 12),
  own_currency text,
  own_digits integer check (own_digits between 0 and 12),
  rate numeric(25, 10),
  quoted text check (quoted in ('own per foreign', 'foreign per own')),
  net numeric(27, 12),
  tax numeric(27, 12),
  total numeric(27, 12),
  worth numeric(27, 12),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, customer)
    references register.party (organization, code),
  foreign key (organization, company, receivable)
    references ledger.account (organization, company, code),
  foreign key (organization, currency)
    references ledger.commodity (organization, code),
  foreign key (organization, own_currency)
    references ledger.commodity (organization, code)
);
create index sales_invoice_by_customer_issued_on on paper.sales_invoice (organization, company,
  customer, issued_on, id);
create index sales_invoice_by_issued_on on paper.sales_invoice (organization, company, issued_on,
  id);
create index sales_invoice_by_due_on on paper.sales_invoice (organization, company, due_on, id);
alter table paper.sales_invoice add primary key (organization, company, id);

create table paper.sales_invoice_lines (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item text,
  description text check (description <> '' and length(description) <= 1000),
  quantity numeric(21, 6) not null,
  unit_price numeric(21, 6) not null,
  discount numeric(19, 4),
  tax_code text not null,
  leaves text,
  arrives text,
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  revenue text not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.sales_invoice (organization, company, id) on delete cascade,
  foreign key (organization, company, item)
    references register.item (organization, company, code),
  foreign key (organization, company, leaves)
    references register.place (organization, company, code),
  foreign key (organization, company, arrives)
    references register.place (organization, company, code),
  foreign key (organization, company, revenue)
    references ledger.account (organization, company, code)
);

create table paper.sales_invoice_reckoned (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  priced numeric(27, 12) not null,
  net numeric(27, 12) not null,
  unrounded numeric(33, 18),
  worth numeric(27, 12) not null,
  item_digits integer check (item_digits between 0 and 6),
  leaves_account text check (leaves_account <> '' and length(leaves_account) <= 400),
  arrives_account text check (arrives_account <> '' and length(arrives_account) <= 400),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.sales_invoice (organization, company, id) on delete cascade
);

create table paper.sales_invoice_taxes (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  tax_code text not null,
  treatment text not null check (treatment in ('standard', 'reduced', 'zero', 'exempt', 'export',
    'union supply', 'reverse charge', 'outside')),
  basis_points integer not null check (basis_points between 0 and 10000),
  inclusive boolean not null,
  rounding text not null check (rounding in ('per line', 'per document')),
  account text,
  sales_box text check (sales_box <> '' and length(sales_box) <= 200),
  output_box text check (output_box <> '' and length(output_box) <= 200),
  net numeric(27, 12) not null,
  tax numeric(27, 12) not null,
  net_worth numeric(27, 12) not null,
  tax_worth numeric(27, 12) not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.sales_invoice (organization, company, id) on delete cascade,
  foreign key (organization, company, account)
    references ledger.account (organization, company, code)
);
alter table paper.sales_invoice enable row level security;
create policy seen on paper.sales_invoice for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.sales_invoice for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.sales_invoice for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.sales_invoice for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.sales_invoice for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.sales_invoice for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.sales_invoice to backstay_server;
grant insert (organization, company, id, state, created_by, number, customer, receivable, issued_on,
  supplied_on, due_on, currency, reference, dimensions, note, extra, version, changed_at,
  changed_by) on paper.sales_invoice to backstay_server;
grant update (customer, receivable, issued_on, supplied_on, due_on, currency, reference, dimensions,
  note, extra, version, changed_at, changed_by) on paper.sales_invoice to backstay_server;
grant select, insert on paper.sales_invoice to backstay_door;
grant update (state, number, billed_name, billed_street, billed_postcode, billed_town,
  billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate, quoted,
  net, tax, total, worth, version, changed_at, changed_by) on paper.sales_invoice to backstay_door;

create function paper.lock_sales_invoice(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.sales_invoice
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_sales_invoice from public;
alter function paper.lock_sales_invoice owner to backstay_door;
grant execute on function paper.lock_sales_invoice to backstay_server;

create function paper.share_sales_invoice(of_organization uuid, of_company text, of_ids uuid[])
  returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.sales_invoice p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_sales_invoice from public;
alter function paper.share_sales_invoice owner to backstay_door;
grant execute on function paper.share_sales_invoice to backstay_server;

create function paper.advance_sales_invoice(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_billed_name text[],
  of_billed_street text[], of_billed_postcode text[], of_billed_town text[],
  of_billed_country text[], of_billed_vat_number text[], of_collective boolean[],
  of_digits integer[], of_own_currency text[], of_own_digits integer[], of_rate numeric(25, 10)[],
  of_quoted text[], of_net numeric(27, 12)[], of_tax numeric(27, 12)[], of_total numeric(27, 12)[],
  of_worth numeric(27, 12)[], of_reckoned_paper uuid[], of_reckoned_row integer[],
  of_reckoned_priced numeric(27, 12)[], of_reckoned_net numeric(27, 12)[],
  of_reckoned_unrounded numeric(33, 18)[], of_reckoned_worth numeric(27, 12)[],
  of_reckoned_item_digits integer[], of_reckoned_leaves_account text[],
  of_reckoned_arrives_account text[], of_taxes_paper uuid[], of_taxes_row integer[],
  of_taxes_tax_code text[], of_taxes_treatment text[], of_taxes_basis_points integer[],
  of_taxes_inclusive boolean[], of_taxes_rounding text[], of_taxes_account text[],
  of_taxes_sales_box text[], of_taxes_output_box text[], of_taxes_net numeric(27, 12)[],
  of_taxes_tax numeric(27, 12)[], of_taxes_net_worth numeric(27, 12)[],
  of_taxes_tax_worth numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.sales_invoice p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    billed_name = coalesce(u.billed_name, p.billed_name),
    billed_street = coalesce(u.billed_street, p.billed_street),
    billed_postcode = coalesce(u.billed_postcode, p.billed_postcode),
    billed_town = coalesce(u.billed_town, p.billed_town),
    billed_country = coalesce(u.billed_country, p.billed_country),
    billed_vat_number = coalesce(u.billed_vat_number, p.billed_vat_number),
    collective = coalesce(u.collective, p.collective),
    digits = coalesce(u.digits, p.digits),
    own_currency = coalesce(u.own_currency, p.own_currency),
    own_digits = coalesce(u.own_digits, p.own_digits),
    rate = coalesce(u.rate, p.rate),
    quoted = coalesce(u.quoted, p.quoted),
    net = coalesce(u.net, p.net),
    tax = coalesce(u.tax, p.tax),
    total = coalesce(u.total, p.total),
    worth = coalesce(u.worth, p.worth),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_billed_name, of_billed_street, of_billed_postcode,
    of_billed_town, of_billed_country, of_billed_vat_number, of_collective, of_digits,
    of_own_currency, of_own_digits, of_rate, of_quoted, of_net, of_tax, of_total, of_worth) u (id,
    number, actor, billed_name, billed_street, billed_postcode, billed_town, billed_country,
    billed_vat_number, collective, digits, own_currency, own_digits, rate, quoted, net, tax, total,
    worth),
    (values ('issue', 'draft', 'issued'),
      ('void', 'issued', 'void')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every sales invoice is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.sales_invoice_reckoned (organization, company, paper, row, priced, net,
    unrounded, worth, item_digits, leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_reckoned_paper, of_reckoned_row, of_reckoned_priced, of_reckoned_net,
    of_reckoned_unrounded, of_reckoned_worth, of_reckoned_item_digits, of_reckoned_leaves_account,
    of_reckoned_arrives_account)
    u (paper, row, priced, net, unrounded, worth, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
  insert into paper.sales_invoice_taxes (organization, company, paper, row, tax_code, treatment,
    basis_points, inclusive, rounding, account, sales_box, output_box, net, tax, net_worth,
    tax_worth)
  select of_organization, of_company, u.*
  from unnest(of_taxes_paper, of_taxes_row, of_taxes_tax_code, of_taxes_treatment,
    of_taxes_basis_points, of_taxes_inclusive, of_taxes_rounding, of_taxes_account,
    of_taxes_sales_box, of_taxes_output_box, of_taxes_net, of_taxes_tax, of_taxes_net_worth,
    of_taxes_tax_worth)
    u (paper, row, tax_code, treatment, basis_points, inclusive, rounding, account, sales_box,
      output_box, net, tax, net_worth, tax_worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.advance_sales_invoice from public;
alter function paper.advance_sales_invoice owner to backstay_door;
grant execute on function paper.advance_sales_invoice to backstay_server;

create function paper.enter_sales_invoice(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_customer text[],
  of_receivable text[], of_issued_on date[], of_supplied_on date[], of_due_on date[],
  of_currency text[], of_reference text[], of_dimensions jsonb[], of_note text[],
  of_billed_name text[], of_billed_street text[], of_billed_postcode text[], of_billed_town text[],
  of_billed_country text[], of_billed_vat_number text[], of_collective boolean[],
  of_digits integer[], of_own_currency text[], of_own_digits integer[], of_rate numeric(25, 10)[],
  of_quoted text[], of_net numeric(27, 12)[], of_tax numeric(27, 12)[], of_total numeric(27, 12)[],
  of_worth numeric(27, 12)[], of_lines_paper uuid[], of_lines_row integer[], of_lines_item text[],
  of_lines_description text[], of_lines_quantity numeric(21, 6)[],
  of_lines_unit_price numeric(21, 6)[], of_lines_discount numeric(19, 4)[],
  of_lines_tax_code text[], of_lines_leaves text[], of_lines_arrives text[],
  of_lines_dimensions jsonb[], of_lines_revenue text[], of_reckoned_paper uuid[],
  of_reckoned_row integer[], of_reckoned_priced numeric(27, 12)[],
  of_reckoned_net numeric(27, 12)[], of_reckoned_unrounded numeric(33, 18)[],
  of_reckoned_worth numeric(27, 12)[], of_reckoned_item_digits integer[],
  of_reckoned_leaves_account text[], of_reckoned_arrives_account text[], of_taxes_paper uuid[],
  of_taxes_row integer[], of_taxes_tax_code text[], of_taxes_treatment text[],
  of_taxes_basis_points integer[], of_taxes_inclusive boolean[], of_taxes_rounding text[],
  of_taxes_account text[], of_taxes_sales_box text[], of_taxes_output_box text[],
  of_taxes_net numeric(27, 12)[], of_taxes_tax numeric(27, 12)[],
  of_taxes_net_worth numeric(27, 12)[], of_taxes_tax_worth numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.sales_invoice (organization, company, state,
    id, number, created_by, changed_by, extra, customer, receivable, issued_on, supplied_on, due_on,
      currency, reference, dimensions, note, billed_name, billed_street, billed_postcode,
      billed_town, billed_country, billed_vat_number, collective, digits, own_currency, own_digits,
      rate, quoted, net, tax, total, worth)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.customer, u.receivable, u.issued_on, u.supplied_on,
      u.due_on, u.currency, u.reference, u.dimensions, u.note, u.billed_name, u.billed_street,
      u.billed_postcode, u.billed_town, u.billed_country, u.billed_vat_number, u.collective,
      u.digits, u.own_currency, u.own_digits, u.rate, u.quoted, u.net, u.tax, u.total, u.worth
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_customer, of_receivable, of_issued_on,
    of_supplied_on, of_due_on, of_currency, of_reference, of_dimensions, of_note, of_billed_name,
    of_billed_street, of_billed_postcode, of_billed_town, of_billed_country, of_billed_vat_number,
    of_collective, of_digits, of_own_currency, of_own_digits, of_rate, of_quoted, of_net, of_tax,
    of_total, of_worth)
      u (id, number, actor, extra, customer, receivable, issued_on, supplied_on, due_on, currency,
        reference, dimensions, note, billed_name, billed_street, billed_postcode, billed_town,
        billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate,
        quoted, net, tax, total, worth),
    (values ('issue', 'issued')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no sales invoice begins with %', of_verb using errcode = 'check_violation';
  end if;
  insert into paper.sales_invoice_lines (organization, company, paper, row, item, description,
    quantity, unit_price, discount, tax_code, leaves, arrives, dimensions, revenue)
  select of_organization, of_company, u.*
  from unnest(of_lines_paper, of_lines_row, of_lines_item, of_lines_description, of_lines_quantity,
    of_lines_unit_price, of_lines_discount, of_lines_tax_code, of_lines_leaves, of_lines_arrives,
    of_lines_dimensions, of_lines_revenue)
    u (paper, row, item, description, quantity, unit_price, discount, tax_code, leaves, arrives,
      dimensions, revenue)
  where u.paper = any (of_ids);
  insert into paper.sales_invoice_reckoned (organization, company, paper, row, priced, net,
    unrounded, worth, item_digits, leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_reckoned_paper, of_reckoned_row, of_reckoned_priced, of_reckoned_net,
    of_reckoned_unrounded, of_reckoned_worth, of_reckoned_item_digits, of_reckoned_leaves_account,
    of_reckoned_arrives_account)
    u (paper, row, priced, net, unrounded, worth, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
  insert into paper.sales_invoice_taxes (organization, company, paper, row, tax_code, treatment,
    basis_points, inclusive, rounding, account, sales_box, output_box, net, tax, net_worth,
    tax_worth)
  select of_organization, of_company, u.*
  from unnest(of_taxes_paper, of_taxes_row, of_taxes_tax_code, of_taxes_treatment,
    of_taxes_basis_points, of_taxes_inclusive, of_taxes_rounding, of_taxes_account,
    of_taxes_sales_box, of_taxes_output_box, of_taxes_net, of_taxes_tax, of_taxes_net_worth,
    of_taxes_tax_worth)
    u (paper, row, tax_code, treatment, basis_points, inclusive, rounding, account, sales_box,
      output_box, net, tax, net_worth, tax_worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_sales_invoice from public;
alter function paper.enter_sales_invoice owner to backstay_door;
grant execute on function paper.enter_sales_invoice to backstay_server;

create function paper.sales_invoice_is_written(of_organization uuid, of_company text, of_paper uuid)
  returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.sales_invoice p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.sales_invoice_is_written from public;
alter function paper.sales_invoice_is_written owner to backstay_door;
grant execute on function paper.sales_invoice_is_written to backstay_server;
alter table paper.sales_invoice_lines enable row level security;
create policy seen on paper.sales_invoice_lines for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.sales_invoice_lines for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.sales_invoice_is_written(organization, company, paper));
create policy changed on paper.sales_invoice_lines for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.sales_invoice_is_written(organization, company, paper));
create policy thrown_away on paper.sales_invoice_lines for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.sales_invoice_is_written(organization, company, paper));
create policy entered on paper.sales_invoice_lines for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.sales_invoice_lines to backstay_server;
grant insert on paper.sales_invoice_lines to backstay_door;
alter table paper.sales_invoice_reckoned enable row level security;
create policy seen on paper.sales_invoice_reckoned
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.sales_invoice_reckoned to backstay_server;
grant insert on paper.sales_invoice_reckoned to backstay_door;
alter table paper.sales_invoice_taxes enable row level security;
create policy seen on paper.sales_invoice_taxes
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.sales_invoice_taxes to backstay_server;
grant insert on paper.sales_invoice_taxes to backstay_door;

-- The document “credit note”.
create table paper.credit_note (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'issued', 'void')),
  number text check (number <> '' and length(number) <= 60),
  customer text not null,
  receivable text not null,
  invoice uuid,
  issued_on date not null,
  due_on date,
  currency text not null,
  reason text not null check (reason <> '' and length(reason) <= 1000),
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  billed_name text check (billed_name <> '' and length(billed_name) <= 200),
  billed_street text check (billed_street <> '' and length(billed_street) <= 300),
  billed_postcode text check (billed_postcode <> '' and length(billed_postcode) <= 20),
  billed_town text check (billed_town <> '' and length(billed_town) <= 100),
  billed_country text check (billed_country <> '' and length(billed_country) <= 2),
  billed_vat_number text check (billed_vat_number <> '' and length(billed_vat_number) <= 20),
  collective boolean,
  digits integer check (digits between 0 and 12),
  own_currency text,
  own_digits integer check (own_digits between 0 and 12),
  rate numeric(25, 10),
  quoted text check (quoted in ('own per foreign', 'foreign per own')),
  net numeric(27, 12),
  tax numeric(27, 12),
  total numeric(27, 12),
  worth numeric(27, 12),
  invoice_number text check (invoice_number <> '' and length(invoice_number) <= 60),
  settled numeric(27, 12),
  settled_worth numeric(27, 12),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, customer)
    references register.party (organization, code),
  foreign key (organization, company, receivable)
    references ledger.account (organization, company, code),
  foreign key (organization, company, invoice)
    references paper.sales_invoice (organization, company, id),
  foreign key (organization, currency)
    references ledger.commodity (organization, code),
  foreign key (organization, own_currency)
    references ledger.commodity (organization, code)
);
create index credit_note_by_customer_issued_on on paper.credit_note (organization, company,
  customer, issued_on, id);
create index credit_note_by_issued_on on paper.credit_note (organization, company, issued_on, id);
create index credit_note_by_invoice on paper.credit_note (organization, company, invoice, id);
alter table paper.credit_note add primary key (organization, company, id);

create table paper.credit_note_lines (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  invoice_row integer check (invoice_row between 1 and 10000),
  item text,
  description text check (description <> '' and length(description) <= 1000),
  quantity numeric(21, 6) not null,
  unit_price numeric(21, 6) not null,
  discount numeric(19, 4),
  tax_code text not null,
  leaves text,
  arrives text,
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  revenue text not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.credit_note (organization, company, id) on delete cascade,
  foreign key (organization, company, item)
    references register.item (organization, company, code),
  foreign key (organization, company, leaves)
    references register.place (organization, company, code),
  foreign key (organization, company, arrives)
    references register.place (organization, company, code),
  foreign key (organization, company, revenue)
    references ledger.account (organization, company, code)
);

create table paper.credit_note_reckoned (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  priced numeric(27, 12) not null,
  net numeric(27, 12) not null,
  unrounded numeric(33, 18),
  worth numeric(27, 12) not null,
  item_digits integer check (item_digits between 0 and 6),
  leaves_account text check (leaves_account <> '' and length(leaves_account) <= 400),
  arrives_account text check (arrives_account <> '' and length(arrives_account) <= 400),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.credit_note (organization, company, id) on delete cascade
);

create table paper.credit_note_taxes (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  tax_code text not null,
  treatment text not null check (treatment in ('standard', 'reduced', 'zero', 'exempt', 'export',
    'union supply', 'reverse charge', 'outside')),
  basis_points integer not null check (basis_points between 0 and 10000),
  inclusive boolean not null,
  rounding text not null check (rounding in ('per line', 'per document')),
  account text,
  sales_box text check (sales_box <> '' and length(sales_box) <= 200),
  output_box text check (output_box <> '' and length(output_box) <= 200),
  net numeric(27, 12) not null,
  tax numeric(27, 12) not null,
  net_worth numeric(27, 12) not null,
  tax_worth numeric(27, 12) not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.credit_note (organization, company, id) on delete cascade,
  foreign key (organization, company, account)
    references ledger.account (organization, company, code)
);
alter table paper.credit_note enable row level security;
create policy seen on paper.credit_note for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.credit_note for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.credit_note for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.credit_note for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.credit_note for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.credit_note for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.credit_note to backstay_server;
grant insert (organization, company, id, state, created_by, number, customer, receivable, invoice,
  issued_on, due_on, currency, reason, dimensions, extra, version, changed_at, changed_by)
  on paper.credit_note to backstay_server;
grant update (customer, receivable, invoice, issued_on, due_on, currency, reason, dimensions, extra,
  version, changed_at, changed_by) on paper.credit_note to backstay_server;
grant select, insert on paper.credit_note to backstay_door;
grant update (state, number, billed_name, billed_street, billed_postcode, billed_town,
  billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate, quoted,
  net, tax, total, worth, invoice_number, settled, settled_worth, version, changed_at, changed_by)
  on paper.credit_note to backstay_door;

create function paper.lock_credit_note(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.credit_note
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_credit_note from public;
alter function paper.lock_credit_note owner to backstay_door;
grant execute on function paper.lock_credit_note to backstay_server;

create function paper.share_credit_note(of_organization uuid, of_company text, of_ids uuid[])
  returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.credit_note p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_credit_note from public;
alter function paper.share_credit_note owner to backstay_door;
grant execute on function paper.share_credit_note to backstay_server;

create function paper.advance_credit_note(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_billed_name text[],
  of_billed_street text[], of_billed_postcode text[], of_billed_town text[],
  of_billed_country text[], of_billed_vat_number text[], of_collective boolean[],
  of_digits integer[], of_own_currency text[], of_own_digits integer[], of_rate numeric(25, 10)[],
  of_quoted text[], of_net numeric(27, 12)[], of_tax numeric(27, 12)[], of_total numeric(27, 12)[],
  of_worth numeric(27, 12)[], of_invoice_number text[], of_settled numeric(27, 12)[],
  of_settled_worth numeric(27, 12)[], of_reckoned_paper uuid[], of_reckoned_row integer[],
  of_reckoned_priced numeric(27, 12)[], of_reckoned_net numeric(27, 12)[],
  of_reckoned_unrounded numeric(33, 18)[], of_reckoned_worth numeric(27, 12)[],
  of_reckoned_item_digits integer[], of_reckoned_leaves_account text[],
  of_reckoned_arrives_account text[], of_taxes_paper uuid[], of_taxes_row integer[],
  of_taxes_tax_code text[], of_taxes_treatment text[], of_taxes_basis_points integer[],
  of_taxes_inclusive boolean[], of_taxes_rounding text[], of_taxes_account text[],
  of_taxes_sales_box text[], of_taxes_output_box text[], of_taxes_net numeric(27, 12)[],
  of_taxes_tax numeric(27, 12)[], of_taxes_net_worth numeric(27, 12)[],
  of_taxes_tax_worth numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.credit_note p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    billed_name = coalesce(u.billed_name, p.billed_name),
    billed_street = coalesce(u.billed_street, p.billed_street),
    billed_postcode = coalesce(u.billed_postcode, p.billed_postcode),
    billed_town = coalesce(u.billed_town, p.billed_town),
    billed_country = coalesce(u.billed_country, p.billed_country),
    billed_vat_number = coalesce(u.billed_vat_number, p.billed_vat_number),
    collective = coalesce(u.collective, p.collective),
    digits = coalesce(u.digits, p.digits),
    own_currency = coalesce(u.own_currency, p.own_currency),
    own_digits = coalesce(u.own_digits, p.own_digits),
    rate = coalesce(u.rate, p.rate),
    quoted = coalesce(u.quoted, p.quoted),
    net = coalesce(u.net, p.net),
    tax = coalesce(u.tax, p.tax),
    total = coalesce(u.total, p.total),
    worth = coalesce(u.worth, p.worth),
    invoice_number = coalesce(u.invoice_number, p.invoice_number),
    settled = coalesce(u.settled, p.settled),
    settled_worth = coalesce(u.settled_worth, p.settled_worth),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_billed_name, of_billed_street, of_billed_postcode,
    of_billed_town, of_billed_country, of_billed_vat_number, of_collective, of_digits,
    of_own_currency, of_own_digits, of_rate, of_quoted, of_net, of_tax, of_total, of_worth,
    of_invoice_number, of_settled, of_settled_worth) u (id, number, actor, billed_name,
    billed_street, billed_postcode, billed_town, billed_country, billed_vat_number, collective,
    digits, own_currency, own_digits, rate, quoted, net, tax, total, worth, invoice_number, settled,
    settled_worth),
    (values ('issue', 'draft', 'issued'),
      ('void', 'issued', 'void')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every credit note is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.credit_note_reckoned (organization, company, paper, row, priced, net, unrounded,
    worth, item_digits, leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_reckoned_paper, of_reckoned_row, of_reckoned_priced, of_reckoned_net,
    of_reckoned_unrounded, of_reckoned_worth, of_reckoned_item_digits, of_reckoned_leaves_account,
    of_reckoned_arrives_account)
    u (paper, row, priced, net, unrounded, worth, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
  insert into paper.credit_note_taxes (organization, company, paper, row, tax_code, treatment,
    basis_points, inclusive, rounding, account, sales_box, output_box, net, tax, net_worth,
    tax_worth)
  select of_organization, of_company, u.*
  from unnest(of_taxes_paper, of_taxes_row, of_taxes_tax_code, of_taxes_treatment,
    of_taxes_basis_points, of_taxes_inclusive, of_taxes_rounding, of_taxes_account,
    of_taxes_sales_box, of_taxes_output_box, of_taxes_net, of_taxes_tax, of_taxes_net_worth,
    of_taxes_tax_worth)
    u (paper, row, tax_code, treatment, basis_points, inclusive, rounding, account, sales_box,
      output_box, net, tax, net_worth, tax_worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.advance_credit_note from public;
alter function paper.advance_credit_note owner to backstay_door;
grant execute on function paper.advance_credit_note to backstay_server;

create function paper.enter_credit_note(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_customer text[],
  of_receivable text[], of_invoice uuid[], of_issued_on date[], of_due_on date[],
  of_currency text[], of_reason text[], of_dimensions jsonb[], of_billed_name text[],
  of_billed_street text[], of_billed_postcode text[], of_billed_town text[],
  of_billed_country text[], of_billed_vat_number text[], of_collective boolean[],
  of_digits integer[], of_own_currency text[], of_own_digits integer[], of_rate numeric(25, 10)[],
  of_quoted text[], of_net numeric(27, 12)[], of_tax numeric(27, 12)[], of_total numeric(27, 12)[],
  of_worth numeric(27, 12)[], of_invoice_number text[], of_settled numeric(27, 12)[],
  of_settled_worth numeric(27, 12)[], of_lines_paper uuid[], of_lines_row integer[],
  of_lines_invoice_row integer[], of_lines_item text[], of_lines_description text[],
  of_lines_quantity numeric(21, 6)[], of_lines_unit_price numeric(21, 6)[],
  of_lines_discount numeric(19, 4)[], of_lines_tax_code text[], of_lines_leaves text[],
  of_lines_arrives text[], of_lines_dimensions jsonb[], of_lines_revenue text[],
  of_reckoned_paper uuid[], of_reckoned_row integer[], of_reckoned_priced numeric(27, 12)[],
  of_reckoned_net numeric(27, 12)[], of_reckoned_unrounded numeric(33, 18)[],
  of_reckoned_worth numeric(27, 12)[], of_reckoned_item_digits integer[],
  of_reckoned_leaves_account text[], of_reckoned_arrives_account text[], of_taxes_paper uuid[],
  of_taxes_row integer[], of_taxes_tax_code text[], of_taxes_treatment text[],
  of_taxes_basis_points integer[], of_taxes_inclusive boolean[], of_taxes_rounding text[],
  of_taxes_account text[], of_taxes_sales_box text[], of_taxes_output_box text[],
  of_taxes_net numeric(27, 12)[], of_taxes_tax numeric(27, 12)[],
  of_taxes_net_worth numeric(27, 12)[], of_taxes_tax_worth numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.credit_note (organization, company, state,
    id, number, created_by, changed_by, extra, customer, receivable, invoice, issued_on, due_on,
      currency, reason, dimensions, billed_name, billed_street, billed_postcode, billed_town,
      billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate, quoted,
      net, tax, total, worth, invoice_number, settled, settled_worth)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.customer, u.receivable, u.invoice, u.issued_on,
      u.due_on, u.currency, u.reason, u.dimensions, u.billed_name, u.billed_street,
      u.billed_postcode, u.billed_town, u.billed_country, u.billed_vat_number, u.collective,
      u.digits, u.own_currency, u.own_digits, u.rate, u.quoted, u.net, u.tax, u.total, u.worth,
      u.invoice_number, u.settled, u.settled_worth
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_customer, of_receivable, of_invoice,
    of_issued_on, of_due_on, of_currency, of_reason, of_dimensions, of_billed_name,
    of_billed_street, of_billed_postcode, of_billed_town, of_billed_country, of_billed_vat_number,
    of_collective, of_digits, of_own_currency, of_own_digits, of_rate, of_quoted, of_net, of_tax,
    of_total, of_worth, of_invoice_number, of_settled, of_settled_worth)
      u (id, number, actor, extra, customer, receivable, invoice, issued_on, due_on, currency,
        reason, dimensions, billed_name, billed_street, billed_postcode, billed_town,
        billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate,
        quoted, net, tax, total, worth, invoice_number, settled, settled_worth),
    (values ('issue', 'issued')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no credit note begins with %', of_verb using errcode = 'check_violation';
  end if;
  insert into paper.credit_note_lines (organization, company, paper, row, invoice_row, item,
    description, quantity, unit_price, discount, tax_code, leaves, arrives, dimensions, revenue)
  select of_organization, of_company, u.*
  from unnest(of_lines_paper, of_lines_row, of_lines_invoice_row, of_lines_item,
    of_lines_description, of_lines_quantity, of_lines_unit_price, of_lines_discount,
    of_lines_tax_code, of_lines_leaves, of_lines_arrives, of_lines_dimensions, of_lines_revenue)
    u (paper, row, invoice_row, item, description, quantity, unit_price, discount, tax_code, leaves,
      arrives, dimensions, revenue)
  where u.paper = any (of_ids);
  insert into paper.credit_note_reckoned (organization, company, paper, row, priced, net, unrounded,
    worth, item_digits, leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_reckoned_paper, of_reckoned_row, of_reckoned_priced, of_reckoned_net,
    of_reckoned_unrounded, of_reckoned_worth, of_reckoned_item_digits, of_reckoned_leaves_account,
    of_reckoned_arrives_account)
    u (paper, row, priced, net, unrounded, worth, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
  insert into paper.credit_note_taxes (organization, company, paper, row, tax_code, treatment,
    basis_points, inclusive, rounding, account, sales_box, output_box, net, tax, net_worth,
    tax_worth)
  select of_organization, of_company, u.*
  from unnest(of_taxes_paper, of_taxes_row, of_taxes_tax_code, of_taxes_treatment,
    of_taxes_basis_points, of_taxes_inclusive, of_taxes_rounding, of_taxes_account,
    of_taxes_sales_box, of_taxes_output_box, of_taxes_net, of_taxes_tax, of_taxes_net_worth,
    of_taxes_tax_worth)
    u (paper, row, tax_code, treatment, basis_points, inclusive, rounding, account, sales_box,
      output_box, net, tax, net_worth, tax_worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_credit_note from public;
alter function paper.enter_credit_note owner to backstay_door;
grant execute on function paper.enter_credit_note to backstay_server;

create function paper.credit_note_is_written(of_organization uuid, of_company text, of_paper uuid)
  returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.credit_note p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.credit_note_is_written from public;
alter function paper.credit_note_is_written owner to backstay_door;
grant execute on function paper.credit_note_is_written to backstay_server;
alter table paper.credit_note_lines enable row level security;
create policy seen on paper.credit_note_lines for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.credit_note_lines for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.credit_note_is_written(organization, company, paper));
create policy changed on paper.credit_note_lines for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.credit_note_is_written(organization, company, paper));
create policy thrown_away on paper.credit_note_lines for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.credit_note_is_written(organization, company, paper));
create policy entered on paper.credit_note_lines for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.credit_note_lines to backstay_server;
grant insert on paper.credit_note_lines to backstay_door;
alter table paper.credit_note_reckoned enable row level security;
create policy seen on paper.credit_note_reckoned
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.credit_note_reckoned to backstay_server;
grant insert on paper.credit_note_reckoned to backstay_door;
alter table paper.credit_note_taxes enable row level security;
create policy seen on paper.credit_note_taxes
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.credit_note_taxes to backstay_server;
grant insert on paper.credit_note_taxes to backstay_door;

-- The document “bad-debt adjustment”.
create table paper.bad_debt_adjustment (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'adjusted', 'void')),
  number text check (number <> '' and length(number) <= 60),
  customer text not null,
  receivable text not null,
  invoice uuid,
  adjusted_on date not null,
  currency text not null,
  reason text not null check (reason <> '' and length(reason) <= 1000),
  relief boolean not null,
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  billed_name text check (billed_name <> '' and length(billed_name) <= 200),
  billed_street text check (billed_street <> '' and length(billed_street) <= 300),
  billed_postcode text check (billed_postcode <> '' and length(billed_postcode) <= 20),
  billed_town text check (billed_town <> '' and length(billed_town) <= 100),
  billed_country text check (billed_country <> '' and length(billed_country) <= 2),
  billed_vat_number text check (billed_vat_number <> '' and length(billed_vat_number) <= 20),
  collective boolean,
  digits integer check (digits between 0 and 12),
  own_currency text,
  own_digits integer check (own_digits between 0 and 12),
  rate numeric(25, 10),
  quoted text check (quoted in ('own per foreign', 'foreign per own')),
  net numeric(27, 12),
  tax numeric(27, 12),
  total numeric(27, 12),
  worth numeric(27, 12),
  invoice_number text check (invoice_number <> '' and length(invoice_number) <= 60),
  settled numeric(27, 12),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, customer)
    references register.party (organization, code),
  foreign key (organization, company, receivable)
    references ledger.account (organization, company, code),
  foreign key (organization, company, invoice)
    references paper.sales_invoice (organization, company, id),
  foreign key (organization, currency)
    references ledger.commodity (organization, code),
  foreign key (organization, own_currency)
    references ledger.commodity (organization, code)
);
create index bad_debt_adjustment_by_customer_adjusted_on on paper.bad_debt_adjustment (organization,
  company, customer, adjusted_on, id);
create index bad_debt_adjustment_by_adjusted_on on paper.bad_debt_adjustment (organization, company,
  adjusted_on, id);
create index bad_debt_adjustment_by_invoice on paper.bad_debt_adjustment (organization, company,
  invoice, id);
alter table paper.bad_debt_adjustment add primary key (organization, company, id);

create table paper.bad_debt_adjustment_lines (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  item text,
  description text check (description <> '' and length(description) <= 1000),
  quantity numeric(21, 6) not null,
  unit_price numeric(21, 6) not null,
  discount numeric(19, 4),
  tax_code text not null,
  leaves text,
  arrives text,
  dimensions jsonb check (jsonb_typeof(dimensions) = 'object'),
  expense text not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.bad_debt_adjustment (organization, company, id) on delete cascade,
  foreign key (organization, company, item)
    references register.item (organization, company, code),
  foreign key (organization, company, leaves)
    references register.place (organization, company, code),
  foreign key (organization, company, arrives)
    references register.place (organization, company, code),
  foreign key (organization, company, expense)
    references ledger.account (organization, company, code)
);

create table paper.bad_debt_adjustment_reckoned (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  priced numeric(27, 12) not null,
  net numeric(27, 12) not null,
  unrounded numeric(33, 18),
  worth numeric(27, 12) not null,
  item_digits integer check (item_digits between 0 and 6),
  leaves_account text check (leaves_account <> '' and length(leaves_account) <= 400),
  arrives_account text check (arrives_account <> '' and length(arrives_account) <= 400),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.bad_debt_adjustment (organization, company, id) on delete cascade
);

create table paper.bad_debt_adjustment_taxes (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  tax_code text not null,
  treatment text not null check (treatment in ('standard', 'reduced', 'zero', 'exempt', 'export',
    'union supply', 'reverse charge', 'outside')),
  basis_points integer not null check (basis_points between 0 and 10000),
  inclusive boolean not null,
  rounding text not null check (rounding in ('per line', 'per document')),
  account text,
  sales_box text check (sales_box <> '' and length(sales_box) <= 200),
  output_box text check (output_box <> '' and length(output_box) <= 200),
  net numeric(27, 12) not null,
  tax numeric(27, 12) not null,
  net_worth numeric(27, 12) not null,
  tax_worth numeric(27, 12) not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.bad_debt_adjustment (organization, company, id) on delete cascade,
  foreign key (organization, company, account)
    references ledger.account (organization, company, code)
);

create table paper.bad_debt_adjustment_reliefs (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  tax_code text not null,
  account text not null,
  box text not null check (box <> '' and length(box) <= 200),
  tax numeric(27, 12) not null,
  tax_worth numeric(27, 12) not null,
  net_worth numeric(27, 12) not null,
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.bad_debt_adjustment (organization, company, id) on delete cascade,
  foreign key (organization, company, account)
    references ledger.account (organization, company, code)
);
alter table paper.bad_debt_adjustment enable row level security;
create policy seen on paper.bad_debt_adjustment for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.bad_debt_adjustment for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy changed on paper.bad_debt_adjustment for update to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
    and state = 'draft') with check (organization = nullif(current_setting('app.organization',
    true), '')::uuid and state = 'draft');
create policy thrown_away on paper.bad_debt_adjustment for delete to backstay_server
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and state = 'draft');
create policy brought_on on paper.bad_debt_adjustment for update to backstay_door
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy entered on paper.bad_debt_adjustment for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, delete on paper.bad_debt_adjustment to backstay_server;
grant insert (organization, company, id, state, created_by, number, customer, receivable, invoice,
  adjusted_on, currency, reason, relief, dimensions, extra, version, changed_at, changed_by)
  on paper.bad_debt_adjustment to backstay_server;
grant update (customer, receivable, invoice, adjusted_on, currency, reason, relief, dimensions,
  extra, version, changed_at, changed_by) on paper.bad_debt_adjustment to backstay_server;
grant select, insert on paper.bad_debt_adjustment to backstay_door;
grant update (state, number, billed_name, billed_street, billed_postcode, billed_town,
  billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate, quoted,
  net, tax, total, worth, invoice_number, settled, version, changed_at, changed_by)
  on paper.bad_debt_adjustment to backstay_door;

create function paper.lock_bad_debt_adjustment(of_organization uuid, of_company text, of_ids uuid[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  perform from paper.bad_debt_adjustment
  where organization = of_organization and company = of_company and id = any (of_ids)
  order by id for no key update;
end
$$;
revoke all on function paper.lock_bad_debt_adjustment from public;
alter function paper.lock_bad_debt_adjustment owner to backstay_door;
grant execute on function paper.lock_bad_debt_adjustment to backstay_server;

create function paper.share_bad_debt_adjustment(of_organization uuid, of_company text,
  of_ids uuid[]) returns table (id uuid, state text, number text)
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
#variable_conflict use_column
begin
  return query select p.id, p.state, p.number from paper.bad_debt_adjustment p
  where p.organization = of_organization and p.company = of_company and p.id = any (of_ids)
  order by p.id for share;
end
$$;
revoke all on function paper.share_bad_debt_adjustment from public;
alter function paper.share_bad_debt_adjustment owner to backstay_door;
grant execute on function paper.share_bad_debt_adjustment to backstay_server;

create function paper.advance_bad_debt_adjustment(of_organization uuid, of_company text,
  of_verb text, of_ids uuid[], of_numbers text[], by_actors text[], of_billed_name text[],
  of_billed_street text[], of_billed_postcode text[], of_billed_town text[],
  of_billed_country text[], of_billed_vat_number text[], of_collective boolean[],
  of_digits integer[], of_own_currency text[], of_own_digits integer[], of_rate numeric(25, 10)[],
  of_quoted text[], of_net numeric(27, 12)[], of_tax numeric(27, 12)[], of_total numeric(27, 12)[],
  of_worth numeric(27, 12)[], of_invoice_number text[], of_settled numeric(27, 12)[],
  of_reckoned_paper uuid[], of_reckoned_row integer[], of_reckoned_priced numeric(27, 12)[],
  of_reckoned_net numeric(27, 12)[], of_reckoned_unrounded numeric(33, 18)[],
  of_reckoned_worth numeric(27, 12)[], of_reckoned_item_digits integer[],
  of_reckoned_leaves_account text[], of_reckoned_arrives_account text[], of_taxes_paper uuid[],
  of_taxes_row integer[], of_taxes_tax_code text[], of_taxes_treatment text[],
  of_taxes_basis_points integer[], of_taxes_inclusive boolean[], of_taxes_rounding text[],
  of_taxes_account text[], of_taxes_sales_box text[], of_taxes_output_box text[],
  of_taxes_net numeric(27, 12)[], of_taxes_tax numeric(27, 12)[],
  of_taxes_net_worth numeric(27, 12)[], of_taxes_tax_worth numeric(27, 12)[],
  of_reliefs_paper uuid[], of_reliefs_row integer[], of_reliefs_tax_code text[],
  of_reliefs_account text[], of_reliefs_box text[], of_reliefs_tax numeric(27, 12)[],
  of_reliefs_tax_worth numeric(27, 12)[], of_reliefs_net_worth numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update paper.bad_debt_adjustment p
  set state = way.target, number = coalesce(p.number, u.number), version = p.version + 1,
    billed_name = coalesce(u.billed_name, p.billed_name),
    billed_street = coalesce(u.billed_street, p.billed_street),
    billed_postcode = coalesce(u.billed_postcode, p.billed_postcode),
    billed_town = coalesce(u.billed_town, p.billed_town),
    billed_country = coalesce(u.billed_country, p.billed_country),
    billed_vat_number = coalesce(u.billed_vat_number, p.billed_vat_number),
    collective = coalesce(u.collective, p.collective),
    digits = coalesce(u.digits, p.digits),
    own_currency = coalesce(u.own_currency, p.own_currency),
    own_digits = coalesce(u.own_digits, p.own_digits),
    rate = coalesce(u.rate, p.rate),
    quoted = coalesce(u.quoted, p.quoted),
    net = coalesce(u.net, p.net),
    tax = coalesce(u.tax, p.tax),
    total = coalesce(u.total, p.total),
    worth = coalesce(u.worth, p.worth),
    invoice_number = coalesce(u.invoice_number, p.invoice_number),
    settled = coalesce(u.settled, p.settled),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_billed_name, of_billed_street, of_billed_postcode,
    of_billed_town, of_billed_country, of_billed_vat_number, of_collective, of_digits,
    of_own_currency, of_own_digits, of_rate, of_quoted, of_net, of_tax, of_total, of_worth,
    of_invoice_number, of_settled) u (id, number, actor, billed_name, billed_street,
    billed_postcode, billed_town, billed_country, billed_vat_number, collective, digits,
    own_currency, own_digits, rate, quoted, net, tax, total, worth, invoice_number, settled),
    (values ('adjust', 'draft', 'adjusted'),
      ('void', 'adjusted', 'void')) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every bad-debt adjustment is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.bad_debt_adjustment_reckoned (organization, company, paper, row, priced, net,
    unrounded, worth, item_digits, leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_reckoned_paper, of_reckoned_row, of_reckoned_priced, of_reckoned_net,
    of_reckoned_unrounded, of_reckoned_worth, of_reckoned_item_digits, of_reckoned_leaves_account,
    of_reckoned_arrives_account)
    u (paper, row, priced, net, unrounded, worth, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
  insert into paper.bad_debt_adjustment_taxes (organization, company, paper, row, tax_code,
    treatment, basis_points, inclusive, rounding, account, sales_box, output_box, net, tax,
    net_worth, tax_worth)
  select of_organization, of_company, u.*
  from unnest(of_taxes_paper, of_taxes_row, of_taxes_tax_code, of_taxes_treatment,
    of_taxes_basis_points, of_taxes_inclusive, of_taxes_rounding, of_taxes_account,
    of_taxes_sales_box, of_taxes_output_box, of_taxes_net, of_taxes_tax, of_taxes_net_worth,
    of_taxes_tax_worth)
    u (paper, row, tax_code, treatment, basis_points, inclusive, rounding, account, sales_box,
      output_box, net, tax, net_worth, tax_worth)
  where u.paper = any (of_ids);
  insert into paper.bad_debt_adjustment_reliefs (organization, company, paper, row, tax_code,
    account, box, tax, tax_worth, net_worth)
  select of_organization, of_company, u.*
  from unnest(of_reliefs_paper, of_reliefs_row, of_reliefs_tax_code, of_reliefs_account,
    of_reliefs_box, of_reliefs_tax, of_reliefs_tax_worth, of_reliefs_net_worth)
    u (paper, row, tax_code, account, box, tax, tax_worth, net_worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.advance_bad_debt_adjustment from public;
alter function paper.advance_bad_debt_adjustment owner to backstay_door;
grant execute on function paper.advance_bad_debt_adjustment to backstay_server;

create function paper.enter_bad_debt_adjustment(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_customer text[],
  of_receivable text[], of_invoice uuid[], of_adjusted_on date[], of_currency text[],
  of_reason text[], of_relief boolean[], of_dimensions jsonb[], of_billed_name text[],
  of_billed_street text[], of_billed_postcode text[], of_billed_town text[],
  of_billed_country text[], of_billed_vat_number text[], of_collective boolean[],
  of_digits integer[], of_own_currency text[], of_own_digits integer[], of_rate numeric(25, 10)[],
  of_quoted text[], of_net numeric(27, 12)[], of_tax numeric(27, 12)[], of_total numeric(27, 12)[],
  of_worth numeric(27, 12)[], of_invoice_number text[], of_settled numeric(27, 12)[],
  of_lines_paper uuid[], of_lines_row integer[], of_lines_item text[], of_lines_description text[],
  of_lines_quantity numeric(21, 6)[], of_lines_unit_price numeric(21, 6)[],
  of_lines_discount numeric(19, 4)[], of_lines_tax_code text[], of_lines_leaves text[],
  of_lines_arrives text[], of_lines_dimensions jsonb[], of_lines_expense text[],
  of_reckoned_paper uuid[], of_reckoned_row integer[], of_reckoned_priced numeric(27, 12)[],
  of_reckoned_net numeric(27, 12)[], of_reckoned_unrounded numeric(33, 18)[],
  of_reckoned_worth numeric(27, 12)[], of_reckoned_item_digits integer[],
  of_reckoned_leaves_account text[], of_reckoned_arrives_account text[], of_taxes_paper uuid[],
  of_taxes_row integer[], of_taxes_tax_code text[], of_taxes_treatment text[],
  of_taxes_basis_points integer[], of_taxes_inclusive boolean[], of_taxes_rounding text[],
  of_taxes_account text[], of_taxes_sales_box text[], of_taxes_output_box text[],
  of_taxes_net numeric(27, 12)[], of_taxes_tax numeric(27, 12)[],
  of_taxes_net_worth numeric(27, 12)[], of_taxes_tax_worth numeric(27, 12)[],
  of_reliefs_paper uuid[], of_reliefs_row integer[], of_reliefs_tax_code text[],
  of_reliefs_account text[], of_reliefs_box text[], of_reliefs_tax numeric(27, 12)[],
  of_reliefs_tax_worth numeric(27, 12)[], of_reliefs_net_worth numeric(27, 12)[]) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.bad_debt_adjustment (organization, company, state,
    id, number, created_by, changed_by, extra, customer, receivable, invoice, adjusted_on, currency,
      reason, relief, dimensions, billed_name, billed_street, billed_postcode, billed_town,
      billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate, quoted,
      net, tax, total, worth, invoice_number, settled)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.customer, u.receivable, u.invoice, u.adjusted_on,
      u.currency, u.reason, u.relief, u.dimensions, u.billed_name, u.billed_street,
      u.billed_postcode, u.billed_town, u.billed_country, u.billed_vat_number, u.collective,
      u.digits, u.own_currency, u.own_digits, u.rate, u.quoted, u.net, u.tax, u.total, u.worth,
      u.invoice_number, u.settled
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_customer, of_receivable, of_invoice,
    of_adjusted_on, of_currency, of_reason, of_relief, of_dimensions, of_billed_name,
    of_billed_street, of_billed_postcode, of_billed_town, of_billed_country, of_billed_vat_number,
    of_collective, of_digits, of_own_currency, of_own_digits, of_rate, of_quoted, of_net, of_tax,
    of_total, of_worth, of_invoice_number, of_settled)
      u (id, number, actor, extra, customer, receivable, invoice, adjusted_on, currency, reason,
        relief, dimensions, billed_name, billed_street, billed_postcode, billed_town,
        billed_country, billed_vat_number, collective, digits, own_currency, own_digits, rate,
        quoted, net, tax, total, worth, invoice_number, settled),
    (values ('adjust', 'adjusted')) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no bad-debt adjustment begins with %', of_verb
      using errcode = 'check_violation';
  end if;
  insert into paper.bad_debt_adjustment_lines (organization, company, paper, row, item, description,
    quantity, unit_price, discount, tax_code, leaves, arrives, dimensions, expense)
  select of_organization, of_company, u.*
  from unnest(of_lines_paper, of_lines_row, of_lines_item, of_lines_description, of_lines_quantity,
    of_lines_unit_price, of_lines_discount, of_lines_tax_code, of_lines_leaves, of_lines_arrives,
    of_lines_dimensions, of_lines_expense)
    u (paper, row, item, description, quantity, unit_price, discount, tax_code, leaves, arrives,
      dimensions, expense)
  where u.paper = any (of_ids);
  insert into paper.bad_debt_adjustment_reckoned (organization, company, paper, row, priced, net,
    unrounded, worth, item_digits, leaves_account, arrives_account)
  select of_organization, of_company, u.*
  from unnest(of_reckoned_paper, of_reckoned_row, of_reckoned_priced, of_reckoned_net,
    of_reckoned_unrounded, of_reckoned_worth, of_reckoned_item_digits, of_reckoned_leaves_account,
    of_reckoned_arrives_account)
    u (paper, row, priced, net, unrounded, worth, item_digits, leaves_account, arrives_account)
  where u.paper = any (of_ids);
  insert into paper.bad_debt_adjustment_taxes (organization, company, paper, row, tax_code,
    treatment, basis_points, inclusive, rounding, account, sales_box, output_box, net, tax,
    net_worth, tax_worth)
  select of_organization, of_company, u.*
  from unnest(of_taxes_paper, of_taxes_row, of_taxes_tax_code, of_taxes_treatment,
    of_taxes_basis_points, of_taxes_inclusive, of_taxes_rounding, of_taxes_account,
    of_taxes_sales_box, of_taxes_output_box, of_taxes_net, of_taxes_tax, of_taxes_net_worth,
    of_taxes_tax_worth)
    u (paper, row, tax_code, treatment, basis_points, inclusive, rounding, account, sales_box,
      output_box, net, tax, net_worth, tax_worth)
  where u.paper = any (of_ids);
  insert into paper.bad_debt_adjustment_reliefs (organization, company, paper, row, tax_code,
    account, box, tax, tax_worth, net_worth)
  select of_organization, of_company, u.*
  from unnest(of_reliefs_paper, of_reliefs_row, of_reliefs_tax_code, of_reliefs_account,
    of_reliefs_box, of_reliefs_tax, of_reliefs_tax_worth, of_reliefs_net_worth)
    u (paper, row, tax_code, account, box, tax, tax_worth, net_worth)
  where u.paper = any (of_ids);
end
$$;
revoke all on function paper.enter_bad_debt_adjustment from public;
alter function paper.enter_bad_debt_adjustment owner to backstay_door;
grant execute on function paper.enter_bad_debt_adjustment to backstay_server;

create function paper.bad_debt_adjustment_is_written(of_organization uuid, of_company text,
  of_paper uuid) returns boolean
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  written boolean;
begin
  select p.state = 'draft' into written from paper.bad_debt_adjustment p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end
$$;
revoke all on function paper.bad_debt_adjustment_is_written from public;
alter function paper.bad_debt_adjustment_is_written owner to backstay_door;
grant execute on function paper.bad_debt_adjustment_is_written to backstay_server;
alter table paper.bad_debt_adjustment_lines enable row level security;
create policy seen on paper.bad_debt_adjustment_lines for select
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
create policy written on paper.bad_debt_adjustment_lines for insert to backstay_server
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.bad_debt_adjustment_is_written(organization, company, paper));
create policy changed on paper.bad_debt_adjustment_lines for update
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.bad_debt_adjustment_is_written(organization, company, paper));
create policy thrown_away on paper.bad_debt_adjustment_lines for delete
  using (organization = nullif(current_setting('app.organization', true), '')::uuid
  and paper.bad_debt_adjustment_is_written(organization, company, paper));
create policy entered on paper.bad_debt_adjustment_lines for insert to backstay_door
  with check (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert, update, delete on paper.bad_debt_adjustment_lines to backstay_server;
grant insert on paper.bad_debt_adjustment_lines to backstay_door;
alter table paper.bad_debt_adjustment_reckoned enable row level security;
create policy seen on paper.bad_debt_adjustment_reckoned
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.bad_debt_adjustment_reckoned to backstay_server;
grant insert on paper.bad_debt_adjustment_reckoned to backstay_door;
alter table paper.bad_debt_adjustment_taxes enable row level security;
create policy seen on paper.bad_debt_adjustment_taxes
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.bad_debt_adjustment_taxes to backstay_server;
grant insert on paper.bad_debt_adjustment_taxes to backstay_door;
alter table paper.bad_debt_adjustment_reliefs enable row level security;
create policy seen on paper.bad_debt_adjustment_reliefs
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.bad_debt_adjustment_reliefs to backstay_server;
grant insert on paper.bad_debt_adjustment_reliefs to backstay_door;
