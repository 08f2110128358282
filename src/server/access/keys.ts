/** The keys with which programs come in: made, listed, revoked, and told apart from forgeries. */
import { isId, newId } from '#base/id.ts'
import type { Instant, PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Caller } from '#server/access/caller.ts'
import { noteEvents } from '#server/access/events.ts'
import { setUpOwner } from '#server/access/first-owner.ts'
import { allScopes, isScope } from '#server/access/scopes.ts'
import type { Scope } from '#server/access/scopes.ts'
import {
  hashOf,
  isSecretOf,
  newSecret,
  readSecretText,
  secretText,
} from '#server/access/secret-text.ts'
import { visitor } from '#server/access/visitor.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { callersPatience } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** What is known of a key; never its secret. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** The highest class of accounts and subjects whose lines it sees: 0 public to 6 secret. */
  readonly readsTo: number
  readonly createdBy: string
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
  readonly lastUsedOn: PlainDate | null
}

export interface NewKey {
  readonly name: string
  readonly scopes: readonly string[]
  /** The highest class of lines that it sees; all unless said. */
  readonly readsTo?: number
  readonly createdBy: string
  /** Who acts with it; where nobody is named, a program of the key's name is made. */
  readonly person?: string
  readonly expiresAt?: Instant
  /** From where it is made; nowhere in particular unless said. */
  readonly from?: Visitor
}

/** Who revokes a key, and from where. */
export interface Revoker {
  readonly actor: string | null
  readonly from: Visitor
}

const nowhere = visitor('', '')

/** A key just made; `text` is the only time that its secret is seen. */
export interface CreatedKey {
  readonly id: string
  readonly text: string
}

/**
 * Makes a key. Problems: `key-name` (empty or over 100 characters), `key-class` (none from 0 to 6),
 * `scope-missing` (none given), `scope-unknown`.
 */
export async function createKey(
  database: Database,
  organization: string,
  key: NewKey,
): Promise<Outcome<CreatedKey>> {
  const problem = keyProblem(key)
  if (problem !== null) return refused(problem)
  const id = newId(Date.now())
  const secret = newSecret()
  await database.transaction(organization, (query) =>
    keep(query, organization, key, { id, secret }),
  )
  return fine({ id, text: secretText('bsk', { organization, id, secret }) })
}

function keyProblem({ name, scopes, readsTo = 6 }: NewKey): Problem | null {
  if (name.trim() === '' || name.trim().length > 100) {
    const message = 'Give the key a name of at most 100 characters, such as “till 2”.'
    return { rule: 'key-name', field: 'name', message }
  }
  if (![0, 1, 2, 3, 4, 5, 6].includes(readsTo)) {
    const message = 'The class of lines that it sees is a number from 0, public, to 6, secret.'
    return { rule: 'key-class', field: 'readsTo', message }
  }
  const unknown = scopes.find((word) => !isScope(word))
  const every = `The scopes are ${allScopes.join(', ')}.`
  if (unknown !== undefined) {
    const message = `There is no scope “${unknown}”. ${every}`
    return { rule: 'scope-unknown', field: 'scopes', message }
  }
  if (scopes.length > 0) return null
  return { rule: 'scope-missing', field: 'scopes', message: `Say what the key may do. ${every}` }
}

/** Keeps a key, with a program of its own where nobody was named for it. */
async function keep(
  query: Query,
  organization: string,
  key: NewKey,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<void> {
  const name = key.name.trim()
  const scopes = [...new Set(key.scopes)].sort()
  const createdBy = key.createdBy.slice(0, 200)
  const person = key.person ?? id
  if (key.person === undefined) {
    await query({
      text: `insert into access.person (organization, id, kind, name, created_by)
        values ($1, $2, 'program', $3, $4)`,
      values: [organization, id, name, createdBy],
    })
  }
  const expiresAt = key.expiresAt?.toString() ?? null
  await query({
    text: `insert into access.api_key
      (organization, id, person, name, secret_hash, scopes, created_by, expires_at, reads_to)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      organization,
      id,
      person,
      name,
      hashOf(secret),
      scopes,
      createdBy,
      expiresAt,
      key.readsTo ?? 6,
    ],
  })
  await noteEvents(query, organization, key.from ?? nowhere, [
    { kind: 'key-made', person, actor: createdBy, about: { key: id, name } },
  ])
  // Somebody must be the first who grants roles; where there is one, this does nothing. A human
  // is set up by name, never by a key.
  if (key.person === undefined && scopes.includes('access:write')) {
    await setUpOwner(query, organization, person)
  }
}

/** All keys of an organization, the newest first. */
export async function listKeys(database: Database, organization: string): Promise<ApiKey[]> {
  return await database.transaction(
    organization,
    (query) =>
      query<ApiKey>({
        text: `select id, name, scopes, reads_to as "readsTo",
            created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
            revoked_at as "revokedAt", last_used_on as "lastUsedOn"
          from access.api_key where organization = $1 order by id desc`,
        values: [organization],
      }),
    { mode: 'snapshot' },
  )
}

/**
 * Revokes a key; servers stop taking it within five seconds. Revoking again changes nothing.
 * Problem: `key-unknown`.
 */
export async function revokeKey(
  database: Database,
  organization: string,
  id: string,
  { actor, from }: Revoker = { actor: null, from: nowhere },
): Promise<Outcome<ApiKey>> {
  if (isId(id)) {
    await database.transaction(organization, async (query) => {
      const revoked = await query<{ person: string }>({
        text: `update access.api_key set revoked_at = clock_timestamp()
          where organization = $1 and id = $2 and revoked_at is null returning person`,
        values: [organization, id],
      })
      await noteEvents(
        query,
        organization,
        from,
        revoked.map(({ person }) => ({ kind: 'key-revoked', person, actor, about: { key: id } })),
      )
    })
  }
  const found = (await listKeys(database, organization)).find((key) => key.id === id)
  if (found !== undefined) return fine(found)
  const message = 'There is no key with this number. The list of keys shows those there are.'
  return refused({ rule: 'key-unknown', field: 'id', message })
}

interface FoundKey {
  readonly name: string
  readonly person: string
  readonly secret_hash: Buffer
  readonly scopes: readonly Scope[]
  readonly reads_to: number
  readonly last_used_on: PlainDate | null
  readonly valid: boolean
}

/**
 * Who a key's text belongs to; null for any other text, without saying what is wrong with it.
 * An unknown organization, an unknown key and a wrong secret take the same query and comparison.
 */
export async function authenticateKey(database: Database, text: string): Promise<Caller | null> {
  const parts = readSecretText('bsk', text)
  if (parts === null) return null
  const { organization, id, secret } = parts
  const rows = await database.transaction(
    organization,
    (query) =>
      query<FoundKey>({
        name: 'access.key',
        text: `select k.name, k.person, k.secret_hash, k.scopes, k.reads_to, k.last_used_on,
            k.revoked_at is null and p.left_at is null
              and (k.expires_at is null or k.expires_at > clock_timestamp()) as valid
          from access.api_key k join access.person p using (organization)
          where k.organization = $1 and k.id = $2 and p.id = k.person`,
        values: [organization, id],
      }),
    { mode: 'snapshot', within: callersPatience },
  )
  const found = rows[0]
  const right = isSecretOf(found?.secret_hash, secret)
  if (found === undefined || !right || !found.valid) return null
  void noteUse(database, organization, id, found.last_used_on)
  const actor = `${found.name} (key ${id})`
  const scopes = new Set(found.scopes)
  return {
    organization,
    person: found.person,
    actor,
    scopes,
    readsTo: found.reads_to,
    by: 'key',
    id,
    confirmed: null,
  }
}

/** Notes the day of use, once a day; that it fails harms nobody. */
async function noteUse(
  database: Database,
  organization: string,
  id: string,
  last: PlainDate | null,
): Promise<void> {
  const today = Temporal.Now.plainDateISO('UTC')
  if (last !== null && Temporal.PlainDate.compare(last, today) >= 0) return
  await database
    .transaction(organization, (query) =>
      query({
        text: `update access.api_key set last_used_on = $3
          where organization = $1 and id = $2 and revoked_at is null
            and (last_used_on is null or last_used_on < $3)`,
        values: [organization, id, today.toString()],
      }),
    )
    .catch(() => {})
}
