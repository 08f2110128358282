/** What the migrations make is what the descriptions say, on each server of the run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testServers } from '#test/postgres.ts'
import { differences } from './descriptions.ts'

for (const server of await testServers()) {
  test(`migrations and descriptions are the same on PostgreSQL ${server.version}`, async () => {
    assert.deepEqual(await differences(server), [])
  })
}
