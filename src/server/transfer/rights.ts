/** Who may bring papers along and see what was brought: those who may write such papers at all. */
import type { Problem } from '#base/problem.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Description } from '#kit/derive/transfer.ts'
import { roleMissing } from '#kit/role-problem.ts'
import type { Actor, Scope } from '#kit/role.ts'
import { allFields } from '#kit/sight.ts'
import type { ReadableAt } from '#kit/sight.ts'
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

/** Whoever asks about imports, and what is read of each kind. */
export interface ImportReader {
  readonly catalogue: Catalogue
  readonly actor: Actor
  readonly readableAt: (of: Description) => ReadableAt
}

/**
 * Whether somebody may see an import and work on it: it is one's own, or one may write all that it
 * holds, without limits to a site, a department or one's own, and read every field of it. What the
 * file says of papers, and what is wrong with them, is told as a whole.
 */
export function maySee({ catalogue, actor, readableAt }: ImportReader, one: Import): boolean {
  return one.parts.every((part) => {
    const of = describedBy(catalogue, part)
    const scopes = scopesIn(of, actor, one.company)
    if (one.person === actor.person) return scopes.length > 0
    const company = of.target.of === 'company' ? one.company : null
    const where = { company, site: null, department: null, madeBy: one.person }
    return (
      scopes.some(({ site, department, own }) => site === null && department === null && !own) &&
      allFields(of.fields).isSubsetOf(readableAt(of)(where))
    )
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
