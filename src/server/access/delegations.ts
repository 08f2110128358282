/** Delegations: somebody approves in somebody's place for some days; made, listed and ended. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Delegation } from '#permissions/approval.ts'
import { dutiesAt } from '#permissions/roles.ts'
import type { Holding, RoleBook } from '#permissions/roles.ts'
import { listed } from '#kit/sentence.ts'
import { holdingOf, holders } from '#server/access/holders.ts'

/** A delegation that is to be made. */
export interface NewDelegation extends Omit<Delegation, 'id'> {
  readonly reason: string
}

/** A delegation that was not ended, as the list shows it. */
export interface ListedDelegation extends Delegation {
  readonly fromName: string
  readonly toName: string
  readonly madeBy: string
  readonly reason: string
}

/** What became of one of a set. */
export interface DelegationAnswer {
  readonly id: string
  readonly problems: readonly Problem[]
}

/** Of whom delegations are read: of these persons, or those of these numbers. */
export interface WantedDelegations {
  readonly ids?: readonly string[]
  readonly to?: string
}

/**
 * Makes delegations, each by itself. A person delegates the roles that they hold; who grants roles
 * may do it for another, but not to themself. Problems: `person-unknown`, `delegation-to-oneself`,
 * `delegation-not-allowed`, `delegation-days`, `role-not-held`.
 */
export async function delegate(
  query: Query,
  book: RoleBook,
  organization: string,
  by: Holding,
  wanted: readonly NewDelegation[],
  today: PlainDate,
): Promise<DelegationAnswer[]> {
  const humans = await query<{ id: string }>({
    text: `select id from access.person where organization = $1 and id = any ($2)
        and kind = 'human' and left_at is null`,
    values: [organization, wanted.flatMap(({ from, to }) => [from, to])],
  })
  const known = new Set(humans.map(({ id }) => id))
  const persons = wanted.map(({ from }) => from)
  const held = new Map(
    (await holders(query, organization, today, { persons })).map((holder) => [
      holder.person,
      new Set(holdingOf(book, holder).grants.map(({ role }) => role)),
    ]),
  )
  const made: (NewDelegation & { readonly id: string })[] = []
  const answers = wanted.map((one) => {
    const id = newId(Date.now())
    const problems = problemsOf(book, by, one, known, held.get(one.from) ?? new Set(), today)
    if (problems.length === 0) made.push({ ...one, id })
    return { id, problems }
  })
  await insertDelegations(query, organization, by, made)
  return answers
}

/**
 * Ends delegations, each by itself: who gave it, made it or has it, or who grants roles.
 * Problems: `delegation-unknown`, `delegation-not-allowed`.
 */
export async function endDelegations(
  query: Query,
  book: RoleBook,
  organization: string,
  by: Holding,
  ids: readonly string[],
): Promise<DelegationAnswer[]> {
  const rows = await query<{ id: string; persons: string[] }>({
    text: `select id, array[from_person, to_person, made_by] as persons from access.delegation
      where organization = $1 and id = any ($2) and ended_at is null order by id for update`,
    values: [organization, ids],
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const answers = ids.map((id) => {
    const row = byId.get(id)
    if (row === undefined) return { id, problems: [delegationUnknown] }
    const allowed = row.persons.includes(by.person) || grantsRoles(book, by)
    return { id, problems: allowed ? [] : [delegationNotAllowed] }
  })
  const good = answers.filter(({ problems }) => problems.length === 0).map(({ id }) => id)
  if (good.length > 0) {
    await query({
      text: `update access.delegation set ended_at = clock_timestamp(), ended_by = $3
        where organization = $1 and id = any ($2) and ended_at is null`,
      values: [organization, good, by.person],
    })
  }
  return answers
}

/** Delegations that were not ended and whose last day is not over, by the first day. */
export async function listDelegations(
  query: Query,
  organization: string,
  today: PlainDate,
  { ids, to }: WantedDelegations = {},
): Promise<ListedDelegation[]> {
  return await query<ListedDelegation>({
    name: 'access.delegations',
    text: `select d.id, d.from_person as "from", d.to_person as "to", d.first_day as "firstDay",
        d.last_day as "lastDay", d.roles, d.reason, f.name as "fromName", t.name as "toName",
        m.name as "madeBy"
      from access.delegation d
      join access.person f on f.organization = d.organization and f.id = d.from_person
      join access.person t on t.organization = d.organization and t.id = d.to_person
      join access.person m on m.organization = d.organization and m.id = d.made_by
      where d.organization = $1
        and case when $3::uuid[] is null then d.ended_at is null and d.last_day >= $2
          else d.id = any ($3) end
        and ($4::uuid is null or d.to_person = $4)
      order by d.first_day, d.id`,
    values: [organization, today.toString(), ids ?? null, to ?? null],
  })
}

function problemsOf(
  book: RoleBook,
  by: Holding,
  { from, to, firstDay, lastDay, roles }: NewDelegation,
  known: ReadonlySet<string>,
  held: ReadonlySet<string>,
  today: PlainDate,
): Problem[] {
  const problems: Problem[] = []
  if (!known.has(from) || !known.has(to)) problems.push(personUnknown)
  if (to === from || to === by.person) problems.push(toOneself)
  if (from !== by.person && !grantsRoles(book, by)) problems.push(delegationNotAllowed)
  const latest = firstDay.add({ months: 12 })
  const inOrder = compareDates(firstDay, lastDay) <= 0 && compareDates(lastDay, latest) <= 0
  if (!inOrder || compareDates(lastDay, today) < 0) problems.push(badDays)
  const beyond = roles.filter((role) => !held.has(role))
  if (beyond.length > 0) {
    const message = `Only roles that are held can be delegated, and ${listed(beyond)} is not.`
    problems.push({ rule: 'role-not-held', field: 'roles', message })
  }
  return problems
}

async function insertDelegations(
  query: Query,
  organization: string,
  by: Holding,
  made: readonly (NewDelegation & { readonly id: string })[],
): Promise<void> {
  if (made.length === 0) return
  const rows = made.map(({ id, from, to, firstDay, lastDay, roles, reason }) => ({
    id,
    from_person: from,
    to_person: to,
    first_day: firstDay.toString(),
    last_day: lastDay.toString(),
    roles,
    reason,
  }))
  await query({
    text: `insert into access.delegation
        (organization, made_by, id, from_person, to_person, first_day, last_day, roles, reason)
      select $1, $2, d.* from jsonb_to_recordset($3) as d (id uuid, from_person uuid,
        to_person uuid, first_day date, last_day date, roles text[], reason text)`,
    values: [organization, by.person, JSON.stringify(rows)],
  })
}

function grantsRoles(book: RoleBook, by: Holding): boolean {
  const nowhere = { company: null, site: null, department: null, madeBy: null }
  return dutiesAt(book, by, nowhere).has('grant roles')
}

const personUnknown: Problem = {
  rule: 'person-unknown',
  field: 'person',
  message: 'Both must be humans who have not left. Take them from the list.',
}

const toOneself: Problem = {
  rule: 'delegation-to-oneself',
  field: 'to',
  message: 'Nobody stands in for themself, or makes themself stand in. Name somebody else.',
}

const delegationNotAllowed: Problem = {
  rule: 'delegation-not-allowed',
  field: 'from',
  message: 'Only the person, or somebody who grants roles, may do this. Ask one of them.',
}

const badDays: Problem = {
  rule: 'delegation-days',
  field: 'lastDay',
  message: 'Name a first day and a last one after it, still to come, within twelve months.',
}

const delegationUnknown: Problem = {
  rule: 'delegation-unknown',
  field: 'id',
  message: 'There is no such delegation, or it is ended. The list shows those there are.',
}
