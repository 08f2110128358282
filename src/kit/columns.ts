/** Columns of values on their way to the database and back, for sets of papers and rows. */
import { Column } from '#ledger/column.ts'
import type { Content } from '#kit/erased.ts'
import { plainFields } from '#kit/field.ts'
import type { Field } from '#kit/field.ts'
import { ownKey } from '#kit/key.ts'
import type { Described } from '#kit/key.ts'
import { columnName } from '#kit/spelling.ts'

/** The fields that people fill in; what transitions fill only they may. */
export function writtenPlain({ fields }: Described): [string, Field][] {
  return plainFields(fields).filter(([, { isTaken }]) => !isTaken)
}

/** A column with all its values, as the text of an array. */
export interface Filled {
  readonly name: string
  readonly type: string
  readonly text: string
}

/** The columns of keys. */
export function keyColumns(
  of: Described,
  all: readonly { readonly key: readonly string[] }[],
): Filled[] {
  return ownKey(of).map(({ name, type }, at) => ({
    name,
    type,
    text: column(all, ({ key }) => key[at] ?? null),
  }))
}

/** The columns of fields. */
export function fieldColumns(
  fields: readonly [string, Field][],
  rows: readonly Content[],
): Filled[] {
  return fields.map(([name, { kind }]) => ({
    name: columnName(name),
    type: kind.column.type,
    text: column(rows, (row) => {
      const value = row[name]
      return value === null || value === undefined ? null : kind.column.write(value)
    }),
  }))
}

/** One array of texts, a value for each row. */
export function column<Row>(rows: readonly Row[], text: (row: Row) => string | null): string {
  const made = new Column()
  for (const row of rows) made.text(text(row))
  return made.always()
}

/** How the values of fields are read from stored rows. */
export function valuesIn(
  fields: readonly [string, Field][],
): (stored: Record<string, unknown>) => Record<string, unknown> {
  const columns = fields.map(([name, { kind }]) => [name, columnName(name), kind.column] as const)
  return (stored) =>
    Object.fromEntries(
      columns.map(([name, from, kept]) => {
        const value = stored[from]
        return [name, value === null ? null : kept.read(value)]
      }),
    )
}
