/** Coming in by the link of the terminal: the example's person, without password or account. */
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { roles } from '#departments/roles.ts'
import { everywhere } from '#kit/role.ts'
import { actorOf } from '#server/access/caller.ts'
import type { Caller } from '#server/access/caller.ts'
import type { Entrance, Reception } from '#server/access/entrance.ts'
import { noteEvents } from '#server/access/events.ts'
import { houseActor } from '#server/access/first-owner.ts'
import { grantRoles } from '#server/access/grants.ts'
import { linkTo } from '#server/access/links.ts'
import { addHuman, personOfMail } from '#server/access/persons.ts'
import { openSession } from '#server/access/sessions.ts'
import type { OpenedSession } from '#server/access/sessions.ts'
import { findToken, makeToken, organizationOf, useAllTokens } from '#server/access/tokens.ts'
import { commandLine } from '#server/access/visitor.ts'
import type { Visitor } from '#server/access/visitor.ts'

/** With what a session was opened that came in by the link. */
export const welcomed = 'welcome'

/** Who walks through the example; the mail leads nowhere (RFC 2606). */
const guest = { name: 'Ada Morgan', email: 'ada.morgan@example.com' }
const guestRoles = ['billing lead', 'accountant', 'tax officer']

/**
 * The link that lets whoever reads the terminal into the example once, as a person with roles that
 * the separation of duties lets one hold. The links of earlier starts are void from then on.
 */
export async function makeWelcome(
  query: Query,
  entrance: Pick<Entrance, 'url'>,
  organization: string,
  today: PlainDate,
): Promise<string> {
  const person = await guestOf(query, organization, today)
  await useAllTokens(query, organization, person)
  return linkTo(entrance, 'welcome', await makeToken(query, organization, person, 'welcome'))
}

/** Opens a session with the link, which is used up by it. Problem: `link-invalid`. */
export async function openWelcome(
  { database }: Pick<Reception, 'database'>,
  text: string,
  from: Visitor,
): Promise<Outcome<{ readonly organization: string; readonly session: OpenedSession }>> {
  const organization = organizationOf(text)
  if (organization === null) return refused(linkOver)
  return await database.transaction(organization, async (query) => {
    const token = await findToken(query, text, 'welcome')
    if (token === null) return refused(linkOver)
    const { person, name } = token
    await useAllTokens(query, organization, person)
    const session = await openSession(query, organization, { person, by: welcomed, from })
    const about = { by: welcomed, session: session.id }
    await noteEvents(query, organization, from, [
      { kind: 'signed-in', person, actor: actorOf(name, person), about },
    ])
    return fine({ organization, session })
  })
}

/** Whether a session was opened with the link: only who holds that begins a new organization. */
export function wasWelcomed({ confirmed }: Caller): boolean {
  return confirmed?.by === welcomed
}

async function guestOf(query: Query, organization: string, today: PlainDate): Promise<string> {
  const known = await personOfMail(query, organization, guest.email)
  if (known !== null && known.leftAt === null) return known.id
  const doer = { organization, actor: 'the first start', from: commandLine }
  const added = await addHuman(query, doer, guest)
  if (!added.ok) throw new Error(added.problems[0]?.message)
  const person = added.value.id
  const by = await houseActor(query, organization, 'the first start', 'the first start')
  const wanted = guestRoles.map((role) => ({
    person,
    role,
    scope: everywhere,
    until: null,
    reason: 'shows the example',
  }))
  for (const one of await grantRoles(query, roles, organization, by, wanted, today)) {
    if (one.outcome === 'refused') throw new Error(one.problems[0]?.message)
  }
  return person
}

const linkOver: Problem = {
  rule: 'link-invalid',
  field: 'token',
  message:
    'This link was used before, or its time is over. End the server and start it again: it tells ' +
    'a new one.',
}
