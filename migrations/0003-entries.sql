-- The books: entries, their lines, what explains them (subjects, units), and the running sums.

create type ledger.layer as enum ('actual', 'pending', 'commitment');

create table ledger.entry (
  organization uuid not null,
  id uuid not null,
  company text not null,
  -- The idempotency key: what is sent twice is posted once.
  key text not null check (key <> '' and length(key) <= 200),
  kind text not null check (kind in (
    'regular', 'opening', 'adjustment', 'closing', 'reversal', 'pending', 'settlement', 'void',
    'expiry', 'allocation', 'revaluation')),
  journal text not null,
  posted_on date not null,
  period integer not null,
  -- Posted into a year that had been closed once.
  late boolean not null default false,
  document_date date,
  reason text not null check (reason <> '' and length(reason) <= 2000),
  source_paper text,
  source_number text,
  reversed_entry uuid,
  pending_entry uuid,
  expires_at timestamptz,
  batch text,
  rule text,
  actor text not null check (actor <> ''),
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (organization, id),
  unique (organization, key),
  check ((kind = 'reversal') = (reversed_entry is not null)),
  check (kind not in ('settlement', 'void', 'expiry') or pending_entry is not null)
);
-- An entry is reversed once.
create unique index entry_by_reversed on ledger.entry (organization, reversed_entry)
  where reversed_entry is not null;
create index entry_by_day on ledger.entry (organization, company, posted_on, id);
create index entry_by_source on ledger.entry (organization, source_paper, source_number)
  where source_number is not null;
create index entry_by_batch on ledger.entry (organization, batch) where batch is not null;

-- What explains money: an open item, an order line, a cost layer, an asset, an employee.
create table ledger.subject (
  organization uuid not null,
  id uuid not null,
  company text not null,
  kind text not null check (kind <> ''),
  paper text not null check (paper <> ''),
  row integer not null default 0,
  party text,
  item text,
  opened_on date,
  due_on date,
  read_class smallint not null default 1 check (read_class between 0 and 6),
  -- Floor and ceiling of its actual amount, in minor units.
  lowest bigint,
  highest bigint check (highest >= lowest),
  -- The entry with which it came into the books, whose seal covers it.
  opened_by uuid not null,
  primary key (organization, id),
  unique (organization, company, kind, paper, row)
);
create index subject_by_entry on ledger.subject (organization, opened_by);
create index subject_by_party on ledger.subject (organization, party) where party is not null;

-- Where goods stand: a lot in a place, with its owner; an empty owner is the company itself.
create table ledger.unit (
  organization uuid not null,
  id uuid not null,
  company text not null,
  place text not null check (place <> ''),
  lot text not null default '',
  owner text not null default '',
  -- A place of the company's own, where what is not there cannot be taken.
  bounded boolean not null,
  opened_by uuid not null,
  primary key (organization, id),
  unique (organization, company, place, lot, owner)
);
create index unit_by_entry on ledger.unit (organization, opened_by);

-- A line's references are resolved by the door, which alone may write here; balances, holdings and
-- stock, which sum the lines up, carry the foreign keys. `ledger.broken_lines` proves the rest.
create table ledger.line (
  organization uuid not null,
  entry uuid not null,
  line integer not null,
  company text not null,
  account uuid not null,
  posted_on date not null,
  period integer not null,
  layer ledger.layer not null,
  currency text not null,
  -- Minor units of the currency; debit positive, credit negative.
  amount bigint not null,
  -- Its worth in the company's currency, minor units.
  base bigint not null,
  item text,
  quantity bigint not null default 0,
  analysis uuid not null,
  subject uuid,
  unit uuid,
  party text,
  partner_company text,
  tax_code text,
  tax_box text,
  tax_base bigint,
  value_date date,
  unrounded numeric,
  source_row integer,
  reversed_line integer,
  text text,
  primary key (organization, entry, line),
  check (item is not null or quantity = 0),
  check (quantity = 0 or unit is not null or layer = 'commitment')
);
create index line_by_account on ledger.line (organization, account, posted_on, entry, line);
create index line_by_subject on ledger.line (organization, subject, posted_on)
  where subject is not null;
create index line_by_unit on ledger.line (organization, unit, item, posted_on)
  where unit is not null;

-- Movements by company, account, analysis, currency, layer and period.
create table ledger.balance (
  organization uuid not null,
  company text not null,
  account uuid not null,
  period integer not null,
  currency text not null,
  layer ledger.layer not null,
  analysis uuid not null,
  debit bigint not null,
  credit bigint not null,
  base_debit bigint not null,
  base_credit bigint not null,
  primary key (organization, company, account, period, currency, layer, analysis),
  foreign key (organization, account) references ledger.account (organization, id),
  foreign key (organization, company, period)
    references ledger.period (organization, company, period),
  foreign key (organization, currency) references ledger.commodity (organization, code),
  foreign key (organization, analysis) references ledger.analysis (organization, id),
  check (debit >= 0 and credit >= 0 and base_debit >= 0 and base_credit >= 0)
) with (fillfactor = 70);

-- What a subject is worth on an account: the sum of its lines. The row of the actual layer also
-- says what pending entries would still add to it (debit) and take from it (credit); its limits
-- hold whether these come true or not.
create table ledger.holding (
  organization uuid not null,
  account uuid not null,
  subject uuid not null,
  currency text not null,
  layer ledger.layer not null,
  company text not null,
  amount bigint not null,
  base bigint not null,
  quantity bigint not null,
  pending_debit bigint not null check (pending_debit >= 0),
  pending_credit bigint not null check (pending_credit >= 0),
  goods boolean not null,
  lowest bigint,
  highest bigint,
  primary key (organization, account, subject, currency, layer),
  foreign key (organization, account) references ledger.account (organization, id),
  foreign key (organization, subject) references ledger.subject (organization, id),
  foreign key (organization, currency) references ledger.commodity (organization, code),
  constraint credit_limit
    check (amount - pending_credit >= lowest and amount + pending_debit <= highest),
  constraint nothing_left_nothing_worth check (amount <> 0 or base = 0),
  constraint no_goods_no_value check (not goods or quantity <> 0 or (amount = 0 and base = 0)),
  constraint layer_not_overdrawn check (not goods or layer <> 'actual' or quantity >= 0)
) with (fillfactor = 90);
create index holding_open on ledger.holding (organization, account, layer, subject)
  where amount <> 0 or base <> 0 or quantity <> 0;
create index holding_by_subject on ledger.holding (organization, subject);

-- What stands in a unit: on hand, and how much of it is reserved by pending entries.
create table ledger.stock (
  organization uuid not null,
  unit uuid not null,
  item text not null,
  company text not null,
  on_hand bigint not null,
  reserved bigint not null,
  bounded boolean not null,
  primary key (organization, unit, item),
  foreign key (organization, unit) references ledger.unit (organization, id),
  foreign key (organization, item) references ledger.commodity (organization, code),
  constraint on_hand_not_below_zero check (not bounded or on_hand >= 0),
  constraint reserved_is_on_hand check (not bounded or (reserved >= 0 and reserved <= on_hand))
) with (fillfactor = 80);
create index stock_by_item on ledger.stock (organization, item);

-- What is left of each line of a pending entry; settled, voided and expired down to zero.
create table ledger.pending_line (
  organization uuid not null,
  entry uuid not null,
  line integer not null,
  amount bigint not null,
  base bigint not null,
  quantity bigint not null,
  amount_left bigint not null,
  base_left bigint not null,
  quantity_left bigint not null,
  primary key (organization, entry, line),
  foreign key (organization, entry, line) references ledger.line (organization, entry, line),
  constraint not_more_than_pending check (
    amount_left between least(0, amount) and greatest(0, amount)
    and base_left between least(0, base) and greatest(0, base)
    and quantity_left between least(0, quantity) and greatest(0, quantity)),
  constraint settled_leaves_no_worth check (
    amount_left <> 0 or quantity_left <> 0 or base_left = 0 or (amount = 0 and quantity = 0))
);
create index pending_line_open on ledger.pending_line (organization, entry)
  where amount_left <> 0 or base_left <> 0 or quantity_left <> 0;

-- Entries that no seal covers yet, in the order in which they came.
create table ledger.unsealed (
  organization uuid not null,
  entry uuid not null,
  primary key (organization, entry)
);
