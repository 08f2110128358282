/** What somebody sees of one kind of paper or register: which of them, and which fields. */
import { isRows } from '#kit/field.ts'
import type { Fields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import type { Actor, Scope, Whereabouts } from '#kit/role.ts'
import { columnName } from '#kit/spelling.ts'

/** The fields that may be read of what belongs somewhere; those of rows as "lines.price". */
export type ReadableAt = (where: Whereabouts) => ReadonlySet<string>

/** What somebody sees in a company. */
export interface Sight {
  readonly person: string
  /** Where papers are seen; a paper that is in none of these places is not there. */
  readonly scopes: readonly Scope[]
  /** The fields that are seen in all of these places: by these lists are filtered and sorted. */
  readonly everywhere: ReadonlySet<string>
  /** The fields that are seen in one of these places at least. */
  readonly somewhere: ReadonlySet<string>
  readonly at: ReadableAt
}

/** What an actor sees, who may read in these scopes; null where that is nothing. */
export function sightOf(
  { person }: Pick<Actor, 'person'>,
  company: string | null,
  scopes: readonly Scope[],
  at: ReadableAt,
): Sight | null {
  const here = scopes.filter((scope) => scope.company === null || scope.company === company)
  const seen = here.map(({ site, department, own }) =>
    // Whoever is nobody has made what is not the person's own.
    at({ company, site, department, madeBy: own ? person : '' }),
  )
  const [first, ...others] = seen
  if (first === undefined) return null
  const everywhere = new Set([...first].filter((name) => others.every((set) => set.has(name))))
  const somewhere = new Set(seen.flatMap((set) => [...set]))
  return { person, scopes: here, everywhere, somewhere, at }
}

/** The scopes in which somebody may read by holding one of these roles. */
export function scopesOf(
  { grants }: Pick<Actor, 'grants'>,
  reads: (role: string) => boolean,
): Scope[] {
  return grants.filter(({ role }) => reads(role)).map(({ scope }) => scope)
}

/** All fields of a description in the spelling of `ReadableAt`. */
export function allFields(fields: Fields): Set<string> {
  return new Set(
    Object.entries(fields).flatMap(([name, of]) =>
      isRows(of) ? [name, ...Object.keys(of.rows).map((inner) => `${name}.${inner}`)] : [name],
    ),
  )
}

/** A column that must have a value. */
export interface Narrow {
  readonly column: string
  readonly value: string
}

/**
 * The conditions of which one must hold, each as columns that all must fit; null where nothing is
 * narrowed, and none where a description says nothing of where its papers belong.
 */
export function narrowed(of: Described, { person, scopes }: Sight): readonly Narrow[][] | null {
  const belongs = of.noun === 'document' ? of.belongs : {}
  const ways = scopes.flatMap(({ company, site, department, own }): Narrow[][] => {
    // What the companies have in common belongs to no one of them.
    if (company !== null && of.target.of === 'organization') return []
    const parts: Narrow[] = []
    for (const [name, value] of [
      [belongs.site, site],
      [belongs.department, department],
    ] as const) {
      if (value === null) continue
      if (name === undefined) return []
      parts.push({ column: columnName(name), value })
    }
    // Nobody has made what the ledger keeps.
    if (own && of.noun === 'register' && of.isLedgers) return []
    if (own) parts.push({ column: 'created_by', value: person })
    return [parts]
  })
  return ways.some((parts) => parts.length === 0) ? null : ways
}
