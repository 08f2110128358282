/** The problem of a role that is missing: which, where it is held instead, and who can grant it. */
import type { Problem } from '#base/problem.ts'
import { aOrAn } from '#kit/naming.ts'
import { holds } from '#kit/role.ts'
import type { Actor, Role, Whereabouts } from '#kit/role.ts'
import { listed } from '#kit/sentence.ts'

/** The problem `role-missing` where an actor lacks a role; what is done is said as a verb. */
export function roleProblems(
  what: string,
  role: Role,
  where: Whereabouts,
  actor: Actor,
): Problem[] {
  return holds(actor, role, where) ? [] : [roleMissing(what, role, where, actor)]
}

/** The problem `role-missing` of an actor who may not do something there, said as a verb. */
export function roleMissing(
  what: string,
  role: Role,
  where: Whereabouts,
  actor: Actor,
  field = '',
): Problem {
  const message = [
    `Only ${aOrAn(role)} may ${what}.`,
    ...elsewhere(role, where, actor),
    actor.whoGrants(role, where.company),
  ].join(' ')
  return { rule: 'role-missing', field, message }
}

/** Where the actor has the role, if not here. */
function elsewhere(role: Role, where: Whereabouts, { grants }: Actor): string[] {
  const scopes = grants.filter((grant) => grant.role === role).map(({ scope }) => scope)
  if (scopes.length === 0) return []
  const here = scopes.filter(({ company }) => company === null || company === where.company)
  if (here.length === 0) {
    const companies = [...new Set(scopes.flatMap(({ company }) => company ?? []))]
    return [`You are one in ${listed(companies)} only.`]
  }
  const outside = here.filter(
    ({ site, department }) =>
      (site !== null && site !== where.site) ||
      (department !== null && department !== where.department),
  )
  if (outside.length < here.length) return ['You are one for what you made yourself only.']
  const places = outside.map(({ site, department }) =>
    [
      ...(site === null ? [] : [`the site ${site}`]),
      ...(department === null ? [] : [`the department ${department}`]),
    ].join(' and '),
  )
  return [`You are one for ${listed([...new Set(places)])} only.`]
}
