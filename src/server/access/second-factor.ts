/** The second factor: an authenticator app and recovery codes, kept, shown, used and removed. */
import { randomBytes } from 'node:crypto'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Entrance } from '#server/access/entrance.ts'
import { newRecoveryCodes, recoveryHash } from '#server/access/recovery-codes.ts'
import { base32, otpauthAddress, seedLength, stepOf } from '#server/access/totp.ts'
import type { Encrypted } from '#server/access/vault.ts'

/** Whose second factor. */
export interface Holder {
  readonly organization: string
  readonly person: string
}

/** A secret for an authenticator app, told this once. */
export interface OfferedSecret {
  /** To be typed. */
  readonly secret: string
  /** To be scanned. */
  readonly address: string
}

/** A second factor that was shown and was right. */
export interface Shown {
  readonly by: 'totp' | 'recovery code'
  /** The recovery codes that are left. */
  readonly left: number
}

interface FoundTotp {
  readonly content: Encrypted
  readonly counter: bigint
  readonly confirmed: boolean
}

/** What a person has of it: whether an app is confirmed, and how many recovery codes are left. */
export async function secondFactorOf(
  query: Query,
  { organization, person }: Holder,
): Promise<{ readonly totp: boolean; readonly recoveryCodes: number }> {
  const [found] = await query<{ totp: boolean; codes: number }>({
    name: 'access.second factor',
    text: `select coalesce(bool_or(kind = 'totp' and confirmed_at is not null), false) as totp,
        count(*) filter (where kind = 'recovery code')::int as codes
      from access.credential where organization = $1 and person = $2`,
    values: [organization, person],
  })
  return { totp: found?.totp ?? false, recoveryCodes: found?.codes ?? 0 }
}

/**
 * Begins to add an app: makes a secret, which counts when a code of it was shown. Problems:
 * `second-factor-exists`, `second-factor-unavailable`.
 */
export async function beginTotp(
  query: Query,
  entrance: Entrance,
  holder: Holder & { readonly email: string; readonly organizationName: string },
): Promise<Outcome<OfferedSecret>> {
  const found = await totpOf(query, holder)
  if (found?.confirmed === true) return refused(exists)
  const seed = randomBytes(seedLength)
  const encrypted = entrance.vault.encrypt(seed, placeOf(holder))
  if (!encrypted.ok) return unavailable(entrance, encrypted.problems)
  await query({
    text: `insert into access.credential (organization, person, kind, content)
      values ($1, $2, 'totp', $3)
      on conflict (organization, person, kind, name) do update set content = excluded.content,
        counter = 0, made_at = clock_timestamp()
      where access.credential.confirmed_at is null`,
    values: [holder.organization, holder.person, encrypted.value],
  })
  const issuer = `Backstay (${holder.organizationName})`
  return fine({ secret: base32(seed), address: otpauthAddress(seed, issuer, holder.email) })
}

/**
 * Confirms an app with its first code, and answers the recovery codes, which are told this once.
 * Problems: `second-factor-missing`, `second-factor-exists`, `code-wrong`,
 * `second-factor-unavailable`.
 */
export async function confirmTotp(
  query: Query,
  entrance: Entrance,
  holder: Holder,
  code: string,
): Promise<Outcome<string[]>> {
  const found = await totpOf(query, holder)
  if (found === null) return refused(missing)
  if (found.confirmed) return refused(exists)
  const taken = await takeCode(query, entrance, holder, found, code)
  if (!taken.ok) return taken
  if (!taken.value) return refused(wrongCode)
  return fine(await renewRecoveryCodes(query, holder))
}

/** Makes a new set of recovery codes, in place of the old one. They are told this once. */
export async function renewRecoveryCodes(
  query: Query,
  { organization, person }: Holder,
): Promise<string[]> {
  const codes = newRecoveryCodes()
  await query({
    text: `delete from access.credential
      where organization = $1 and person = $2 and kind = 'recovery code'`,
    values: [organization, person],
  })
  await query({
    text: `insert into access.credential (organization, person, kind, name, content, confirmed_at)
      select $1, $2, 'recovery code', n, '{}', clock_timestamp() from unnest($3::text[]) n`,
    values: [organization, person, codes.map((code) => recoveryHash(person, code))],
  })
  return codes
}

/** Removes app and recovery codes; answers whether there was anything. */
export async function removeSecondFactor(
  query: Query,
  { organization, person }: Holder,
): Promise<boolean> {
  const removed = await query({
    text: `delete from access.credential
      where organization = $1 and person = $2 and kind in ('totp', 'recovery code')
      returning kind`,
    values: [organization, person],
  })
  return removed.length > 0
}

/**
 * Takes a code of the app, or a recovery code, which is then used up; null where it is wrong or was
 * taken before. Two requests with one code wait for each other, and the second is refused.
 * Problem: `second-factor-unavailable`.
 */
export async function showSecondFactor(
  query: Query,
  entrance: Entrance,
  holder: Holder,
  code: string,
): Promise<Outcome<Shown | null>> {
  if (!/^[\d\s-]*$/.test(code)) return fine(await takeRecoveryCode(query, holder, code))
  const found = await totpOf(query, holder)
  if (found?.confirmed !== true) return fine(null)
  const taken = await takeCode(query, entrance, holder, found, code)
  if (!taken.ok || !taken.value) return taken.ok ? fine(null) : taken
  const { recoveryCodes } = await secondFactorOf(query, holder)
  return fine({ by: 'totp', left: recoveryCodes })
}

async function totpOf(query: Query, { organization, person }: Holder): Promise<FoundTotp | null> {
  const [found] = await query<FoundTotp>({
    text: `select content, counter, confirmed_at is not null as confirmed from access.credential
      where organization = $1 and person = $2 and kind = 'totp' for update`,
    values: [organization, person],
  })
  return found ?? null
}

/** Takes a code and notes its step; the row is locked by whoever read it. */
async function takeCode(
  query: Query,
  entrance: Entrance,
  holder: Holder,
  { content, counter }: FoundTotp,
  code: string,
): Promise<Outcome<boolean>> {
  const seed = entrance.vault.decrypt(content, placeOf(holder))
  if (!seed.ok) return unavailable(entrance, seed.problems)
  const step = stepOf(seed.value, code, entrance.now(), Number(counter))
  if (step === null) return fine(false)
  await query({
    text: `update access.credential set counter = $3,
        confirmed_at = coalesce(confirmed_at, clock_timestamp())
      where organization = $1 and person = $2 and kind = 'totp'`,
    values: [holder.organization, holder.person, step],
  })
  return fine(true)
}

async function takeRecoveryCode(
  query: Query,
  { organization, person }: Holder,
  code: string,
): Promise<Shown | null> {
  const used = await query({
    text: `delete from access.credential where organization = $1 and person = $2
      and kind = 'recovery code' and name = $3 returning name`,
    values: [organization, person, recoveryHash(person, code)],
  })
  if (used.length === 0) return null
  const { recoveryCodes } = await secondFactorOf(query, { organization, person })
  return { by: 'recovery code', left: recoveryCodes }
}

/** A secret is encrypted for its person: moved to another's row, it can't be read. */
function placeOf({ organization, person }: Holder): string {
  return `totp of ${organization} ${person}`
}

function unavailable(entrance: Entrance, problems: readonly Problem[]): Outcome<never> {
  for (const problem of problems) entrance.onProblem(problem)
  const message =
    'Codes of apps cannot be checked here now. Use a recovery code, and tell whoever runs the ' +
    'server.'
  return refused({ rule: 'second-factor-unavailable', field: 'code', message })
}

/** What is answered to a code that is wrong, or was taken before. */
export const wrongCode: Problem = {
  rule: 'code-wrong',
  field: 'code',
  message: 'The code is wrong, too old, or was used before. Wait for the next one and type it.',
}

const exists: Problem = {
  rule: 'second-factor-exists',
  field: '',
  message: 'You have an authenticator app already. Remove it first, or go on using it.',
}

const missing: Problem = {
  rule: 'second-factor-missing',
  field: '',
  message: 'No authenticator app was begun. Ask for a secret first, and scan it.',
}
