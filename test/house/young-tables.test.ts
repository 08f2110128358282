/** A table of which the planner knows nothing yet is looked up by its primary key. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { all } from '#departments/all.ts'
import { freshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'

interface Key {
  readonly table: string
  readonly index: string
  readonly columns: readonly string[]
  readonly types: readonly string[]
}

/** The primary keys of what has other indexes beside them. */
const keys = `
  select c.conrelid::regclass::text as table, c.conname as index,
    array_agg(a.attname::text order by k.place) as columns,
    array_agg(format_type(a.atttypid, a.atttypmod) order by k.place) as types
  from pg_constraint c join pg_namespace n on n.oid = c.connamespace,
    unnest(c.conkey) with ordinality k (number, place), pg_attribute a
  where c.contype = 'p' and n.nspname in ('paper', 'register')
    and a.attrelid = c.conrelid and a.attnum = k.number
    and exists (select from pg_index i where i.indrelid = c.conrelid and i.indexrelid <> c.conindid)
  group by 1, 2`

for (const server of await testServers()) {
  test(`a young table is looked up by its key on PostgreSQL ${server.version}`, async () => {
    const books = await freshBooks(server)
    const client = new pg.Client(books.superuser)
    await client.connect()
    try {
      await client.query('set plan_cache_mode = force_generic_plan')
      const found = await client.query<Key>(keys)
      const described = all.all.map(({ target }) => target.table)
      const wanted = found.rows.filter(({ table }) => described.includes(table))
      assert.ok(wanted.length >= all.all.filter(({ noun }) => noun === 'document').length)
      for (const key of wanted) assert.equal(await indexOf(client, key), key.index)
    } finally {
      await client.end()
      await books.drop()
    }
  })
}

/** The index by which a foreign key's check would find the row that it means. */
async function indexOf(client: pg.Client, { table, columns, types }: Key): Promise<string> {
  const where = columns.map((name, at) => `${name} = $${at + 1}`).join(' and ')
  await client.query(
    `prepare look (${types.join(', ')}) as select from only ${table} where ${where} for key share`,
  )
  const nothing = types.map((type) => `null::${type}`).join(', ')
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain execute look (${nothing})`)
  await client.query('deallocate look')
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  return /Index (?:Only )?Scan using (\w+)/.exec(plan)?.[1] ?? plan
}
