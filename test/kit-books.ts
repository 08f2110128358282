/** Books on a real server in which the kit's own register and document have their tables. */
import pg from 'pg'
import { accessOf } from '#kit/derive/access.ts'
import { tablesOf } from '#kit/derive/table.ts'
import type { Database } from '#server/database/database.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import { deposit, friend, loan, shelf } from '#test/kit.ts'
import type { TestServer } from '#test/postgres.ts'

export interface Library {
  /** As the server's login, which owns nothing. */
  readonly database: Database
  /** Has the friend ANN and, in the company `store`, the shelf A 1. */
  readonly organization: string
  /** Another organization in the same database. */
  readonly other: string
  drop(): Promise<void>
}

/** Makes them, as a migration of the descriptions would. */
export async function openLibrary(server: TestServer): Promise<Library> {
  const books = await freshBooks(server)
  const [organization, other] = [await storeIn(books.database), await storeIn(books.database)]
  const owner = new pg.Client(books.superuser)
  await owner.connect()
  try {
    for (const description of [friend, shelf, loan, deposit]) {
      for (const statement of [...tablesOf(description), ...accessOf(description)]) {
        await owner.query(statement)
      }
    }
  } finally {
    await owner.end()
  }
  await books.database.transaction(organization, async (query) => {
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
  return { database: books.database, organization, other, drop: () => books.drop() }
}
