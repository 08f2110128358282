/** The migrated schema itself: organization leads every key, and there is no trigger or sequence. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { freshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'
import { keysNotLedByOrganization, triggersAndSequences } from './catalogue.ts'

for (const server of await testServers()) {
  test(`the schema keeps the rules of the house on PostgreSQL ${server.version}`, async () => {
    const books = await freshBooks(server)
    const client = new pg.Client(books.superuser)
    await client.connect()
    assert.deepEqual(await keysNotLedByOrganization(client), [])
    assert.deepEqual(await triggersAndSequences(client), [])
    await client.end()
    await books.drop()
  })
}
