/** Parts of an import: a kind of paper or register each, and what is done with what is staged. */
import { z } from 'zod'
import { refused, fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { mappingSchema } from '#kit/derive/mapping.ts'
import type { Description } from '#kit/derive/transfer.ts'
import { aOrAn } from '#kit/naming.ts'

/** A part as it is kept with its import. */
export const partSchema = z.strictObject({
  /** The name of the description: "sales invoice", "party". */
  kind: z.string(),
  /**
   * Of papers, the transition that brings them on as they are written, or null for drafts. Of a
   * register's rows, `add`, `change`, or null to change what is there and add the rest.
   */
  verb: z.string().nullable(),
  /** Whether papers keep the numbers of the file, or are given new ones. */
  numbers: z.enum(['kept', 'given']),
  mapping: mappingSchema,
  /** What is meant of each paper where its rows say nothing. */
  assumed: z.strictObject({
    head: z.record(z.string(), z.unknown()),
    lists: z.array(z.string()),
  }),
})
export type Part = z.infer<typeof partSchema>

/** What is to become of what a file holds. */
export type Purpose = Pick<Part, 'kind' | 'verb' | 'numbers'>

/** The description of a part, which the program has had since it was asked for. */
export function describedBy(catalogue: Catalogue, { kind }: Pick<Part, 'kind'>): Description {
  const of = catalogue.document(kind) ?? catalogue.register(kind)
  if (of === undefined) throw new Error(`There is no description of the name ${kind}.`)
  return of
}

/**
 * The description of what somebody wants to import. Problems: `kind-unknown`, `kind-ledgers` for a
 * register that the ledger's own operations write, `verb-unknown`.
 */
export function wanted(catalogue: Catalogue, { kind, verb }: Purpose): Outcome<Description> {
  const of = catalogue.document(kind) ?? catalogue.register(kind)
  if (of === undefined) {
    const kinds = catalogue.all.map(({ name }) => name).join(', ')
    const message = `There is no kind “${kind}”. There is: ${kinds}.`
    return refused({ rule: 'kind-unknown', field: 'kind', message })
  }
  if (of.noun === 'register' && of.isLedgers) {
    const message =
      `${of.plural.charAt(0).toUpperCase()}${of.plural.slice(1)} stand in the ledger itself and ` +
      'are not imported here. Add them by their own operation.'
    return refused({ rule: 'kind-ledgers', field: 'kind', message })
  }
  const verbs = verbsOf(of)
  if (verb === null || verbs.includes(verb)) return fine(of)
  const message =
    verbs.length === 0
      ? `${upper(aOrAn(kind))} is imported as it is written. Leave the verb out.`
      : `What is imported cannot “${verb}”. It can: ${verbs.join(', ')}; or leave it out.`
  return refused({ rule: 'verb-unknown', field: 'verb', message })
}

/** The roles that are needed to write what parts hold and to bring it on. */
export function rolesFor(catalogue: Catalogue, parts: readonly Pick<Part, 'kind' | 'verb'>[]) {
  const roles = parts.flatMap((part) => {
    const of = describedBy(catalogue, part)
    const by = of.noun === 'document' ? of.transitions[part.verb ?? '']?.by : undefined
    return by === undefined ? [of.write] : [of.write, by]
  })
  return [...new Set(roles)]
}

/** What can be done with what a file holds, besides writing it. */
function verbsOf(of: Description): string[] {
  if (of.noun === 'register') return ['add', 'change']
  const [first] = of.states
  return Object.entries(of.transitions)
    .filter(([, { from }]) => [from].flat().includes(first))
    .map(([verb]) => verb)
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
