/** What the chain alone does not show: rows that belong to nothing, sums that differ from lines. */
import { createHash } from 'node:crypto'

/**
 * Finds what is in the books beside the seals, and sums that differ from their lines; answers how
 * many entries wait for a seal.
 */
export async function examineRest(look) {
  for (const [rule, text] of Object.entries(strayRows)) {
    for (const { message, entry } of await look.query(`${text} limit 20`)) {
      look.find(rule, message, entry === null ? {} : { entry })
    }
  }
  await examineAnalyses(look)
  const [counted] = await look.query(`select
    (select count(*) from ledger.unsealed where organization = $1) as unsealed,
    (select count(*) from ledger.sealed_entry where organization = $1) as sealed`)
  if (Number(counted.sealed) !== look.sealed) {
    look.find(
      'position-gap',
      `${counted.sealed} sealed entries are noted, but ${look.sealed} stand ` +
        'in the sequence: a position stands twice or nowhere.',
    )
  }
  for (const { message } of await look.query(`${backdated} limit 20`)) look.warnings.push(message)
  return Number(counted.unsealed)
}

/** The identifier of a combination of dimensions is the hash of its content, and lines seal it. */
async function examineAnalyses(look) {
  const rows = await look.query(
    `select id, dimensions::text as dimensions from ledger.analysis
    where organization = $1 order by id`,
  )
  for (const [place, { id, dimensions }] of rows.entries()) {
    const hash = createHash('sha256')
      .update(dimensions ?? '')
      .digest('hex')
      .slice(0, 32)
    const twice = rows[place - 1]?.id === id
    if (hash === id?.replaceAll('-', '') && !twice) continue
    const [line] = await look.query(
      `select l.entry, s.position, s.company,
        s.journal_number as "journalNumber"
      from ledger.line l left join ledger.sealed_entry s using (organization, entry)
      where l.organization = $1 and l.analysis = $2 order by s.position limit 1`,
      id,
    )
    look.find(
      'analysis-altered',
      `The dimensions ${id} ${twice ? 'stand twice' : 'are not what they were'}; ` +
        (line === undefined ? 'no line has them.' : `entry ${line.entry} is the first with them.`),
      line ?? {},
    )
  }
}

// Each answers a sentence and, where one is concerned, the entry.
const strayRows = {
  'entry-unsealed': `select format('The entry %s is in the books, but neither sealed nor ' ||
      'waiting for a seal.', e.id) as message, e.id as entry
    from ledger.entry e
    where e.organization = $1
      and not exists (
        select from ledger.sealed_entry s where s.organization = $1 and s.entry = e.id)
      and not exists (select from ledger.unsealed u where u.organization = $1 and u.entry = e.id)`,
  'queue-stray': `select format('The entry %s waits for a seal, but is %s.', u.entry,
      case when e.id is null then 'not in the books' else 'sealed' end) as message, u.entry
    from ledger.unsealed u
    left join ledger.entry e on e.organization = $1 and e.id = u.entry
    left join ledger.sealed_entry s on s.organization = $1 and s.entry = u.entry
    where u.organization = $1 and (e.id is null or s.entry is not null)`,
  'line-stray': `select format('Line %s of the entry %s belongs to no entry.', l.line, l.entry)
      as message, l.entry
    from ledger.line l where l.organization = $1
      and not exists (select from ledger.entry e where e.organization = $1 and e.id = l.entry)`,
  'subject-stray': `select format('The subject %s (%s %s) was opened by no entry.', o.id, o.kind,
      o.paper) as message, o.opened_by as entry
    from ledger.subject o where o.organization = $1
      and not exists (select from ledger.entry e where e.organization = $1 and e.id = o.opened_by)`,
  'unit-stray': `select format('The unit %s (%s) was opened by no entry.', o.id, o.place)
      as message, o.opened_by as entry
    from ledger.unit o where o.organization = $1
      and not exists (select from ledger.entry e where e.organization = $1 and e.id = o.opened_by)`,
  'subject-missing': `select format('Line %s of the entry %s names a subject, unit or ' ||
      'combination of dimensions that is not there.', l.line, l.entry) as message, l.entry
    from ledger.line l
    left join ledger.subject s on s.organization = $1 and s.id = l.subject
    left join ledger.unit u on u.organization = $1 and u.id = l.unit
    left join ledger.analysis a on a.organization = $1 and a.id = l.analysis
    where l.organization = $1 and (l.subject is not null and s.id is null
      or l.unit is not null and u.id is null or a.id is null)`,
  'period-state': `select format('Period %s of %s is %s, but its last event says %s.', p.period,
      p.company, p.state, coalesce(v.state, 'nothing, so open')) as message, null as entry
    from ledger.period p
    left join lateral (select v.state from ledger.period_event v where v.organization = $1
      and v.company = p.company and v.period = p.period order by v.at desc limit 1) v on true
    where p.organization = $1 and p.state <> coalesce(v.state, 'open')`,
  'balance-differs': `select format('The balance of account %s in period %s (%s, %s) is not the ' ||
      'sum of its lines.', account, period, currency, layer) as message, null as entry
    from (select company, account, period, currency, layer, analysis,
        sum(greatest(amount, 0)) as debit, sum(greatest(-amount, 0)) as credit,
        sum(greatest(base, 0)) as base_debit,
        sum(greatest(-base, 0)) as base_credit
      from ledger.line where organization = $1 group by 1, 2, 3, 4, 5, 6) l
    full join (select * from ledger.balance where organization = $1) b
      using (company, account, period, currency, layer, analysis)
    where (coalesce(l.debit, 0), coalesce(l.credit, 0), coalesce(l.base_debit, 0),
        coalesce(l.base_credit, 0))
      <> (coalesce(b.debit, 0), coalesce(b.credit, 0), coalesce(b.base_debit, 0),
        coalesce(b.base_credit, 0))`,
  'holding-differs': `select format('What subject %s holds on account %s (%s, %s) is not the ' ||
      'sum of its lines.', subject, account, currency, layer) as message, null as entry
    from (select company, account, subject, currency, layer, sum(amount) as amount,
        sum(base) as base, sum(quantity) as quantity, sum(debit) as debit, sum(credit) as credit
      from (
        select company, account, subject, currency, layer, amount, base, quantity, 0 as debit,
          0 as credit
        from ledger.line where organization = $1 and subject is not null
        union all
        select l.company, l.account, l.subject, l.currency, 'actual', 0, 0, 0,
          case when e.kind in ('settlement', 'void', 'expiry') then -greatest(-l.amount, 0)
            else greatest(l.amount, 0) end,
          case when e.kind in ('settlement', 'void', 'expiry') then -greatest(l.amount, 0)
            else greatest(-l.amount, 0) end
        from ledger.line l join ledger.entry e on e.organization = $1 and e.id = l.entry
        where l.organization = $1 and l.subject is not null and l.layer = 'pending'
      ) moved group by 1, 2, 3, 4, 5) l
    full join (select * from ledger.holding where organization = $1) h
      using (company, account, subject, currency, layer)
    where (coalesce(l.amount, 0), coalesce(l.base, 0), coalesce(l.quantity, 0),
        coalesce(l.debit, 0), coalesce(l.credit, 0))
      <> (coalesce(h.amount, 0), coalesce(h.base, 0), coalesce(h.quantity, 0),
        coalesce(h.pending_debit, 0), coalesce(h.pending_credit, 0))`,
  'stock-differs': `select format('The stock of %s in unit %s is not the sum of its lines.', item,
      unit) as message, null as entry
    from (select l.company, l.unit, l.item,
        sum(case when l.layer = 'actual' then l.quantity else 0 end) as on_hand,
        sum(case when l.layer <> 'pending' then 0
          when e.kind in ('settlement', 'void', 'expiry') then -greatest(l.quantity, 0)
          else greatest(-l.quantity, 0) end) as reserved
      from ledger.line l join ledger.entry e on e.organization = $1 and e.id = l.entry
      where l.organization = $1 and l.unit is not null and l.quantity <> 0
        and l.layer <> 'commitment' group by 1, 2, 3) l
    full join (select * from ledger.stock where organization = $1) k using (company, unit, item)
    where (coalesce(l.on_hand, 0), coalesce(l.reserved, 0))
      <> (coalesce(k.on_hand, 0), coalesce(k.reserved, 0))`,
  'pending-differs': `select format('What is left of line %s of the pending entry %s is not ' ||
      'what its lines say.', line, entry) as message, entry
    from (select l.entry, l.line, l.amount, l.base, l.quantity, coalesce(t.amount, 0) as took,
        coalesce(t.base, 0) as took_base, coalesce(t.quantity, 0) as took_quantity
      from ledger.line l
      join ledger.entry e on e.organization = $1 and e.id = l.entry and e.kind = 'pending'
      left join (select f.pending_entry as entry, o.reversed_line as line, sum(o.amount) as amount,
          sum(o.base) as base, sum(o.quantity) as quantity
        from ledger.line o join ledger.entry f on f.organization = $1 and f.id = o.entry
        where o.organization = $1 and o.layer = 'pending' and f.pending_entry is not null
        group by 1, 2) t on t.entry = l.entry and t.line = l.line
      where l.organization = $1) l
    full join (select * from ledger.pending_line where organization = $1) p using (entry, line)
    where (l.amount, l.base, l.quantity, l.amount + l.took, l.base + l.took_base,
        l.quantity + l.took_quantity)
      is distinct from (p.amount, p.base, p.quantity, p.amount_left, p.base_left, p.quantity_left)`,
}

// An entry that says it is older than what has been sealed already came in by another way, or was
// written by a transaction of more than ten minutes, or the server's clock was stepped.
const backdated = `select format('The entry %s waits for a seal and says it was recorded at %s, ' ||
    'long before entries that are sealed.', e.id, e.recorded_at) as message
  from ledger.unsealed u join ledger.entry e on e.organization = $1 and e.id = u.entry
  where u.organization = $1 and e.recorded_at + interval '10 minutes' < (
    select max(o.recorded_at) from ledger.entry o join ledger.sealed_entry s
      on s.organization = $1 and s.entry = o.id
    where o.organization = $1 and s.seal = (
      select max(number) from ledger.seal where organization = $1))`
