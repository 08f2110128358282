/** Yes or no. */
import { z } from 'zod'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byValue } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { yesOrNoIn } from '#kit/reading.ts'

/** Yes or no: true or false in JSON. */
export function yesOrNo(telling: Telling = {}): Field<boolean, false> {
  return field(kind, telling)
}

const kind: Kind<boolean> = {
  name: 'yes or no',
  codec: z.boolean('Write true or false.'),
  column: {
    type: 'boolean',
    check: () => null,
    write: (value) => String(value),
    read: (stored) => stored === true,
  },
  operators: byValue,
  cell: { format: { of: 'yes or no' }, write: (value) => value, read: yesOrNoIn },
  side: 'start',
  target: null,
}
