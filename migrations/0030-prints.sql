-- From the descriptions: how papers look in print, and the address of a dunning letter.

-- The register “print template”.
create table register.print_template (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  letterhead text check (letterhead <> '' and length(letterhead) <= 1000),
  logo text check (logo <> '' and length(logo) <= 64),
  above_english text check (above_english <> '' and length(above_english) <= 2000),
  above_german text check (above_german <> '' and length(above_german) <= 2000),
  below_english text check (below_english <> '' and length(below_english) <= 2000),
  below_german text check (below_german <> '' and length(below_german) <= 2000),
  facts text check (facts <> '' and length(facts) <= 2000),
  table_columns text check (table_columns <> '' and length(table_columns) <= 2000),
  footer text check (footer <> '' and length(footer) <= 1000),
  paper_size text check (paper_size in ('A4', 'Letter')),
  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),
  primary key (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code)
);
alter table register.print_template enable row level security;
create policy own_organization on register.print_template
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select, insert on register.print_template to backstay_server;
grant update (letterhead, logo, above_english, above_german, below_english, below_german, facts,
  table_columns, footer, paper_size, extra, version, changed_at, changed_by)
  on register.print_template to backstay_server;

-- The document “dunning letter” takes the address of its party, as it is on its day.
alter table paper.dunning_letter
  add column addressed_name text
    check (addressed_name <> '' and length(addressed_name) <= 200),
  add column addressed_street text
    check (addressed_street <> '' and length(addressed_street) <= 300),
  add column addressed_postcode text
    check (addressed_postcode <> '' and length(addressed_postcode) <= 20),
  add column addressed_town text
    check (addressed_town <> '' and length(addressed_town) <= 100),
  add column addressed_country text
    check (addressed_country <> '' and length(addressed_country) <= 2);
grant update (addressed_name, addressed_street, addressed_postcode, addressed_town,
  addressed_country)
  on paper.dunning_letter to backstay_door;
drop function paper.advance_dunning_letter;
create function paper.advance_dunning_letter(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_digits integer[],
  of_worth numeric(27, 12)[], of_own_digits integer[], of_addressed_name text[],
  of_addressed_street text[], of_addressed_postcode text[], of_addressed_town text[],
  of_addressed_country text[]) returns void
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
    addressed_name = coalesce(u.addressed_name, p.addressed_name),
    addressed_street = coalesce(u.addressed_street, p.addressed_street),
    addressed_postcode = coalesce(u.addressed_postcode, p.addressed_postcode),
    addressed_town = coalesce(u.addressed_town, p.addressed_town),
    addressed_country = coalesce(u.addressed_country, p.addressed_country),
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_digits, of_worth, of_own_digits, of_addressed_name,
    of_addressed_street, of_addressed_postcode, of_addressed_town, of_addressed_country) u (id,
    number, actor, digits, worth, own_digits, addressed_name, addressed_street, addressed_postcode,
    addressed_town, addressed_country),
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

drop function paper.enter_dunning_letter;
create function paper.enter_dunning_letter(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_extras jsonb[], of_party text[],
  of_sent_on date[], of_dunning_level text[], of_level integer[], of_receivables text[],
  of_currency text[], of_letter text[], of_fee numeric(27, 12)[], of_fee_income text[],
  of_digits integer[], of_worth numeric(27, 12)[], of_own_digits integer[],
  of_addressed_name text[], of_addressed_street text[], of_addressed_postcode text[],
  of_addressed_town text[], of_addressed_country text[], of_items_paper uuid[],
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
      currency, letter, fee, fee_income, digits, worth, own_digits, addressed_name,
      addressed_street, addressed_postcode, addressed_town, addressed_country)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.party, u.sent_on, u.dunning_level, u.level,
      u.receivables, u.currency, u.letter, u.fee, u.fee_income, u.digits, u.worth, u.own_digits,
      u.addressed_name, u.addressed_street, u.addressed_postcode, u.addressed_town,
      u.addressed_country
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_party, of_sent_on, of_dunning_level,
    of_level, of_receivables, of_currency, of_letter, of_fee, of_fee_income, of_digits, of_worth,
    of_own_digits, of_addressed_name, of_addressed_street, of_addressed_postcode, of_addressed_town,
    of_addressed_country)
      u (id, number, actor, extra, party, sent_on, dunning_level, level, receivables, currency,
        letter, fee, fee_income, digits, worth, own_digits, addressed_name, addressed_street,
        addressed_postcode, addressed_town, addressed_country),
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
