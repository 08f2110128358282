/** A rate from 0 to 100 %, exact in hundredths of a percent: of a tax, of a discount. */
import { z } from 'zod'
import { parseDecimal } from '#base/decimal.ts'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byOrder } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { figureIn } from '#kit/reading.ts'
import type { Reading } from '#kit/reading.ts'

const most = 10_000
const bounds = `It must be a whole number of basis points from 0 to ${most}: 2000 is 20 %.`

/**
 * A percentage as the whole number of its basis points (hundredths of a percent), as programs read
 * and write it: 2000 is 20 %. People and their files read and write it in percent: 20, 17.5 %.
 */
export function percentage(telling: Telling = {}): Field<number, false> {
  return field(kind, telling)
}

const kind: Kind<number> = {
  name: 'percentage',
  codec: z
    .int(bounds)
    .min(0, bounds)
    .max(most, bounds)
    .meta({
      description: 'In basis points: 2000 is 20 %.',
      examples: [2000],
    }),
  column: {
    type: 'integer',
    check: (column) => `${column} between 0 and ${most}`,
    write: (value) => String(value),
    read: (stored) => Number(stored),
  },
  operators: byOrder,
  cell: {
    format: { of: 'figure', scale: 2 },
    write: (value) => ({ units: BigInt(value), scale: 2 }),
    read: (cell, habits) =>
      inBasisPoints(figureIn(typeof cell === 'string' ? cell.replace(/\s*%$/, '') : cell, habits)),
  },
  side: 'end',
  target: null,
}

/** "17.5" as 1750. What is finer than a basis point is refused, and not rounded. */
function inBasisPoints(found: Reading): Reading {
  if ('why' in found) return found
  const written = String(found.json)
  const exact = parseDecimal(written)
  if (exact === null || exact.scale > 2) {
    return { why: `${written} % has more than two digits behind the point. Round it to two.` }
  }
  return { json: Number(exact.units * 10n ** BigInt(2 - exact.scale)) }
}
