/** What a person who is signed in does with its own sign-in: confirm, change, add, remove. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Caller } from '#server/access/caller.ts'
import type { Reception } from '#server/access/entrance.ts'
import { noteEvents } from '#server/access/events.ts'
import type { NewEvent } from '#server/access/events.ts'
import { changeLetter } from '#server/access/letters.ts'
import type { Change } from '#server/access/letter-words.ts'
import { factsOf, hashNew, keepPassword, passwordHashOf } from '#server/access/passwords.ts'
import type { PersonFacts } from '#server/access/passwords.ts'
import {
  beginTotp,
  confirmTotp,
  removeSecondFactor,
  renewRecoveryCodes,
  secondFactorOf,
  showSecondFactor,
  wrongCode,
} from '#server/access/second-factor.ts'
import type { OfferedSecret } from '#server/access/second-factor.ts'
import { endSessions, holdSession, renewSession } from '#server/access/sessions.ts'
import type { OpenedSession } from '#server/access/sessions.ts'
import { tellOfRecoveryCode } from '#server/access/sign-in.ts'
import { beginAttempt } from '#server/access/throttle.ts'
import type { Tried } from '#server/access/throttle.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { postMails } from '#server/mail/outbox.ts'

/** What a person knows of its own sign-in. */
export interface OwnSignIn extends PersonFacts {
  readonly totp: boolean
  readonly recoveryCodes: number
}

/** The facts of the one who is signed in; null where that person has left a moment ago. */
export async function ownSignIn(
  { database }: Reception,
  caller: Caller,
): Promise<OwnSignIn | null> {
  return await database.transaction(caller.organization, async (query) => {
    const [facts, second] = [await factsOf(query, caller), await secondFactorOf(query, caller)]
    return facts && { ...facts, ...second }
  })
}

/** What is shown: a code of an app or a recovery code; the password of those who have neither. */
export interface Proof {
  readonly code?: string | undefined
  readonly password?: string | undefined
}

/**
 * Notes on the session that its person showed again who it is, and gives it a new secret. Problems:
 * `code-wrong`, `password-wrong`, `proof-missing`, `session-over`, `second-factor-unavailable`.
 */
export async function confirmSession(
  reception: Reception,
  caller: Caller,
  proof: Proof,
  from: Visitor,
): Promise<Tried<OpenedSession>> {
  const own = await ownSignIn(reception, caller)
  if (own === null) return refused(sessionOver)
  const shown = own.totp ? proof.code : proof.password
  if (shown === undefined) return refused(own.totp ? codeMissing : passwordMissing)
  const { database } = reception
  const attempt = await beginAttempt(database, own.totp ? 'code' : 'password', own.email, from)
  if (typeof attempt === 'number') return { wait: attempt }
  const confirmed = own.totp
    ? await confirmByCode(reception, { caller, own, code: shown }, from)
    : await confirmByPassword(reception, { caller, password: shown }, from)
  if (confirmed.ok) await attempt.succeeded()
  return confirmed
}

async function confirmByCode(
  { database, entrance }: Reception,
  {
    caller,
    own,
    code,
  }: { readonly caller: Caller; readonly own: OwnSignIn; readonly code: string },
  from: Visitor,
): Promise<Outcome<OpenedSession>> {
  return await database.transaction(caller.organization, async (query) => {
    const shown = await showSecondFactor(query, entrance, caller, code)
    if (!shown.ok) return shown
    if (shown.value === null) {
      await note(query, caller, from, 'confirmation-failed', { by: 'code' })
      return refused(wrongCode)
    }
    if (shown.value.by === 'recovery code') {
      await tellOfRecoveryCode(query, { ...caller, name: own.name }, shown.value, from)
    }
    return await renewed(query, caller, shown.value.by, from)
  })
}

async function confirmByPassword(
  reception: Reception,
  { caller, password }: { readonly caller: Caller; readonly password: string },
  from: Visitor,
): Promise<Outcome<OpenedSession>> {
  const right = await isOwnPassword(reception, caller, password)
  return await reception.database.transaction(caller.organization, async (query) => {
    if (right) return await renewed(query, caller, 'password', from)
    await note(query, caller, from, 'confirmation-failed', { by: 'password' })
    return refused(wrongPassword)
  })
}

async function renewed(
  query: Query,
  caller: Caller,
  by: string,
  from: Visitor,
): Promise<Outcome<OpenedSession>> {
  const session = await renewSession(query, caller.organization, caller.id, by)
  if (session === null) return refused(sessionOver)
  await note(query, caller, from, 'confirmed', { by })
  return fine(session)
}

/**
 * Changes a person's password; all its other sessions end, and this one gets a new secret.
 * Problems: `password-wrong`, `session-over`, those of `passwordProblem`. Throws `TooBusy`.
 */
export async function changePassword(
  reception: Reception,
  caller: Caller,
  { current, password }: { readonly current: string; readonly password: string },
  from: Visitor,
): Promise<Tried<OpenedSession>> {
  const { database, entrance } = reception
  const { organization, person } = caller
  const facts = await ownSignIn(reception, caller)
  if (facts === null) return refused(sessionOver)
  const attempt = await beginAttempt(database, 'password', facts.email, from)
  if (typeof attempt === 'number') return { wait: attempt }
  if (!(await isOwnPassword(reception, caller, current))) {
    await database.transaction(organization, (query) =>
      note(query, caller, from, 'confirmation-failed', { by: 'password' }),
    )
    return refused(wrongPassword)
  }
  await attempt.succeeded()
  const made = await hashNew(entrance.hasher, password, facts)
  if (!made.ok) return made
  return await database.transaction(organization, async (query) => {
    const session = await renewSession(query, organization, caller.id, null)
    if (session === null) return refused(sessionOver)
    await keepPassword(query, caller, made.value)
    const sessions = await endSessions(query, organization, person, { but: caller.id })
    await note(query, caller, from, 'password-changed', { sessions })
    await tell(query, caller, 'password-changed')
    return fine(session)
  })
}

/** Makes a secret for an app. Problems: those of `beginTotp`, `session-over`. */
export async function beginOwnTotp(
  { database, entrance }: Reception,
  caller: Caller,
): Promise<Outcome<OfferedSecret>> {
  return await database.transaction(caller.organization, async (query) => {
    const facts = await factsOf(query, caller)
    if (facts === null) return refused(sessionOver)
    return await beginTotp(query, entrance, { ...caller, ...facts })
  })
}

/** The session with a new secret, and recovery codes that are told this once. */
export interface AddedTotp {
  readonly session: OpenedSession
  readonly recoveryCodes: readonly string[]
}

/** Confirms an app with its first code. Problems: those of `confirmTotp`, `session-over`. */
export async function confirmOwnTotp(
  { database, entrance }: Reception,
  caller: Caller,
  code: string,
  from: Visitor,
): Promise<Tried<AddedTotp>> {
  const facts = await database.transaction(caller.organization, (query) => factsOf(query, caller))
  if (facts === null) return refused(sessionOver)
  const attempt = await beginAttempt(database, 'code', facts.email, from)
  if (typeof attempt === 'number') return { wait: attempt }
  const { organization, id } = caller
  const added = await database.transaction(
    organization,
    async (query): Promise<Outcome<AddedTotp>> => {
      if (!(await holdSession(query, organization, id))) return refused(sessionOver)
      const confirmed = await confirmTotp(query, entrance, caller, code)
      if (!confirmed.ok) return confirmed
      const session = await renewSession(query, organization, id, 'totp')
      if (session === null) throw new Error('A session ended that this transaction holds.')
      await note(query, caller, from, 'second-factor-added')
      await tell(query, caller, 'second-factor-added')
      return fine({ session, recoveryCodes: confirmed.value })
    },
  )
  if (added.ok || added.problems[0]?.rule !== wrongCode.rule) await attempt.succeeded()
  return added
}

/** Removes a person's own app and recovery codes. Problem: `second-factor-missing`. */
export async function removeOwnSecondFactor(
  { database }: Reception,
  caller: Caller,
  from: Visitor,
): Promise<Outcome<null>> {
  return await database.transaction(caller.organization, async (query) => {
    if (!(await removeSecondFactor(query, caller))) return refused(nothingToRemove)
    await note(query, caller, from, 'second-factor-removed')
    await tell(query, caller, 'second-factor-removed')
    return fine(null)
  })
}

/** Makes a new set of recovery codes. Problem: `second-factor-missing`. */
export async function renewOwnRecoveryCodes(
  { database }: Reception,
  caller: Caller,
  from: Visitor,
): Promise<Outcome<string[]>> {
  return await database.transaction(caller.organization, async (query) => {
    const { totp } = await secondFactorOf(query, caller)
    if (!totp) return refused(nothingToRemove)
    const codes = await renewRecoveryCodes(query, caller)
    await note(query, caller, from, 'recovery-codes-made')
    await tell(query, caller, 'recovery-codes-made')
    return fine(codes)
  })
}

async function isOwnPassword(
  { database, entrance }: Reception,
  caller: Caller,
  password: string,
): Promise<boolean> {
  const phc = await database.transaction(
    caller.organization,
    (query) => passwordHashOf(query, caller),
    { mode: 'snapshot' },
  )
  return await entrance.hasher.verify(phc, password)
}

async function note(
  query: Query,
  { organization, person, actor }: Caller,
  from: Visitor,
  kind: NewEvent['kind'],
  about: NewEvent['about'] = {},
): Promise<void> {
  await noteEvents(query, organization, from, [{ kind, person, actor, about }])
}

async function tell(query: Query, caller: Caller, change: Change): Promise<void> {
  const facts = await factsOf(query, caller)
  if (facts !== null) await postMails(query, caller.organization, [changeLetter(facts, change)])
}

const sessionOver: Problem = {
  rule: 'session-over',
  field: '',
  message: 'Your session has ended meanwhile. Sign in again.',
}

const wrongPassword: Problem = {
  rule: 'password-wrong',
  field: 'current',
  message: 'This is not your present password. Type it again, or ask for a new one by mail.',
}

const codeMissing: Problem = {
  rule: 'proof-missing',
  field: 'code',
  message: 'Show a code of your authenticator app, or a recovery code.',
}

const passwordMissing: Problem = {
  rule: 'proof-missing',
  field: 'password',
  message: 'Show your password.',
}

const nothingToRemove: Problem = {
  rule: 'second-factor-missing',
  field: '',
  message: 'You have no authenticator app. Add one first.',
}
