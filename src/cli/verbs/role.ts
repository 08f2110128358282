/** `backstay role`: lists roles with their holders, grants roles and ends grants. */
import { parseDate, type PlainDate } from '#base/date.ts'
import { isId } from '#base/id.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inOrganization, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { roles } from '#departments/roles.ts'
import type { Actor } from '#kit/role.ts'
import { acknowledgeExceptions } from '#server/access/exceptions.ts'
import { commandLineActor } from '#server/access/first-owner.ts'
import { endGrants, grantRoles, listGrants } from '#server/access/grants.ts'
import type { Granted, ListedGrant } from '#server/access/grants.ts'

export interface RoleOptions extends Placing {
  /** A person's number, mail address or name. */
  readonly to?: string
  readonly company?: string
  readonly site?: string
  readonly department?: string
  readonly own?: boolean
  /** The last day. */
  readonly until?: string
  readonly reason?: string
  /** Rules of separation to which an exception is acknowledged. */
  readonly acknowledge?: readonly string[]
  readonly review?: string
}

/** Lists all roles, each with those who hold it. */
export async function showRoles(session: Session, options: RoleOptions): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const grants = await database.transaction(
      organization.id,
      (query) => listGrants(query, organization.id),
      { mode: 'snapshot' },
    )
    const text = [...roles.values()].map(({ name, meaning }) => {
      const held = grants.filter(({ role }) => role === name)
      return `${name}: ${meaning}\n${held.map((grant) => `  ${line(grant)}\n`).join('')}`
    })
    const told = [...roles.values()].map(({ name, meaning, duties }) => ({
      name,
      meaning,
      duties: [...duties.keys()],
    }))
    return said(text.join(''), { roles: told, grants })
  })
}

/** Grants roles to one person, all or none; an exception is acknowledged together with them. */
export async function giveRoles(
  session: Session,
  names: readonly string[],
  options: RoleOptions,
): Promise<Answer> {
  const checked = checkedOptions(names, options)
  if (!checked.ok) return stopped('usage', checked.problems)
  return await inOrganization(session, options, async ({ database }, { id: organization }) => {
    const made = await database.transaction(organization, async (query) => {
      const person = await personNamed(query, organization, options.to ?? '')
      if (!person.ok) return person
      const by = await commandLineActor(query, organization, session.actor)
      await query({ text: 'savepoint before_the_grants' })
      const given = await giveAll(query, organization, by, person.value, names, {
        ...options,
        lastDay: checked.value,
      })
      if (!given.ok) await query({ text: 'rollback to savepoint before_the_grants' })
      return given
    })
    return answerTo(made, (granted) => {
      const notes = granted.flatMap((one) => (one.outcome === 'granted' ? one.notes : []))
      const ids = granted.flatMap((one) => (one.outcome === 'granted' ? one.id : []))
      const text = [
        `${names.join(', ')}: granted as ${ids.join(', ')}.\n`,
        ...notes.map(({ message }) => `${message}\n`),
      ].join('')
      return said(text, { grants: ids, notes })
    })
  })
}

/** Ends grants by their numbers; they hold nowhere any more within five seconds. */
export async function takeRoles(
  session: Session,
  ids: readonly string[],
  options: RoleOptions,
): Promise<Answer> {
  const strange = ids.find((id) => !isId(id))
  if (strange !== undefined) {
    const message = `“${strange}” is no number of a grant. "backstay role list" shows them.`
    return stopped('usage', [misuse('GRANT', message)])
  }
  const problem = badText('--reason', options.reason)
  if (problem !== null) return stopped('usage', [problem])
  return await inOrganization(session, options, async ({ database }, { id: organization }) => {
    const ended = await database.transaction(organization, async (query) => {
      const by = await commandLineActor(query, organization, session.actor)
      return await endGrants(query, roles, organization, by, ids, options.reason ?? usualReason)
    })
    const problems = ended.flatMap((one) =>
      one.problems.map((found) => ({ ...found, field: one.id })),
    )
    const done = ended.filter((one) => one.problems.length === 0).map(({ id }) => id)
    const text = done.map((id) => `The grant ${id} is ended.\n`).join('')
    return problems.length === 0
      ? said(text, { ended: done })
      : stopped('refused', problems, text, { ended: done })
  })
}

const usualReason = 'from the command line'

async function giveAll(
  query: Query,
  organization: string,
  by: Actor,
  person: string,
  names: readonly string[],
  options: RoleOptions & { readonly lastDay: PlainDate | null },
): Promise<Outcome<readonly Granted[]>> {
  const today = Temporal.Now.plainDateISO('UTC')
  const { acknowledge = [], review = '', reason = usualReason, lastDay } = options
  const latest = today.add({ months: 12 })
  const until =
    lastDay === null || Temporal.PlainDate.compare(lastDay, latest) > 0 ? latest : lastDay
  const exceptions = acknowledge.map((rule) => ({ person, rule, reason, review, until }))
  const answered = await acknowledgeExceptions(query, roles, organization, by, exceptions, today)
  const standing = answered.flatMap(({ problems }) => problems)
  if (standing.length > 0) return refused(...standing)
  const { company = null, site = null, department = null, own = false } = options
  const wanted = names.map((role) => ({
    person,
    role,
    scope: { company, site, department, own },
    until: lastDay,
    reason,
  }))
  const granted = await grantRoles(query, roles, organization, by, wanted, today)
  const problems = granted.flatMap((one) => (one.outcome === 'refused' ? one.problems : []))
  return problems.length > 0 ? refused(...problems) : fine(granted)
}

/** The last day that was said, after a look at every word. */
function checkedOptions(
  names: readonly string[],
  { to, until, site, department, company, reason, review, acknowledge = [] }: RoleOptions,
): Outcome<PlainDate | null> {
  const problems: Problem[] = []
  const texts = { '--to': to, '--site': site, '--department': department, '--company': company }
  for (const [option, text] of Object.entries({
    ...texts,
    '--reason': reason,
    '--review': review,
  })) {
    const problem = badText(option, text)
    if (problem !== null) problems.push(problem)
  }
  for (const name of [...names, ...acknowledge]) {
    const problem = badText('ROLE', name)
    if (problem !== null) problems.push(problem)
  }
  if (to === undefined) {
    const message = 'Say to whom: --to with a number, a mail address or a name.'
    problems.push(misuse('--to', message))
  }
  if (acknowledge.length > 0 && review === undefined) {
    const message = 'Say what stands in for the second person: --review "who looks, how often".'
    problems.push(misuse('--review', message))
  }
  const lastDay = until === undefined ? null : parseDate(until)
  if (until !== undefined && lastDay === null) {
    problems.push(misuse('--until', `“${until}” is no day. Write it as 2026-12-31.`))
  }
  return problems.length > 0 ? refused(...problems) : fine(lastDay)
}

function badText(option: string, text: string | undefined): Problem | null {
  if (text === undefined) return null
  if (text.trim() !== '' && text.length <= 100 && !text.includes('\0') && text.isWellFormed()) {
    return null
  }
  return misuse(option, 'It has 1 to 100 characters that can be shown. Correct it.')
}

/** The person of a number, a mail address or a name. Problem: `person-unknown`, `usage`. */
async function personNamed(
  query: Query,
  organization: string,
  named: string,
): Promise<Outcome<string>> {
  const found = await query<{ id: string; name: string; email: string | null }>({
    text: `select id, name, email from access.person
      where organization = $1 and left_at is null
        and (id::text = $2 or email = lower($2) or name = $2)
      order by id limit 20`,
    values: [organization, named],
  })
  const [only] = found
  if (found.length === 1 && only !== undefined) return fine(only.id)
  if (found.length === 0) {
    const message = `There is nobody called “${named}”. Give a number, a mail address or a name.`
    return refused({ rule: 'person-unknown', field: '--to', message })
  }
  const choices = found.map(({ id, name, email }) => `${name} ${email ?? ''} (${id})`).join(', ')
  return refused(misuse('--to', `There are several. Say which by the number: ${choices}.`))
}

function line({ id, name, company, site, department, own, until }: ListedGrant): string {
  const where = [company, site, department].filter((part) => part !== null)
  const parts = [id, name, ...where, ...(own ? ['own only'] : [])]
  return [...parts, ...(until === null ? [] : [`until ${until.toString()}`])].join('  ')
}
