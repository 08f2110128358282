/** The parameters of one statement: each value is added once and answered by its place. */

/** A column of values as the text of an array. */
interface ArrayColumn {
  readonly type: string
  readonly text: string
}

/** Collects the values of a statement while its text is written. */
export class Parameters {
  readonly values: unknown[] = []

  /** Adds a value; answers what stands for it in the text, with its type where it is told. */
  add(value: unknown, type?: string): string {
    this.values.push(value)
    return `$${this.values.length}${type === undefined ? '' : `::${type}`}`
  }

  /** Adds columns; answers them side by side as rows. */
  unnest(columns: readonly ArrayColumn[]): string {
    return `unnest(${columns.map(({ type, text }) => this.add(text, `${type}[]`)).join(', ')})`
  }
}
