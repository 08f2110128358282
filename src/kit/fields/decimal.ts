/** An exact figure that is no money yet: a quantity, a price, a rate. */
import { z } from 'zod'
import { formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byOrder, unreadable } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { figureIn } from '#kit/reading.ts'

/**
 * A decimal with at most `scale` digits behind the point (6 unless said) and 15 before it. Of a
 * price `currencyIn` is the paper's field that names its currency, with whose digits it is shown.
 */
export function decimal(
  telling: Telling & { readonly scale?: number; readonly currencyIn?: string } = {},
): Field<Decimal, false> {
  const { scale = 6, currencyIn } = telling
  const kind = decimalKind(scale)
  return field(currencyIn === undefined ? kind : { ...kind, currencyIn }, telling)
}

function decimalKind(scale: number): Kind<Decimal> {
  const written = new RegExp(`^-?\\d{1,15}(\\.\\d{1,${scale}})?$`)
  const howTo =
    `It is no figure with at most 15 digits before and ${scale} behind the point. ` +
    'Write it as 12.50 or -12.50.'
  return {
    name: 'decimal',
    codec: z.codec(
      z
        .string('Write figures as text, such as "12.50": JSON numbers are not exact.')
        .regex(written, howTo)
        .meta({ examples: ['12.50'] }),
      z.custom<Decimal>(),
      {
        decode: (text) => exact(text),
        encode: (value) => formatDecimal(value),
      },
    ),
    column: {
      type: `numeric(${15 + scale}, ${scale})`,
      check: () => null,
      write: (value) => formatDecimal(value),
      read: (stored) => exact(String(stored)),
      json: (column) => `trim_scale(${column})::text`,
    },
    operators: byOrder,
    cell: { format: { of: 'figure', scale }, write: (value) => value, read: figureIn },
    side: 'end',
    target: null,
  }
}

/** The shortest spelling of a figure, so that 12.50 and 12.5 are the same value. */
function exact(text: string): Decimal {
  const found = parseDecimal(text)
  return found === null ? unreadable('decimal', text) : trimmed(found)
}
