-- From the descriptions: the registers that companies begin with, their tables and what the
-- server's login may do with them. `npm run derive` compares them with the descriptions.

-- The register “own field”.
create table register.own_field (
  organization uuid not null references ledger.organization,
  code text not null check (code <> '' and length(code) <= 40),
  belongs_to text not null check (belongs_to <> '' and length(belongs_to) <= 200),
  label text not null check (label <> '' and length(label) <= 100),
  holds text not null check (holds in ('text', 'day', 'figure', 'yes or no')),
  help text check (help <> '' and length(help) <= 200),
  ended boolean,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, code)
);
alter table register.own_field enable row level security;
create policy own_organization on register.own_field
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.own_field to backstay_server;
grant update (belongs_to, label, holds, help, ended, extra, version, changed_at, changed_by)
  on register.own_field to backstay_server;

-- The register “numbering”.
create table register.numbering (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  pattern text not null check (pattern <> '' and length(pattern) <= 40),
  first integer check (first between 1 and 999999999),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code)
);
alter table register.numbering enable row level security;
create policy own_organization on register.numbering
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.numbering to backstay_server;
grant update (pattern, first, extra, version, changed_at, changed_by)
  on register.numbering to backstay_server;

-- The register “place”.
create table register.place (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  name text not null check (name <> '' and length(name) <= 200),
  account text not null,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, company, account)
    references ledger.account (organization, company, code)
);
alter table register.place enable row level security;
create policy own_organization on register.place
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.place to backstay_server;
grant update (name, account, extra, version, changed_at, changed_by)
  on register.place to backstay_server;

-- The register “tax code”.
create table register.tax_code (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  good_from date not null,
  name text not null check (name <> '' and length(name) <= 200),
  country text not null check (country <> '' and length(country) <= 2),
  treatment text not null check (treatment in ('standard', 'reduced', 'zero', 'exempt', 'export',
    'union supply', 'reverse charge', 'outside')),
  basis_points integer not null check (basis_points between 0 and 10000),
  inclusive boolean not null,
  rounding text not null check (rounding in ('per line', 'per document')),
  output_account text,
  input_account text,
  sales_box text check (sales_box <> '' and length(sales_box) <= 200),
  output_box text check (output_box <> '' and length(output_box) <= 200),
  purchases_box text check (purchases_box <> '' and length(purchases_box) <= 200),
  input_box text check (input_box <> '' and length(input_box) <= 200),
  relief_box text check (relief_box <> '' and length(relief_box) <= 200),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code, good_from),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, company, output_account)
    references ledger.account (organization, company, code),
  foreign key (organization, company, input_account)
    references ledger.account (organization, company, code)
);
alter table register.tax_code enable row level security;
create policy own_organization on register.tax_code
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.tax_code to backstay_server;
grant update (name, country, treatment, basis_points, inclusive, rounding, output_account,
  input_account, sales_box, output_box, purchases_box, input_box, relief_box, extra, version,
  changed_at, changed_by) on register.tax_code to backstay_server;

-- The register “exchange rate”.
create table register.exchange_rate (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  good_from date not null,
  rate numeric(25, 10) not null,
  quoted text not null check (quoted in ('own per foreign', 'foreign per own')),
  source text check (source <> '' and length(source) <= 200),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code, good_from),
  foreign key (organization, company) references ledger.company (organization, code)
);
alter table register.exchange_rate enable row level security;
create policy own_organization on register.exchange_rate
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.exchange_rate to backstay_server;
grant update (rate, quoted, source, extra, version, changed_at, changed_by)
  on register.exchange_rate to backstay_server;

-- The register “item”.
create table register.item (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  name text not null check (name <> '' and length(name) <= 200),
  kind text not null check (kind in ('goods', 'service')),
  unit text check (unit <> '' and length(unit) <= 30),
  digits integer check (digits between 0 and 6),
  trade_number text check (trade_number <> '' and length(trade_number) <= 40),
  price numeric(21, 6),
  revenue text,
  tax_code text,
  leaves text,
  arrives text,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, code) references ledger.commodity (organization, code),
  foreign key (organization, company, revenue)
    references ledger.account (organization, company, code),
  foreign key (organization, company, leaves)
    references register.place (organization, company, code),
  foreign key (organization, company, arrives)
    references register.place (organization, company, code)
);
create index item_by_name on register.item (organization, company, name, code);
alter table register.item add primary key (organization, company, code);
alter table register.item enable row level security;
create policy own_organization on register.item
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.item to backstay_server;
grant update (name, kind, unit, digits, trade_number, price, revenue, tax_code, leaves, arrives,
  extra, version, changed_at, changed_by) on register.item to backstay_server;

-- The register “price list”.
create table register.price_list (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  name text not null check (name <> '' and length(name) <= 200),
  general boolean not null,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code)
);

create table register.price_list_prices (
  organization uuid not null,
  company text not null,
  code text not null,
  row integer not null check (row > 0),
  item text not null,
  currency text not null,
  price numeric(21, 6) not null,
  from_quantity numeric(21, 6),
  first_day date,
  last_day date,
  primary key (organization, company, code, row),
  foreign key (organization, company, code)
    references register.price_list (organization, company, code) on delete cascade,
  foreign key (organization, company, item)
    references register.item (organization, company, code),
  foreign key (organization, currency)
    references ledger.commodity (organization, code)
);
alter table register.price_list enable row level security;
create policy own_organization on register.price_list
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.price_list to backstay_server;
alter table register.price_list_prices enable row level security;
create policy own_organization on register.price_list_prices
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.price_list_prices to backstay_server;
grant update (name, general, extra, version, changed_at, changed_by)
  on register.price_list to backstay_server;
grant update, delete on register.price_list_prices to backstay_server;

-- The register “party”.
create table register.party (
  organization uuid not null references ledger.organization,
  code text not null check (code <> '' and length(code) <= 40),
  name text not null check (name <> '' and length(name) <= 200),
  street text check (street <> '' and length(street) <= 300),
  postcode text check (postcode <> '' and length(postcode) <= 20),
  town text check (town <> '' and length(town) <= 100),
  country text check (country <> '' and length(country) <= 2),
  vat_number text check (vat_number <> '' and length(vat_number) <= 20),
  email text check (email <> '' and length(email) <= 254),
  language text check (language <> '' and length(language) <= 35),
  currency text,
  days_to_pay integer check (days_to_pay between 0 and 3650),
  receivable text,
  payable text,
  price_list text,
  collective boolean,
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  foreign key (organization, currency)
    references ledger.commodity (organization, code)
);
create index party_by_name on register.party (organization, name, code);
alter table register.party add primary key (organization, code);
alter table register.party enable row level security;
create policy own_organization on register.party
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.party to backstay_server;
grant update (name, street, postcode, town, country, vat_number, email, language, currency,
  days_to_pay, receivable, payable, price_list, collective, extra, version, changed_at, changed_by)
  on register.party to backstay_server;

-- The register “credit limit”.
create table register.credit_limit (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  good_from date not null,
  amount numeric(27, 12) not null,
  remark text check (remark <> '' and length(remark) <= 1000),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code, good_from),
  foreign key (organization, company) references ledger.company (organization, code)
);
alter table register.credit_limit enable row level security;
create policy own_organization on register.credit_limit
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.credit_limit to backstay_server;
grant update (amount, remark, extra, version, changed_at, changed_by)
  on register.credit_limit to backstay_server;
