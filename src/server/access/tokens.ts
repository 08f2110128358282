/** Secrets that are good for one step: links in mails, and the second half of a sign-in. */
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import {
  hashOf,
  isSecretOf,
  newSecret,
  readSecretText,
  secretText,
} from '#server/access/secret-text.ts'

/**
 * What a token is good for, and for how many minutes. An invitation waits for three days; a link
 * to set a new password an hour, as some mail servers take a first mail only after many minutes.
 * What the terminal tells at a start lets whoever sits before it into the example for a day.
 */
export const purposes = {
  invitation: 72 * 60,
  'password reset': 60,
  welcome: 24 * 60,
  'choice of organization': 5,
  'second factor': 5,
} as const

export type Purpose = keyof typeof purposes

/** So many wrong codes may be shown with a token; then the password is asked for anew. */
const mostFailures = 5

/** A token that is good now, and whose. */
export interface Token {
  readonly id: string
  readonly organization: string
  readonly person: string
  readonly purpose: Purpose
  /** Whose it is, as rules of passwords and letters need it. */
  readonly name: string
  readonly email: string
}

/** Makes a token in a transaction of the caller's; answers its text, which is not told again. */
export async function makeToken(
  query: Query,
  organization: string,
  person: string,
  purpose: Purpose,
): Promise<string> {
  const id = newId(Date.now())
  const secret = newSecret()
  await query({
    text: `delete from access.token where organization = $1 and person = $2
      and expires_at < clock_timestamp() - interval '30 days'`,
    values: [organization, person],
  })
  await query({
    text: `insert into access.token (organization, id, person, purpose, secret_hash, expires_at)
      values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(mins => $6))`,
    values: [organization, id, person, purpose, hashOf(secret), purposes[purpose]],
  })
  return secretText('bst', { organization, id, secret })
}

/** The organization that a token's text names, without a look whether there is such a token. */
export function organizationOf(text: string): string | null {
  return readSecretText('bst', text)?.organization ?? null
}

/**
 * The token of a text, in a transaction of its organization; null where it is good no more. Who
 * found it has it until the transaction ends: two requests with one token wait for each other.
 */
export async function findToken(
  query: Query,
  text: string,
  ...wanted: readonly Purpose[]
): Promise<Token | null> {
  const parts = readSecretText('bst', text)
  if (parts === null) return null
  const [found] = await query<Token & { readonly secret: Buffer }>({
    name: 'access.token',
    text: `select t.id, t.organization, t.person, t.purpose, t.secret_hash as secret,
        p.name, p.email
      from access.token t join access.person p using (organization)
      where t.organization = $1 and t.id = $2 and p.id = t.person and t.purpose = any ($3)
        and t.used_at is null and t.expires_at > clock_timestamp() and t.failures < $4
        and p.left_at is null and p.kind = 'human'
      for update of t`,
    values: [parts.organization, parts.id, wanted, mostFailures],
  })
  if (!isSecretOf(found?.secret, parts.secret) || found === undefined) return null
  const { secret: _secret, ...token } = found
  return token
}

/** Uses a token up that was found in this transaction. */
export async function useToken(query: Query, { organization, id }: Token): Promise<void> {
  await query({
    text: `update access.token set used_at = clock_timestamp()
      where organization = $1 and id = $2 and used_at is null`,
    values: [organization, id],
  })
}

/** Uses up what else a person was given, so that no link made before is good any more. */
export async function useAllTokens(
  query: Query,
  organization: string,
  person: string,
): Promise<void> {
  await query({
    text: `update access.token set used_at = clock_timestamp()
      where organization = $1 and person = $2 and used_at is null`,
    values: [organization, person],
  })
}

/** Counts a wrong code that was shown with a token. */
export async function countFailure(query: Query, { organization, id }: Token): Promise<void> {
  await query({
    text: `update access.token set failures = failures + 1
      where organization = $1 and id = $2 and used_at is null`,
    values: [organization, id],
  })
}
