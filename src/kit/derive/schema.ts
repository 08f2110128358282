/** The schema of a description's values: what JSON may say, and what it becomes. */
import { z } from 'zod'
import { asDescribed, rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { isRows, writtenFields } from '#kit/field.ts'
import type { Field, Fields, Rows, Values } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { aOrAn } from '#kit/naming.ts'

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
  return asDescribed(z.strictObject(changeShape(fields)))
}

/** The members of an object in JSON. */
export type Shape = Readonly<Record<string, z.ZodType>>

/** The members of `changeSchema`. */
export function changeShape(fields: Fields): Shape {
  return mapped(writtenFields(fields), (of) => (isRows(of) ? partOf(of) : valueOf(of)).optional())
}

/** What people send: as `writtenSchema`, but what a link may fill in may be left out. */
export function sentShape(of: Described): Shape {
  const fills = of.noun === 'document' ? of.fills : []
  const filled = new Set(fills.map(({ rows }) => rows))
  return mapped(writtenFields(of.fields), (part, name) => {
    if (!isRows(part)) return filled.has(null) ? partOf(part).optional() : partOf(part)
    if (!filled.has(name)) return partOf(part)
    return rowsOf(z.strictObject(mapped(part.rows, (inner) => partOf(inner).optional())))
  })
}

/** What is shown: any field may be missing, where the one who asks may not see it. */
export function shownShape(fields: Fields): Shape {
  return mapped(fields, (of) =>
    isRows(of)
      ? z.array(z.strictObject(shownShape(of.rows))).optional()
      : told(of, of.kind.codec.nullable()).optional(),
  )
}

/** The values as JSON, field by field; it is what the schema would read again. */
export function toJson(fields: Fields, values: Content): Content {
  return Object.fromEntries(
    Object.entries(fields).map(([name, of]) => {
      if (isRows(of)) return [name, rowsIn(values, name).map((row) => toJson(of.rows, row))]
      const value = values[name] ?? null
      return [name, value === null ? null : encoded(of.kind.codec, value)]
    }),
  )
}

/** What is no codec has the same value in JSON: it need not be proven again. */
function encoded(codec: z.ZodType, value: unknown): unknown {
  return codec instanceof z.ZodCodec ? z.encode(codec, value) : value
}

function partOf(of: Field | Rows): z.ZodType {
  if (isRows(of)) return rowsOf(schemaOf(of.rows))
  return of.optional ? valueOf(of).default(null) : valueOf(of)
}

function rowsOf(row: z.ZodType): z.ZodType {
  return z.array(row).max(mostRows, `There are more than ${mostRows} rows.`)
}

function valueOf(of: Field): z.ZodType {
  return told(of, of.optional ? of.kind.codec.nullable() : of.kind.codec)
}

/** With one sentence for who reads the schema: the field's own, or what a link points at. */
function told({ label, help, kind: { target } }: Field, schema: z.ZodType): z.ZodType {
  const linked =
    target === null
      ? undefined
      : `The ${target.key === 'code' ? 'code' : 'identifier'} of ${aOrAn(target.name)}.`
  const description = help ?? label ?? linked
  return description === undefined ? schema : schema.meta({ description })
}

function mapped(
  fields: Fields,
  part: (of: Field | Rows, name: string) => z.ZodType,
): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, of]) => [name, part(of, name)]))
}
