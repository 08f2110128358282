-- From the descriptions: papers that settle, journals by hand and dunning letters keep the digits
-- of their currencies, as the ledger counts them when they are posted.

-- The document “receipt”.
alter table paper.receipt
  add column digits integer check (digits between 0 and 12),
  add column own_digits integer check (own_digits between 0 and 12);
grant update (digits, own_digits) on paper.receipt to backstay_door;

drop function paper.advance_receipt;
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

drop function paper.enter_receipt;
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

-- The document “allocation”.
alter table paper.allocation
  add column digits integer check (digits between 0 and 12),
  add column own_digits integer check (own_digits between 0 and 12);
grant update (digits, own_digits) on paper.allocation to backstay_door;

drop function paper.advance_allocation;
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

drop function paper.enter_allocation;
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

-- The document “manual journal”.
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
alter table paper.manual_journal_counted enable row level security;
create policy seen on paper.manual_journal_counted
  using (organization = nullif(current_setting('app.organization', true), '')::uuid);
grant select on paper.manual_journal_counted to backstay_server;
grant insert on paper.manual_journal_counted to backstay_door;

drop function paper.advance_manual_journal;
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

drop function paper.enter_manual_journal;
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

-- The document “dunning letter”.
alter table paper.dunning_letter
  add column digits integer check (digits between 0 and 12);
grant update (digits) on paper.dunning_letter to backstay_door;

drop function paper.advance_dunning_letter;
create function paper.advance_dunning_letter(of_organization uuid, of_company text, of_verb text,
  of_ids uuid[], of_numbers text[], by_actors text[], of_digits integer[]) returns void
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
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(of_ids, of_numbers, by_actors, of_digits) u (id, number, actor, digits),
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
  of_digits integer[], of_items_paper uuid[], of_items_row integer[], of_items_item text[],
  of_items_due_on date[], of_items_days_overdue integer[], of_items_amount numeric(27, 12)[])
  returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into paper.dunning_letter (organization, company, state,
    id, number, created_by, changed_by, extra, party, sent_on, dunning_level, level, receivables,
      currency, letter, fee, fee_income, digits)
  select of_organization, of_company, way.target,
    u.id, u.number, u.actor, u.actor, u.extra, u.party, u.sent_on, u.dunning_level, u.level,
      u.receivables, u.currency, u.letter, u.fee, u.fee_income, u.digits
  from unnest(of_ids, of_numbers, by_actors, of_extras, of_party, of_sent_on, of_dunning_level,
    of_level, of_receivables, of_currency, of_letter, of_fee, of_fee_income, of_digits)
      u (id, number, actor, extra, party, sent_on, dunning_level, level, receivables, currency,
        letter, fee, fee_income, digits),
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
