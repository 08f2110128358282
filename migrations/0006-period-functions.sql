-- The functions through which years are opened and periods change their state.

-- Opens a fiscal year: its months from `starts`, then an adjustment and a closing period on its
-- last day. A year follows the one before it without a gap. Answers the number of ordinary periods.
create function ledger.open_fiscal_year(
  of_organization uuid, of_company text, of_year integer, starts date, months integer
) returns integer
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  ends constant date := (starts + make_interval(months => months) - interval '1 day')::date;
  neighbour record;
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  if months not between 1 and 97 then
    raise exception 'year-length' using errcode = 'check_violation';
  end if;
  -- One writer of a company's years at a time.
  perform from ledger.company where organization = of_organization and code = of_company for update;
  select year, starts_on, ends_on into neighbour from ledger.fiscal_year
  where organization = of_organization and company = of_company
    and not (ends_on + 1 = starts and year < of_year or starts_on - 1 = ends and year > of_year)
    and (starts_on <= ends + 1 and ends_on >= starts - 1
      or (year < of_year) <> (starts_on < starts))
  limit 1;
  if found then
    raise exception 'year-overlaps' using errcode = 'check_violation',
      detail = format('%s %s %s', neighbour.year, neighbour.starts_on, neighbour.ends_on);
  end if;
  select year, starts_on, ends_on into neighbour from ledger.fiscal_year
  where organization = of_organization and company = of_company
  order by least(abs(starts_on - ends), abs(ends_on - starts)) limit 1;
  if found and neighbour.ends_on + 1 <> starts and neighbour.starts_on - 1 <> ends then
    raise exception 'year-overlaps' using errcode = 'check_violation',
      detail = format('%s %s %s', neighbour.year, neighbour.starts_on, neighbour.ends_on);
  end if;
  insert into ledger.fiscal_year (organization, company, year, starts_on, ends_on)
  values (of_organization, of_company, of_year, starts, ends);
  insert into ledger.period (organization, company, period, year, kind, starts_on, ends_on)
  select of_organization, of_company, of_year * 100 + m, of_year, 'month',
    (starts + make_interval(months => m - 1))::date,
    (starts + make_interval(months => m) - interval '1 day')::date
  from generate_series(1, months) m
  union all
  select of_organization, of_company, of_year * 100 + months + 1, of_year, 'adjustment', ends, ends
  union all
  select of_organization, of_company, of_year * 100 + months + 2, of_year, 'closing', ends, ends;
  return months;
end
$$;

-- SHA-256 of the balances of a company up to and with a period, in a fixed order and spelling.
create function ledger.balances_hash(of_organization uuid, of_company text, of_period integer)
returns bytea
language plpgsql stable
as $$
begin
  return (
    select sha256(convert_to(coalesce(string_agg(concat_ws(' ', account, currency, layer, analysis,
      debit, credit, base_debit, base_credit), E'\n'
      order by account, currency, layer, analysis), ''), 'UTF8'))
    from (
      select account, currency, layer, analysis, sum(debit) as debit, sum(credit) as credit,
        sum(base_debit) as base_debit, sum(base_credit) as base_credit
      from ledger.balance
      where organization = of_organization and company = of_company and period <= of_period
      group by account, currency, layer, analysis
    ) b
  );
end
$$;

-- Changes a period's state: open → locked → closed, and back. Closing goes in order, oldest first;
-- reopening goes newest first. It waits for the entries being written into the period, and those
-- that come later wait for it. Raises check_violation with the rule as its message.
create function ledger.set_period_state(
  of_organization uuid, of_company text, of_period integer, to_state text, by_actor text,
  why text
) returns void
language plpgsql security definer
set search_path = ledger, pg_temp
as $$
declare
  is_state text;
  other integer;
begin
  if of_organization is distinct from ledger.current_organization() then
    raise exception 'the organization of this transaction is another one'
      using errcode = 'insufficient_privilege';
  end if;
  -- All periods of the company, so that two closes cannot pass each other.
  perform from ledger.period where organization = of_organization and company = of_company
  order by period for update;
  select state into is_state from ledger.period
  where organization = of_organization and company = of_company and period = of_period;
  if is_state is null then
    raise exception 'period-unknown' using errcode = 'check_violation';
  elsif is_state = to_state then
    raise exception 'period-state-already' using errcode = 'check_violation', detail = to_state;
  elsif to_state not in ('open', 'locked', 'closed') then
    raise exception 'period-state-unknown' using errcode = 'check_violation', detail = to_state;
  end if;
  if to_state = 'closed' then
    select min(period) into other from ledger.period where organization = of_organization
      and company = of_company and period < of_period and state <> 'closed';
    if other is not null then
      raise exception 'period-close-in-order' using errcode = 'check_violation', detail = other;
    end if;
  elsif is_state = 'closed' then
    select max(period) into other from ledger.period where organization = of_organization
      and company = of_company and period > of_period and state = 'closed';
    if other is not null then
      raise exception 'period-reopen-newest-first'
        using errcode = 'check_violation', detail = other;
    end if;
  end if;
  update ledger.period set state = to_state
  where organization = of_organization and company = of_company and period = of_period;
  insert into ledger.period_event
    (organization, company, period, state, actor, reason, balances_hash)
  values (of_organization, of_company, of_period, to_state, by_actor, why,
    case when to_state = 'closed'
      then ledger.balances_hash(of_organization, of_company, of_period) end);
end
$$;

revoke all on function ledger.open_fiscal_year, ledger.balances_hash, ledger.set_period_state
  from public;
alter function ledger.open_fiscal_year owner to backstay_door;
alter function ledger.set_period_state owner to backstay_door;
grant execute on function ledger.balances_hash to backstay_door, backstay_server;
grant execute on function ledger.open_fiscal_year, ledger.set_period_state to backstay_server;
grant insert on ledger.fiscal_year, ledger.period, ledger.period_event to backstay_door;
-- A lock on the company's row asks for a right to update.
grant update (name) on ledger.company to backstay_door;
