/** Books on a real server in which the kit's own register and document have their tables. */
import pg from 'pg'
import { accessOf } from '#kit/derive/access.ts'
import type { Books } from '#kit/books.ts'
import { tablesOf } from '#kit/derive/table.ts'
import { numbering } from '#kit/numbering.ts'
import { printTemplate } from '#kit/print-template.ts'
import { ownField } from '#kit/own-fields.ts'
import { actingAs, everywhere } from '#kit/role.ts'
import type { Actor } from '#kit/role.ts'
import { booksIn } from '#server/paper-books.ts'
import type { Query } from '#base/query.ts'
import type { Address, Database } from '#server/database/database.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import { libraryCatalogue } from '#test/kit.ts'
import { testServers } from '#test/postgres.ts'
import type { TestServer } from '#test/postgres.ts'

export interface Library {
  /** As the server's login, which owns nothing. */
  readonly database: Database
  /** As the superuser, for a look at what the server's login does not see. */
  readonly superuser: Address
  readonly address: Address
  /** Has the friend ANN and, in the company `store`, the shelf A 1. */
  readonly organization: string
  /** Another organization in the same database. */
  readonly other: string
  drop(): Promise<void>
}

/**
 * A library on each server of the run, all opened before the first test begins: what is opened
 * between tests would be closed before the later ones.
 */
export async function openLibraries(
  catalogue = libraryCatalogue,
): Promise<{ readonly server: TestServer; readonly library: Library }[]> {
  const opened: { readonly server: TestServer; readonly library: Library }[] = []
  for (const server of await testServers()) {
    opened.push({ server, library: await openLibrary(server, catalogue) })
  }
  return opened
}

/** Makes them, as a migration of the descriptions would. */
export async function openLibrary(
  server: TestServer,
  catalogue = libraryCatalogue,
): Promise<Library> {
  const books = await freshBooks(server)
  const [organization, other] = [await storeIn(books.database), await storeIn(books.database)]
  const owner = new pg.Client(books.superuser)
  await owner.connect()
  try {
    for (const description of catalogue.all) {
      // Those that the kit itself has are made by the migrations.
      if (description === ownField || description === numbering || description === printTemplate)
        continue
      for (const statement of [...tablesOf(description), ...accessOf(description)]) {
        await owner.query(statement)
      }
    }
  } finally {
    await owner.end()
  }
  await furnish(books.database, organization)
  const { database, superuser, address } = books
  return { database, superuser, address, organization, other, drop: () => books.drop() }
}

/** Gives an organization with a store the friend ANN and the shelf A 1. */
export async function furnish(database: Database, organization: string): Promise<void> {
  await database.transaction(organization, async (query) => {
    await query({
      text: `insert into register.friend (organization, code, name, trusted, created_by, changed_by)
        values ($1, 'ANN', 'Ann', true, 'test', 'test')`,
      values: [organization],
    })
    await query({
      text: `insert into register.shelf (organization, company, code, room, created_by, changed_by)
        values ($1, 'store', 'A 1', 'attic', 'test', 'test')`,
      values: [organization],
    })
  })
}

/** The day on which the tests of the kit take place. */
export const libraryToday = Temporal.PlainDate.from('2026-11-22')

/** Somebody who holds roles everywhere; a librarian and reader unless other ones are said. */
export function someone(person: string, ...roles: string[]): Actor {
  const held = roles.length === 0 ? ['librarian', 'reader'] : roles
  const whoGrants = (): string => 'Mrs Hill can grant that role.'
  return { ...actingAs({ person, name: person }, held, everywhere), whoGrants }
}

/** The books of a library's store inside a transaction. */
export function libraryBooks(
  query: Query,
  organization: string,
  catalogue = libraryCatalogue,
): Books {
  return booksIn(query, {
    organization,
    company: 'store',
    companyCurrency: 'GBP',
    companyDigits: 2,
    catalogue,
    today: libraryToday,
    now: Date.now(),
  })
}
