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
  const own = statement(of.target.table, [
    ...head.columns,
    ...fields.map(columnOf),
    "extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object')",
    'version integer not null default 1 check (version > 0)',
    'created_at timestamptz not null default clock_timestamp()',
    "created_by text not null check (created_by <> '')",
    'changed_at timestamptz not null default clock_timestamp()',
    "changed_by text not null check (changed_by <> '')",
    ...head.keys,
    ...(of.noun === 'register' && of.counts !== null ? [commodityReference] : []),
    ...fields.flatMap((each) => referenceOf(of, each)),
  ])
  return [
    own,
    ...rowFields(of.fields).map(([name, { rows }]) => tableOfRows(of, name, rows)),
    ...indexesOf(of),
  ].map(wrapped)
}

interface Head {
  readonly columns: readonly string[]
  readonly keys: readonly string[]
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
    keys: [
      `primary key (organization, ${keyList(of)})`,
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
 * each link to a paper, by which is asked what stands on it.
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
  return [
    ...[...lists, ...links.map((name) => [name])].map((names) =>
      indexOn(of.target.table, names, [
        ...first,
        ...names,
        ...key.filter((one) => one !== 'company'),
      ]),
    ),
    ...rowFields(of.fields).flatMap(([list, { rows }]) =>
      Object.entries(rows)
        .filter(([, { kind }]) => kind.target?.key === 'id')
        .map(([name]) =>
          indexOn(rowTable(of, list), [columnName(name)], [...first, columnName(name)]),
        ),
    ),
  ]
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

function tableOfRows(of: Described, name: string, columns: Columns): string {
  const owner = `organization, ${keyList(of, true)}`
  const fields = Object.entries(columns)
  return statement(rowTable(of, name), [
    'organization uuid not null',
    ...keyOf(of).map(({ inRows, type }) => `${inRows} ${type} not null`),
    'row integer not null check (row > 0)',
    ...fields.map(columnOf),
    `primary key (${owner}, row)`,
    // A draft is thrown away with its rows; what has left its first state nobody may delete.
    `${reference(owner, of.target.table, `organization, ${keyList(of)}`)} on delete cascade`,
    ...fields.flatMap((each) => referenceOf(of, each)),
  ])
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
