/** What papers link to other papers by, and which link to some: the chain of papers. */
import type { AnyPaper, Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import { placedFields } from '#kit/field.ts'
import type { Moment } from '#kit/moment.ts'
import { Parameters } from '#kit/parameters.ts'
import { columnName } from '#kit/spelling.ts'
import { rowTable } from '#kit/store.ts'

/** A field by which papers of one kind link to those of another. */
export interface ChainLink {
  /** The rows in which it is; null where the paper itself has it. */
  readonly rows: string | null
  readonly name: string
  /** The kind of the other paper. */
  readonly to: string
}

/** So many papers are told that link to others by one field. */
const mostLinking = 100

/** The fields of a document that link to papers. */
export function linksOf(of: Document): ChainLink[] {
  return placedFields(of.fields).flatMap(({ rows, name, field: { kind } }) =>
    kind.target?.key === 'id' ? [{ rows, name, to: kind.target.name }] : [],
  )
}

/** The identifiers to which a paper links by a field. */
export function linkedFrom(paper: AnyPaper, { rows, name }: ChainLink): string[] {
  const values = rows === null ? [paper[name]] : rowsIn(paper, rows).map((row) => row[name])
  return values.filter((value) => typeof value === 'string')
}

/** The identifiers of the papers that link to some by a field, the oldest first. */
export async function linkingTo(
  { query, organization, company }: Pick<Moment, 'query' | 'organization' | 'company'>,
  of: Document,
  { rows, name }: ChainLink,
  ids: readonly string[],
): Promise<string[]> {
  const written = new Parameters()
  const place = [written.add(organization, 'uuid'), written.add(company, 'text')] as const
  const [table, id] = rows === null ? [of.target.table, 'id'] : [rowTable(of, rows), 'paper']
  const wanted = written.add(`{${ids.join(',')}}`, 'uuid[]')
  const found = await query<{ id: string }>({
    name: `links ${of.name} ${rows ?? ''} ${name}`,
    text:
      `select distinct ${id} as id from ${table} where organization = ${place[0]} ` +
      `and company = ${place[1]} and ${columnName(name)} = any (${wanted}) ` +
      `order by id limit ${mostLinking}`,
    values: written.values,
  })
  return found.map((one) => one.id)
}
