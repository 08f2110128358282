/** Links to papers by their numbers, as files have them, in place of identifiers. */
import { isId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { column } from '#kit/columns.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { placedFields } from '#kit/field.ts'
import type { Document } from '#kit/document.ts'
import type { Described } from '#kit/key.ts'
import type { Target } from '#kit/kind.ts'
import { placedColumns } from '#kit/standing.ts'
import type { Placed } from '#kit/standing.ts'
import type { Place } from '#kit/store.ts'

/** Where papers are looked up, and which of them are there for the one who asks. */
export interface Where extends Place {
  readonly query: Query
  readonly catalogue: Catalogue
  readonly isThere: (document: Document, paper: Placed) => boolean
}

/**
 * Papers are linked to by identifiers, which no file of another program knows: where one names the
 * number of a paper, its identifier is put there. One question for each link.
 */
export async function withIdentifiers(
  where: Where,
  of: Described,
  set: readonly Content[],
): Promise<Content[]> {
  return await replaced(where, of, set, ['number', 'id'], (to) => !isId(to))
}

/** The same the other way: a file names linked papers by their numbers, where they have some. */
export async function withNumbers(
  where: Where,
  of: Described,
  set: readonly Content[],
): Promise<Content[]> {
  return await replaced(where, of, set, ['id', 'number'], isId)
}

type Way = readonly ['number', 'id'] | readonly ['id', 'number']

async function replaced(
  where: Where,
  { fields }: Described,
  set: readonly Content[],
  way: Way,
  isMeant: (to: string) => boolean,
): Promise<Content[]> {
  let filled = [...set]
  for (const { rows, name, field } of placedFields(fields)) {
    const { target } = field.kind
    if (target === null || target.key !== 'id') continue
    const owners = filled.flatMap((values) => (rows === null ? [values] : rowsIn(values, rows)))
    const wanted = owners.map((owner) => owner[name]).filter((to) => typeof to === 'string')
    const found = await counterparts(where, target, way, new Set(wanted.filter(isMeant)))
    if (found.size === 0) continue
    const fill = (owner: Content): Content => {
      const other = found.get(String(owner[name]))
      return other === undefined ? owner : { ...owner, [name]: other }
    }
    filled = filled.map((values) =>
      rows === null ? fill(values) : { ...values, [rows]: rowsIn(values, rows).map(fill) },
    )
  }
  return filled
}

async function counterparts(
  { query, organization, company, catalogue, isThere }: Where,
  { name, table }: Target,
  [from, to]: Way,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const document = catalogue.document(name)
  if (wanted.size === 0 || document === undefined || document.number === null) return new Map()
  const type = from === 'id' ? 'uuid[]' : 'text[]'
  const found = await query<Placed & { readonly number: string }>({
    name: `${to} of ${name}`,
    text:
      `select ${placedColumns(document)} from ${table} t where t.organization = $1 ` +
      `and t.company = $2 and t.${from} = any ($3::${type}) and t.number is not null`,
    values: [organization, company, column([...wanted], (one) => one)],
  })
  const there = found.filter((paper) => isThere(document, paper))
  return new Map(there.map((paper) => [paper[from], paper[to]]))
}
