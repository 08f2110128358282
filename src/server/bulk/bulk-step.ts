/** Steps that can be done with many papers at once: a verb, or throwing drafts away. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Member, Performed } from '#kit/books.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Document } from '#kit/document.ts'
import { roleMissing } from '#kit/role-problem.ts'
import type { Actor, Role } from '#kit/role.ts'
import type { Problem } from '#base/problem.ts'
import { addressName, labelText } from '#kit/spelling.ts'
import type { Deed } from '#server/papers/acts.ts'
import { bringingOn, throwingAway } from '#server/papers/deeds.ts'

/** What throws drafts away, as their address says it. */
export const removals = 'removals'

/** A step with papers of a kind. */
export interface BulkStep {
  readonly of: Document
  /** As it stands in addresses: "issue", "removals". */
  readonly word: string
  /** As it is called: "Issue", "Throw away". */
  readonly label: string
  /** The role that it takes. */
  readonly by: Role
  readonly deed: Deed<Member, Performed>
}

/** The step of a word, as it stands in addresses. Problems: `kind-unknown`, `verb-unknown`. */
export function bulkStep(catalogue: Catalogue, kind: string, word: string): Outcome<BulkStep> {
  const of = catalogue.document(kind)
  if (of === undefined) {
    const kinds = catalogue.all.flatMap(({ noun, name }) => (noun === 'document' ? [name] : []))
    const message = `There is no kind “${kind}”. There is: ${kinds.join(', ')}.`
    return refused({ rule: 'kind-unknown', field: 'kind', message })
  }
  if (word === removals) {
    return fine({ of, word, label: 'Throw away', by: of.write, deed: throwingAway(of) })
  }
  const found = Object.entries(of.transitions).find(([verb]) => addressName(verb) === word)
  if (found === undefined) {
    const words = [...Object.keys(of.transitions).map(addressName), removals].join(', ')
    const message = `There is no “${word}” for ${of.plural}. There is: ${words}.`
    return refused({ rule: 'verb-unknown', field: 'step', message })
  }
  const [verb, { by }] = found
  return fine({ of, word, label: labelText(verb), by, deed: bringingOn(of, verb) })
}

/** The problem `role-missing` of who may do a step nowhere in a company; where, each paper says. */
export function stepProblems(
  { of, label, by }: BulkStep,
  actor: Actor,
  company: string,
): Problem[] {
  const holds = actor.grants.some(
    ({ role, scope }) => role === by && (scope.company === null || scope.company === company),
  )
  const where = { company, site: null, department: null, madeBy: null }
  const what = `${label.charAt(0).toLowerCase()}${label.slice(1)} ${of.plural}`
  return holds ? [] : [roleMissing(what, by, where, actor, 'step')]
}
