/** An organization full of canaries, behind a real server: its books, its people, its server. */
import pg from 'pg'
import { pino } from 'pino'
import type { Catalogue } from '#kit/catalogue.ts'
import { accessOf } from '#kit/derive/access.ts'
import { tablesOf } from '#kit/derive/table.ts'
import { everywhere } from '#kit/role.ts'
import type { Scope as Reach } from '#kit/role.ts'
import { all } from '#departments/all.ts'
import { Actors } from '#server/access/actors.ts'
import { createKey } from '#server/access/keys.ts'
import { permissionsBy } from '#server/access/permissions.ts'
import type { Scope } from '#server/access/scopes.ts'
import { bulkJob } from '#server/bulk/bulk-job.ts'
import { importJob } from '#server/transfer/job.ts'
import { printJob } from '#server/transfer/print-job.ts'
import { taskJob } from '#server/jobs/task-job.ts'
import { startRunner } from '#server/jobs/runner.ts'
import type { Services } from '#server/http/operation.ts'
import { servicesOver } from '#server/services.ts'
import { addAccounts } from '#server/set-up.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import type { TestServer } from '#test/postgres.ts'
import { shopIn, shopToday } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'
import { book, described, tasksOf } from './variants.ts'

/** Somebody who asks: with a session, or with a key. */
export interface Asker {
  readonly name: string
  readonly person: string
  /** The text of the key, or what the cookie holds. */
  readonly text: string
}

export interface House {
  readonly api: TestApi
  readonly shop: Shop
  readonly catalogue: Catalogue
  readonly fresh: FreshBooks
  /** What of it the program itself would have otherwise. */
  readonly own: Pick<Services, 'catalogue' | 'permissions' | 'now'>
  /** Runs a statement as the superuser, about this organization: `$1`. */
  readonly sql: <Row extends pg.QueryResultRow>(
    text: string,
    ...values: unknown[]
  ) => Promise<Row[]>
  /** A human who is signed in and holds roles, everywhere unless said otherwise. */
  readonly human: (name: string, roles: readonly string[], where?: Partial<Reach>) => Promise<Asker>
  /** A key that acts as somebody, with some scopes. */
  readonly key: (of: Asker, scopes: readonly Scope[]) => Promise<Asker>
  close(): Promise<void>
}

/** Books with a shop in them and, beside its tables, those of the library. */
export async function openBooks(server: TestServer): Promise<FreshBooks> {
  const fresh = await freshBooks(server)
  const client = new pg.Client(fresh.superuser)
  await client.connect()
  try {
    for (const of of described.filter(({ name }) => all.all.every((one) => one.name !== name))) {
      for (const statement of [...tablesOf(of), ...accessOf(of)]) await client.query(statement)
    }
  } finally {
    await client.end()
  }
  return fresh
}

/** An organization in these books, as a catalogue describes its papers. */
export async function openHouse(fresh: FreshBooks, catalogue: Catalogue): Promise<House> {
  const { database, superuser } = fresh
  const shop = await shopIn(fresh, catalogue)
  const { organization } = shop
  const actors = new Actors(database, book)
  const permissions = permissionsBy(book, actors)
  const now = () => shopToday.toZonedDateTime('UTC').toInstant()
  const api = await testApi(database, { catalogue, permissions, actors, now })
  const log = pino({ level: 'silent' })
  const services = { ...servicesOver(database, api.entrance, log), catalogue, permissions, actors }
  const kinds = [importJob, printJob, bulkJob, taskJob(catalogue, tasksOf({ catalogue }))]
  const runner = startRunner({ services, kinds, server: 'test', interval: 20 })
  const pool = new pg.Pool({ ...superuser, max: 1 })
  const sql: House['sql'] = async <Row extends pg.QueryResultRow>(
    text: string,
    ...values: unknown[]
  ) => (await pool.query<Row>(text, [organization, ...values])).rows
  await shop.inBooks(({ query }) =>
    addAccounts(query, organization, 'store', [
      { code: 'bank', type: 'asset' },
      { code: 'customer credit', type: 'liability', subjectRule: 'required' },
    ]),
  )
  const human: House['human'] = async (name, roles, where = {}) => {
    const scope = { ...everywhere, ...where }
    const made = await api.human(organization, undefined, roles, scope)
    return { name, person: made.person, text: made.session }
  }
  return {
    api,
    shop,
    catalogue,
    fresh,
    own: { catalogue, permissions, now },
    sql,
    human,
    key: async ({ name, person }, scopes) => {
      const named = { name, scopes, createdBy: 'the test', person }
      const made = await createKey(database, organization, named)
      if (!made.ok) throw new Error(made.problems[0]?.message)
      return { name: `${name}, with a key`, person, text: made.value.text }
    },
    close: async () => {
      await runner.stop()
      await api.close()
      await pool.end()
      await fresh.drop()
    },
  }
}
