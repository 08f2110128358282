/** Passwords set with a link: an invitation that is accepted, a password that was forgotten. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { actorOf } from '#server/access/caller.ts'
import { unhurried } from '#server/access/entrance.ts'
import type { Entrance, Reception } from '#server/access/entrance.ts'
import { noteEvents } from '#server/access/events.ts'
import { changeLetter, invitationLetter, resetLetter } from '#server/access/letters.ts'
import { mailOf } from '#server/access/mail-address.ts'
import { factsOf, hashNew, keepPassword } from '#server/access/passwords.ts'
import type { Holder } from '#server/access/second-factor.ts'
import { endSessions } from '#server/access/sessions.ts'
import { beginAttempt } from '#server/access/throttle.ts'
import type { TooMany } from '#server/access/throttle.ts'
import {
  findToken,
  makeToken,
  organizationOf,
  purposes,
  useAllTokens,
} from '#server/access/tokens.ts'
import type { Purpose } from '#server/access/tokens.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { postMails } from '#server/mail/outbox.ts'

/** What a link begins with. */
type House = Pick<Entrance, 'url'>

/** What a link is good for, and the page that it leads to. */
const pages = {
  invitation: 'invitation',
  'password reset': 'password-reset',
  welcome: 'welcome',
} as const

/**
 * The address of a page with a token behind the hash, which browsers keep to themselves: it is in
 * no log of a server or proxy, and goes to no other page.
 */
export function linkTo({ url }: House, purpose: keyof typeof pages, token: string): string {
  return `${url}/${pages[purpose]}#${token}`
}

/** Makes the link of an invitation, in a transaction of the caller's. */
export async function makeInvitation(
  query: Query,
  entrance: House,
  { organization, person }: Holder,
): Promise<string> {
  const token = await makeToken(query, organization, person, 'invitation')
  return linkTo(entrance, 'invitation', token)
}

/** Makes the link of an invitation and puts it into a mail; false where the person has left. */
export async function mailInvitation(
  query: Query,
  entrance: House,
  holder: Holder,
): Promise<boolean> {
  const facts = await factsOf(query, holder)
  if (facts === null) return false
  const link = await makeInvitation(query, entrance, holder)
  const hours = purposes.invitation / 60
  await postMails(query, holder.organization, [invitationLetter(facts, link, hours)])
  return true
}

/**
 * Sends everybody of a mail a link to set a new password, for each organization one. Whether there
 * is anybody makes no difference to the answer, nor to when it comes.
 */
export async function askForPassword(
  { database, entrance }: Reception,
  email: string,
  from: Visitor,
): Promise<TooMany | null> {
  const began = performance.now()
  const mail = mailOf(email)
  const attempt = await beginAttempt(database, 'reset', mail, from)
  if (typeof attempt === 'number') return { wait: attempt }
  const holders = await database.bare<Holder>({
    text: 'select organization, person from access.mail_holders($1)',
    values: [mail],
  })
  for (const holder of holders) {
    const { organization, person } = holder
    await database.transaction(organization, async (query) => {
      const facts = await factsOf(query, holder)
      if (facts === null) return
      const token = await makeToken(query, organization, person, 'password reset')
      const link = linkTo(entrance, 'password reset', token)
      await postMails(query, organization, [resetLetter(facts, link, purposes['password reset'])])
      await noteEvents(query, organization, from, [{ kind: 'reset-asked', person, actor: null }])
    })
  }
  await unhurried(entrance, began)
  return null
}

/**
 * Sets the password of the one whose link it is. All sessions of that person end, and all other
 * links with them; the second factor stays. Problems: `link-invalid`, those of `passwordProblem`.
 */
export async function setPasswordByLink(
  { database, entrance }: Reception,
  { token: text, password }: { readonly token: string; readonly password: string },
  purpose: Purpose,
  from: Visitor,
): Promise<Outcome<{ readonly email: string; readonly organizationName: string }>> {
  const organization = organizationOf(text)
  if (organization === null) return refused(linkInvalid)
  const facts = await database.transaction(organization, async (query) => {
    const token = await findToken(query, text, purpose)
    return token && (await factsOf(query, token))
  })
  // The slow hash is computed for those alone who have a link.
  if (facts === null) return refused(linkInvalid)
  const made = await hashNew(entrance.hasher, password, facts)
  if (!made.ok) return made
  return await database.transaction(organization, async (query) => {
    const token = await findToken(query, text, purpose)
    if (token === null) return refused(linkInvalid)
    const { person, name } = token
    await useAllTokens(query, organization, person)
    await keepPassword(query, token, made.value)
    const ended = await endSessions(query, organization, person, 'all')
    const about = { by: purpose, sessions: ended }
    await noteEvents(query, organization, from, [
      { kind: 'password-set', person, actor: actorOf(name, person), about },
    ])
    if (purpose !== 'invitation') {
      await postMails(query, organization, [changeLetter(facts, 'password-set')])
    }
    return fine({ email: facts.email, organizationName: facts.organizationName })
  })
}

const linkInvalid: Problem = {
  rule: 'link-invalid',
  field: 'token',
  message: 'This link was used before, or its time is over. Ask for a new one.',
}
