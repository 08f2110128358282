/** Who may grant before anybody was granted anything: the first owner, and the command line. */
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { ownerRole, roles } from '#departments/roles.ts'
import { everywhere } from '#kit/role.ts'
import type { Actor } from '#kit/role.ts'
import { expanded } from '#permissions/roles.ts'
import { mailOf } from '#server/access/mail-address.ts'
import { addHuman, personOfMail } from '#server/access/persons.ts'
import type { Doer } from '#server/access/persons.ts'

/**
 * Makes a person the owner of an organization in which nobody is there who could: a human as long
 * as no human holds a role, a program as long as nobody does. Answers whether it did.
 */
export async function setUpOwner(
  query: Query,
  organization: string,
  person: string,
): Promise<boolean> {
  const [made] = await query<{ made: boolean }>({
    text: 'select access.set_up_owner($1, $2, $3) as made',
    values: [organization, newId(Date.now()), person],
  })
  return made?.made === true
}

/**
 * Makes a human the first owner of an organization; adds the human where the mail is new. Problems:
 * those of `addHuman`; `owner-there`, where a human holds a role already.
 */
export async function addFirstOwner(
  query: Query,
  doer: Doer,
  human: { readonly name: string; readonly email: string },
): Promise<Outcome<string>> {
  const { organization } = doer
  await query({ text: 'savepoint before_the_owner' })
  const known = await personOfMail(query, organization, mailOf(human.email))
  const person = known?.leftAt === null ? fine(known) : await addHuman(query, doer, human)
  if (!person.ok) return person
  if (await setUpOwner(query, organization, person.value.id)) return fine(person.value.id)
  await query({ text: 'rollback to savepoint before_the_owner' })
  const message =
    'The organization has people with roles already. Grant the role of an owner with ' +
    '"backstay role grant owner", or have an owner do it.'
  return refused({ rule: 'owner-there', field: '--owner-email', message })
}

/**
 * The command line as an actor: a program of its own, by the name of who runs it. Whoever runs it
 * has the login to the whole database, and so acts as an owner; what is granted says by whom.
 */
export async function commandLineActor(
  query: Query,
  organization: string,
  name: string,
): Promise<Actor> {
  const called = name.slice(0, 100)
  const [known] = await query<{ id: string }>({
    text: `select id from access.person
      where organization = $1 and kind = 'program' and name = $2 and left_at is null
        and created_by = 'the command line' order by id limit 1`,
    values: [organization, called],
  })
  const person = known?.id ?? newId(Date.now())
  if (known === undefined) {
    await query({
      text: `insert into access.person (organization, id, kind, name, created_by)
        values ($1, $2, 'program', $3, 'the command line')`,
      values: [organization, person, called],
    })
  }
  const grants = expanded(roles, [{ role: ownerRole, scope: everywhere }])
  return { person, name: called, grants, whoGrants: () => 'The command line acts as an owner.' }
}
