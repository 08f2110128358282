-- Views: how somebody, or a whole team, looks at a list or report: its filters, columns and order.

create table access.view (
  organization uuid not null,
  id uuid not null,
  company text not null,
  -- Whose it is; null: everybody's who sees the list.
  person uuid,
  -- The list's part of an address: "sales-invoices", "reports/open-items".
  list text not null check (list <> '' and length(list) <= 120),
  name text not null check (name <> '' and length(name) <= 100),
  -- What stands behind the question mark of the address, by name.
  settings jsonb not null
    check (jsonb_typeof(settings) = 'object' and length(settings::text) <= 16000),
  -- Whether the list opens with it.
  is_default boolean not null default false,
  changed_by uuid not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (organization, id),
  unique nulls not distinct (organization, company, list, person, name),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, person) references access.person (organization, id),
  foreign key (organization, changed_by) references access.person (organization, id)
);
-- One of a person's or a team's views is the one that a list opens with.
create unique index view_of_default on access.view (organization, company, list, person)
  nulls not distinct where is_default;

grant select, insert, delete on access.view to backstay_server;
grant update (settings, is_default, changed_by, changed_at) on access.view to backstay_server;

alter table access.view enable row level security;
create policy own_organization on access.view
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
