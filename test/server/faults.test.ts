/** What goes wrong below the API: the database away or full, and faults of ours. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Unavailable } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { firstServer } from '#test/postgres.ts'

const server = await firstServer()

const entry = {
  key: 'one',
  journal: 'sales',
  postedOn: '2026-11-22',
  reason: 'A sale',
  lines: [
    { account: 'bank', currency: 'GBP', amount: '1.00' },
    { account: 'sales', currency: 'GBP', amount: '-1.00' },
  ],
}

describe('faults below the API', () => {
  let books: FreshBooks
  let api: TestApi
  let key: string
  let fault: Error | null = null
  const path = '/companies/store/entries'

  before(async () => {
    books = await freshBooks(server)
    const organization = await storeIn(books.database)
    const failing = failingWhile(books.database, () => fault)
    api = await testApi(failing)
    key = await api.key(organization)
    assert.equal((await api.post(key, path, entry)).status, 201)
  })
  after(async () => {
    await api.close()
    await books.drop()
  })

  test('a database that is away or full is answered 503, to come back in a second', async () => {
    const full = Object.assign(new Error('could not extend file "base/1": No space left'), {
      code: '53100',
    })
    for (fault of [new Unavailable('gone'), full]) {
      const posted = await api.post(key, path, { ...entry, key: 'two' })
      assert.deepEqual([posted.status, posted.headers.get('retry-after')], [503, '1'])
      assert.doesNotMatch(posted.text, /gone|base\/1/)
      const health = await api.send('/health', {})
      assert.deepEqual([health.status, health.headers.get('retry-after')], [503, '1'])
    }
    fault = null
    assert.equal((await api.post(key, path, { ...entry, key: 'two' })).status, 201)
    assert.equal((await api.send('/health', {})).status, 200)
    assert.deepEqual(api.faults, [])
  })

  test('a fault of ours tells its number and nothing else; the log has the rest', async () => {
    fault = new Error('relation "ledger.secret" does not exist')
    const reply = await api.post(key, path, { ...entry, key: 'three' })
    fault = null
    assert.equal(reply.status, 500)
    assert.doesNotMatch(reply.text, /secret|relation|\.ts/)
    const request = reply.headers.get('x-request-id') ?? '?'
    assert.ok(reply.json.detail.includes(request))
    const [line = ''] = api.faults.splice(0)
    assert.ok(line.includes(request) && line.includes('ledger.secret'))
    assert.ok(!line.includes(key.slice(-20)), 'the log holds the key')
  })
})

/** The database, except that it fails as it is told. */
function failingWhile(database: Database, fault: () => Error | null): Database {
  const fail = (): void => {
    const error = fault()
    if (error !== null) throw error
  }
  return {
    transaction: async (...given) => {
      fail()
      return await database.transaction(...given)
    },
    bare: async (statement) => {
      fail()
      return await database.bare(statement)
    },
    close: () => database.close(),
  }
}
