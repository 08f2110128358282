/** How a figure of a report is explained: by the lines behind it, whose sum it is. */
import { date, integer, text } from './column.ts'
import type { Column } from './column.ts'
import * as parameter from './parameter.ts'
import type { Parameter } from './parameter.ts'
import type { Heading } from './report.ts'

/** What tells a row from the others: the text of one of its cells. */
export interface Coordinate {
  /** The column's name. */
  readonly name: string
  readonly meaning: string
  readonly required?: boolean
}

/**
 * A companion question. It takes the parameters of its report, what that supplies, then the
 * coordinates of a row as text (null where one is not given, which narrows nothing; "" where the
 * cell is empty) and the name of the column. It answers each line behind the figure with the share
 * that it has in it: posted_on, entry, line, account, subject, party, analysis, currency, figure.
 */
export interface Explanation {
  /** The file with the question. */
  readonly sql: URL
  readonly coordinates: readonly Coordinate[]
  /** The columns whose figures it explains. */
  readonly figures: readonly string[]
}

/** What the list of lines takes besides the parameters of its report. */
export const listParameters: readonly Parameter[] = [
  {
    name: 'lines-limit',
    meaning: 'Lines a page.',
    type: parameter.integer(1, 10_000),
    otherwise: '1000',
  },
  {
    name: 'lines-after',
    meaning: 'For the page that follows: the "next" of the page before.',
    type: parameter.place,
  },
]

/** The table of the lines behind a figure of a column. */
export function headingOfLines(report: Heading, of: Column): Heading {
  const columns: readonly Column[] = [
    { name: 'posted_on', meaning: 'The day in the books.', type: date },
    { name: 'entry', meaning: 'The identifier of the entry.', type: text },
    { name: 'line', meaning: 'The line of the entry.', type: integer },
    { name: 'journal', meaning: 'Its journal.', type: text },
    { name: 'reason', meaning: 'Why it was posted.', type: text },
    { name: 'source_paper', meaning: 'The paper it came from.', type: text, whereFilled: true },
    { name: 'source_number', meaning: 'Its number.', type: text, whereFilled: true },
    { name: 'account', meaning: "The account's code.", type: text },
    { name: 'department', meaning: 'Of lines not shown singly.', type: text, whereFilled: true },
    { name: 'text', meaning: 'What the line says itself.', type: text, whereFilled: true },
    { name: 'party', meaning: 'Whom it concerns.', type: text, whereFilled: true },
    { name: 'subject', meaning: 'What explains it.', type: text, whereFilled: true },
    { name: 'item', meaning: 'The item it concerns.', type: text, whereFilled: true },
    { name: 'currency', meaning: 'Of the line.', type: text },
    { name: 'figure', meaning: 'Its share of the figure.', type: of.type, summed: true },
  ]
  return { name: `${report.name}-lines`, answers: `The lines behind ${of.name}.`, columns }
}

/**
 * The statement around a companion question whose parameters end before $`next`: a page of the
 * lines that the reader sees singly, in the order of their days, with $`next` lines at most after
 * the place $`next + 1`; and behind the last of them those that the reader does not, summed by
 * account and department. A total behind which fewer than five stand is not split by department,
 * and where they are fewer on the whole account it has no figure.
 */
export function statementOfLines(question: string, next: number): string {
  const [limit, after] = [`$${next}::integer`, `$${next + 1}::text`]
  return `with unasked as (
  select ${['true', ...unasked(question, next)].join(', ')}
), behind as not materialized (
${question.trimEnd()}
), hidden_subject as materialized (
  select s.id from ledger.subject s
  where s.organization = $1 and s.company = $2
    and $3::smallint < 6 and s.read_class > $3::smallint
), page as materialized (
  select b.*, row_number() over (order by b.posted_on, b.entry, b.line) as place
  from (
    select b.* from behind b
    join ledger.account a on a.organization = $1 and a.id = b.account
    where not ($3::smallint < 6 and (a.read_class > $3::smallint
        or coalesce(b.subject in (select id from hidden_subject), false)))
      and (${after} is null or (b.posted_on, b.entry, b.line) > (
        split_part(${after}, '/', 1)::date, nullif(split_part(${after}, '/', 2), '')::uuid,
        nullif(split_part(${after}, '/', 3), '')::integer))
    order by b.posted_on, b.entry, b.line
    limit ${limit} + 1
  ) as b
), hidden as materialized (
  select b.account, b.currency, b.figure, coalesce(n.dimensions ->> 'department', '') as department,
    coalesce(b.party, b.subject::text, b.entry || '/' || b.line) as person
  from behind b
  join ledger.account a on a.organization = $1 and a.id = b.account
  left join ledger.analysis n on n.organization = $1 and n.id = b.analysis
  where $3::smallint < 6 and (a.read_class > $3::smallint
    or coalesce(b.subject in (select id from hidden_subject), false))
), part as (
  select h.account, h.currency, h.department, sum(h.figure) as figure,
    min(count(distinct h.person)) over (partition by h.account, h.currency) as fewest
  from hidden h
  group by h.account, h.currency, h.department
), whole as (
  select h.account, h.currency,
    count(distinct h.person) >= 5 and h.account <> all ($4::uuid[]) as enough
  from hidden h
  group by h.account, h.currency
), folded as (
  select p.account, p.currency, case when p.fewest >= 5 then p.department end as department,
    case when w.enough then sum(p.figure) end as figure
  from part p join whole w on w.account = p.account and w.currency = p.currency
  where (select coalesce(max(place), 0) from page) <= ${limit}
  group by p.account, p.currency, case when p.fewest >= 5 then p.department end, w.enough
)
select p.posted_on, p.entry::text, p.line, e.journal, e.reason, e.source_paper, e.source_number,
  a.code as account, null as department, l.text, l.party,
  s.kind || ' ' || s.paper || case when s.row = 0 then '' else '/' || s.row end as subject,
  l.item, p.currency, p.figure::text as figure,
  case when (select max(place) from page) > ${limit} then (
    select posted_on || '/' || entry || '/' || line from page where place = ${limit}
  ) end as next
from page p
join ledger.account a on a.organization = $1 and a.id = p.account
left join lateral (
  select o.journal, o.reason, o.source_paper, o.source_number from ledger.entry o
  where o.organization = $1 and o.id = p.entry
) e on true
left join lateral (
  select o.text, o.party, o.item from ledger.line o
  where o.organization = $1 and o.entry = p.entry and o.line = p.line
) l on true
left join lateral (
  select o.kind, o.paper, o.row from ledger.subject o
  where o.organization = $1 and o.id = p.subject
) s on true
where p.place <= ${limit}
union all
select null, null, null, null, 'not shown singly', null, null, a.code, f.department, null, null,
  null, null, f.currency, f.figure::text, null
from folded f
join ledger.account a on a.organization = $1 and a.id = f.account
order by posted_on nulls last, entry, line, account, currency, department`
}

/**
 * Values that the question has no use for, each with a type, which the database would not know.
 * The first four are the list's own.
 */
function unasked(question: string, next: number): string[] {
  return Array.from({ length: next - 5 }, (_, at) => `$${at + 5}`)
    .filter((place) => !new RegExp(`\\${place}\\b`).test(question))
    .map((place) => `${place}::text`)
}
