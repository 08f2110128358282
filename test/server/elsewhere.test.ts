/** The server over a PostgreSQL that is not its own, by DATABASE_URL. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { startServer } from '#server/start-server.ts'
import { testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'
import type { Login } from '#server/postgres/instance.ts'

for (const server of await testServers()) {
  describe(`DATABASE_URL on PostgreSQL ${server.version}`, () => {
    const name = `elsewhere_${randomBytes(4).toString('hex')}`
    const url = ({ user, password }: Login): string =>
      `postgres://${user}:${encodeURIComponent(password)}@${server.host}:${server.port}/${name}`
    const begin = (books: { url: string; ownerUrl?: string }) =>
      startServer({
        host: '127.0.0.1',
        port: 0,
        books,
        example: false,
        entrance: { url: 'http://127.0.0.1', keyFile: 'no such folder/key' },
        mail: null,
        say: () => {},
        log: pino({ level: 'silent' }),
      })

    test('it is made and migrated with the owner, and then runs without', async () => {
      const { superuser, login } = server
      const first = await begin({ url: url(login), ownerUrl: url(superuser) })
      assert.ok(first.ok, JSON.stringify(first))
      assert.equal((await fetch(`${first.value.address}/health`)).status, 200)
      await first.value.stop()
      const again = await begin({ url: url(login) })
      assert.ok(again.ok)
      await again.value.stop()
    })

    test('a superuser is refused, and so is an owner’s login', async () => {
      const refused = await begin({ url: url(server.superuser) })
      assert.ok(!refused.ok)
      assert.equal(refused.problems[0]?.rule, 'login-too-powerful')
    })

    test('a database at another version is refused', async () => {
      const client = new pg.Client({ connectionString: url(server.superuser) })
      await client.connect()
      try {
        await client.query('delete from public.migration where name like $1', ['0008%'])
        const refused = await begin({ url: url(server.login) })
        assert.ok(!refused.ok)
        assert.equal(refused.problems[0]?.rule, 'database-not-migrated')
        await client.query('drop owned by backstay_server, backstay_door cascade')
        const stranger = await begin({ url: url(server.login) })
        assert.ok(!stranger.ok)
      } finally {
        await client.end()
        await drop(server, name)
      }
    })
  })
}

async function drop({ host, port, superuser }: TestServer, name: string): Promise<void> {
  const client = new pg.Client({ host, port, ...superuser, database: 'postgres' })
  await client.connect()
  await client.query(`drop database ${name} with (force)`)
  await client.end()
}
