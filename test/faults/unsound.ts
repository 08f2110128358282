/** One question that answers nothing over sound books: sums, balance, keys, periods and seals. */

/** `$1` is the organization; asked as the superuser, who sees every row. */
export const unsound = `
  with line as materialized (select * from ledger.line where organization = $1),
  entry as materialized (select * from ledger.entry where organization = $1)
  select 'entry ' || entry || ' is not zero in ' || layer || ' ' || currency as what
  from line group by entry, layer, currency having sum(amount) <> 0
  union all
  select 'entry ' || entry || ' is not zero in worth' from line
  group by entry, layer having sum(base) <> 0
  union all
  select 'entry ' || entry || ' is not zero in ' || item from line
  group by entry, layer, item having sum(quantity) <> 0
  union all
  select 'entry ' || e.id || ' has no lines' from entry e
  where not exists (select from line l where l.entry = e.id)
  union all
  select 'key ' || key || ' has ' || count(*) || ' entries' from entry
  group by key having count(*) > 1
  union all
  select 'entry ' || reversed_entry || ' is reversed ' || count(*) || ' times' from entry
  where reversed_entry is not null group by reversed_entry having count(*) > 1
  union all
  select 'a line of ' || l.entry || ' names what is not there' from line l
  left join ledger.subject s on s.organization = $1 and s.id = l.subject
  left join ledger.unit u on u.organization = $1 and u.id = l.unit
  left join ledger.account a on a.organization = $1 and a.id = l.account
  left join ledger.analysis n on n.organization = $1 and n.id = l.analysis
  left join entry e on e.id = l.entry
  where (l.subject is not null and s.id is null) or (l.unit is not null and u.id is null)
    or a.id is null or n.id is null or e.id is null or a.company <> l.company
    or e.company <> l.company or e.period <> l.period or e.posted_on <> l.posted_on
  union all
  select 'balances of account ' || account || ' are not its lines' from (
    select account, period, currency, layer, analysis, sum(greatest(amount, 0)) as debit,
      sum(greatest(-amount, 0)) as credit, sum(greatest(base, 0)) as base_debit,
      sum(greatest(-base, 0)) as base_credit
    from line where amount <> 0 or base <> 0 group by 1, 2, 3, 4, 5
  ) l full join (select * from ledger.balance where organization = $1) b
    using (account, period, currency, layer, analysis)
  where (l.debit, l.credit, l.base_debit, l.base_credit)
    is distinct from (b.debit, b.credit, b.base_debit, b.base_credit)
  union all
  select 'a holding of account ' || account || ' is not its lines' from (
    select account, subject, currency, layer, sum(amount) as amount, sum(base) as base,
      sum(quantity) as quantity
    from line where subject is not null group by 1, 2, 3, 4
  ) l full join (select * from ledger.holding where organization = $1) h
    using (account, subject, currency, layer)
  where (l.amount, l.base, l.quantity) is distinct from (h.amount, h.base, h.quantity)
  union all
  select 'stock of ' || coalesce(l.item, k.item) || ' is not its lines' from (
    select unit, item, sum(quantity) filter (where layer = 'actual') as on_hand from line
    where unit is not null and quantity <> 0 and layer <> 'commitment' group by 1, 2
  ) l full join (select * from ledger.stock where organization = $1) k using (unit, item)
  where coalesce(l.on_hand, 0) is distinct from k.on_hand
    or k.bounded and (k.on_hand < 0 or k.reserved < 0 or k.reserved > k.on_hand)
  union all
  select 'what is reserved of ' || k.item || ' is not what is pending' from ledger.stock k
  left join (
    select l.unit, l.item, sum(greatest(-p.quantity_left, 0)) as quantity
    from ledger.pending_line p join line l on l.entry = p.entry and l.line = p.line
    where p.organization = $1 group by 1, 2
  ) p on p.unit = k.unit and p.item = k.item
  where k.organization = $1 and k.reserved <> coalesce(p.quantity, 0)
  union all
  select 'pending line ' || l.entry || ' ' || l.line || ' is not what is left of it'
  from line l join entry e on e.id = l.entry and e.kind = 'pending'
  left join ledger.pending_line p
    on p.organization = $1 and p.entry = l.entry and p.line = l.line
  left join (
    select t.pending_entry as entry, x.reversed_line as line, sum(x.amount) as amount,
      sum(x.quantity) as quantity
    from entry t join line x on x.entry = t.id
    where t.pending_entry is not null and x.layer = 'pending' group by 1, 2
  ) taken on taken.entry = l.entry and taken.line = l.line
  where p.entry is null or p.amount_left <> l.amount + coalesce(taken.amount, 0)
    or p.quantity_left <> l.quantity + coalesce(taken.quantity, 0)
  union all
  select 'the trial balance is not zero in ' || currency from ledger.balance
  where organization = $1 group by company, period, layer, currency
  having sum(debit) <> sum(credit) or sum(base_debit) <> sum(base_credit)
  union all
  select 'entry ' || e.id || ' stands ' || count(n.*) || ' times among sealed and unsealed'
  from entry e left join (
    select entry from ledger.unsealed where organization = $1
    union all select entry from ledger.sealed_entry where organization = $1
  ) n on n.entry = e.id
  group by e.id having count(n.*) <> 1
  union all
  select 'entry ' || e.id || ' came into the closed period ' || e.period
  from entry e join lateral (
    select v.state, v.at from ledger.period_event v where v.organization = $1
      and v.company = e.company and v.period = e.period and v.at <= e.recorded_at
    order by v.at desc limit 1
  ) v on v.state = 'closed'
  union all
  select 'period ' || p.period || ' has other figures than at its close'
  from ledger.period p join lateral (
    select v.state, v.balances_hash from ledger.period_event v where v.organization = $1
      and v.company = p.company and v.period = p.period order by v.at desc limit 1
  ) v on v.state = 'closed'
  where p.organization = $1
    and v.balances_hash is distinct from ledger.balances_hash($1, p.company, p.period)`
