/** Who may bring papers along and see what was brought: those who may write such papers at all. */
import type { Problem } from '#base/problem.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Description } from '#kit/derive/transfer.ts'
import { roleMissing } from '#kit/role-problem.ts'
import type { Actor, Scope } from '#kit/role.ts'
import type { Import } from '#server/transfer/import.ts'
import { describedBy } from '#server/transfer/part.ts'

/**
 * The problem `role-missing`, unless an actor may write what a file holds somewhere in the company;
 * where exactly, is asked of each paper.
 */
export function bringProblems(of: Description, actor: Actor, company: string): Problem[] {
  if (scopesIn(of, actor, company).length > 0) return []
  const where = {
    company: of.target.of === 'company' ? company : null,
    site: null,
    department: null,
    madeBy: null,
  }
  return [roleMissing(`import ${of.plural}`, of.write, where, actor, 'kind')]
}

/**
 * Whether an actor may see an import and work on it: it is one's own, or one may write all that it
 * holds, without limits to a site, a department or one's own.
 */
export function maySee(catalogue: Catalogue, one: Import, actor: Actor): boolean {
  return one.parts.every((part) => {
    const scopes = scopesIn(describedBy(catalogue, part), actor, one.company)
    if (one.person === actor.person) return scopes.length > 0
    return scopes.some(({ site, department, own }) => site === null && department === null && !own)
  })
}

function scopesIn({ write, target }: Description, { grants }: Actor, company: string): Scope[] {
  return grants
    .filter(({ role }) => role === write)
    .map(({ scope }) => scope)
    .filter((scope) =>
      target.of === 'company'
        ? scope.company === null || scope.company === company
        : scope.company === null,
    )
}
