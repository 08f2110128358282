/** How people call what papers link to: a register's row by its name, a paper by its number. */
import type { Catalogue } from '#kit/catalogue.ts'
import { column } from '#kit/columns.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { placedFields, writtenFields } from '#kit/field.ts'
import type { PlacedField } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import type { Target } from '#kit/kind.ts'
import type { Moment } from '#kit/moment.ts'
import { Parameters } from '#kit/parameters.ts'
import { columnName } from '#kit/spelling.ts'

/** Fields above this class are in no list of words and in no title. */
export const highestTold = 1

/** The name of what a link points at; undefined where it has none. */
export type NameOf = (target: Target, key: string) => string | undefined

/** The column that people know a thing by; null where it has none that all may read. */
export function nameColumn(of: Described): string | null {
  if (of.noun === 'document') return of.number === null ? null : 'number'
  const name = of.fields['name']
  if (name === undefined || !('kind' in name) || name.kind.isSearched === undefined) return null
  return name.readClass <= highestTold ? columnName('name') : null
}

/**
 * What papers link to by fields that all may read, and what has a name. What the ledger keeps for
 * itself (accounts, currencies) is left out: nobody looks for an invoice by its account.
 */
export function namedLinks(
  catalogue: Catalogue,
  of: Described,
): (PlacedField & { readonly target: Target; readonly called: string })[] {
  return placedFields(writtenFields(of.fields)).flatMap((placed) => {
    const { target } = placed.field.kind
    if (target === null || placed.field.readClass > highestTold) return []
    const described = catalogue.document(target.name) ?? catalogue.register(target.name)
    if (described === undefined || target.table.startsWith('ledger.')) return []
    const called = nameColumn(described)
    return called === null ? [] : [{ ...placed, target, called }]
  })
}

/** The names of what a set of papers links to: one question for all of them. */
export async function namesLinked(
  { query, organization, company }: Pick<Moment, 'query' | 'organization' | 'company'>,
  catalogue: Catalogue,
  of: Described,
  set: readonly Content[],
): Promise<NameOf> {
  const links = namedLinks(catalogue, of)
  const byTarget = [...Map.groupBy(links, ({ target }) => target.name).values()]
  const wanted = byTarget.map((fields) => new Set(fields.flatMap((field) => linkedIn(set, field))))
  if (wanted.every(({ size }) => size === 0)) return () => undefined
  const written = new Parameters()
  const place = [written.add(organization, 'uuid'), written.add(company, 'text')] as const
  const asked = byTarget.flatMap(([first], at) => {
    if (first === undefined) return []
    const { target, called } = first
    const { table, key } = target
    const codes = column([...(wanted[at] ?? [])], (code) => code)
    // Of a dated register the last row's name is told.
    const [distinct, order] = target.dated
      ? [`distinct on (${key})`, ` order by ${key}, good_from desc`]
      : ['', '']
    const where = [
      `organization = ${place[0]}`,
      // Said for both, so that the statement has the same parameters for all descriptions.
      target.of === 'company' ? `company = ${place[1]}` : `${place[1]} is not null`,
      `${key} = any (${written.add(codes, key === 'id' ? 'uuid[]' : 'text[]')})`,
    ]
    return [
      `(select ${distinct} ${written.add(target.name, 'text')} as target, ${key}::text as key, ` +
        `${called} as name from ${table} where ${where.join(' and ')}${order})`,
    ]
  })
  const found = await query<{ target: string; key: string; name: string | null }>({
    name: `names ${of.name}`,
    text: asked.join(' union all '),
    values: written.values,
  })
  const names = new Map(
    found.map(({ target, key, name }) => [`${target} ${key}`, name ?? undefined]),
  )
  return (target, key) => names.get(`${target.name} ${key}`)
}

function linkedIn(set: readonly Content[], { rows, name }: PlacedField): string[] {
  const owners = rows === null ? set : set.flatMap((content) => rowsIn(content, rows))
  return owners.map((owner) => owner[name]).filter((value) => typeof value === 'string')
}
