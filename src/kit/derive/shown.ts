/** What is shown of papers, rows and their timeline: JSON of what the one who asks may see. */
import { z } from 'zod'
import { shownShape, toJson } from '#kit/derive/schema.ts'
import type { Shape } from '#kit/derive/schema.ts'
import type { Content } from '#kit/erased.ts'
import { isRows, plainFields } from '#kit/field.ts'
import type { Fields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { listedOf } from '#kit/list-fields.ts'

/** The organization's own fields: text, days and figures as text, yes or no. */
export const extraSchema = z
  .record(z.string().min(1).max(40), z.union([z.string().max(2000), z.boolean(), z.null()]))
  .meta({ description: 'The organization’s own fields, by their codes.' })

/** A paper or row whole, as JSON, with the fields that may be seen. */
export function shown(of: Described, content: Content, seen: ReadonlySet<string>): Content {
  const head = [...listedOf(of).values()].filter(({ isHead }) => isHead)
  return {
    ...Object.fromEntries(head.map(({ name }) => [name, plainOf(content[name])])),
    ...seenOf(of.fields, toJson(of.fields, content), seen),
    extra: content['extra'] ?? {},
  }
}

/** What of JSON may be seen: of a paper's fields, and of the fields of its rows. */
export function seenOf(fields: Fields, json: Content, seen: ReadonlySet<string>): Content {
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]): [string, unknown][] => {
      const of = fields[name]
      if (of === undefined || !seen.has(name)) return []
      if (!isRows(of) || !Array.isArray(value)) return [[name, value]]
      const rows: unknown[] = value
      return [[name, rows.map((row) => partSeen(row, name, seen))]]
    }),
  )
}

/** The members of a paper or row in an answer; in lists without its rows. */
export function answerShape(of: Described, part: 'whole' | 'listed'): Shape {
  const head = [...listedOf(of).values()].filter(({ isHead }) => isHead)
  const fields = part === 'whole' ? of.fields : Object.fromEntries(plainFields(of.fields))
  return {
    ...Object.fromEntries(
      head.map(({ name, field: { kind, optional, help } }) => {
        const schema = optional ? kind.codec.nullable() : kind.codec
        return [name, help === undefined ? schema : schema.meta({ description: help })]
      }),
    ),
    ...shownShape(fields),
    extra: extraSchema,
  }
}

function partSeen(row: unknown, list: string, seen: ReadonlySet<string>): unknown {
  if (typeof row !== 'object' || row === null) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => seen.has(`${list}.${name}`)))
}

/** A value of the head as JSON: days are the only ones that are none already. */
function plainOf(value: unknown): unknown {
  return value instanceof Temporal.PlainDate ? value.toString() : (value ?? null)
}
