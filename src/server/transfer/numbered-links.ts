/** Links to papers by their numbers, as files have them. */
import { isId } from '#base/id.ts'
import type { Books } from '#kit/books.ts'
import { column } from '#kit/columns.ts'
import type { Document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import { placedFields } from '#kit/field.ts'
import type { Target } from '#kit/kind.ts'

/**
 * Papers are linked to by identifiers, which no file of another program knows: where one names the
 * number of a paper, its identifier is put there. One question for each kind of paper linked to.
 */
export async function withIdentifiers(
  books: Books,
  { fields }: Document,
  set: readonly Content[],
): Promise<Content[]> {
  const links = placedFields(fields).flatMap(({ rows, name, field: { kind } }) => {
    const { target } = kind
    return target === null || target.key !== 'id' ? [] : [{ rows, name, target }]
  })
  let filled = [...set]
  for (const { rows, name, target } of links) {
    const owners = filled.flatMap((values) => (rows === null ? [values] : listIn(values, rows)))
    const wanted = owners.map((owner) => owner[name]).filter((to) => isNumber(to))
    const found = await identifiersOf(books, target, wanted)
    if (found.size === 0) continue
    const fill = (owner: Content): Content => {
      const id = found.get(String(owner[name]))
      return id === undefined ? owner : { ...owner, [name]: id }
    }
    filled = filled.map((values) =>
      rows === null ? fill(values) : { ...values, [rows]: listIn(values, rows).map(fill) },
    )
  }
  return filled
}

async function identifiersOf(
  { query, organization, company, catalogue }: Books,
  { name, table }: Target,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0 || catalogue.document(name)?.number === null) return new Map()
  const found = await query<{ number: string; id: string }>({
    name: `numbered ${name}`,
    text:
      `select number, id from ${table} ` +
      'where organization = $1 and company = $2 and number = any ($3::text[])',
    values: [organization, company, column([...new Set(numbers)], (number) => number)],
  })
  return new Map(found.map(({ number, id }) => [number, id]))
}

function isNumber(to: unknown): to is string {
  return typeof to === 'string' && !isId(to)
}

function listIn(values: Content, list: string): readonly Content[] {
  const found = values[list]
  return Array.isArray(found) ? found : []
}
