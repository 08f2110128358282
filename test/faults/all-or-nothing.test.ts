/** F4: each statement of each command fails, once and without end: all of it happens or nothing. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { commands } from '#test/faults/commands.ts'
import type { Act, Command } from '#test/faults/commands.ts'
import { failStatements } from '#test/faults/failing-statements.ts'
import type { Failure } from '#test/faults/failing-statements.ts'
import { unsound } from '#test/faults/soundness.ts'
import { storeOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'
import { testServers } from '#test/postgres.ts'

/**
 * A defect, a full disk, a statement that took too long, a connection cut after its work. A
 * connection that is cut again and again is a server that is away, which other tests have.
 */
const failures: readonly Failure[] = [
  ...['XX000', '53100', '57014'].map((state) => ({ state })),
  'lost',
]

for (const server of await testServers()) {
  describe(`all or nothing on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let store: Store
    let superuser: pg.Client
    before(async () => {
      books = await freshBooks(server)
      superuser = new pg.Client(books.superuser)
      await superuser.connect()
    })
    after(async () => {
      await superuser.end()
      await books.drop()
    })
    beforeEach(async () => {
      store = storeOf(books, await storeIn(books.database))
    })

    for (const command of commands) {
      test(`${command.name}: each statement fails`, async () => {
        const visited = new Set<string>()
        for (const failure of failures) {
          for (const sticky of failure === 'lost' ? [false] : [false, true]) {
            await failEach(command, store, superuser, { failure, sticky, visited })
          }
        }
        assert.ok(visited.has('commit') && visited.size >= 3)
        assert.deepEqual(await unsound(superuser), [])
      })
    }

    test('each table refuses its rows in turn', async () => {
      const broken = new Set<string>()
      for (const table of await tables(superuser)) {
        for (const command of commands) {
          if (await fails(command, store, superuser, table)) broken.add(table)
        }
      }
      for (const name of written.split(' ')) {
        assert.ok(broken.has(`ledger.${name}`), `nothing failed without ${name}`)
      }
      assert.deepEqual(await unsound(superuser), [])
    })
  })
}

let numbers = 0

interface Breaking {
  readonly failure: Failure
  /** Whether every statement from the n-th on fails. */
  readonly sticky: boolean
  /** The texts of the statements that were made to fail. */
  readonly visited: Set<string>
}

/** Does the command with its first statement failing, its second, and so on to its end. */
async function failEach(
  { name, ready }: Command,
  store: Store,
  superuser: pg.Client,
  { failure, sticky, visited }: Breaking,
): Promise<void> {
  for (let nth = 1, reached = true; reached; nth += 1) {
    assert.ok(nth < 50, 'the command has no end')
    const act = await ready(store, ++numbers)
    const was = await standing(superuser)
    reached = false
    let seen = 0
    const mend = failStatements(store.books.address.database, (text) => {
      if (text === 'rollback') return null
      seen += 1
      if (seen < nth || (reached && !sticky)) return null
      reached = true
      visited.add(text)
      return failure
    })
    const outcome = await settled(act)
    mend()
    const is = await standing(superuser)
    if (outcome === 'done') {
      assert.notEqual(is, was, `${name}: done, and nothing is there`)
    } else if (is !== was) {
      // Only a commit whose answer was lost may have happened all the same.
      assert.ok(failure === 'lost' && nth >= 3, `${name}: half done at statement ${nth}`)
    } else {
      assert.equal(await settled(act), 'done', `${name}: is not done again`)
    }
  }
}

/** Does the command while a table takes no rows; answers whether that made it fail. */
async function fails(
  { name, ready }: Command,
  store: Store,
  superuser: pg.Client,
  table: string,
): Promise<boolean> {
  const act = await ready(store, ++numbers)
  const was = await standing(superuser)
  await superuser.query(`alter table ${table} add constraint made_to_fail check (false) not valid`)
  const outcome = await settled(act)
  await superuser.query(`alter table ${table} drop constraint made_to_fail`)
  if (outcome === 'done') return false
  assert.equal(await standing(superuser), was, `${name}: half done without ${table}`)
  assert.equal(await settled(act), 'done', `${name}: is not done again`)
  return true
}

const written =
  'entry line subject unit balance holding stock pending_line analysis unsealed period ' +
  'period_event seal sealed_entry account fiscal_year'

async function settled(act: Act): Promise<'done' | 'failed'> {
  try {
    await act()
    return 'done'
  } catch {
    return 'failed'
  }
}

async function tables(on: pg.Client): Promise<string[]> {
  const { rows } = await on.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('ledger', 'access') and c.relkind = 'r' order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** One hash of every row of every table. */
async function standing(on: pg.Client): Promise<string> {
  const hashes: string[] = []
  for (const table of await tables(on)) {
    const { rows } = await on.query<{ hash: string | null }>(
      `select md5(string_agg(t::text, E'\\n' order by t::text)) as hash from ${table} t`,
    )
    hashes.push(`${table} ${rows[0]?.hash}`)
  }
  return hashes.join('\n')
}
