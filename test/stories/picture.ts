/** All rows of an organization in all tables, as text: what is there, and what became of it. */
import { hash } from 'node:crypto'
import type { Query } from '#base/query.ts'

/** A row of a table, as JSON. */
export interface PicturedRow {
  readonly table: string
  readonly row: string
}

/** The rows of all tables that the one who asks may read, by table and text. */
export type Picture = readonly PicturedRow[]

/** A question for each table with rows of organizations, and with the columns that may be read. */
const questions = `
  select format('select %L as table, to_jsonb(t)::text as row from (select %s from %I.%I '
      'where organization = $1) t', n.nspname || '.' || c.relname,
      string_agg(quote_ident(a.attname), ', ' order by a.attnum), n.nspname, c.relname) as question
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition
    and n.nspname not in ('pg_catalog', 'information_schema')
    and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
    and exists (select from pg_attribute o
      where o.attrelid = c.oid and o.attname = 'organization' and not o.attisdropped)
  group by n.nspname, c.relname order by 1`

/** What is in all tables now, also within a transaction that is not over. */
export async function pictureOf(query: Query, organization: string): Promise<Picture> {
  const tables = await query<{ question: string }>({ text: questions })
  const all = tables.map(({ question }) => question).join(' union all ')
  const text = `select p.table, p.row from (${all}) p order by 1, 2`
  return await query<PicturedRow>({ text, values: [organization] })
}

const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)/g

/** Writes a text with other names for what is new. */
export type Naming = (text: string) => string

/**
 * Gives what is new since a picture names that are the same whenever the same was done, and leaves
 * moments out.
 */
export function namingOf(before: Picture, after: Picture): Naming {
  const known = new Set(before.flatMap(({ row }) => row.match(identifier) ?? []))
  const calledBy =
    (names: ReadonlyMap<string, string>): Naming =>
    (text) =>
      text
        .replaceAll(identifier, (id) => (known.has(id) ? id : (names.get(id) ?? 'new')))
        .replaceAll(moment, 'a moment')
  let naming = calledBy(new Map())
  // An entry is told from others by its lines, and these by their subjects: in three rounds.
  for (let round = 0; round < 3; round += 1) naming = calledBy(namesBy(naming, known, after))
  return naming
}

/** The rows of a picture under such names, in the order of their texts. */
export function namedRows(picture: Picture, naming: Naming): string[] {
  return picture.map(({ table, row }) => `${table} ${naming(row)}`).toSorted()
}

/** A name for each new identifier: by all rows in which it stands, as they are called so far. */
function namesBy(naming: Naming, known: ReadonlySet<string>, picture: Picture) {
  const rows = new Map<string, string[]>()
  for (const { table, row } of picture) {
    for (const id of new Set(row.match(identifier))) {
      if (known.has(id)) continue
      const own = `${table} ${naming(row.replaceAll(id, 'itself'))}`
      rows.set(id, [...(rows.get(id) ?? []), own])
    }
  }
  const named = [...rows].map(([id, own]) => {
    const digest = hash('sha256', own.toSorted().join('\n')).slice(0, 12)
    return [id, `new ${digest}`] as const
  })
  return new Map(named)
}
