/** A whole number between two bounds: days of grace, a level. */
import { z } from 'zod'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byOrder } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { figureIn } from '#kit/reading.ts'

/** A whole number from `least` to `most`, both within ± two thousand million. */
export function whole(least: number, most: number, telling: Telling = {}): Field<number, false> {
  const bounds = `It must be a whole number from ${least} to ${most}.`
  const kind: Kind<number> = {
    name: 'whole number',
    codec: z.int(bounds).min(least, bounds).max(most, bounds),
    column: {
      type: 'integer',
      check: (column) => `${column} between ${least} and ${most}`,
      write: (value) => String(value),
      read: (stored) => Number(stored),
    },
    operators: byOrder,
    cell: {
      format: { of: 'figure', scale: 0 },
      write: (value) => ({ units: BigInt(value), scale: 0 }),
      read: (cell, habits) => {
        const found = figureIn(cell, habits)
        return 'json' in found ? { json: Number(found.json) } : found
      },
    },
    side: 'end',
    target: null,
  }
  return field(kind, telling)
}
