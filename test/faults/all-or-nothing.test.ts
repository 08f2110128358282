/** F4: each statement of each command fails once, then without end; all of it happens or nothing. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { createKey } from '#server/access/keys.ts'
import { addAccounts, openFiscalYear } from '#server/set-up.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { failStatements } from '#test/faults/failing-statements.ts'
import type { Failure } from '#test/faults/failing-statements.ts'
import { unsound } from '#test/faults/soundness.ts'
import { entry, idOf, line, mugs, receipt, reversalOf, storeOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'
import { testServers } from '#test/postgres.ts'

/** Does one thing; each time it is made ready it is to do another. */
type Act = () => Promise<unknown>

interface Command {
  readonly name: string
  /** Prepares what the command needs, and answers the command; `number` is new each time. */
  readonly ready: (store: Store, number: number) => Promise<Act>
}

const order = (key: string): Parameters<typeof entry> => [
  key,
  [
    { ...line('stock', 0n, mugs(-2n)), layer: 'pending' },
    { ...line('customers', 0n, mugs(2n, 'world')), layer: 'pending' },
  ],
  { kind: 'pending' },
]

const commands: readonly Command[] = [
  {
    name: 'record a set',
    ready: async (store, number) => {
      const credit = { subject: { kind: 'open item', paper: `set ${number}` } }
      const department = { dimensions: { department: `number ${number}` } }
      const sale = [line('receivables', 500n, credit), line('sales', -500n)]
      const wages = [line('wages', 700n, department), line('bank', -700n)]
      return () =>
        store.post(
          receipt(`goods ${number}`, 5n, `shelf ${number}`),
          entry(`sale ${number}`, sale),
          entry(`wages ${number}`, wages),
        )
    },
  },
  {
    name: 'reverse an entry',
    ready: async (store, number) => {
      const [posted] = await store.post(receipt(`wrong ${number}`, 3n))
      const reversal = await reversalOf(store, idOf(posted), `reversal ${number}`)
      return () => store.post(reversal)
    },
  },
  {
    name: 'reserve',
    ready: async (store, number) => {
      await store.post(receipt(`for order ${number}`, 2n))
      return () => store.post(entry(...order(`order ${number}`)))
    },
  },
  {
    name: 'void what is reserved',
    ready: async (store, number) => {
      const [, posted] = await store.post(
        receipt(`for void ${number}`, 2n),
        entry(...order(`void order ${number}`)),
      )
      const [, lines] = order('')
      const back = lines.map((of, place) => ({
        ...of,
        quantity: -(of.quantity ?? 0n),
        reversedLine: place + 1,
      }))
      const taken = { kind: 'void', pendingEntry: idOf(posted) } as const
      return () => store.post(entry(`void ${number}`, back, taken))
    },
  },
  {
    name: 'close a period',
    ready: async (store, number) => {
      const period = 202_601 + (number % 10)
      const set = (state: string, of = period): Promise<unknown> =>
        store.ask(
          'select ledger.set_period_state($1, $2, $3, $4, $5, $6)',
          store.organization,
          'store',
          of,
          state,
          'tester',
          'the story',
        )
      for (const { period: closed } of await store.ask<{ period: number }>(
        "select period from ledger.period where state = 'closed' order by period desc",
      )) {
        if (closed >= period) await set('open', closed)
      }
      for (const { period: open } of await store.ask<{ period: number }>(
        "select period from ledger.period where state = 'open' and period < $1 order by period",
        period,
      )) {
        await set('closed', open)
      }
      return () => set('closed')
    },
  },
  {
    name: 'seal what waits',
    ready: async (store, number) => {
      await store.post(receipt(`sealed ${number}`, 1n), receipt(`sealed too ${number}`, 1n))
      return () => store.ask('select number from ledger.seal($1, 1000)', store.organization)
    },
  },
  {
    name: 'open a fiscal year',
    ready: async (store) => {
      const [last] = await store.ask<{ year: number }>(
        'select max(year) as year from ledger.fiscal_year',
      )
      const year = (last?.year ?? 2026) + 1
      const startsOn = Temporal.PlainDate.from({ year, month: 1, day: 1 })
      return () =>
        store.within((query) =>
          openFiscalYear(query, store.organization, 'store', { year, startsOn }),
        )
    },
  },
  {
    name: 'add accounts',
    ready: async (store, number) => {
      const accounts = ['above', 'below'].map((word) => ({
        code: `${word} ${number}`,
        type: 'asset' as const,
      }))
      return () =>
        store.within((query) => addAccounts(query, store.organization, 'store', accounts))
    },
  },
  {
    name: 'make a key',
    ready: async ({ books, organization }, number) => {
      const key = { name: `key ${number}`, scopes: ['entries:read'], createdBy: 'the story' }
      return () => createKey(books.database, organization, key)
    },
  },
]

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
    let numbers = 0
    let whole = (): void => {}
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
      whole()
      store = storeOf(books, await storeIn(books.database))
    })

    for (const { name, ready } of commands) {
      test(`${name}: each statement fails`, async () => {
        const visited = new Set<string>()
        for (const failure of failures) {
          for (const sticky of failure === 'lost' ? [false] : [false, true]) {
            for (let nth = 1, reached = true; reached; nth += 1) {
              const act = await ready(store, ++numbers)
              const was = await standing(superuser)
              reached = false
              let seen = 0
              whole = failStatements(books.address.database, (text) => {
                seen += text === 'rollback' ? 0 : 1
                if (text === 'rollback' || seen < nth || (reached && !sticky)) return null
                reached = true
                visited.add(text)
                return failure
              })
              const outcome = await settled(act)
              whole()
              const is = await standing(superuser)
              if (outcome === 'failed' && is !== was) {
                // Only a commit whose answer was lost may have happened all the same.
                assert.ok(failure === 'lost' && nth >= 3, `${name}: half done at ${nth}`)
              } else if (outcome === 'failed') {
                assert.equal(await settled(act), 'done', `${name}: is not done again`)
              }
              if (outcome === 'done')
                assert.notEqual(is, was, `${name}: done, and nothing is there`)
              assert.ok(nth < 50, 'the command has no end')
            }
          }
        }
        assert.ok(visited.has('commit') && visited.size >= 3)
        assert.deepEqual(await unsound(superuser), [])
      })
    }

    test('each table refuses its rows in turn', async () => {
      const broken = new Set<string>()
      for (const table of await tables(superuser)) {
        for (const { name, ready } of commands) {
          const act = await ready(store, ++numbers)
          const was = await standing(superuser)
          await superuser.query(`alter table ${table}
            add constraint made_to_fail check (false) not valid`)
          const outcome = await settled(act)
          await superuser.query(`alter table ${table} drop constraint made_to_fail`)
          if (outcome === 'done') continue
          broken.add(table)
          assert.equal(await standing(superuser), was, `${name}: half done without ${table}`)
          assert.equal(await settled(act), 'done', `${name}: is not done again`)
        }
      }
      for (const name of written.split(' ')) {
        assert.ok(broken.has(`ledger.${name}`), `nothing failed without ${name}`)
      }
      assert.deepEqual(await unsound(superuser), [])
    })
  })
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
