/** A day of the books, without a time zone. */
import { z } from 'zod'
import { parseDate } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byOrder, unreadable } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { dayIn } from '#kit/reading.ts'

/** A day: "2026-11-22". */
export function day(telling: Telling = {}): Field<PlainDate, false> {
  return field(dayKind, telling)
}

const howTo = 'It is no day. Write it as 2026-11-22.'

const dayKind: Kind<PlainDate> = {
  name: 'day',
  codec: z.codec(
    z.string(howTo).meta({ format: 'date', examples: ['2026-11-22'] }),
    z.instanceof(Temporal.PlainDate),
    {
      decode: (written, context) => {
        const found = parseDate(written)
        if (found !== null) return found
        context.issues.push({ code: 'custom', input: written, message: howTo })
        return z.NEVER
      },
      encode: (value) => value.toString(),
    },
  ),
  column: {
    type: 'date',
    check: () => null,
    write: (value) => value.toString(),
    read: (stored) => (stored instanceof Temporal.PlainDate ? stored : unreadable('day', stored)),
  },
  operators: byOrder,
  cell: { format: { of: 'day' }, write: (value) => value, read: dayIn },
  side: 'start',
  target: null,
}
