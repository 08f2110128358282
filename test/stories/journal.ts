/** The journal of a company as a text that people read and compare whole. */
import type { Database } from '#server/database/database.ts'

interface Row {
  readonly posted_on: Temporal.PlainDate
  readonly entry: string
  readonly journal: string
  readonly reason: string
  readonly account: string
  readonly currency: string
  readonly amount: string
  readonly base: string
  readonly item: string | null
  readonly quantity: string | null
  readonly place: string | null
  readonly rest: string | null
}

const question = `
  select e.posted_on, e.id::text as entry, e.journal, e.reason, a.code || ' ' || a.name as account,
    l.currency, (l.amount / power(10::numeric, m.scale))::numeric(20, 2)::text as amount,
    (l.base / 100.0)::numeric(20, 2)::text as base, l.item,
    trim_scale(l.quantity / power(10::numeric, i.scale))::text as quantity, u.place,
    concat_ws(', ', s.kind || ' ' || s.paper || coalesce(' due ' || s.due_on, ''), l.party,
      l.tax_code, l.tax_box, 'base ' || (l.tax_base / 100.0)::numeric(20, 2),
      'exactly ' || trim_scale(l.unrounded), (
        select string_agg(d.key || ' ' || d.value, ' ' order by d.key)
        from jsonb_each_text(n.dimensions) d
      ), 'row ' || l.source_row, l.text) as rest
  from ledger.entry e
  join ledger.line l on l.organization = e.organization and l.entry = e.id
  join ledger.account a on a.organization = l.organization and a.id = l.account
  join ledger.commodity m on m.organization = l.organization and m.code = l.currency
  left join ledger.commodity i on i.organization = l.organization and i.code = l.item
  left join ledger.subject s on s.organization = l.organization and s.id = l.subject
  left join ledger.unit u on u.organization = l.organization and u.id = l.unit
  left join ledger.analysis n on n.organization = l.organization and n.id = l.analysis
  where e.organization = $1
  order by e.posted_on, e.recorded_at, e.id, l.line`

/** All entries of an organization, in the order in which they were recorded on each day. */
export async function journalOf(database: Database, organization: string): Promise<string> {
  const rows = await database.transaction(organization, (query) =>
    query<Row>({ text: question, values: [organization] }),
  )
  const entries = Map.groupBy(rows, ({ entry }) => entry)
  return [...entries.values()].map((lines) => entryText(lines)).join('\n')
}

function entryText(lines: readonly Row[]): string {
  const [first] = lines
  if (first === undefined) return ''
  const { posted_on: day, journal, reason } = first
  return [`${day.toString()} ${reason} (${journal})`, ...lines.map(lineText), ''].join('\n')
}

/** "    4000 sales           -11.10 GBP   mug   ; ANN, row 1". */
function lineText({ account, amount, base, currency, item, quantity, place, rest }: Row): string {
  const worth = currency === 'GBP' ? '' : ` @@ ${base} GBP`
  const isGoods = quantity !== null && quantity !== '0'
  const figure = isGoods ? `${quantity} ${item} at ${place}` : `${amount} ${currency}${worth}`
  const about = [isGoods || item === null ? [] : [item], rest === '' ? [] : [rest]].flat()
  const line = `    ${account.padEnd(32)} ${figure.padStart(24)}`
  return about.length === 0 ? line : `${line}  ; ${about.join(', ')}`
}
