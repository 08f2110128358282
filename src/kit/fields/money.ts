/** An amount of money, exact, in the currency that stands beside it. */
import { z } from 'zod'
import { formatDecimal, parseDecimal, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byOrder, unreadable } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { figureIn } from '#kit/reading.ts'

/** Digits behind the point that the smallest unit of a currency may have in the ledger. */
const scale = 12

/**
 * An amount of at most 15 digits before the point. `currencyIn` is the paper's field that names the
 * currency, with whose digits it is shown; left out, it is the company's own.
 */
export function money(
  telling: Telling & { readonly currencyIn?: string } = {},
): Field<Decimal, false> {
  const { currencyIn = null } = telling
  return field({ ...moneyKind, currencyIn }, telling)
}

const howTo = 'It is no amount of at most 15 digits. Write it as 12.50 or -12.50.'

const moneyKind: Kind<Decimal> = {
  name: 'money',
  codec: z.codec(
    z
      .string('Write amounts as text, such as "12.50": JSON numbers are not exact.')
      .regex(new RegExp(`^-?\\d{1,15}(\\.\\d{1,${scale}})?$`), howTo)
      .meta({ examples: ['12.50'] }),
    z.custom<Decimal>(),
    { decode: (text) => exact(text), encode: (value) => formatDecimal(value) },
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

/** The shortest spelling of a figure, so that 12.50 and 12.5 are the same value. */
function exact(text: string): Decimal {
  const found = parseDecimal(text)
  return found === null ? unreadable('money', text) : trimmed(found)
}
