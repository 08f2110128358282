/** What breaks the rules of the house in the migrated schema, on each server of the run. */
import pg from 'pg'
import { freshBooks } from '#test/books.ts'
import { startTestServer } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'
import { keysNotLedByOrganization, tablesWithoutFence, triggersAndSequences } from './catalogue.ts'

/** The faults of the schema on one server. */
export async function faultsOn(server: TestServer): Promise<string[]> {
  const books = await freshBooks(server)
  const client = new pg.Client(books.superuser)
  await client.connect()
  try {
    return [
      ...(await keysNotLedByOrganization(client)),
      ...(await triggersAndSequences(client)),
      ...(await tablesWithoutFence(client)),
    ]
  } finally {
    await client.end()
    await books.drop()
  }
}

/** The faults of the schema on a server started for this question. */
export async function schemaFaults(): Promise<string[]> {
  const started = await startTestServer(18)
  try {
    return await faultsOn(started.server)
  } finally {
    await started.end()
  }
}
