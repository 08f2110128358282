/** Roles are granted and ended here, in sets; what one person must not combine is refused. */
import { compareDates } from '#base/date.ts'
import type { Instant, PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { ownerRole } from '#departments/roles.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import type { Grant, Role, Scope } from '#kit/role.ts'
import { mayGrant } from '#permissions/roles.ts'
import type { Holding, RoleBook } from '#permissions/roles.ts'
import { aOrAn } from '#kit/naming.ts'
import { listed } from '#kit/sentence.ts'
import { conflictNote, conflictProblem, conflictsOf } from '#permissions/separation.ts'
import type { Conflict } from '#permissions/separation.ts'
import { standingExceptions } from '#server/access/exceptions.ts'

/** A role that is to be granted. */
export interface NewGrant {
  readonly person: string
  readonly role: Role
  readonly scope: Scope
  /** The last day on which it holds; null where there is none. */
  readonly until: PlainDate | null
  /** Why, in a few words. */
  readonly reason: string
}

/** What became of one grant of a set; notes tell what is allowed, but watched. */
export type Granted =
  | { readonly outcome: 'granted'; readonly id: string; readonly notes: readonly Problem[] }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[] }

/** What became of one grant that was to be ended. */
export interface EndedGrant {
  readonly id: string
  /** Who held it; null where there is no such grant. */
  readonly person: string | null
  readonly problems: readonly Problem[]
}

/** A grant that has not been ended, as the list shows it. */
export interface ListedGrant {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly role: Role
  readonly company: string | null
  readonly site: string | null
  readonly department: string | null
  readonly own: boolean
  readonly until: PlainDate | null
  readonly reason: string
  readonly grantedBy: string
  readonly grantedAt: Instant
  readonly atSetUp: boolean
}

/**
 * Grants roles, each by itself and in the set's order; the persons are held meanwhile, so that of
 * two halves of a blocked pair only one is granted, whoever grants the other at the same moment.
 * Problems: `role-unknown`, `person-unknown`, `company-unknown`, `until-past`, `grant-to-oneself`,
 * `grant-not-allowed`, `role-held`, `duties-conflict`; notes: `duties-combined`.
 */
export async function grantRoles(
  query: Query,
  book: RoleBook,
  organization: string,
  by: Holding,
  wanted: readonly NewGrant[],
  today: PlainDate,
): Promise<Granted[]> {
  const ground = await groundOf(query, organization, wanted, today)
  const made: (NewGrant & { readonly id: string })[] = []
  const answers = wanted.map((grant): Granted => {
    const problems = [
      ...badlyNamed(book, ground, grant, today),
      ...notAllowed(book, by, grant),
      ...heldAlready(ground, grant),
    ]
    if (problems.length > 0) return { outcome: 'refused', problems }
    const combined = newlyCombined(book, ground, grant)
    if (!combined.ok) return { outcome: 'refused', problems: combined.problems }
    const id = newId(Date.now())
    made.push({ ...grant, id })
    ground.held.set(grant.person, [...(ground.held.get(grant.person) ?? []), grant])
    return { outcome: 'granted', id, notes: combined.value }
  })
  await insertGrants(query, organization, by, made)
  return answers
}

/**
 * Ends grants, each by itself; who ends one may also grant it, or is the holder. The last owner
 * stays one. Problems: `grant-unknown` (or ended already), `grant-not-allowed`, `owner-last`.
 */
export async function endGrants(
  query: Query,
  book: RoleBook,
  organization: string,
  by: Holding,
  ids: readonly string[],
  reason: string,
): Promise<EndedGrant[]> {
  const grants = await lockGrants(query, organization, ids)
  const byId = new Map(grants.map((grant) => [grant.id, grant]))
  const ended: string[] = []
  const answers = ids.map((id) => {
    const grant = byId.get(id)
    if (grant === undefined || ended.includes(id)) {
      return { id, person: null, problems: [unknownGrant] }
    }
    const { role, person, company, site, department, own } = grant
    const allowed =
      person === by.person || mayGrant(book, by, role, { company, site, department, own })
    if (!allowed) return { id, person, problems: [grantorMissing(book, role, 'end')] }
    const owners = grants.filter((one) => isLastingOwner(one) && !ended.includes(one.id))
    if (isLastingOwner(grant) && owners.length === 1) return { id, person, problems: [lastOwner] }
    ended.push(id)
    return { id, person, problems: [] }
  })
  if (ended.length > 0) {
    await query({
      text: `update access.grant_of_role
        set ended_at = clock_timestamp(), ended_by = $3, end_reason = $4
        where organization = $1 and id = any ($2) and ended_at is null`,
      values: [organization, ended, by.person, reason],
    })
  }
  return answers
}

/**
 * Ends all that a person who leaves was given, so that nothing of it is there should they come
 * back: roles, delegations to and from them, exceptions. Problem: `owner-last`.
 */
export async function endAllOf(
  query: Query,
  organization: string,
  person: string,
  reason: string,
): Promise<Problem | null> {
  const grants = await lockGrants(query, organization, [], person)
  const owners = grants.filter(isLastingOwner).map((grant) => grant.person)
  if (owners.length > 0 && owners.every((owner) => owner === person)) return lastOwner
  const values = [organization, person]
  await query({
    text: `update access.grant_of_role
      set ended_at = clock_timestamp(), ended_by = $2, end_reason = $3
      where organization = $1 and person = $2 and ended_at is null`,
    values: [...values, reason.slice(0, 500)],
  })
  await query({
    text: `update access.delegation set ended_at = clock_timestamp(), ended_by = $2
      where organization = $1 and (from_person = $2 or to_person = $2) and ended_at is null`,
    values,
  })
  await query({
    text: `update access.duty_exception set ended_at = clock_timestamp(), ended_by = $2
      where organization = $1 and person = $2 and ended_at is null`,
    values,
  })
  return null
}

/** All grants that were not ended, by the holders' names; those whose time is over among them. */
export async function listGrants(query: Query, organization: string): Promise<ListedGrant[]> {
  return await query<ListedGrant>({
    text: `select g.id, g.person, p.name, g.role, g.company, g.site, g.department, g.own, g.until,
        g.reason, b.name as "grantedBy", g.granted_at as "grantedAt", g.at_set_up as "atSetUp"
      from access.grant_of_role g
      join access.person p on p.organization = g.organization and p.id = g.person
      join access.person b on b.organization = g.organization and b.id = g.granted_by
      where g.organization = $1 and g.ended_at is null and p.left_at is null
      order by p.name, g.person, g.role, g.id`,
    values: [organization],
  })
}

interface HeldGrant extends Grant {
  readonly until: PlainDate | null
}

/** What is known before anything is granted; `held` grows with the set. */
interface Ground {
  readonly names: ReadonlyMap<string, string>
  readonly companies: ReadonlySet<string>
  readonly held: Map<string, readonly HeldGrant[]>
  readonly excepted: ReadonlyMap<string, ReadonlySet<string>>
}

async function groundOf(
  query: Query,
  organization: string,
  wanted: readonly NewGrant[],
  today: PlainDate,
): Promise<Ground> {
  const persons = [...new Set(wanted.map(({ person }) => person))]
  // Held in key order, before their grants are read: who grants to one of them now, comes after.
  const found = await query<{ id: string; name: string }>({
    text: `select id, name from access.person
      where organization = $1 and id = any ($2) and left_at is null
      order by id for no key update`,
    values: [organization, persons],
  })
  const live = await query<Scope & { person: string; role: Role; until: PlainDate | null }>({
    text: `select person, role, company, site, department, own, until from access.grant_of_role
      where organization = $1 and person = any ($2) and ended_at is null
        and (until is null or until >= $3)`,
    values: [organization, persons, today.toString()],
  })
  const companies = await query<{ code: string }>({
    text: 'select code from ledger.company where organization = $1 and code = any ($2)',
    values: [organization, wanted.flatMap(({ scope }) => scope.company ?? [])],
  })
  return {
    names: new Map(found.map(({ id, name }) => [id, name])),
    companies: new Set(companies.map(({ code }) => code)),
    held: new Map(
      [...Map.groupBy(live, ({ person }) => person)].map(([person, grants]) => [
        person,
        grants.map(({ role, company, site, department, own, until }) => ({
          role,
          scope: { company, site, department, own },
          until,
        })),
      ]),
    ),
    excepted: await standingExceptions(query, organization, persons, today),
  }
}

function badlyNamed(
  book: RoleBook,
  { names, companies }: Ground,
  { role, person, scope, until }: NewGrant,
  today: PlainDate,
): Problem[] {
  const problems: Problem[] = []
  if (!book.has(role)) {
    const message = `There is no role “${role}”. The list of roles shows those there are.`
    problems.push({ rule: 'role-unknown', field: 'role', message })
  }
  if (!names.has(person)) {
    const message = 'There is no such person, or they have left. Take one from the list.'
    problems.push({ rule: 'person-unknown', field: 'person', message })
  }
  if (scope.company !== null && !companies.has(scope.company)) {
    const message = `There is no company “${scope.company}”. Correct its code.`
    problems.push({ rule: 'company-unknown', field: 'company', message })
  }
  if (until !== null && compareDates(until, today) < 0) {
    const message = `${until.toString()} is over. Name a last day that is still to come.`
    problems.push({ rule: 'until-past', field: 'until', message })
  }
  return problems
}

function notAllowed(book: RoleBook, by: Holding, { person, role, scope }: NewGrant): Problem[] {
  if (person === by.person) {
    const message = 'Nobody grants a role to themself. Ask somebody else who grants roles.'
    return [{ rule: 'grant-to-oneself', field: 'person', message }]
  }
  if (!book.has(role) || mayGrant(book, by, role, scope)) return []
  return [grantorMissing(book, role, 'grant')]
}

function heldAlready({ held, names }: Ground, { person, role, scope, until }: NewGrant): Problem[] {
  const there = (held.get(person) ?? []).some(
    (one) =>
      one.role === role &&
      sameScope(one.scope, scope) &&
      (one.until === null || (until !== null && compareDates(until, one.until) <= 0)),
  )
  if (!there) return []
  const message = `${names.get(person) ?? ''} is ${aOrAn(role)} there already. Leave it as it is.`
  return [{ rule: 'role-held', field: 'role', message }]
}

/** What the grant newly combines: refused where a rule blocks it, otherwise noted. */
function newlyCombined(
  book: RoleBook,
  { held, names, excepted }: Ground,
  grant: NewGrant,
): Outcome<Problem[]> {
  const { person } = grant
  const [name, before] = [names.get(person) ?? '', held.get(person) ?? []]
  const known = new Set(conflictsOf(book, dutyRules, before).map(nameOf))
  const found = conflictsOf(book, dutyRules, [...before, grant]).filter(
    (one) => !known.has(nameOf(one)),
  )
  const blocked = found.filter(
    ({ rule }) => rule.mode === 'block' && excepted.get(person)?.has(rule.id) !== true,
  )
  if (blocked.length > 0) return refused(...blocked.map((one) => conflictProblem(one, name)))
  return fine(found.map((one) => conflictNote(one, name)))
}

async function insertGrants(
  query: Query,
  organization: string,
  by: Holding,
  made: readonly (NewGrant & { readonly id: string })[],
): Promise<void> {
  if (made.length === 0) return
  const columns = made.map(({ id, person, role, scope, until, reason }) => ({
    id,
    person,
    role,
    ...scope,
    until: until?.toString() ?? null,
    reason,
  }))
  await query({
    text: `insert into access.grant_of_role
        (organization, granted_by, id, person, role, company, site, department, own, until, reason)
      select $1, $2, g.* from jsonb_to_recordset($3) as g (id uuid, person uuid, role text,
        company text, site text, department text, own boolean, until date, reason text)`,
    values: [organization, by.person, JSON.stringify(columns)],
  })
}

interface LockedGrant extends Scope {
  readonly id: string
  readonly person: string
  readonly role: Role
  readonly until: PlainDate | null
}

/**
 * These grants and those of all owners; their persons, and one more who is named, are held in key
 * order: of two owners who are ended at the same moment, one remains.
 */
async function lockGrants(
  query: Query,
  organization: string,
  ids: readonly string[],
  person: string | null = null,
): Promise<LockedGrant[]> {
  const values = [organization, ids, ownerRole]
  await query({
    text: `select from access.person p
      where p.organization = $1 and (p.id = $4 or p.id in (
        select g.person from access.grant_of_role g where g.organization = $1
          and g.ended_at is null and (g.id = any ($2) or g.role = $3)))
      order by p.id for no key update`,
    values: [...values, person],
  })
  return await query<LockedGrant>({
    text: `select g.id, g.person, g.role, g.company, g.site, g.department, g.own, g.until
      from access.grant_of_role g
      join access.person p on p.organization = g.organization and p.id = g.person
      where g.organization = $1 and g.ended_at is null
        and (g.id = any ($2) or (g.role = $3 and p.left_at is null))`,
    values,
  })
}

/** Whether it makes an owner of the whole organization, without a last day. */
function isLastingOwner({ role, company, site, department, own, until }: LockedGrant): boolean {
  return (
    role === ownerRole &&
    company === null &&
    site === null &&
    department === null &&
    !own &&
    until === null
  )
}

function sameScope(one: Scope, other: Scope): boolean {
  return (['company', 'site', 'department', 'own'] as const).every(
    (part) => one[part] === other[part],
  )
}

function nameOf({ rule, held }: Conflict): string {
  return [rule.id, ...held.map(({ role }) => role).toSorted()].join('\0')
}

function grantorMissing(book: RoleBook, role: Role, verb: string): Problem {
  const granting = listed((book.get(role)?.grantedBy ?? []).map(aOrAn), 'or')
  const message = `Only ${granting} may ${verb} the role ${role} there. Ask one.`
  return { rule: 'grant-not-allowed', field: 'role', message }
}

const unknownGrant: Problem = {
  rule: 'grant-unknown',
  field: 'id',
  message: 'There is no such grant, or it is ended. The list of grants shows those there are.',
}

const lastOwner: Problem = {
  rule: 'owner-last',
  field: 'id',
  message: 'This is the last owner. Make somebody else an owner first.',
}
