/** What is always true of the books, as questions that return no row while it is. */

/** Runs a statement and answers its rows; what it sees is what is examined. */
type Ask = <Row extends object>(statement: { readonly text: string }) => Promise<Row[]>

/** Something that should be true of the books and is not. */
export interface BrokenInvariant {
  /** The name of the invariant: "balances-are-lines". */
  readonly invariant: string
  /** Where it is broken, with both figures where there are two. */
  readonly detail: string
}

/** At most so many places are told for each invariant. */
const atMost = 20

/**
 * Every broken invariant of the rows that the transaction sees: one organization's under the
 * server's login, all of them under the superuser's. Ask in a snapshot, so that all questions are
 * about one moment.
 */
export async function brokenInvariants(query: Ask): Promise<BrokenInvariant[]> {
  const broken: BrokenInvariant[] = []
  for (const [invariant, question] of Object.entries(invariants)) {
    const text = `select detail from (${question}) broken order by detail limit ${atMost}`
    const found = await query<{ detail: string }>({ text })
    broken.push(...found.map(({ detail }) => ({ invariant, detail })))
  }
  return broken
}

/** The questions by name; each gives `detail` for every place where it is broken. */
export const invariants: Readonly<Record<string, string>> = {
  'entries-sum-to-zero': `
    select concat_ws(' ', 'entry', entry, layer, 'sums in', what, 'to', sum) as detail
    from (
      select entry, layer, currency as what, sum(amount) as sum from ledger.line
      group by organization, entry, layer, currency
      union all
      select entry, layer, 'worth', sum(base) from ledger.line group by organization, entry, layer
      union all
      select entry, layer, item, sum(quantity) from ledger.line where quantity <> 0
      group by organization, entry, layer, item
    ) sums where sum <> 0`,

  'entries-have-lines': `
    select concat_ws(' ', 'entry', e.id, 'has no lines') as detail
    from ledger.entry e
    where not exists (
      select from ledger.line l where l.organization = e.organization and l.entry = e.id)`,

  'balances-are-lines': `
    select concat_ws(' ', 'account', account, 'period', period, currency, layer, 'analysis',
      analysis, 'balance', b, 'lines', l) as detail
    from (
      select organization, company, account, period, currency, layer, analysis,
        concat_ws(' ', debit, credit, base_debit, base_credit) as b
      from ledger.balance
    ) b
    full join (
      select organization, company, account, period, currency, layer, analysis, concat_ws(' ',
        sum(greatest(amount, 0)), sum(greatest(-amount, 0)), sum(greatest(base, 0)),
        sum(greatest(-base, 0))) as l
      from ledger.line where amount <> 0 or base <> 0
      group by organization, company, account, period, currency, layer, analysis
    ) l using (organization, company, account, period, currency, layer, analysis)
    where b is distinct from l`,

  'holdings-are-lines': `
    select concat_ws(' ', 'account', account, 'subject', subject, currency, layer, 'holding', h,
      'lines', l) as detail
    from (
      select organization, company, account, subject, currency, layer,
        concat_ws(' ', amount, base, quantity, 'pending', pending_debit, pending_credit) as h
      from ledger.holding
    ) h
    full join (
      select organization, company, account, subject, currency, layer, concat_ws(' ', sum(amount),
        sum(base), sum(quantity), 'pending', sum(debit), sum(credit)) as l
      from (
        select organization, company, account, subject, currency, layer, amount, base, quantity,
          0 as debit, 0 as credit
        from ledger.line where subject is not null
        union all
        select l.organization, l.company, l.account, l.subject, l.currency, 'actual', 0, 0, 0,
          greatest(p.amount_left, 0), greatest(-p.amount_left, 0)
        from ledger.pending_line p
        join ledger.line l on l.organization = p.organization and l.entry = p.entry
          and l.line = p.line
        where l.subject is not null
      ) moved
      group by organization, company, account, subject, currency, layer
    ) l using (organization, company, account, subject, currency, layer)
    where h is distinct from l`,

  'stock-is-lines': `
    select concat_ws(' ', 'unit', unit, item, 'stock', k, 'lines', l) as detail
    from (
      select organization, company, unit, item, concat_ws(' ', on_hand, reserved) as k
      from ledger.stock
    ) k
    full join (
      select l.organization, l.company, l.unit, l.item, concat_ws(' ',
        coalesce(sum(l.quantity) filter (where l.layer = 'actual'), 0),
        coalesce(sum(case when e.kind in ('settlement', 'void', 'expiry')
          then -greatest(l.quantity, 0) else greatest(-l.quantity, 0) end)
          filter (where l.layer = 'pending'), 0)) as l
      from ledger.line l
      join ledger.entry e on e.organization = l.organization and e.id = l.entry
      where l.unit is not null and l.quantity <> 0 and l.layer <> 'commitment'
      group by l.organization, l.company, l.unit, l.item
    ) l using (organization, company, unit, item)
    where k is distinct from l`,

  'pending-left-is-lines': `
    select concat_ws(' ', 'entry', entry, 'line', line, 'left', p, 'lines', l) as detail
    from (
      select organization, entry, line, concat_ws(' ', amount, base, quantity, 'left', amount_left,
        base_left, quantity_left) as p
      from ledger.pending_line
    ) p
    full join (
      select o.organization, o.entry, o.line, concat_ws(' ', o.amount, o.base, o.quantity, 'left',
        o.amount + coalesce(t.amount, 0), o.base + coalesce(t.base, 0),
        o.quantity + coalesce(t.quantity, 0)) as l
      from ledger.line o
      join ledger.entry e on e.organization = o.organization and e.id = o.entry
      left join (
        select l.organization, e.pending_entry as entry, l.reversed_line as line,
          sum(l.amount) as amount, sum(l.base) as base, sum(l.quantity) as quantity
        from ledger.line l
        join ledger.entry e on e.organization = l.organization and e.id = l.entry
        where e.pending_entry is not null and l.layer = 'pending'
        group by l.organization, e.pending_entry, l.reversed_line
      ) t on t.organization = o.organization and t.entry = o.entry and t.line = o.line
      where e.kind = 'pending'
    ) l using (organization, entry, line)
    where p is distinct from l`,

  'limits-hold': `
    select concat_ws(' ', 'unit', unit, item, 'has', on_hand, 'reserved', reserved) as detail
    from ledger.stock
    where bounded and (on_hand < 0 or reserved < 0 or reserved > on_hand)
    union all
    select concat_ws(' ', 'account', account, 'subject', subject, currency, layer, 'holds', amount,
      'worth', base, 'quantity', quantity)
    from ledger.holding
    where amount - pending_credit < lowest or amount + pending_debit > highest
      or (amount = 0 and base <> 0)
      or (goods and quantity = 0 and amount <> 0)
    union all
    select concat_ws(' ', 'entry', entry, 'line', line, 'has left', amount_left, base_left,
      quantity_left, 'of', amount, base, quantity)
    from ledger.pending_line
    where amount_left not between least(0, amount) and greatest(0, amount)
      or base_left not between least(0, base) and greatest(0, base)
      or quantity_left not between least(0, quantity) and greatest(0, quantity)`,

  'lines-point-at-rows': `
    select concat_ws(' ', 'entry', l.entry, 'line', l.line, 'points at no', what) as detail
    from ledger.line l
    left join ledger.entry e on e.organization = l.organization and e.id = l.entry
      and (e.company, e.posted_on, e.period) = (l.company, l.posted_on, l.period)
    left join ledger.account a on a.organization = l.organization and a.id = l.account
      and a.company = l.company
    left join ledger.commodity c on c.organization = l.organization and c.code = l.currency
    left join ledger.commodity i on i.organization = l.organization and i.code = l.item
    left join ledger.analysis d on d.organization = l.organization and d.id = l.analysis
      and d.id = encode(substr(sha256(convert_to(d.dimensions::text, 'UTF8')), 1, 16), 'hex')::uuid
    left join ledger.subject s on s.organization = l.organization and s.id = l.subject
      and s.company = l.company
    left join ledger.unit u on u.organization = l.organization and u.id = l.unit
      and u.company = l.company
    cross join lateral (
      select case
        when e.id is null then 'entry of its company, day and period'
        when a.id is null then 'account of its company'
        when c.code is null then 'currency'
        when l.item is not null and i.code is null then 'item'
        when d.id is null then 'analysis'
        when l.subject is not null and s.id is null then 'subject of its company'
        when l.unit is not null and u.id is null then 'unit of its company'
      end as what
    ) missing
    where what is not null`,

  'entries-point-at-rows': `
    select concat_ws(' ', 'entry', e.id, 'points at no', what) as detail
    from ledger.entry e
    left join ledger.period p on p.organization = e.organization and p.company = e.company
      and p.period = e.period and e.posted_on between p.starts_on and p.ends_on
    left join ledger.journal j on j.organization = e.organization and j.company = e.company
      and j.code = e.journal
    left join ledger.entry r on r.organization = e.organization and r.id = e.reversed_entry
      and r.company = e.company
    left join ledger.entry h on h.organization = e.organization and h.id = e.pending_entry
      and h.company = e.company and h.kind = 'pending'
    cross join lateral (
      select case
        when p.period is null then 'period of its day'
        when j.code is null then 'journal'
        when e.reversed_entry is not null and r.id is null then 'reversed entry'
        when e.pending_entry is not null and h.id is null then 'pending entry'
      end as what
    ) missing
    where what is not null
    union all
    select concat_ws(' ', 'subject', s.id, 'was opened by no entry') from ledger.subject s
    where not exists (
      select from ledger.entry e where e.organization = s.organization and e.id = s.opened_by)
    union all
    select concat_ws(' ', 'unit', u.id, 'was opened by no entry') from ledger.unit u
    where not exists (
      select from ledger.entry e where e.organization = u.organization and e.id = u.opened_by)`,

  'reversals-are-exact': `
    select concat_ws(' ', 'entry', entry, 'line', line, 'reverses', was, 'by', is_now) as detail
    from (
      select e.organization, e.id as entry, l.line, concat_ws(' ', l.account, l.layer, l.currency,
        l.analysis, l.subject, l.unit, l.item, l.amount, l.base, l.quantity) as was
      from ledger.entry e
      join ledger.line l on l.organization = e.organization and l.entry = e.reversed_entry
      where e.reversed_entry is not null
    ) was
    full join (
      select e.organization, e.id as entry, l.line, concat_ws(' ', l.account, l.layer, l.currency,
        l.analysis, l.subject, l.unit, l.item, -l.amount, -l.base, -l.quantity) as is_now
      from ledger.entry e
      join ledger.line l on l.organization = e.organization and l.entry = e.id
      where e.reversed_entry is not null
    ) is_now using (organization, entry, line)
    where was is distinct from is_now`,

  'closed-periods-stand': `
    select concat_ws(' ', 'company', p.company, 'period', p.period, 'is', p.state, what) as detail
    from ledger.period p
    left join lateral (
      select v.state, v.balances_hash from ledger.period_event v
      where v.organization = p.organization and v.company = p.company and v.period = p.period
      order by v.at desc limit 1
    ) v on true
    cross join lateral (
      select case
        when coalesce(v.state, 'open') <> p.state
          then 'but its last event says ' || coalesce(v.state, 'nothing')
        when p.state = 'closed' and v.balances_hash is distinct from
          ledger.balances_hash(p.organization, p.company, p.period)
          then 'and its balances are not those that were closed'
      end as what
    ) changed
    where what is not null`,

  'control-accounts-are-subjects': `
    select concat_ws(' ', 'account', a.code, sums.currency, layer, 'balance', b, 'holdings', h)
      as detail
    from (
      select organization, account, currency, layer, coalesce(b, '0 0') as b,
        coalesce(h, '0 0') as h
      from (
        select organization, account, currency, layer,
          concat_ws(' ', sum(debit - credit), sum(base_debit - base_credit)) as b
        from ledger.balance group by organization, account, currency, layer
      ) b
      full join (
        select organization, account, currency, layer, concat_ws(' ', sum(amount), sum(base)) as h
        from ledger.holding group by organization, account, currency, layer
      ) h using (organization, account, currency, layer)
    ) sums
    join ledger.account a on a.organization = sums.organization and a.id = sums.account
    where a.subject_rule = 'required' and b <> h`,

  'trial-balance-is-zero': `
    select concat_ws(' ', 'company', company, layer, 'balances sum in', what, 'to', sum) as detail
    from (
      select company, layer, currency as what, sum(debit - credit) as sum from ledger.balance
      group by organization, company, layer, currency
      union all
      select company, layer, 'worth', sum(base_debit - base_credit) from ledger.balance
      group by organization, company, layer
    ) sums where sum <> 0`,
}
