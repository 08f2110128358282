/** All descriptions of the program by name, and which papers stand on which. */
import { countingStates } from '#kit/document.ts'
import type { Document } from '#kit/document.ts'
import { placedFields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import type { NumberedKind } from '#kit/number.ts'
import type { Register } from '#kit/register.ts'

/** A field of a later paper by which it stands on an earlier one. */
export interface Standing {
  readonly later: Document
  /** The rows in which the link is; null where the paper itself has it. */
  readonly rows: string | null
  readonly field: string
  /** The states in which the earlier paper must stay. */
  readonly standsOn: readonly string[]
  /** The states in which the later paper counts. */
  readonly counts: readonly string[]
}

/** The descriptions of a program. */
export interface Catalogue {
  readonly all: readonly Described[]
  document(name: string): Document | undefined
  register(name: string): Register | undefined
  /** What stands on papers of this name. */
  laterThan(name: string): readonly Standing[]
}

/** Makes a catalogue; two descriptions of one name, or of one table, are our defect. */
export function catalogue(all: readonly Described[]): Catalogue {
  const byName = new Map(all.map((of) => [of.name, of]))
  const tables = new Set(all.map(({ target }) => target.table))
  if (byName.size < all.length || tables.size < all.length) {
    throw new Error('two descriptions have one name')
  }
  const documents = all.filter((of) => of.noun === 'document')
  const standings = Map.groupBy(documents.flatMap(standingsOf), ({ earlier }) => earlier)
  return {
    all,
    document: (name) => documents.find((of) => of.name === name),
    register: (name) => all.filter((of) => of.noun === 'register').find((of) => of.name === name),
    laterThan: (name) => standings.get(name) ?? [],
  }
}

/** The kinds of paper that have numbers, each with the pattern of its description. */
export function numberedKinds({ all }: Pick<Catalogue, 'all'>): NumberedKind[] {
  return all.flatMap((of) =>
    of.noun === 'register' || of.number === null
      ? []
      : [{ name: of.name, table: of.target.table, number: of.number }],
  )
}

function standingsOf(later: Document): (Standing & { readonly earlier: string })[] {
  const counts = countingStates(later)
  return placedFields(later.fields).flatMap(({ rows, name, field: { kind } }) => {
    const { target } = kind
    return target === null || target.standsOn.length === 0
      ? []
      : [{ earlier: target.name, later, rows, field: name, standsOn: target.standsOn, counts }]
  })
}
