/** The migrated schema: organization leads every key, and there is no trigger or sequence. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testServers } from '#test/postgres.ts'
import { faultsOn } from './schema.ts'

for (const server of await testServers()) {
  test(`the schema keeps the rules of the house on PostgreSQL ${server.version}`, async () => {
    assert.deepEqual(await faultsOn(server), [])
  })
}
