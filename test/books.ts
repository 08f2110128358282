/** Fresh books for a test: a migrated database of its own on each server of the run. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { newId } from '#base/id.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address, Database } from '#server/database/database.ts'
import { admitLogin, migrate } from '#server/database/migrations.ts'
import {
  addAccounts,
  addCommodities,
  addCompany,
  addJournals,
  addOrganization,
  openFiscalYear,
} from '#server/set-up.ts'
import type { NewAccount } from '#server/set-up.ts'
import { testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'

export interface FreshBooks {
  /** As the server's login, which owns nothing. */
  readonly database: Database
  readonly address: Address
  /** As the superuser, for what only an attacker with the keys of the house could do. */
  readonly superuser: Address
  drop(): Promise<void>
}

/** Makes a new database on a server of the run, with nothing in it; its address is the owner's. */
export async function bareDatabase(
  server: TestServer,
): Promise<{ readonly address: Address; drop(): Promise<void> }> {
  const name = `books_${randomBytes(6).toString('hex')}`
  const { host, port } = server
  const maintenance = { host, port, ...server.superuser, database: 'postgres' }
  await once(maintenance, `create database ${name}`)
  return {
    address: { ...maintenance, database: name },
    drop: () => once(maintenance, `drop database ${name} with (force)`),
  }
}

/** Makes a new migrated database on a server of the run. */
export async function freshBooks(server: TestServer): Promise<FreshBooks> {
  const bare = await bareDatabase(server)
  const superuser = bare.address
  const migrated = await migrate(superuser)
  if (!migrated.ok) throw new Error(migrated.problems.map(({ message }) => message).join('\n'))
  await admitLogin(superuser, server.login.user)
  const address = { ...superuser, ...server.login }
  const database = openDatabase(address)
  return {
    database,
    address,
    superuser,
    async drop() {
      await database.close()
      await bare.drop()
    },
  }
}

/**
 * Fresh books on each server of the run. They are made before the first test is told to the
 * runner, which might end what it knows of while more is still being made.
 */
export async function booksOnAll(): Promise<
  { readonly server: TestServer; readonly books: FreshBooks }[]
> {
  const servers = await testServers()
  return await Promise.all(
    servers.map(async (server) => ({ server, books: await freshBooks(server) })),
  )
}

/** The chart of the tests: enough of a store to buy, stock, sell, owe and be owed. */
export const storeAccounts: readonly NewAccount[] = [
  { code: 'bank', type: 'asset' },
  { code: 'cash', type: 'asset', currency: 'GBP' },
  { code: 'receivables', type: 'asset', subjectRule: 'required' },
  { code: 'stock', type: 'asset', goods: true, subjectRule: 'optional' },
  { code: 'payables', type: 'liability', subjectRule: 'required' },
  { code: 'goods received not invoiced', type: 'liability', subjectRule: 'required' },
  { code: 'customer credit', type: 'liability', subjectRule: 'required', holdingSide: 'credit' },
  { code: 'vat output', type: 'liability' },
  { code: 'retained earnings', type: 'equity' },
  { code: 'sales', type: 'income' },
  { code: 'cost of sales', type: 'expense' },
  { code: 'wages', type: 'expense', dimensionRules: { department: 'required' } },
  { code: 'exchange loss', type: 'expense' },
  { code: 'position', type: 'position' },
  { code: 'suppliers', type: 'place' },
  { code: 'customers', type: 'place' },
  { code: 'ordered', type: 'memo', goods: true, subjectRule: 'required', holdingSide: 'debit' },
  { code: 'orders', type: 'memo', goods: true },
]

/** Adds an organization with the company `store` in pounds, its chart, and the year 2026. */
export async function storeIn(database: Database): Promise<string> {
  const organization = newId(Date.now())
  await database.transaction(organization, async (query) => {
    await addOrganization(query, organization, 'The test store')
    await addCommodities(query, organization, [
      { code: 'GBP', kind: 'currency', scale: 2 },
      { code: 'EUR', kind: 'currency', scale: 2 },
      { code: 'USD', kind: 'currency', scale: 2 },
      { code: 'mug', kind: 'item', scale: 0 },
      { code: 'lamp', kind: 'item', scale: 0 },
    ])
    await addCompany(query, organization, {
      code: 'store',
      name: 'The store',
      currency: 'GBP',
      country: 'GB',
      retainedEarnings: 'retained earnings',
      positionAccount: 'position',
    })
    await addAccounts(query, organization, 'store', storeAccounts)
    await addJournals(query, organization, 'store', ['general', 'sales', 'bank'])
    const startsOn = Temporal.PlainDate.from('2026-01-01')
    await openFiscalYear(query, organization, 'store', { year: 2026, startsOn })
  })
  return organization
}

/**
 * Opens the years behind 2026 until the one that it really is: what a server does by itself, or is
 * asked to undo, it posts on its own day.
 */
export async function openYearsUntilNow(database: Database, organization: string): Promise<void> {
  const { year: present } = Temporal.Now.plainDateISO('UTC')
  await database.transaction(organization, async (query) => {
    for (let year = 2027; year <= present; year += 1) {
      const startsOn = Temporal.PlainDate.from({ year, month: 1, day: 1 })
      await openFiscalYear(query, organization, 'store', { year, startsOn })
    }
  })
}

async function once(address: Address, text: string): Promise<void> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
