/** By what figures are told apart in reports: department, project, country. */
import { z } from 'zod'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { unreadable } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'

/** Dimension → value: { department: 'sales' }. */
export type Dimensions = Readonly<Record<string, string>>

/** Dimensions of a paper or a row; the account says which it needs. */
export function dimensions(telling: Telling = {}): Field<Dimensions, false> {
  return field(kind, telling)
}

const howTo = 'Write dimensions as names with values: {"department": "sales"}.'
const short = 'A dimension and its value have 1 to 100 characters.'

const codec = z
  .record(z.string().min(1, short).max(100, short), z.string(howTo).min(1, short).max(100, short), {
    error: howTo,
  })
  .refine((named) => Object.keys(named).length <= 20, 'There are more than 20 dimensions.')
  .meta({ examples: [{ department: 'sales' }] })

const kind: Kind<Dimensions> = {
  name: 'dimensions',
  codec,
  column: {
    type: 'jsonb',
    check: (column) => `jsonb_typeof(${column}) = 'object'`,
    write: (value) => JSON.stringify(value),
    read: (stored) => {
      const read = codec.safeParse(stored)
      return read.success ? read.data : unreadable('dimensions', stored)
    },
  },
  side: 'start',
  target: null,
}
