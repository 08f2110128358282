/** The tables of a description, as a migration writes them: text of SQL that a person reads. */
import { plainFields, rowFields } from '#kit/field.ts'
import type { Columns, Field } from '#kit/field.ts'
import type { Document } from '#kit/document.ts'
import { rowTable } from '#kit/store.ts'
import { keyList, keyOf } from '#kit/key.ts'
import type { Described, KeyColumn } from '#kit/key.ts'
import { askedColumn } from '#kit/list-fields.ts'
import { columnName } from '#kit/spelling.ts'
import { wrapped } from '#kit/derive/wrapped.ts'

/**
 * The statements that make a description's tables, in their order, each without its semicolon; none
 * where they are the ledger's.
 */
export function tablesOf(of: Described): string[] {
  if (of.noun === 'register' && of.isLedgers) return []
  const head = headOf(of)
  const fields = plainFields(of.fields)
  const columns = [
    ...head.columns,
    ...fields.map(columnOf),
    "extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object')",
    'version integer not null default 1 check (version > 0)',
    'created_at timestamptz not null default clock_timestamp()',
    "created_by text not null check (created_by <> '')",
    'changed_at timestamptz not null default clock_timestamp()',
    "changed_by text not null check (changed_by <> '')",
  ]
  const constraints = [
    ...head.constraints,
    ...(of.noun === 'register' && of.counts !== null ? [commodityReference] : []),
    ...fields.flatMap((each) => referenceOf(of, each)),
  ]
  const own = withKey(of.target.table, head.key, indexesOf(of), [columns, constraints])
  const rows = rowFields(of.fields).flatMap(([name, list]) => tableOfRows(of, name, list.rows))
  return [...own, ...rows].map(wrapped)
}

interface Head {
  readonly columns: readonly string[]
  /** The columns of the primary key. */
  readonly key: string
  readonly constraints: readonly string[]
}

/**
 * The statements of a table. A primary key beside other indexes is made last: while a table is
 * young and nothing is known of its rows, all that begin with organization and company cost the
 * planner the same, and of these it takes the one that was made last.
 */
function withKey(
  name: string,
  key: string,
  indexes: readonly string[],
  [columns, constraints]: readonly [readonly string[], readonly string[]],
): string[] {
  const primary = `primary key (${key})`
  const isAlone = indexes.length === 0 && constraints.every((one) => !one.startsWith('unique'))
  return isAlone
    ? [statement(name, [...columns, primary, ...constraints])]
    : [
        statement(name, [...columns, ...constraints]),
        ...indexes,
        `alter table ${name} add ${primary}`,
      ]
}

function headOf(of: Described): Head {
  const own: readonly KeyColumn[] = keyOf(of)
  const ofCompany = of.target.of === 'company'
  const checks: Readonly<Record<string, string>> = {
    code: " check (code <> '' and length(code) <= 40)",
  }
  const references = of.noun === 'register' && !ofCompany ? ' references ledger.organization' : ''
  return {
    columns: [
      `organization uuid not null${references}`,
      ...own.map(({ name, type }) => `${name} ${type} not null${checks[name] ?? ''}`),
      ...(of.noun === 'document' ? lifeColumns(of) : []),
    ],
    key: `organization, ${keyList(of)}`,
    constraints: [
      ...(of.noun === 'document' && of.number !== null ? numberKeys(of) : []),
      ...(ofCompany ? [companyReference] : []),
    ],
  }
}

function lifeColumns({ states, number }: Document): string[] {
  const words = states.map((state) => `'${state}'`).join(', ')
  return [
    `state text not null check (state in (${words}))`,
    ...(number === null ? [] : ["number text check (number <> '' and length(number) <= 60)"]),
  ]
}

function numberKeys({ states: [first] }: Document): string[] {
  return [
    'unique (organization, company, number)',
    `check (state = '${first}' or number is not null)`,
  ]
}

/**
 * What lists are sorted by, down to the key, so that the next page begins where the last ended; and
 * each link to a paper, by which is asked what stands on it. Rows have indexes of the latter alone.
 */
function indexesOf(of: Described): string[] {
  const key = keyOf(of).map(({ name }) => name)
  const first = of.target.of === 'company' ? ['company'] : []
  const sorts: readonly (readonly string[])[] =
    of.noun === 'register' ? of.sorts.map((name) => [name]) : of.sorts
  const lists = sorts.map((names) => names.map((name) => askedColumn(name)))
  const own = plainFields(of.fields).filter(([, { kind }]) => kind.target?.key === 'id')
  const links = own
    .map(([name]) => columnName(name))
    .filter((name) => !lists.some(([leading]) => leading === name))
  return [...lists, ...links.map((name) => [name])].map((names) =>
    indexOn(of.target.table, names, [
      ...first,
      ...names,
      ...key.filter((one) => one !== 'company'),
    ]),
  )
}

function indexOn(table: string, names: readonly string[], columns: readonly string[]): string {
  const [, bare = table] = table.split('.')
  // PostgreSQL cuts names after 63 letters; a cut one could be another index's.
  const called = `${bare}_by_${names.join('_')}`.slice(0, 63)
  return `create index ${called} on ${table} (organization, ${columns.join(', ')})`
}

const commodityReference =
  'foreign key (organization, code) references ledger.commodity (organization, code)'

const companyReference =
  'foreign key (organization, company) references ledger.company (organization, code)'

function tableOfRows(of: Described, name: string, rows: Columns): string[] {
  const owner = `organization, ${keyList(of, true)}`
  const fields = Object.entries(rows)
  const columns = [
    'organization uuid not null',
    ...keyOf(of).map(({ inRows, type }) => `${inRows} ${type} not null`),
    'row integer not null check (row > 0)',
    ...fields.map(columnOf),
  ]
  const constraints = [
    // A draft is thrown away with its rows; what has left its first state nobody may delete.
    `${reference(owner, of.target.table, `organization, ${keyList(of)}`)} on delete cascade`,
    ...fields.flatMap((each) => referenceOf(of, each)),
  ]
  const first = of.target.of === 'company' ? ['company'] : []
  const own = rowTable(of, name)
  const indexes = fields
    .filter(([, { kind }]) => kind.target?.key === 'id')
    .map(([link]) => indexOn(own, [columnName(link)], [...first, columnName(link)]))
  return withKey(own, `${owner}, row`, indexes, [columns, constraints])
}

function columnOf([name, { kind, optional }]: [string, Field]): string {
  const column = columnName(name)
  const check = kind.column.check(column)
  const parts = [
    `${column} ${kind.column.type}`,
    optional ? '' : 'not null',
    check === null ? '' : `check (${check})`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/**
 * A link is a foreign key, so that what is linked to is there, in the same organization and, where
 * it belongs to a company, in the same company.
 */
function referenceOf(of: Described, [name, { kind }]: [string, Field]): string[] {
  const { target } = kind
  // A code of a dated register stands for several rows; which is good, the paper's date says.
  if (target === null || target.dated) return []
  // What the companies have in common means the one of that code in whichever company it is used.
  if (target.of === 'company' && of.target.of === 'organization') return []
  const shared = target.of === 'company' ? 'organization, company' : 'organization'
  const column = columnName(name)
  return [reference(`${shared}, ${column}`, target.table, `${shared}, ${target.key}`)]
}

function reference(columns: string, table: string, keys: string): string {
  return `foreign key (${columns})\n    references ${table} (${keys})`
}

function statement(table: string, parts: readonly string[]): string {
  return `create table ${table} (\n  ${parts.join(',\n  ')}\n)`
}
