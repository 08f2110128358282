-- Tells the planner, before the first entry, how these tables will look: one organization has many
-- rows, and a whole key finds one. Plans are kept for a connection's life; made over empty tables
-- without this, they would look a key up by its organization alone, and be kept while tables grow.
-- The rows are gone at the end; only what `analyze` learned stays, until real rows teach it.
do $$
declare
  one constant uuid := '00000000-0000-7000-8000-000000000000';
begin
  -- Books with anything in them have statistics of their own, and rows that must stay.
  if exists (select from ledger.organization) then
    return;
  end if;
  insert into ledger.organization (organization, name) values (one, 'statistics');
  insert into ledger.commodity (organization, code, kind, scale)
  select one, 'item ' || n, 'currency', 2 from generate_series(1, 1000) n;
  insert into ledger.company (organization, code, name, currency)
  values (one, 'company', 'company', 'item 1');
  insert into ledger.account (organization, id, company, code, type, parent)
  select one, md5('account' || n)::uuid, 'company', 'account ' || n, 'asset',
    case when n > 1 then md5('account1')::uuid end
  from generate_series(1, 500) n;
  insert into ledger.analysis (organization, id, dimensions)
  select one, ledger.analysis_id(d), d
  from (select jsonb_build_object('statistics', n) as d from generate_series(1, 100) n) d;
  insert into ledger.fiscal_year (organization, company, year, starts_on, ends_on)
  values (one, 'company', 2000, '2000-01-01', '2000-12-31');
  insert into ledger.period (organization, company, period, year, kind, starts_on, ends_on)
  select one, 'company', 200000 + n, 2000, 'month', make_date(2000, n, 1), make_date(2000, n, 28)
  from generate_series(1, 12) n;
  insert into ledger.entry (organization, id, company, key, kind, journal, posted_on, period,
    reason, source_paper, source_number, batch, actor)
  select one, md5('entry' || n)::uuid, 'company', 'key ' || n, 'regular', 'journal',
    make_date(2000, 1 + n % 12, 1 + n % 28), 200001 + n % 12, 'statistics', 'paper', n::text,
    'batch ' || n % 10, 'actor'
  from generate_series(1, 2000) n;
  insert into ledger.subject (organization, id, company, kind, paper, party, opened_by)
  select one, md5('subject' || n)::uuid, 'company', 'open item', n::text, 'party ' || n % 100,
    md5('entry' || n)::uuid
  from generate_series(1, 2000) n;
  insert into ledger.unit (organization, id, company, place, lot, bounded, opened_by)
  select one, md5('unit' || n)::uuid, 'company', 'place ' || n % 10, n::text, true,
    md5('entry' || n)::uuid
  from generate_series(1, 2000) n;
  insert into ledger.line (organization, entry, line, company, account, posted_on, period, layer,
    currency, amount, base, item, quantity, analysis, subject, unit)
  select one, md5('entry' || 1 + n / 2)::uuid, 1 + n % 2, 'company',
    md5('account' || 1 + n % 500)::uuid, make_date(2000, 1 + n % 12, 1 + n % 28),
    200001 + n % 12, 'actual', 'item 1', n, n, 'item ' || 1 + n % 1000, n,
    ledger.analysis_id('{"statistics": 1}'), md5('subject' || 1 + n % 2000)::uuid,
    md5('unit' || 1 + n % 2000)::uuid
  from generate_series(0, 3999) n;
  insert into ledger.holding (organization, account, subject, currency, layer, company, amount,
    base, quantity, pending_debit, pending_credit, goods)
  select one, md5('account' || 1 + n % 50)::uuid, md5('subject' || n)::uuid, 'item 1', 'actual',
    'company', n % 10, n % 10, 0, 0, 0, false
  from generate_series(1, 2000) n;
  insert into ledger.stock (organization, unit, item, company, on_hand, reserved, bounded)
  select one, md5('unit' || n)::uuid, 'item ' || 1 + n % 1000, 'company', n, 0, true
  from generate_series(1, 2000) n;
  insert into ledger.pending_line (organization, entry, line, amount, base, quantity, amount_left,
    base_left, quantity_left)
  select one, entry, line, 1, 1, 0, n % 2, n % 2, 0
  from (select entry, line, row_number() over () as n from ledger.line) l;
  insert into ledger.balance (organization, company, account, period, currency, layer, analysis,
    debit, credit, base_debit, base_credit)
  select one, 'company', md5('account' || 1 + n % 500)::uuid, 200001 + n % 12, 'item 1',
    'actual', ledger.analysis_id('{"statistics": 1}'), 1, 0, 1, 0
  from generate_series(1, 2000) n on conflict do nothing;
  analyze ledger.organization, ledger.commodity, ledger.company, ledger.account, ledger.analysis,
    ledger.fiscal_year, ledger.period, ledger.entry, ledger.subject, ledger.unit, ledger.line,
    ledger.holding, ledger.stock, ledger.pending_line, ledger.balance;
  truncate ledger.organization, ledger.commodity, ledger.company, ledger.account, ledger.analysis,
    ledger.fiscal_year, ledger.period, ledger.entry, ledger.subject, ledger.unit, ledger.line,
    ledger.holding, ledger.stock, ledger.pending_line, ledger.balance cascade;
end
$$;

-- Counts the tables again, for who has just recorded many entries: until then the planner believes
-- that the organization has hardly a row, and the database's own counting comes a minute later.
create function ledger.count_tables() returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
begin
  analyze ledger.commodity, ledger.account, ledger.analysis, ledger.entry, ledger.subject,
    ledger.unit, ledger.line, ledger.holding, ledger.stock, ledger.pending_line, ledger.balance;
end
$$;
revoke all on function ledger.count_tables from public;
grant execute on function ledger.count_tables to backstay_server;
