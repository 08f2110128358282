/** Which tables are ours, asked of the catalogue, so that none can be forgotten. */
import type pg from 'pg'

/** A table; the names are spelled as SQL wants them, quoted where need be. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/**
 * Every table of the database but PostgreSQL's own, those of extensions, and what others keep in
 * the schema `public`, where only our list of migrations stands.
 */
const tables = `
  select c.oid::bigint as id, format('%I.%I', n.nspname, c.relname) as name,
    (select array_agg(quote_ident(a.attname)::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
      as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and (n.nspname <> 'public' or c.relname = 'migration')
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
      and d.objid = c.oid and d.deptype = 'e')
  order by name`

const references = `
  select distinct conrelid::bigint as child, confrelid::bigint as parent from pg_constraint
  where contype = 'f' and conrelid <> confrelid`

/**
 * Our tables, each behind those that its foreign keys point at. A table that points at itself needs
 * no order among its rows: PostgreSQL checks such keys when the whole COPY is done.
 */
export async function readTables(client: pg.Client): Promise<Table[]> {
  type Row = Table & { id: string }
  const { rows } = await client.query<Row>(tables)
  const pointing = await client.query<{ child: string; parent: string }>(references)
  const parents = Map.groupBy(pointing.rows, ({ child }) => child)
  const left = new Map(rows.map((row) => [row.id, row]))
  const ordered: Table[] = []
  while (left.size > 0) {
    const ready = [...left.values()].filter(
      ({ id }) => !(parents.get(id) ?? []).some(({ parent }) => left.has(parent)),
    )
    if (ready.length === 0) {
      const circle = [...left.values()].map(({ name }) => name).join(', ')
      throw new Error(`The foreign keys of ${circle} form a circle, so none can be loaded first.`)
    }
    for (const { id, name, columns } of ready) {
      left.delete(id)
      ordered.push({ name, columns })
    }
  }
  return ordered
}
