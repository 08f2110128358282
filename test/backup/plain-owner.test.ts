/** An owner who is no superuser, as on a hosted PostgreSQL: makes databases and roles, no more. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { backup } from '#server/backup/backup.ts'
import { asOwner } from '#server/backup/owner.ts'
import { beginAttempt } from '#server/access/throttle.ts'
import { visitor } from '#server/access/visitor.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'
import { admitLogin, migrate } from '#server/database/migrations.ts'
import { fullStoreIn } from '#test/backup/full-store.ts'
import { startTestServer, temporaryFolder, whyNo15 } from '#test/postgres.ts'

/** What looks across organizations works for such an owner, too: it owns the tables. */
async function asked(database: Database): Promise<void> {
  const attempt = await beginAttempt(database, 'password', 'ann@example.com', visitor('::1', ''))
  assert.ok(typeof attempt !== 'number')
  await attempt.succeeded()
  for (const text of [
    `select * from access.sign_in_candidates('ann@example.com', null)`,
    `select * from access.mail_holders('ann@example.com')`,
    'select mail.organizations_to_send(now())',
  ]) {
    assert.deepEqual(await database.bare({ text }), [])
  }
}

for (const version of [18, 15] as const) {
  const skip = version === 15 && whyNo15 !== null ? whyNo15 : false
  test(`owner without superuser on PostgreSQL ${version}`, { skip }, async () => {
    // A cluster of its own, in which nobody has made our roles yet.
    const started = await startTestServer(version)
    const { server } = started
    const folder = temporaryFolder('backstay-owner-')
    try {
      const at = { host: server.host, port: server.port, database: 'postgres' }
      await asOwner({ ...at, ...server.superuser }, async (client) => {
        await client.query(`create role keeper login createdb createrole password 'keeper'`)
        await client.query('create database shop owner keeper')
      })
      const owner = { ...at, user: 'keeper', password: 'keeper', database: 'shop' }
      const migrated = await migrate(owner)
      assert.ok(migrated.ok, JSON.stringify(migrated))
      await asOwner(owner, (client) => client.query(`create role till login password 'till'`))
      await admitLogin(owner, 'till')
      const database = openDatabase({ ...owner, user: 'till', password: 'till' })
      await fullStoreIn(database, 3)
      await asked(database)
      await database.close()
      const file = join(folder, 'shop.backstay')
      const report = await backup(owner, file, { now: Date.now, check: true })
      assert.ok(report.ok, JSON.stringify(report))
      assert.ok(report.value.rows > 100)
    } finally {
      rmSync(folder, { recursive: true, force: true })
      await started.end()
    }
  })
}
