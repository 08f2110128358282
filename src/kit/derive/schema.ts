/** The schema of a description's values: what JSON may say, and what it becomes. */
import { z } from 'zod'
import { asDescribed } from '#kit/erased.ts'
import { isRows } from '#kit/field.ts'
import type { Field, Fields, Rows, Values } from '#kit/field.ts'

/** So many rows may one paper have. */
export const mostRows = 10_000

/**
 * The schema of the fields: `z.decode` reads JSON, `z.encode` writes it. A name that is no field is
 * refused; an optional field that is left out is null.
 */
export function schemaOf<Of extends Fields>(fields: Of): z.ZodType<Values<Of>> {
  const shape = Object.entries(fields).map(([name, of]) => [name, partOf(of)] as const)
  return asDescribed(z.strictObject(Object.fromEntries(shape)))
}

function partOf(of: Field | Rows): z.ZodType {
  if (isRows(of)) {
    return z.array(schemaOf(of.rows)).max(mostRows, `There are more than ${mostRows} rows.`)
  }
  const codec = of.kind.codec
  return of.optional ? codec.nullable().default(null) : codec
}
