/** What tells the rows of a description apart, inside the organization. */
import type { Document } from '#kit/document.ts'
import type { Target } from '#kit/kind.ts'
import type { Register } from '#kit/register.ts'
import { columnName } from '#kit/spelling.ts'

/** A description that has a table. */
export type Described = Document | Register

/** A column of a key. */
export interface KeyColumn {
  /** Its name in the description's own table. */
  readonly name: string
  /** Its name in the tables of the description's rows. */
  readonly inRows: string
  readonly type: string
}

const company: KeyColumn = { name: 'company', inRows: 'company', type: 'text' }

/** The columns after the organization and, where there is one, the company. */
export function ownKey({ noun, target }: Described): readonly KeyColumn[] {
  if (noun === 'document') return [{ name: 'id', inRows: 'paper', type: 'uuid' }]
  return [
    { name: 'code', inRows: 'code', type: 'text' },
    ...(target.dated ? [{ name: 'good_from', inRows: 'good_from', type: 'date' }] : []),
  ]
}

/** The conditions that a row of one of the ledger's own tables is meant, on its bare columns. */
export function onlyThose({ only = {} }: Target): string[] {
  return Object.entries(only).map(([name, value]) => `${columnName(name)} = '${value}'`)
}

/** The whole key after the organization. */
export function keyOf(of: Described): readonly KeyColumn[] {
  return of.target.of === 'company' ? [company, ...ownKey(of)] : ownKey(of)
}

/** The whole key after the organization, as a list of columns. */
export function keyList(of: Described, inRows = false): string {
  return keyOf(of)
    .map((key) => (inRows ? key.inRows : key.name))
    .join(', ')
}
