/** Signing in: the password, the organization where it fits several, and the second factor. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { actorOf } from '#server/access/caller.ts'
import { unhurried } from '#server/access/entrance.ts'
import type { Reception } from '#server/access/entrance.ts'
import { noteEvents } from '#server/access/events.ts'
import { changeLetter } from '#server/access/letters.ts'
import { mailOf } from '#server/access/mail-address.ts'
import { factsOf, keepPassword } from '#server/access/passwords.ts'
import { secondFactorOf, showSecondFactor, wrongCode } from '#server/access/second-factor.ts'
import type { Shown } from '#server/access/second-factor.ts'
import { openSession } from '#server/access/sessions.ts'
import type { OpenedSession } from '#server/access/sessions.ts'
import { beginAttempt } from '#server/access/throttle.ts'
import type { Attempt, Tried } from '#server/access/throttle.ts'
import {
  countFailure,
  findToken,
  makeToken,
  organizationOf,
  useToken,
} from '#server/access/tokens.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { postMails } from '#server/mail/outbox.ts'

/** How far a sign-in has come. */
export type SignInStep =
  | { readonly step: 'signed-in'; readonly organization: string; readonly session: OpenedSession }
  /** The password fits several organizations; the person chooses by one of the tokens. */
  | { readonly step: 'organization'; readonly choices: readonly Choice[] }
  /** The code of an app or a recovery code is to be shown with the token. */
  | { readonly step: 'second-factor'; readonly organization: string; readonly token: string }

export interface Choice {
  readonly organization: string
  readonly name: string
  readonly token: string
}

export interface PasswordShown {
  readonly email: string
  readonly password: string
  /** The organization that is meant, where the person has said it already. */
  readonly organization?: string | undefined
}

interface Candidate {
  readonly organization: string
  readonly organizationName: string
  readonly person: string
  readonly name: string
  readonly content: { readonly phc: string }
}

/**
 * Checks a password against everybody of this mail. A mail that nobody has, a wrong password and a
 * person who left take the same computation and get the same answer at the same time. Problem:
 * `sign-in-refused`. Throws `TooBusy`.
 */
export async function signIn(
  reception: Reception,
  { email, password, organization }: PasswordShown,
  from: Visitor,
): Promise<Tried<SignInStep>> {
  const { database, entrance } = reception
  const began = performance.now()
  const mail = mailOf(email)
  const attempt = await beginAttempt(database, 'password', mail, from)
  if (typeof attempt === 'number') return { wait: attempt }
  const candidates = await database.bare<Candidate>({
    name: 'access.sign-in candidates',
    text: `select organization, organization_name as "organizationName", person,
        person_name as name, content
      from access.sign_in_candidates($1, $2)`,
    values: [mail, organization ?? null],
  })
  const fitting = await whoFit(reception, attempt, candidates, password)
  if (fitting.length === 0) {
    await noteFailures(reception, candidates, from)
    await unhurried(entrance, began)
    return refused(notKnown)
  }
  await attempt.succeeded()
  await strengthen(reception, fitting, password)
  const [only] = fitting
  if (fitting.length > 1 || only === undefined) return fine(await toChoose(reception, fitting))
  return fine(
    await database.transaction(only.organization, (query) => afterPassword(query, only, from)),
  )
}

/** Goes on with the organization whose token was chosen. Problem: `sign-in-refused`. */
export async function chooseOrganization(
  { database }: Reception,
  text: string,
  from: Visitor,
): Promise<Outcome<SignInStep>> {
  const organization = organizationOf(text)
  if (organization === null) return refused(tooLate)
  return await database.transaction(organization, async (query): Promise<Outcome<SignInStep>> => {
    const token = await findToken(query, text, 'choice of organization')
    if (token === null) return refused(tooLate)
    await useToken(query, token)
    return fine(await afterPassword(query, token, from))
  })
}

/**
 * Ends a sign-in with the code of an app or a recovery code. After some wrong ones the password is
 * asked for anew. Problems: `sign-in-refused`, `code-wrong`, `second-factor-unavailable`.
 */
export async function signInWithCode(
  reception: Reception,
  { token: text, code }: { readonly token: string; readonly code: string },
  from: Visitor,
): Promise<Tried<SignInStep>> {
  const { database } = reception
  const organization = organizationOf(text)
  if (organization === null) return refused(tooLate)
  const token = await database.transaction(organization, (query) =>
    findToken(query, text, 'second factor'),
  )
  if (token === null) return refused(tooLate)
  const attempt = await beginAttempt(database, 'code', token.email, from)
  if (typeof attempt === 'number') return { wait: attempt }
  const ended = await database.transaction(organization, (query) =>
    takeSecondFactor(query, reception, { text, code }, from),
  )
  if (ended.ok || ended.problems[0]?.rule !== wrongCode.rule) await attempt.succeeded()
  return ended
}

async function takeSecondFactor(
  query: Query,
  { entrance }: Reception,
  { text, code }: { readonly text: string; readonly code: string },
  from: Visitor,
): Promise<Outcome<SignInStep>> {
  const token = await findToken(query, text, 'second factor')
  if (token === null) return refused(tooLate)
  const { organization, person, name } = token
  const shown = await showSecondFactor(query, entrance, token, code)
  if (!shown.ok) return shown
  if (shown.value === null) {
    await countFailure(query, token)
    const failure = { kind: 'sign-in-failed', person, actor: null } as const
    await noteEvents(query, organization, from, [{ ...failure, about: { at: 'second factor' } }])
    return refused(wrongCode)
  }
  await useToken(query, token)
  if (shown.value.by === 'recovery code') await tellOfRecoveryCode(query, token, shown.value, from)
  const { by } = shown.value
  const session = await signedIn(query, { organization, person, name, by }, from)
  return fine({ step: 'signed-in', organization, session })
}

/** Tells the owner, and the records, that a recovery code is gone. */
export async function tellOfRecoveryCode(
  query: Query,
  holder: { readonly organization: string; readonly person: string; readonly name: string },
  { left }: Shown,
  from: Visitor,
): Promise<void> {
  const { organization, person, name } = holder
  const facts = await factsOf(query, holder)
  const event = { kind: 'recovery-code-used', person, actor: actorOf(name, person) } as const
  await noteEvents(query, organization, from, [{ ...event, about: { left } }])
  if (facts !== null) {
    await postMails(query, organization, [changeLetter(facts, 'recovery-code-used')])
  }
}

/** The candidates whose password it is; for nobody, the same computation is made in vain. */
async function whoFit(
  { entrance: { hasher } }: Reception,
  attempt: Attempt,
  candidates: readonly Candidate[],
  password: string,
): Promise<Candidate[]> {
  const hashes = candidates.length === 0 ? [null] : candidates.map(({ content }) => content.phc)
  try {
    const fit = await Promise.all(hashes.map((phc) => hasher.verify(phc, password)))
    return candidates.filter((_, place) => fit[place])
  } catch (error) {
    // A server that is too busy says nothing of the one who asks.
    await attempt.succeeded()
    throw error
  }
}

/** What follows a right password: the second factor where there is one, or a session. */
async function afterPassword(
  query: Query,
  { organization, person, name }: Pick<Candidate, 'organization' | 'person' | 'name'>,
  from: Visitor,
): Promise<SignInStep> {
  const { totp } = await secondFactorOf(query, { organization, person })
  if (totp) {
    const token = await makeToken(query, organization, person, 'second factor')
    return { step: 'second-factor', organization, token }
  }
  const session = await signedIn(query, { organization, person, name, by: 'password' }, from)
  return { step: 'signed-in', organization, session }
}

async function signedIn(
  query: Query,
  {
    organization,
    person,
    name,
    by,
  }: Pick<Candidate, 'organization' | 'person' | 'name'> & {
    readonly by: string
  },
  from: Visitor,
): Promise<OpenedSession> {
  const session = await openSession(query, organization, { person, by, from })
  const about = { by, session: session.id }
  await noteEvents(query, organization, from, [
    { kind: 'signed-in', person, actor: actorOf(name, person), about },
  ])
  return session
}

/** A token for each organization: each is made in a transaction that sees that one alone. */
async function toChoose(
  { database }: Reception,
  fitting: readonly Candidate[],
): Promise<SignInStep> {
  const choices: Choice[] = []
  for (const { organization, organizationName, person } of fitting) {
    const token = await database.transaction(organization, (query) =>
      makeToken(query, organization, person, 'choice of organization'),
    )
    choices.push({ organization, name: organizationName, token })
  }
  return { step: 'organization', choices }
}

async function noteFailures(
  { database }: Reception,
  candidates: readonly Candidate[],
  from: Visitor,
): Promise<void> {
  for (const { organization, person } of candidates) {
    await database.transaction(organization, (query) =>
      noteEvents(query, organization, from, [
        { kind: 'sign-in-failed', person, actor: null, about: { at: 'password' } },
      ]),
    )
  }
}

/** Makes hashes anew that were made with less than is asked for today, unless there is a crowd. */
async function strengthen(
  { database, entrance: { hasher } }: Reception,
  fitting: readonly Candidate[],
  password: string,
): Promise<void> {
  for (const holder of fitting) {
    const { phc } = holder.content
    if (!hasher.isOutdated(phc)) continue
    const made = await hasher.hash(password).catch(() => null)
    if (made === null) continue
    await database.transaction(holder.organization, (query) =>
      keepPassword(query, holder, made, phc),
    )
  }
}

const notKnown: Problem = {
  rule: 'sign-in-refused',
  field: '',
  message: 'Mail and password do not fit together. Check both, or ask for a new password.',
}

const tooLate: Problem = {
  rule: 'sign-in-refused',
  field: 'token',
  message: 'This step is over, or was taken before. Begin again with mail and password.',
}
