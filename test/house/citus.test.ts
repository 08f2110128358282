/** The steps for Citus name every table with an organization, each behind what it points at. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { repository } from '#test/house/files.ts'
import { freshBooks } from '#test/books.ts'
import { firstServer } from '#test/postgres.ts'

/** The statements of the step that distributes the tables, up to what runs their answers. */
function distributing(): string {
  const page = readFileSync(join(repository, 'docs/citus.md'), 'utf8')
  const found = /^with recursive points as .*?(?=^\\gexec)/ms.exec(page)
  assert.ok(found !== null, 'the page has the statement')
  return found[0]
}

test('the tables that the steps for Citus distribute are all of them, in their order', async () => {
  const books = await freshBooks(await firstServer())
  const client = new pg.Client(books.superuser)
  await client.connect()
  try {
    const { rows } = await client.query<{ format: string }>(distributing())
    const named = rows.map(({ format }) => /table\('([^']+)'/.exec(format)?.[1] ?? format)
    const { rows: all } = await client.query<{ name: string; parents: string[] }>(`
      select c.oid::regclass::text as name, array(
        select k.confrelid::regclass::text from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as parents
      from information_schema.columns i
      join pg_class c on c.oid = format('%I.%I', i.table_schema, i.table_name)::regclass
      where i.column_name = 'organization' and c.relkind = 'r'`)
    const done = new Set(['ledger.organization'])
    for (const name of named) {
      const { parents = [] } = all.find((table) => table.name === name) ?? {}
      assert.deepEqual(
        parents.filter((parent) => !done.has(parent)),
        [],
        `${name} comes before what it points at`,
      )
      done.add(name)
    }
    assert.deepEqual([...done].toSorted(), all.map(({ name }) => name).toSorted())
    assert.ok(done.has('paper.sales_invoice_lines') && named.length === done.size - 1)
  } finally {
    await client.end()
    await books.drop()
  }
})
