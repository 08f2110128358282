/** The keys with which programs come in: made, listed, revoked, and told apart from forgeries. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isId, newId } from '#base/id.ts'
import type { Instant, PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { setUpOwner } from '#server/access/first-owner.ts'
import { allScopes, isScope } from '#server/access/scopes.ts'
import type { Scope } from '#server/access/scopes.ts'
import type { Database } from '#server/database/database.ts'

/** What is known of a key; never its secret. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdBy: string
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly revokedAt: Instant | null
  readonly lastUsedOn: PlainDate | null
}

/** Who comes in with a key. */
export interface Caller {
  readonly organization: string
  readonly key: string
  /** The person who acts with it: a human, or the program that it was made for. */
  readonly person: string
  /** The key's name and number, as it stands in entries as the one who posted them. */
  readonly actor: string
  readonly scopes: ReadonlySet<Scope>
}

export interface NewKey {
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdBy: string
  /** Who acts with it; where nobody is named, a program of the key's name is made. */
  readonly person?: string
  readonly expiresAt?: Instant
}

/** A key just made; `text` is the only time that its secret is seen. */
export interface CreatedKey {
  readonly id: string
  readonly text: string
}

/**
 * Makes a key. Problems: `key-name` (empty or over 100 characters), `scope-missing` (none given),
 * `scope-unknown`.
 */
export async function createKey(
  database: Database,
  organization: string,
  key: NewKey,
): Promise<Outcome<CreatedKey>> {
  const name = key.name.trim()
  if (name === '' || name.length > 100) {
    const message = 'Give the key a name of at most 100 characters, such as “till 2”.'
    return refused({ rule: 'key-name', field: 'name', message })
  }
  const unknown = key.scopes.find((word) => !isScope(word))
  const every = `The scopes are ${allScopes.join(', ')}.`
  if (unknown !== undefined) {
    const message = `There is no scope “${unknown}”. ${every}`
    return refused({ rule: 'scope-unknown', field: 'scopes', message })
  }
  if (key.scopes.length === 0) {
    const message = `Say what the key may do. ${every}`
    return refused({ rule: 'scope-missing', field: 'scopes', message })
  }
  const id = newId(Date.now())
  const secret = newSecret()
  await database.transaction(organization, (query) =>
    insertKey(query, organization, id, secret, key),
  )
  return fine({ id, text: keyText(organization, id, secret) })
}

/** Adds a key whose words are checked, and the program that it is, where nobody is named. */
async function insertKey(
  query: Query,
  organization: string,
  id: string,
  secret: string,
  { person = id, ...key }: NewKey,
): Promise<void> {
  const [name, createdBy] = [key.name.trim(), key.createdBy.slice(0, 200)]
  const scopes = [...new Set(key.scopes)].sort()
  if (person === id) {
    await query({
      text: `insert into access.person (organization, id, kind, name, created_by)
        values ($1, $2, 'program', $3, $4)`,
      values: [organization, id, name, createdBy],
    })
  }
  await query({
    text: `insert into access.api_key
      (organization, id, person, name, secret_hash, scopes, created_by, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      organization,
      id,
      person,
      name,
      hashOf(secret),
      scopes,
      createdBy,
      key.expiresAt?.toString() ?? null,
    ],
  })
  // Somebody must be the first who grants roles; where there is one, this does nothing. A human
  // is set up by name, never by a key.
  if (person === id && scopes.includes('access:write')) {
    await setUpOwner(query, organization, person)
  }
}

/** All keys of an organization, the newest first. */
export async function listKeys(database: Database, organization: string): Promise<ApiKey[]> {
  return await database.transaction(
    organization,
    (query) =>
      query<ApiKey>({
        text: `select id, name, scopes, created_by as "createdBy", created_at as "createdAt",
            expires_at as "expiresAt", revoked_at as "revokedAt", last_used_on as "lastUsedOn"
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
): Promise<Outcome<ApiKey>> {
  if (isId(id)) {
    await database.transaction(organization, (query) =>
      query({
        text: `update access.api_key set revoked_at = clock_timestamp()
          where organization = $1 and id = $2 and revoked_at is null`,
        values: [organization, id],
      }),
    )
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
  readonly last_used_on: PlainDate | null
  readonly valid: boolean
}

/**
 * Who a key's text belongs to; null for any other text, without saying what is wrong with it.
 * An unknown organization, an unknown key and a wrong secret take the same query and comparison.
 */
export async function authenticate(database: Database, text: string): Promise<Caller | null> {
  const parts = readKeyText(text)
  if (parts === null) return null
  const { organization, id, secret } = parts
  const rows = await database.transaction(
    organization,
    (query) =>
      query<FoundKey>({
        name: 'access.key',
        text: `select k.name, k.person, k.secret_hash, k.scopes, k.last_used_on,
            k.revoked_at is null and p.left_at is null
              and (k.expires_at is null or k.expires_at > clock_timestamp()) as valid
          from access.api_key k join access.person p using (organization)
          where k.organization = $1 and k.id = $2 and p.id = k.person`,
        values: [organization, id],
      }),
    { mode: 'snapshot' },
  )
  const found = rows[0]
  const right = timingSafeEqual(found?.secret_hash ?? nobodysHash, hashOf(secret))
  if (found === undefined || !right || !found.valid) return null
  void noteUse(database, organization, id, found.last_used_on)
  const actor = `${found.name} (key ${id})`
  return { organization, key: id, person: found.person, actor, scopes: new Set(found.scopes) }
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

const nobodysHash = randomBytes(32)

function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 256 random bits as 43 digits to the base of 62. */
function newSecret(): string {
  let rest = BigInt(`0x${randomBytes(32).toString('hex')}`)
  let text = ''
  for (let place = 0; place < 43; place += 1) {
    text = digits.charAt(Number(rest % 62n)) + text
    rest /= 62n
  }
  return text
}

function keyText(organization: string, id: string, secret: string): string {
  return `bsk_${organization.replaceAll('-', '')}_${id.replaceAll('-', '')}_${secret}`
}

const written = /^bsk_([0-9a-f]{32})_([0-9a-f]{32})_([0-9A-Za-z]{43})$/
const dashed = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/

function readKeyText(
  text: string,
): { readonly organization: string; readonly id: string; readonly secret: string } | null {
  const [, organization, id, secret] = written.exec(text) ?? []
  if (organization === undefined || id === undefined || secret === undefined) return null
  const shape = (hex: string): string => hex.replace(dashed, '$1-$2-$3-$4-$5')
  return { organization: shape(organization), id: shape(id), secret }
}
