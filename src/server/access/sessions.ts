/** Sessions of humans: opened, told apart from forgeries, confirmed, listed and ended. */
import { isId, newId } from '#base/id.ts'
import type { Instant } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { actorOf } from '#server/access/caller.ts'
import type { Caller } from '#server/access/caller.ts'
import {
  hashOf,
  isSecretOf,
  newSecret,
  readSecretText,
  secretText,
} from '#server/access/secret-text.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { callersPatience } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** A session ends after so many days, however much it is used … */
export const longestDays = 14
/** … and so many hours after its last use. */
export const idleHours = 12

/** What is known of a session; never its secret. */
export interface Session {
  readonly id: string
  readonly madeAt: Instant
  /** To the minute. */
  readonly usedAt: Instant
  readonly expiresAt: Instant
  /** From where it was opened. */
  readonly address: string
  readonly agent: string
}

/** A session just opened or given a new secret; `text` is what the cookie holds. */
export interface OpenedSession {
  readonly id: string
  readonly text: string
}

const valid = `s.ended_at is null and s.expires_at > clock_timestamp()
  and s.used_at > clock_timestamp() - interval '${idleHours} hours'`

/**
 * Opens a session in a transaction of the caller's, for a person who showed who it is by a kind of
 * credential. Sessions of the person that ended long ago are forgotten.
 */
export async function openSession(
  query: Query,
  organization: string,
  { person, by, from }: { readonly person: string; readonly by: string; readonly from: Visitor },
): Promise<OpenedSession> {
  const id = newId(Date.now())
  const secret = newSecret()
  await query({
    text: `delete from access.session where organization = $1 and person = $2
      and expires_at < clock_timestamp() - interval '30 days'`,
    values: [organization, person],
  })
  await query({
    text: `insert into access.session
      (organization, id, person, secret_hash, expires_at, confirmed_by, address, agent)
      values ($1, $2, $3, $4, clock_timestamp() + make_interval(days => $5), $6, $7, $8)`,
    values: [organization, id, person, hashOf(secret), longestDays, by, from.address, from.agent],
  })
  return { id, text: secretText('bss', { organization, id, secret }) }
}

interface FoundSession {
  readonly person: string
  readonly name: string
  readonly secret_hash: Buffer
  readonly confirmed_at: Instant
  readonly confirmed_by: string
  readonly valid: boolean
  readonly stale: boolean
}

/**
 * Who a session's text belongs to; null for any other text, without saying what is wrong with it.
 * An unknown organization or session and a wrong secret take the same query and comparison.
 */
export async function authenticateSession(
  database: Database,
  text: string,
): Promise<Caller | null> {
  const parts = readSecretText('bss', text)
  if (parts === null) return null
  const { organization, id, secret } = parts
  const [found] = await database.transaction(
    organization,
    (query) =>
      query<FoundSession>({
        name: 'access.session',
        text: `select s.person, p.name, s.secret_hash, s.confirmed_at, s.confirmed_by,
            p.left_at is null and ${valid} as valid,
            s.used_at < clock_timestamp() - interval '1 minute' as stale
          from access.session s join access.person p using (organization)
          where s.organization = $1 and s.id = $2 and p.id = s.person`,
        values: [organization, id],
      }),
    { mode: 'snapshot', within: callersPatience },
  )
  const right = isSecretOf(found?.secret_hash, secret)
  if (found === undefined || !right || !found.valid) return null
  if (found.stale) void noteUse(database, organization, id)
  const { person, name, confirmed_at: at, confirmed_by: by } = found
  return {
    organization,
    person,
    actor: actorOf(name, person),
    // What the roles let reach is added where the request is admitted.
    scopes: new Set(),
    readsTo: 0,
    by: 'session',
    id,
    confirmed: { at, by },
  }
}

/** Notes the use, once a minute; where it fails, the session only ends sooner. */
async function noteUse(database: Database, organization: string, id: string): Promise<void> {
  await database
    .transaction(organization, (query) =>
      query({
        text: `update access.session set used_at = clock_timestamp()
          where organization = $1 and id = $2 and ended_at is null`,
        values: [organization, id],
      }),
    )
    .catch(() => {})
}

/** Whether a session goes on; then it does so until the transaction ends. */
export async function holdSession(
  query: Query,
  organization: string,
  id: string,
): Promise<boolean> {
  const held = await query({
    text: `select id from access.session s
      where organization = $1 and id = $2 and ${valid} for update`,
    values: [organization, id],
  })
  return held.length === 1
}

/**
 * Gives a session a new secret and notes that its person showed who it is, in a transaction of the
 * caller's: what was stolen before is of no use after. Null where the session has ended meanwhile.
 */
export async function renewSession(
  query: Query,
  organization: string,
  id: string,
  confirmedBy: string | null,
): Promise<OpenedSession | null> {
  const secret = newSecret()
  const renewed = await query({
    text: `update access.session s set secret_hash = $3,
        confirmed_by = coalesce($4, confirmed_by),
        confirmed_at = case when $4::text is null then confirmed_at else clock_timestamp() end
      where organization = $1 and id = $2 and ended_at is null returning id`,
    values: [organization, id, hashOf(secret), confirmedBy],
  })
  return renewed.length === 0 ? null : { id, text: secretText('bss', { organization, id, secret }) }
}

/** The sessions of a person that have not ended, the newest first. */
export async function listSessions(
  query: Query,
  organization: string,
  person: string,
): Promise<Session[]> {
  return await query<Session>({
    text: `select id, made_at as "madeAt", used_at as "usedAt", expires_at as "expiresAt",
        address, agent
      from access.session s where organization = $1 and person = $2 and ${valid}
      order by id desc limit 500`,
    values: [organization, person],
  })
}

/**
 * Ends sessions of a person, in a transaction of the caller's: one, all, or all others than one.
 * Servers stop taking them within five seconds. Answers how many ended.
 */
export async function endSessions(
  query: Query,
  organization: string,
  person: string,
  which: { readonly one: string } | { readonly but: string } | 'all',
): Promise<number> {
  const [one, but] = [
    which !== 'all' && 'one' in which ? which.one : null,
    which !== 'all' && 'but' in which ? which.but : null,
  ]
  const ended = await query({
    text: `update access.session s set ended_at = clock_timestamp()
      where organization = $1 and person = $2 and ended_at is null
        and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4) returning id`,
    values: [organization, person, one, but],
  })
  return ended.length
}

/** Ends one session of a person's own. Problem: `session-unknown`. */
export async function endOneSession(
  query: Query,
  organization: string,
  person: string,
  id: string,
): Promise<Outcome<null>> {
  const ended = isId(id) ? await endSessions(query, organization, person, { one: id }) : 0
  if (ended === 1) return fine(null)
  const message = 'You have no session with this number. The list of your sessions shows them.'
  return refused({ rule: 'session-unknown', field: 'session', message })
}
