/** Persons of an organization: invited, listed, and gone from one moment to the next. */
import { isId, newId } from '#base/id.ts'
import type { Instant } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { noteEvents } from '#server/access/events.ts'
import { endAllOf } from '#server/access/grants.ts'
import { changeLetter } from '#server/access/letters.ts'
import { readMail } from '#server/access/mail-address.ts'
import { factsOf } from '#server/access/passwords.ts'
import { removeSecondFactor } from '#server/access/second-factor.ts'
import { endSessions } from '#server/access/sessions.ts'
import { useAllTokens } from '#server/access/tokens.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { postMails } from '#server/mail/outbox.ts'

export interface Person {
  readonly id: string
  readonly kind: 'human' | 'program'
  readonly name: string
  readonly email: string | null
  readonly createdBy: string
  readonly createdAt: Instant
  readonly leftAt: Instant | null
  /** Whether a password was set, so that the person can sign in. */
  readonly password: boolean
  /** Whether signing in takes an authenticator app as well. */
  readonly secondFactor: boolean
}

/** Who does something to another, and from where. */
export interface Doer {
  readonly organization: string
  /** As it stands in events. */
  readonly actor: string
  readonly from: Visitor
}

/** A page of persons in the order in which they came: after one, or from the first. */
export async function listPersons(
  query: Query,
  organization: string,
  { after = null, limit }: { readonly after?: string | null; readonly limit: number },
): Promise<Person[]> {
  return await query<Person>({
    text: `${personText} where p.organization = $1 and ($2::uuid is null or p.id > $2)
      order by p.id limit $3`,
    values: [organization, after, limit],
  })
}

/** One person, or null. */
export async function readPerson(
  query: Query,
  organization: string,
  id: string,
): Promise<Person | null> {
  if (!isId(id)) return null
  const [found] = await query<Person>({
    text: `${personText} where p.organization = $1 and p.id = $2`,
    values: [organization, id],
  })
  return found ?? null
}

/** The human of a mail, or null; also one who has left. */
export async function personOfMail(
  query: Query,
  organization: string,
  mail: string,
): Promise<Person | null> {
  const [found] = await query<Person>({
    text: `${personText} where p.organization = $1 and p.email = $2`,
    values: [organization, mail],
  })
  return found ?? null
}

const personText = `select p.id, p.kind, p.name, p.email, p.created_by as "createdBy",
    p.created_at as "createdAt", p.left_at as "leftAt",
    exists (select from access.credential c where c.organization = p.organization
      and c.person = p.id and c.kind = 'password') as password,
    exists (select from access.credential c where c.organization = p.organization
      and c.person = p.id and c.kind = 'totp' and c.confirmed_at is not null) as "secondFactor"
  from access.person p`

/**
 * Adds a human, or takes back one of this mail who had left; the link that lets the person in is
 * made by the caller in the same transaction. Problems: `person-name`, `mail-address`,
 * `person-exists`.
 */
export async function addHuman(
  query: Query,
  { organization, actor, from }: Doer,
  { name: written, email }: { readonly name: string; readonly email: string },
): Promise<Outcome<Person>> {
  const name = written.trim()
  const mail = readMail(email)
  if (!mail.ok) return mail
  if (!nameForm.test(name) || name.length > longestName || !name.isWellFormed()) {
    return refused(badName)
  }
  const [added] = await query<{ id: string }>({
    text: `insert into access.person (organization, id, kind, name, email, created_by)
      values ($1, $2, 'human', $3, $4, $5)
      on conflict (organization, email) do nothing returning id`,
    values: [organization, newId(Date.now()), name, mail.value, actor.slice(0, 200)],
  })
  const [returned] =
    added === undefined
      ? await query<{ id: string }>({
          text: `update access.person set left_at = null, name = $3
            where organization = $1 and email = $2 and left_at is not null returning id`,
          values: [organization, mail.value, name],
        })
      : []
  if (returned !== undefined) {
    await noteEvents(query, organization, from, [{ kind: 'returned', person: returned.id, actor }])
  }
  const id = added?.id ?? returned?.id
  const person = id === undefined ? null : await readPerson(query, organization, id)
  return person === null ? refused(personExists(mail.value)) : fine(person)
}

/** Notes that a link to set a password was made for a person, and which way it goes. */
export async function noteInvitation(
  query: Query,
  { organization, actor, from }: Doer,
  person: string,
  sent: 'by mail' | 'by hand',
): Promise<void> {
  await noteEvents(query, organization, from, [{ kind: 'invited', person, actor, about: { sent } }])
}

/**
 * A person leaves: servers take none of its sessions and keys after five seconds, its links are
 * void, its roles end, and its credentials are deleted. What it did stays in its name. Leaving
 * again changes nothing. Problems: `person-unknown`, `owner-last`.
 */
export async function leave(
  query: Query,
  { organization, actor, from }: Doer,
  id: string,
): Promise<Outcome<Person>> {
  const before = await readPerson(query, organization, id)
  if (before === null) return refused(personUnknown)
  if (before.leftAt !== null) return fine(before)
  const problem = await endAllOf(query, organization, id, `left: ${actor}`)
  if (problem !== null) return refused(problem)
  const left = await query({
    text: `update access.person set left_at = clock_timestamp()
      where organization = $1 and id = $2 and left_at is null returning id`,
    values: [organization, id],
  })
  if (left.length === 1) {
    await query({
      text: `update access.api_key set revoked_at = clock_timestamp()
        where organization = $1 and person = $2 and revoked_at is null`,
      values: [organization, id],
    })
    await query({
      text: 'delete from access.credential where organization = $1 and person = $2',
      values: [organization, id],
    })
    const sessions = await endSessions(query, organization, id, 'all')
    await useAllTokens(query, organization, id)
    const about = { sessions }
    await noteEvents(query, organization, from, [{ kind: 'left', person: id, actor, about }])
  }
  return fine((await readPerson(query, organization, id)) ?? before)
}

/**
 * Removes the app and the recovery codes of a person who lost them; all its sessions end, and it
 * is told by mail. The password stays. Problems: `person-unknown`, `second-factor-missing`.
 */
export async function takeSecondFactor(
  query: Query,
  { organization, actor, from }: Doer,
  person: string,
): Promise<Outcome<null>> {
  const facts = isId(person) ? await factsOf(query, { organization, person }) : null
  if (facts === null) return refused(personUnknown)
  if (!(await removeSecondFactor(query, { organization, person }))) return refused(noSecondFactor)
  const sessions = await endSessions(query, organization, person, 'all')
  await noteEvents(query, organization, from, [
    { kind: 'second-factor-removed', person, actor, about: { sessions } },
  ])
  await postMails(query, organization, [changeLetter(facts, 'second-factor-removed')])
  return fine(null)
}

const longestName = 100
/** Letters, not only white space, and nothing that breaks lines. */
const nameForm = /^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}]+$/u

const badName: Problem = {
  rule: 'person-name',
  field: 'name',
  message: 'Give the person a name of 1 to 100 characters in one line.',
}

export const personUnknown: Problem = {
  rule: 'person-unknown',
  field: 'person',
  message: 'There is no such person here. The list of persons shows those there are.',
}

const noSecondFactor: Problem = {
  rule: 'second-factor-missing',
  field: 'person',
  message: 'This person has no authenticator app. There is nothing to remove.',
}

function personExists(mail: string): Problem {
  const message =
    `Somebody with the mail ${mail} is here already. Send that person a new link instead, or ` +
    'give another mail.'
  return { rule: 'person-exists', field: 'email', message }
}
