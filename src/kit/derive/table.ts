/** The tables of a description, as a migration writes them: text of SQL that a person reads. */
import { plainFields, rowFields } from '#kit/field.ts'
import type { Columns, Field } from '#kit/field.ts'
import type { Document } from '#kit/document.ts'
import type { Register } from '#kit/register.ts'
import { columnName } from '#kit/spelling.ts'

/** A description that has tables. */
export type Described = Document | Register

/** The statements that make a description's tables, in their order, each without its semicolon. */
export function tablesOf(of: Described): string[] {
  const head = of.noun === 'register' ? registerHead(of) : documentHead(of)
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
    ...fields.flatMap(referenceOf),
  ])
  return [own, ...rowFields(of.fields).map(([name, { rows }]) => rowTable(of, head, name, rows))]
}

interface Head {
  readonly columns: readonly string[]
  readonly keys: readonly string[]
  /** The columns of the key without the organization; `inRows`, what its rows call them. */
  readonly key: readonly KeyColumn[]
}

interface KeyColumn {
  readonly name: string
  readonly inRows: string
  readonly type: string
}

const company: KeyColumn = { name: 'company', inRows: 'company', type: 'text' }

function registerHead({ target: { of, dated } }: Register): Head {
  const ofCompany = of === 'company'
  const key: KeyColumn[] = [
    ...(ofCompany ? [company] : []),
    { name: 'code', inRows: 'code', type: 'text' },
    ...(dated ? [{ name: 'good_from', inRows: 'good_from', type: 'date' }] : []),
  ]
  return {
    key,
    columns: [
      'organization uuid not null references ledger.organization',
      ...(ofCompany ? ['company text not null'] : []),
      "code text not null check (code <> '' and length(code) <= 40)",
      ...(dated ? ['good_from date not null'] : []),
    ],
    keys: [
      `primary key (organization, ${key.map(({ name }) => name).join(', ')})`,
      ...(ofCompany ? [companyReference] : []),
    ],
  }
}

function documentHead({ states, number }: Document): Head {
  const [first] = states
  const words = states.map((state) => `'${state}'`).join(', ')
  return {
    key: [company, { name: 'id', inRows: 'paper', type: 'uuid' }],
    columns: [
      'organization uuid not null',
      'company text not null',
      'id uuid not null',
      `state text not null check (state in (${words}))`,
      ...(number === null ? [] : ['number text']),
    ],
    keys: [
      'primary key (organization, company, id)',
      ...(number === null
        ? []
        : [
            'unique (organization, company, number)',
            `check (state = '${first}' or number is not null)`,
          ]),
      companyReference,
    ],
  }
}

const companyReference =
  'foreign key (organization, company) references ledger.company (organization, code)'

function rowTable(of: Described, head: Head, name: string, columns: Columns): string {
  const owner = `organization, ${head.key.map(({ inRows }) => inRows).join(', ')}`
  const owned = `organization, ${head.key.map(({ name: column }) => column).join(', ')}`
  const fields = Object.entries(columns)
  return statement(`${of.target.table}_${columnName(name)}`, [
    'organization uuid not null',
    ...head.key.map(({ inRows, type }) => `${inRows} ${type} not null`),
    'row integer not null check (row > 0)',
    ...fields.map(columnOf),
    `primary key (${owner}, row)`,
    // A draft is thrown away with its rows; what has left its first state nobody may delete.
    `${reference(owner, of.target.table, owned)} on delete cascade`,
    ...fields.flatMap(referenceOf),
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
function referenceOf([name, { kind }]: [string, Field]): string[] {
  const { target } = kind
  // A code of a dated register stands for several rows; which is good, the paper's date says.
  if (target === null || target.dated) return []
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
