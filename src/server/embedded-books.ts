/** The books in a PostgreSQL of our own: the database they are in, and how it is reached. */
import type { Address } from '#server/database/database.ts'
import type { Connection } from '#server/postgres/instance.ts'

/** The database of the books. */
export const databaseName = 'backstay'

/** The addresses of the books in a running PostgreSQL of ours: the owner's and the server's. */
export function embeddedAddresses({ host, port, superuser, login }: Connection): {
  readonly owner: Address
  readonly login: Address
} {
  const place = { host, port, database: databaseName }
  return { owner: { ...place, ...superuser }, login: { ...place, ...login } }
}
