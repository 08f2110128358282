/** The books in a PostgreSQL of our own: their folder, their database, and how it is reached. */
import { join, resolve } from 'node:path'
import type { Address } from '#server/database/database.ts'
import type { Connection } from '#server/postgres/instance.ts'

/** The database of the books. */
export const databaseName = 'backstay'

/** The folder of the books: that of BACKSTAY_DATA, else `data` in the folder of the program. */
export function booksFolder(env: Readonly<Record<string, string | undefined>>): string {
  return resolve(env['BACKSTAY_DATA'] ?? join(import.meta.dirname, '../../data'))
}

/** The addresses of the books in a running PostgreSQL of ours: the owner's and the server's. */
export function embeddedAddresses({ host, port, superuser, login }: Connection): {
  readonly owner: Address
  readonly login: Address
} {
  const place = { host, port, database: databaseName }
  return { owner: { ...place, ...superuser }, login: { ...place, ...login } }
}
