/** What of a paper goes out of the house on paper; the rest of it is the house's own business. */

/** Fields by their paths: "dueOn", "lines.quantity". */
export interface Prints {
  /** The address, line by line; what stands in one line together. */
  readonly to: readonly (readonly string[])[]
  /** What stands in the place of the address where none of it is filled in. */
  readonly toOtherwise?: string
  readonly facts: readonly string[]
  readonly tables: readonly PrintsTable[]
  /** What stands below the first table, with a rule above it. */
  readonly totals: readonly string[]
  /** Texts below all. */
  readonly closing: readonly string[]
}

export interface PrintsTable {
  /** What stands above it; null where it needs no word. */
  readonly heading: string | null
  /** Of one list, or of several whose rows stand for each other. */
  readonly columns: readonly PrintsColumn[]
}

export interface PrintsColumn {
  readonly path: string
  /** The field's own label where left out. */
  readonly title?: string
}

/** A kind of paper that goes out, and by which paths its fields are chosen for its print. */
export interface PrintedKind {
  readonly name: string
  /** What a paper has once: "dueOn"; the organization's own fields come besides. */
  readonly once: readonly string[]
  /** What its rows have: "lines.quantity". */
  readonly inRows: readonly string[]
}
