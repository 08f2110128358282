/** Compares every sum in the database with the model's, and the database with itself. */
import type { Query } from '#base/query.ts'
import type { Database } from '#server/database/database.ts'
import { canonical, name } from '#test/model/state.ts'
import type { State } from '#test/model/state.ts'

/** What differs between the books and the model, in sentences; empty where nothing does. */
export async function differences(
  database: Database,
  organization: string,
  state: State,
): Promise<string[]> {
  const compareAll = async (query: Query): Promise<string[]> => {
    const found: string[] = []
    // Over freshly filled tables the planner knows nothing and would loop.
    await query({ text: 'set local enable_nestloop = off' })
    for (const sum of sums) {
      const rows = await query<Row>({ text: sum.text, values: [organization] })
      const books = new Map(rows.map((row) => sum.read(row)))
      found.push(...apart(sum.of, books, sum.model(state)))
    }
    return found
  }
  const found = await database.transaction(organization, compareAll, { mode: 'snapshot' })
  return [...found, ...(await contradictions(database, organization))]
}

/** What the books say against themselves, in sentences; empty where they are sound. */
export async function contradictions(database: Database, organization: string): Promise<string[]> {
  const look = async (query: Query): Promise<string[]> => {
    await query({ text: 'set local enable_nestloop = off' })
    const broken = await query<{ what: string }>({ text: invariants, values: [organization] })
    return broken.map(({ what }) => what)
  }
  return await database.transaction(organization, look, { mode: 'snapshot' })
}

type Row = Readonly<Record<string, string | number | bigint | null>>

interface Sum {
  readonly of: string
  readonly text: string
  readonly read: (row: Row) => [string, string]
  readonly model: (state: State) => Map<string, string>
}

function apart(of: string, books: Map<string, string>, model: Map<string, string>): string[] {
  const keys = new Set([...books.keys(), ...model.keys()])
  return [...keys]
    .filter((key) => books.get(key) !== model.get(key))
    .map((key) => `${of} ${key}: the books say ${books.get(key)}, the model ${model.get(key)}`)
}

function figures(...of: readonly unknown[]): string {
  return of.map(String).join(' ')
}

function mapped<Value>(rows: Map<string, Value>, figure: (row: Value) => string) {
  return new Map([...rows].map(([key, row]) => [key, figure(row)]))
}

const named = (row: Row, ...columns: readonly string[]): string =>
  name(...columns.map((column) => row[column] as string | number))

const balances: Sum = {
  of: 'balance',
  text: `select b.company, a.code, b.period, b.currency, b.layer, n.dimensions,
      b.debit, b.credit, b.base_debit, b.base_credit
    from ledger.balance b
    join ledger.account a on a.organization = b.organization and a.id = b.account
    join ledger.analysis n on n.organization = b.organization and n.id = b.analysis
    where b.organization = $1`,
  read: (row) => {
    const { company, code, period, currency, layer, dimensions } = row as Record<string, string>
    const combination = canonical(dimensions as unknown as Record<string, string>)
    return [
      name(company ?? '', code ?? '', period ?? 0, currency ?? '', layer ?? '', combination),
      figures(row['debit'], row['credit'], row['base_debit'], row['base_credit']),
    ]
  },
  model: ({ balances: rows }) =>
    mapped(rows, (row) => figures(row.debit, row.credit, row.baseDebit, row.baseCredit)),
}

const subjectName = `json_build_array(s.company, s.kind, s.paper, s.row)::text`
const unitName = `json_build_array(u.company, u.place, u.lot, u.owner)::text`
/** The database writes JSON with blanks that ours has not. */
const tight = (text: unknown): string => JSON.stringify(JSON.parse(String(text)))

const holdings: Sum = {
  of: 'holding',
  text: `select h.company, a.code, ${subjectName} as subject, h.currency, h.layer,
      h.amount, h.base, h.quantity, h.pending_debit, h.pending_credit
    from ledger.holding h
    join ledger.account a on a.organization = h.organization and a.id = h.account
    join ledger.subject s on s.organization = h.organization and s.id = h.subject
    where h.organization = $1`,
  read: (row) => [
    named(
      { ...row, subject: tight(row['subject']) },
      'company',
      'code',
      'subject',
      'currency',
      'layer',
    ),
    figures(
      row['amount'],
      row['base'],
      row['quantity'],
      row['pending_debit'],
      row['pending_credit'],
    ),
  ],
  model: ({ holdings: rows }) =>
    mapped(rows, ({ amount, base, quantity, pendingDebit, pendingCredit }) =>
      figures(amount, base, quantity, pendingDebit, pendingCredit),
    ),
}

const stock: Sum = {
  of: 'stock',
  text: `select ${unitName} as unit, k.item, k.on_hand, k.reserved, k.bounded
    from ledger.stock k
    join ledger.unit u on u.organization = k.organization and u.id = k.unit
    where k.organization = $1`,
  read: (row) => [
    name(tight(row['unit']), String(row['item'])),
    figures(row['on_hand'], row['reserved'], row['bounded']),
  ],
  model: (state) =>
    mapped(state.stock, ({ unit, onHand, reserved }) =>
      figures(onHand, reserved, state.units.get(unit)),
    ),
}

const pending: Sum = {
  of: 'pending line',
  text: `select entry, line, amount_left, base_left, quantity_left from ledger.pending_line
    where organization = $1`,
  read: (row) => [
    named(row, 'entry', 'line'),
    figures(row['amount_left'], row['base_left'], row['quantity_left']),
  ],
  model: (state) =>
    mapped(state.pending, ({ amount, base, quantity }) => figures(amount, base, quantity)),
}

const entries: Sum = {
  of: 'entry',
  text: `select e.id, e.company, e.key, e.kind, e.period, e.late, l.lines
    from ledger.entry e
    left join (
      select entry, count(*)::integer as lines from ledger.line where organization = $1 group by 1
    ) l on l.entry = e.id
    where e.organization = $1`,
  read: (row) => [
    named(row, 'id'),
    figures(row['company'], row['key'], row['kind'], row['period'], row['late'], row['lines']),
  ],
  model: (state) =>
    new Map(
      [...state.entries].map(([id, { posting, kind, period, late, lines }]) => [
        name(id),
        figures(posting.company, posting.entry.key, kind, period, late, lines.length),
      ]),
    ),
}

const explained: Sum = {
  of: 'subject',
  text: `select ${subjectName} as subject, s.party, s.lowest, s.highest
    from ledger.subject s where s.organization = $1`,
  read: (row) => [tight(row['subject']), figures(row['party'], row['lowest'], row['highest'])],
  model: ({ subjects }) =>
    mapped(subjects, ({ party, lowest, highest }) => figures(party, lowest, highest)),
}

const units: Sum = {
  of: 'unit',
  text: `select ${unitName} as unit, u.bounded from ledger.unit u where u.organization = $1`,
  read: (row) => [tight(row['unit']), figures(row['bounded'])],
  model: ({ units: rows }) => mapped(rows, figures),
}

const sums: readonly Sum[] = [entries, balances, holdings, stock, pending, explained, units]

/** Each query answers what does not sum up, and nothing in sound books. */
const invariants = `
  with line as (select * from ledger.line where organization = $1),
  entry as (select * from ledger.entry where organization = $1)
  select 'entry ' || entry || ' is not zero in ' || layer || ' ' || currency as what
  from line group by entry, layer, currency having sum(amount) <> 0
  union all
  select 'entry ' || entry || ' is not zero in worth' from line
  group by entry, layer having sum(base) <> 0
  union all
  select 'entry ' || entry || ' is not zero in ' || item from line
  group by entry, layer, item having sum(quantity) <> 0
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
      sum(quantity) as quantity, sum(debit) as debit, sum(credit) as credit
    from (
      select account, subject, currency, layer, amount, base, quantity, 0 as debit, 0 as credit
      from line where subject is not null
      union all
      select l.account, l.subject, l.currency, 'actual', 0, 0, 0, greatest(p.amount_left, 0),
        greatest(-p.amount_left, 0)
      from ledger.pending_line p join line l on l.entry = p.entry and l.line = p.line
      where p.organization = $1 and l.subject is not null
    ) moved
    group by 1, 2, 3, 4
  ) l full join (select * from ledger.holding where organization = $1) h
    using (account, subject, currency, layer)
  where (l.amount, l.base, l.quantity, l.debit, l.credit)
    is distinct from (h.amount, h.base, h.quantity, h.pending_debit, h.pending_credit)
  union all
  select 'stock of ' || item || ' is not its lines' from (
    select unit, item, sum(quantity) as on_hand from line
    where unit is not null and quantity <> 0 and layer = 'actual' group by 1, 2
  ) l full join (select * from ledger.stock where organization = $1) k using (unit, item)
  where coalesce(l.on_hand, 0) is distinct from k.on_hand
  union all
  select 'what is reserved of ' || k.item || ' is not what is pending' from ledger.stock k
  left join (
    select l.unit, l.item, sum(greatest(-p.quantity_left, 0)) as quantity
    from ledger.pending_line p join line l on l.entry = p.entry and l.line = p.line
    where p.organization = $1 group by 1, 2
  ) p on p.unit = k.unit and p.item = k.item
  where k.organization = $1 and k.reserved <> coalesce(p.quantity, 0)
  union all
  select 'entry ' || e.id || ' is not among the unsealed' from entry e
  left join ledger.unsealed n on n.organization = $1 and n.entry = e.id
  where n.entry is null
  union all
  select 'the trial balance is not zero in ' || currency from ledger.balance
  where organization = $1 group by company, period, layer, currency
  having sum(debit) <> sum(credit)`
