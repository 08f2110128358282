/** The API over a library: its papers and registers, and people of different roles. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
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
import { libraryToday, openLibraries } from '#test/kit-books.ts'
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
    Promise.resolve({
      person,
      name: actor,
      grants: roles[nameOf(actor)] ?? [],
      whoGrants: (_, company) =>
        `Mrs Hill can grant that role in ${company ?? 'the organization'}.`,
    }),
  // Nobody of the library is a person of the house, so nobody is told anything.
  seers: () => Promise.resolve([]),
  scopesOf: (of, actor) => scopesOf(actor, (role) => role === of.read),
  readableAt: (of, { name }) => {
    const fields = allFields(of.fields)
    if (!trusted.has(nameOf(name))) for (const one of confidential(of)) fields.delete(one)
    return () => fields
  },
  guarded: (desk) => desk,
}

export interface LibraryApi extends Pick<TestApi, 'get' | 'post' | 'send' | 'faults'> {
  readonly library: Library
  readonly api: TestApi
  /** A key of somebody, with all scopes unless some are said. */
  readonly key: (name: string, ...scopes: Scope[]) => Promise<string>
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

/** The library's papers, people and day. */
export const libraryHouse = {
  catalogue: libraryCatalogue,
  permissions: libraryPermissions,
  now: () => libraryToday.toZonedDateTime('UTC').toInstant(),
} as const

export async function apiOf(library: Library): Promise<LibraryApi> {
  const { database, organization } = library
  const api = await testApi(database, libraryHouse)
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

/** A house with the keys of its people. */
export interface Desk extends LibraryApi {
  readonly keys: Readonly<Record<'all' | 'bob' | 'reader' | 'north' | 'nobody', string>>
}

export type Story = readonly [string, (desk: Desk) => Promise<void>]

/** Tells stories over a library on each server of the run, in their order. */
export async function tellStories(stories: readonly Story[]): Promise<void> {
  for (const { server, house } of await openLibraryApis()) {
    after(async () => {
      await house.api.close()
      await house.library.drop()
      assert.deepEqual(house.faults, [])
    })
    const desk = deskOf(house)
    for (const [name, story] of stories) {
      test(`${name} on PostgreSQL ${server.version}`, async () => {
        await story(await desk)
      })
    }
  }
}

async function deskOf(house: LibraryApi): Promise<Desk> {
  const keys = {
    all: await house.key('tests'),
    bob: await house.key('bob'),
    reader: await house.key('reader'),
    north: await house.key('north'),
    nobody: await house.key('nobody'),
  }
  return { ...house, keys }
}

/** A member of a set as it is answered. */
export interface Member {
  readonly id: string
  readonly version: number
  readonly outcome: string
  readonly state: string
  readonly number: string | null
  readonly entries: readonly string[]
  readonly problems?: readonly { rule: string; field: string; message: string }[]
}

/** Where an answer lacks a member. */
export const none: Member = {
  id: '',
  version: 0,
  outcome: '',
  state: '',
  number: null,
  entries: [],
}

export function members({ json }: Reply): Member[] {
  return json['papers'] as Member[]
}

/** The papers of an answer as they are named in the next request. */
export function seen(reply: Reply): { id: string; version: number }[] {
  return members(reply).map(({ id, version }) => ({ id, version }))
}

/** How many papers of a kind the one with the key sees. */
export async function count(get: Desk['get'], key: string, kind: string): Promise<number> {
  return Number((await get(key, `/companies/store/counts/${kind}`)).json['count'])
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
