/** The servers that tests get: the versions they claim to be, and a login without rights. */

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Client } from 'pg'

import { testServers, whyNo15 } from '#test/postgres.ts'

for (const server of await testServers()) {
  test(`PostgreSQL ${server.version} answers to both logins`, async () => {
    const { host, port, superuser, login } = server
    for (const { user, password } of [superuser, login]) {
      const client = new Client({ host, port, user, password, database: 'postgres' })
      await client.connect()
      const { rows } = await client.query(
        `select current_setting('server_version_num')::int / 10000 as version,
                rolsuper as super, rolcreatedb as makes, rolbypassrls as bypasses,
                current_setting('fsync') as fsync, current_setting('data_checksums') as sums,
                'ä' < 'b' as latin, upper('ä') as upper
           from pg_roles where rolname = current_user`,
      )
      await client.end()
      const isSuper = user === superuser.user
      assert.deepEqual(rows, [
        {
          version: server.version,
          super: isSuper,
          makes: isSuper,
          bypasses: isSuper,
          fsync: 'on',
          sums: 'on',
          latin: false,
          upper: 'Ä',
        },
      ])
    }
  })
}

test('a run has PostgreSQL 18 and then 15', { skip: whyNo15 ?? false }, async () => {
  assert.deepEqual(
    (await testServers()).map(({ version }) => version),
    [18, 15],
  )
})
