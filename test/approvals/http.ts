/** The API over an organization with its first key and its people, for tests of their rights. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { openSession } from '#server/access/sessions.ts'
import { visitor } from '#server/access/visitor.ts'
import type { Database } from '#server/database/database.ts'
import { officeOf } from '#test/approvals/office.ts'
import type { Office } from '#test/approvals/office.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'

export interface House {
  readonly books: FreshBooks
  readonly database: Database
  readonly api: TestApi
}

/** Runs the cases on each server, and looks that nothing was a fault of ours. */
export async function onEachServer(
  what: string,
  cases: readonly (readonly [string, (house: House) => Promise<void>])[],
): Promise<void> {
  for (const server of await testServers()) {
    describe(`${what} on PostgreSQL ${server.version}`, () => {
      let house: House
      before(async () => {
        const books = await freshBooks(server)
        house = { books, database: books.database, api: await testApi(books.database) }
      })
      after(async () => {
        await house.api.close()
        await house.books.drop()
        assert.deepEqual(house.api.faults, [])
      })
      for (const [name, check] of cases) test(name, () => check(house))
    })
  }
}

/** An organization with its first key, whose program is the owner, and people with keys. */
export async function open({ database, api }: House): Promise<{
  readonly organization: string
  readonly owner: string
  readonly office: Office
  /** A key with which a person acts. */
  readonly keyOf: (person: string) => Promise<string>
  /** A session of a human who has just signed in. */
  readonly sessionOf: (person: string) => Promise<string>
}> {
  const organization = await storeIn(database)
  const owner = await api.key(organization)
  const keyOf = async (person: string): Promise<string> => {
    const named = { name: 'desk', scopes: allScopes, createdBy: 'the test', person }
    const made = await createKey(database, organization, named)
    assert.ok(made.ok)
    return made.value.text
  }
  const sessionOf = async (person: string): Promise<string> => {
    const from = visitor('192.0.2.1', 'the test')
    const opened = await database.transaction(organization, (query) =>
      openSession(query, organization, { person, by: 'password', from }),
    )
    return opened.text
  }
  return { organization, owner, office: officeOf(database, organization), keyOf, sessionOf }
}

export interface Result {
  readonly outcome: string
  readonly id?: string
  readonly state?: string
  readonly notes?: readonly { readonly message: string }[]
  readonly problems?: readonly { readonly rule: string; readonly field: string }[]
}

export function resultsOf(reply: Reply, name = 'results'): readonly Result[] {
  assert.equal(reply.status, 200, reply.text)
  return reply.json[name] as readonly Result[]
}

export function told(reply: Reply, name = 'results'): string[] {
  return resultsOf(reply, name).map(({ outcome, problems = [] }) =>
    [outcome, ...problems.map(({ rule, field }) => `${rule} ${field}`)].join(' '),
  )
}
