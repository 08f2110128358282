-- Fiscal years and their periods: open, locked, closed, and reopened newest first.

create table ledger.fiscal_year (
  organization uuid not null,
  company text not null,
  year integer not null check (year between 1 and 9999),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- When closing entries were first recorded; what is posted into the year later is marked late.
  closed_first_at timestamptz,
  primary key (organization, company, year),
  foreign key (organization, company) references ledger.company (organization, code)
);

-- A period's number is its year × 100 plus its place in it, so numbers sort as time does. The last
-- two of each year are the adjustment period and the closing period, both on the year's last day.
create table ledger.period (
  organization uuid not null,
  company text not null,
  period integer not null,
  year integer not null,
  kind text not null check (kind in ('month', 'adjustment', 'closing')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- open: everything passes. locked: only adjustments, revaluations and closing entries, and what
  -- reverses them. closed: nothing.
  state text not null default 'open' check (state in ('open', 'locked', 'closed')),
  primary key (organization, company, period),
  foreign key (organization, company, year)
    references ledger.fiscal_year (organization, company, year),
  check (period / 100 = year)
);

-- What happened to a period, and what its figures were at that moment; appended, never changed.
create table ledger.period_event (
  organization uuid not null,
  company text not null,
  period integer not null,
  at timestamptz not null default clock_timestamp(),
  state text not null check (state in ('open', 'locked', 'closed')),
  actor text not null,
  reason text not null,
  -- SHA-256 of the balances up to and with the period, taken when it was closed.
  balances_hash bytea,
  primary key (organization, company, period, at),
  foreign key (organization, company, period)
    references ledger.period (organization, company, period)
);
