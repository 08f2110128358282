/** `backstay person`: invites humans with a link, lists persons, and parts with them. */
import { fine, refused, type Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { folderOf } from '#cli/connection.ts'
import { inOrganization, placed, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { setUpOwner } from '#server/access/first-owner.ts'
import { makeInvitation } from '#server/access/links.ts'
import { readMail } from '#server/access/mail-address.ts'
import {
  addHuman,
  leave,
  listPersons,
  noteInvitation,
  personOfMail,
  personUnknown,
  takeSecondFactor,
  type Doer,
  type Person,
} from '#server/access/persons.ts'
import { commandLine } from '#server/access/visitor.ts'
import { readHouse } from '#server/house.ts'

export type PersonOptions = Placing

export interface InviteOptions extends PersonOptions {
  readonly mail: string
  readonly name?: string
  readonly forgetSecondFactor?: boolean
}

/**
 * Adds a human, or finds the one of this mail, and tells a link with which a password is set. It
 * is how the first person comes in, and how one comes in again to whom no mail can be sent.
 */
export async function inviteHuman(session: Session, options: InviteOptions): Promise<Answer> {
  const { env } = session.world
  const mail = readMail(options.mail)
  if (!mail.ok) return stopped('usage', [misuse('--mail', sentenceOf(mail))])
  const port = Number(env['PORT'] ?? 4700)
  const house = readHouse(env, folderOf(placed(session, options)), { host: '127.0.0.1', port })
  if (!house.ok) return stopped('usage', house.problems)
  const name = options.name ?? mail.value.replace(/@.*$/, '')
  return await inOrganization(session, options, async ({ database }, organization) => {
    const doer = doerOf(session, organization.id)
    const invited = await database.transaction(organization.id, async (query) => {
      const known = await personOfMail(query, organization.id, mail.value)
      const there = known !== null && known.leftAt === null
      const found = there ? fine(known) : await addHuman(query, doer, { name, email: mail.value })
      if (!found.ok) return found
      const { id: person } = found.value
      // The first human whom somebody at the machine itself lets in, answers for everything.
      await setUpOwner(query, organization.id, person)
      if (options.forgetSecondFactor === true) await forget(query, doer, found.value)
      await noteInvitation(query, doer, person, 'by hand')
      const link = await makeInvitation(query, house.value, {
        organization: doer.organization,
        person,
      })
      return fine({ link, person: found.value })
    })
    return answerTo(invited, ({ link, person }) =>
      said(
        `${link}\nGive it to ${person.name} and nobody else: it sets the password of ` +
          `${mail.value} once, within three days.\n`,
        { link, person: person.id, email: mail.value, organization: organization.id },
      ),
    )
  })
}

async function forget(query: Query, doer: Doer, person: Person): Promise<void> {
  if (person.secondFactor) await takeSecondFactor(query, doer, person.id)
}

/** Lists the persons in the order in which they came. */
export async function showPersons(session: Session, options: PersonOptions): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const persons = await database.transaction(
      organization.id,
      (query) => listPersons(query, organization.id, { limit: 10_000 }),
      { mode: 'snapshot' },
    )
    const text = persons.map((person) => `${person.id}  ${standing(person)}\n`).join('')
    return said(text === '' ? 'There are no persons.\n' : text, { persons })
  })
}

/** Parts with a person, named by number or mail. */
export async function partWith(
  session: Session,
  who: string,
  options: PersonOptions,
): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const doer = doerOf(session, organization.id)
    const left = await database.transaction(organization.id, async (query) => {
      const named = await personNamed(query, organization.id, who)
      return named.ok ? await leave(query, doer, named.value) : named
    })
    return answerTo(left, (person) =>
      said(`${person.name} has left; no session and no key is taken any more.\n`, { person }),
    )
  })
}

async function personNamed(
  query: Query,
  organization: string,
  who: string,
): Promise<Outcome<string>> {
  if (!who.includes('@')) return fine(who)
  const mail = readMail(who)
  const found = mail.ok ? await personOfMail(query, organization, mail.value) : null
  return found === null ? refused(personUnknown) : fine(found.id)
}

function doerOf({ actor }: Session, organization: string): Doer {
  return { organization, actor: actor.slice(0, 200), from: commandLine }
}

function standing({ kind, name, email, leftAt, password, secondFactor }: Person): string {
  const words = [
    kind,
    ...(leftAt === null
      ? []
      : [`left ${leftAt.toZonedDateTimeISO('UTC').toPlainDate().toString()}`]),
    ...(kind === 'human' && leftAt === null && !password ? ['invited'] : []),
    ...(secondFactor ? ['second factor'] : []),
  ]
  return `${words.join(', ')}  ${name}${email === null ? '' : ` <${email}>`}`
}

function sentenceOf(outcome: Outcome<unknown> & { readonly ok: false }): string {
  return outcome.problems.map(({ message }) => message).join(' ')
}
