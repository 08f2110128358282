/** House rules of the database, asked of the catalogue of a migrated one: keys and triggers. */

/** What these rules need of a connection; a client of `pg` has it. */
export interface Catalogue {
  query(text: string): Promise<{ rows: readonly Record<string, unknown>[] }>
}

/**
 * Tables whose keys need not begin with the organization, each with its reason. Write the name
 * with its schema where that is not `public`: "audit.mark".
 */
export const keyExceptions: ReadonlyMap<string, string> = new Map([
  ['organization', 'is the organization itself: its key is the organization'],
  ['migration', 'says which migrations ran; it belongs to the database, not to an organization'],
])

const ours = `
  n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'`

// The first column of an index on an expression has the number 0 and so no name.
const indexes = `
  select n.nspname as schema, t.relname as table, i.relname as key,
    case when x.indisprimary then 'primary key' when x.indisunique then 'unique key'
      else 'index' end as kind,
    a.attname as first, null as target, null as "targetFirst"
  from pg_index x
  join pg_class i on i.oid = x.indexrelid
  join pg_class t on t.oid = x.indrelid
  join pg_namespace n on n.oid = t.relnamespace
  left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0] and a.attnum > 0
  where ${ours}`

const foreignKeys = `
  select n.nspname as schema, t.relname as table, c.conname as key, 'foreign key' as kind,
    a.attname as first, f.relname as target, b.attname as "targetFirst"
  from pg_constraint c
  join pg_class t on t.oid = c.conrelid
  join pg_class f on f.oid = c.confrelid
  join pg_namespace n on n.oid = t.relnamespace
  join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
  join pg_attribute b on b.attrelid = f.oid and b.attnum = c.confkey[1]
  where c.contype = 'f' and ${ours}`

/**
 * One sentence for each primary key, unique key, index and foreign key whose first column is not
 * `organization`; a foreign key must point at the organization too. So that a database spread by
 * organization over many machines (Citus) takes the same tables, and no key of one organization
 * can collide with or point at another's.
 */
export async function keysNotLedByOrganization(
  catalogue: Catalogue,
  exceptions: ReadonlyMap<string, string> = keyExceptions,
): Promise<string[]> {
  const { rows } = await catalogue.query(`${indexes} union all ${foreignKeys} order by 1, 2, 4, 3`)
  return rows.flatMap((row) => {
    const table = tableName(row)
    if (exceptions.has(table)) return []
    const first = written(row['first'])
    if (first !== 'organization') {
      return [`${table}: ${written(row['kind'])} ${written(row['key'])} begins with ${first}`]
    }
    const target = row['target']
    if (typeof target !== 'string' || target === 'organization') return []
    if (row['targetFirst'] === 'organization') return []
    return [
      `${table}: foreign key ${written(row['key'])} points at ${target} without its organization`,
    ]
  })
}

/** One sentence for each trigger and each sequence, of which we use none (Citus, gaps, order). */
export async function triggersAndSequences(catalogue: Catalogue): Promise<string[]> {
  const { rows } = await catalogue.query(`
    select n.nspname as schema, t.relname as table, 'trigger ' || g.tgname as what
    from pg_trigger g
    join pg_class t on t.oid = g.tgrelid
    join pg_namespace n on n.oid = t.relnamespace
    where not g.tgisinternal and ${ours}
    union all
    select n.nspname, t.relname, 'is a sequence'
    from pg_class t
    join pg_namespace n on n.oid = t.relnamespace
    where t.relkind = 'S' and ${ours}
    union all
    select 'pg_catalog', e.evtname, 'is an event trigger'
    from pg_event_trigger e
    order by 1, 2, 3`)
  return rows.map((row) => `${tableName(row)}: ${written(row['what'])}`)
}

/**
 * One sentence for each table with an organization that is not under row-level security, or has no
 * policy for its readers: under the server's login it would show other organizations' rows.
 */
export async function tablesWithoutFence(catalogue: Catalogue): Promise<string[]> {
  const { rows } = await catalogue.query(`
    select n.nspname as schema, c.relname as table, c.relrowsecurity as secured
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization' and not attisdropped
    where c.relkind in ('r', 'p') and ${ours} and not (c.relrowsecurity and exists (
      select from pg_policy p where p.polrelid = c.oid and p.polcmd in ('*', 'r')))
    order by 1, 2`)
  return rows.map((row) => {
    const what = row['secured'] === true ? 'has no policy' : 'is not under row-level security'
    return `${tableName(row)}: ${what}`
  })
}

function tableName(row: Record<string, unknown>): string {
  const schema = written(row['schema'])
  const table = written(row['table'])
  return schema === 'public' ? table : `${schema}.${table}`
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : 'an expression'
}
