/** The schema of a description's values: what JSON may say, and what it becomes. */
import { z } from 'zod'
import { asDescribed, rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { isRows, writtenFields } from '#kit/field.ts'
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

/** The schema of what people write: without the fields that transitions fill. */
export function writtenSchema(fields: Fields): z.ZodType<Content> {
  return asDescribed(schemaOf(writtenFields(fields)))
}

/** The schema of a change: only the fields that are named. */
export function changeSchema(fields: Fields): z.ZodType<Content> {
  const shape = Object.entries(writtenFields(fields)).map(([name, of]) => [
    name,
    isRows(of) ? partOf(of).optional() : valueOf(of).optional(),
  ])
  return asDescribed(z.strictObject(Object.fromEntries(shape)))
}

/** The values as JSON, field by field; it is what the schema would read again. */
export function toJson(fields: Fields, values: Content): Content {
  return Object.fromEntries(
    Object.entries(fields).map(([name, of]) => {
      if (isRows(of)) return [name, rowsIn(values, name).map((row) => toJson(of.rows, row))]
      const value = values[name] ?? null
      return [name, value === null ? null : z.encode(of.kind.codec, value)]
    }),
  )
}

function partOf(of: Field | Rows): z.ZodType {
  if (isRows(of)) {
    return z.array(schemaOf(of.rows)).max(mostRows, `There are more than ${mostRows} rows.`)
  }
  return of.optional ? valueOf(of).default(null) : valueOf(of)
}

function valueOf({ kind, optional }: Field): z.ZodType {
  return optional ? kind.codec.nullable() : kind.codec
}
