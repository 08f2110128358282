/** The API over a library: its papers and registers, and people of different roles. */
import type { Described } from '#kit/key.ts'
import { everywhere } from '#kit/role.ts'
import type { Grant } from '#kit/role.ts'
import { allFields, scopesOf } from '#kit/sight.ts'
import { createKey } from '#server/access/keys.ts'
import type { Permissions } from '#server/access/permissions.ts'
import { allScopes } from '#server/access/scopes.ts'
import type { Scope } from '#server/access/scopes.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { openLibraries } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { libraryCatalogue } from '#test/kit.ts'
import type { TestServer } from '#test/postgres.ts'

/** What people of the library hold, by the names of their keys. */
const roles: Readonly<Record<string, readonly Grant[]>> = {
  tests: held('librarian', 'reader', 'administrator', 'staff'),
  bob: held('librarian', 'reader'),
  reader: held('reader'),
  north: [{ role: 'reader', scope: { ...everywhere, site: 'north' } }],
  nobody: [],
}

/** Those who read what is confidential; to others it is not there. */
const trusted = new Set(['tests', 'bob'])

/** Roles of the library: by the name of the key, as it stands before its number. */
export const libraryPermissions: Permissions = {
  actorOf: ({ person, actor }) =>
    Promise.resolve({ person, name: actor, grants: roles[nameOf(actor)] ?? [] }),
  scopesOf: (of, actor) => scopesOf(actor, (role) => role === of.read),
  readableAt: (of, { name }) => {
    const fields = allFields(of.fields)
    if (!trusted.has(nameOf(name))) for (const one of confidential(of)) fields.delete(one)
    return () => fields
  },
}

export interface LibraryApi extends Pick<TestApi, 'get' | 'post' | 'send' | 'faults'> {
  readonly library: Library
  readonly api: TestApi
  /** A key of somebody, with all scopes unless some are said. */
  key(name: string, ...scopes: Scope[]): Promise<string>
}

/** The API of a library on each server of the run. */
export async function openLibraryApis(): Promise<
  { readonly server: TestServer; readonly house: LibraryApi }[]
> {
  const houses: { readonly server: TestServer; readonly house: LibraryApi }[] = []
  for (const { server, library } of await openLibraries()) {
    houses.push({ server, house: await apiOf(library) })
  }
  return houses
}

export async function apiOf(library: Library): Promise<LibraryApi> {
  const { database, organization } = library
  const api = await testApi(database, {
    catalogue: libraryCatalogue,
    permissions: libraryPermissions,
  })
  return {
    ...api,
    api,
    library,
    key: async (name, ...scopes) => {
      const given = scopes.length === 0 ? allScopes : scopes
      const named = { name, scopes: given, createdBy: 'the test' }
      const made = await createKey(database, organization, named)
      if (!made.ok) throw new Error(made.problems[0]?.message)
      return made.value.text
    },
  }
}

/** The rules of the problems of an answer. */
export function rulesOf({ json }: Reply): string[] {
  return json.problems.map(({ rule }) => rule)
}

function held(...names: string[]): Grant[] {
  return names.map((role) => ({ role, scope: everywhere }))
}

function confidential(of: Described): string[] {
  return of.name === 'wish' ? ['price'] : of.name === 'loan' ? ['books.value'] : []
}

function nameOf(actor: string): string {
  return actor.split(' (')[0] ?? ''
}
