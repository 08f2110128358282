/**
 * The house rule of tables: what the migrations make is what the descriptions say, compared by the
 * catalogue of two databases; and the statements of a description, for the next migration.
 */
import pg from 'pg'
import { all } from '#departments/all.ts'
import { accessOf } from '#kit/derive/access.ts'
import { tablesOf } from '#kit/derive/table.ts'
import type { Described } from '#kit/key.ts'
import type { Address } from '#server/database/database.ts'
import { migrate, migrations } from '#server/database/migrations.ts'
import { bareDatabase } from '#test/books.ts'
import type { TestServer } from '#test/postgres.ts'

/** How the heading of a migration begins that holds nothing but what descriptions say. */
export const derivedHeading = '-- From the descriptions: '

/** The statements that make a description's tables, in their order, without semicolons. */
export function statementsOf(description: Described): string[] {
  return [...tablesOf(description), ...accessOf(description)]
}

/** The same as a migration has them: a heading, semicolons, and room before what is large. */
export function migrationOf(description: Described): string {
  const statements = statementsOf(description).map((statement, at) =>
    at > 0 && /^create (?:table|function)/.test(statement) ? `\n${statement};` : `${statement};`,
  )
  return `-- The ${description.noun} “${description.name}”.\n${statements.join('\n')}\n`
}

/**
 * What differs between a migrated database and one in which the descriptions' own statements ran in
 * place of their migrations: "+" is in the descriptions alone, "-" in the migrations alone.
 */
export async function differences(server: TestServer): Promise<string[]> {
  const [migrated, described] = [await bareDatabase(server), await bareDatabase(server)]
  try {
    must(await migrate(migrated.address))
    await makeDescribed(described.address)
    return await differencesBetween(migrated.address, described.address)
  } finally {
    await migrated.drop()
    await described.drop()
  }
}

/** What stands in the schemas of registers and papers of the one database alone, or the other. */
export async function differencesBetween(one: Address, other: Address): Promise<string[]> {
  const [made, said] = [await contentsOf(one), await contentsOf(other)]
  return [
    ...[...said].filter((line) => !made.has(line)).map((line) => `+ ${line}`),
    ...[...made].filter((line) => !said.has(line)).map((line) => `- ${line}`),
  ].toSorted((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1))
}

/** Migrates, with all descriptions' statements where their first migration stands. */
async function makeDescribed(address: Address): Promise<void> {
  const files = migrations()
  const first = files.findIndex(({ text }) => text.startsWith(derivedHeading))
  const [before, rest] = [files.slice(0, first), files.slice(first)]
  must(await migrate(address, false, new Set(before.map(({ name }) => name))))
  const client = new pg.Client(address)
  await client.connect()
  try {
    for (const statement of all.all.flatMap(statementsOf)) await client.query(statement)
  } finally {
    await client.end()
  }
  const others = rest.filter(({ text }) => !text.startsWith(derivedHeading))
  must(await migrate(address, false, new Set(others.map(({ name }) => name))))
}

/** Everything in the schemas of registers and papers, a line for each. */
async function contentsOf(address: Address): Promise<ReadonlySet<string>> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    const { rows } = await client.query<{ line: string }>(contents)
    return new Set(rows.map(({ line }) => line))
  } finally {
    await client.end()
  }
}

function must({ ok }: { readonly ok: boolean }): void {
  if (!ok) throw new Error('The database could not be migrated.')
}

/** Columns are compared by their names: one that a later migration adds stands at the end. */
const contents = `
  with ours as (
    select c.*, n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('register', 'paper') and c.relkind in ('r', 'p', 'v', 'm', 'S')
  ), granted as (
    select o.name || coalesce('.' || o.part, '') as name, a.grantee::regrole::text as grantee,
      string_agg(a.privilege_type || case when a.is_grantable then '*' else '' end, ' '
        order by a.privilege_type) as rights
    from (
      select name, null as part, relacl as acl from ours
      union all
      select name, attname, attacl from ours join pg_attribute on attrelid = ours.oid
      where attnum > 0 and not attisdropped
    ) o cross join aclexplode(o.acl) a
    group by 1, 2
  )
  select 'column ' || name || '.' || attname || ' ' || format_type(atttypid, atttypmod)
    || case when attnotnull then ' not null' else '' end
    || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') as line
  from ours join pg_attribute on attrelid = ours.oid
  left join pg_attrdef on adrelid = ours.oid and adnum = attnum
  where attnum > 0 and not attisdropped
  union all
  select 'table ' || name || ' ' || relkind::text || ' owned by ' || relowner::regrole
    || ' secured ' || relrowsecurity || ' ' || relforcerowsecurity
    || coalesce(' with ' || reloptions::text, '')
  from ours
  union all
  select 'constraint ' || name || ' ' || conname || ' ' || pg_get_constraintdef(k.oid)
  from ours join pg_constraint k on conrelid = ours.oid
  union all
  select 'index ' || pg_get_indexdef(indexrelid) from ours join pg_index on indrelid = ours.oid
  union all
  select 'policy ' || name || ' ' || polname || ' ' || polcmd::text || ' ' || polpermissive || ' '
    || (select string_agg(coalesce(nullif(r, 0)::regrole::text, 'public'), ' ' order by 1)
      from unnest(polroles) r)
    || coalesce(' using ' || pg_get_expr(polqual, polrelid), '')
    || coalesce(' check ' || pg_get_expr(polwithcheck, polrelid), '')
  from ours join pg_policy on polrelid = ours.oid
  union all
  select 'grant ' || name || ' to ' || grantee || ': ' || rights from granted
  union all
  select 'function ' || p.oid::regprocedure || ' owned by ' || proowner::regrole || ' granted '
    || coalesce(proacl::text, 'to all') || ' ' || pg_get_functiondef(p.oid)
  from pg_proc p where pronamespace::regnamespace::text in ('register', 'paper')
  union all
  select 'type ' || n.nspname || '.' || typname from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
  where n.nspname in ('register', 'paper') and typtype <> 'c' and typcategory <> 'A'`
