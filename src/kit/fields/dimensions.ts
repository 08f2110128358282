/** By what figures are told apart in reports: department, project, country. */
import { z } from 'zod'
import { cellText } from '#kit/cell.ts'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { unreadable } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import type { Reading } from '#kit/reading.ts'

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
  operators: [],
  cell: { format: { of: 'text' }, write: writtenIn, read: (cell) => readIn(cellText(cell)) },
  side: 'start',
  target: null,
}

/** "department=sales; project=P1"; as JSON where a name or value has such marks itself. */
function writtenIn(value: Dimensions): string {
  const pairs = Object.entries(value)
  const isPlain = pairs.flat().every((part) => !/[=;{]/.test(part) && part === part.trim())
  return isPlain ? pairs.map(([name, of]) => `${name}=${of}`).join('; ') : JSON.stringify(value)
}

function readIn(cell: string): Reading {
  if (cell.startsWith('{')) return jsonIn(cell)
  const parts = cell.split(';').map((part) => part.split('=').map((one) => one.trim()))
  const pairs = parts.flatMap(([name, of, ...more]) =>
    name === undefined || of === undefined || more.length > 0 ? [] : [[name, of] as const],
  )
  return pairs.length === parts.length
    ? { json: Object.fromEntries(pairs) }
    : { why: `“${cell}” are no dimensions. Write them as department=sales; project=P1.` }
}

function jsonIn(cell: string): Reading {
  try {
    return { json: JSON.parse(cell) as unknown }
  } catch {
    return { why: `“${cell}” is no JSON. Write dimensions as department=sales; project=P1.` }
  }
}
