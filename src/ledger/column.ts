/** A column of values on its way to the database, as the text of one PostgreSQL array. */

/** Collects one column; a column in which nothing stands is sent as null, which costs nothing. */
export class Column {
  private parts: string[] = []
  private filled = false

  /** Adds a value whose text needs no quotes: a number, an identifier, a date, a known word. */
  plain(value: string | bigint | number | null | undefined): void {
    if (value === null || value === undefined) {
      this.parts.push('NULL')
    } else {
      this.filled = true
      this.parts.push(String(value))
    }
  }

  /** Adds free text. */
  text(value: string | null | undefined): void {
    if (value === null || value === undefined) {
      this.parts.push('NULL')
    } else {
      this.filled = true
      this.parts.push(quoted(value))
    }
  }

  get length(): number {
    return this.parts.length
  }

  /** The array's text, or null where every value is null. */
  literal(): string | null {
    return this.filled ? `{${this.parts.join(',')}}` : null
  }

  /** The array's text even where every value is null, for columns that count the rows. */
  always(): string {
    return `{${this.parts.join(',')}}`
  }
}

function quoted(value: string): string {
  return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`
}
