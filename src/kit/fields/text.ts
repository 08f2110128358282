/** Text: one line or several, of a length that is said. */
import { z } from 'zod'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byBeginning } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { textIn } from '#kit/reading.ts'

/**
 * Text of 1 to `most` characters (200 unless said), without control characters but line breaks.
 * With `least: 0` it may be "", as names in the ledger's own tables are.
 */
export function text(
  telling: Telling & { readonly most?: number; readonly least?: 0 | 1 } = {},
): Field<string, false> {
  const { most = 200, least = 1 } = telling
  return field(textKind(least, most), telling)
}

function textKind(least: number, most: number): Kind<string> {
  return {
    name: 'text',
    codec: z
      .string('Write it as text.')
      .min(least, 'It is empty. Fill it in, or leave the field out.')
      .refine((written) => characters(written) <= most, `It has more than ${most} characters.`)
      .refine(isPlain, 'It holds a character that cannot be shown. Write it again by hand.')
      .meta({ maxLength: most }),
    column: {
      type: 'text',
      check: (column) => `${least === 0 ? '' : `${column} <> '' and `}length(${column}) <= ${most}`,
      write: (value) => value,
      read: (stored) => String(stored),
    },
    operators: byBeginning,
    cell: { format: { of: 'text' }, write: (value) => value, read: textIn },
    side: 'start',
    isSearched: true,
    target: null,
  }
}

/** Characters as the database counts them: a letter beyond the first 65,536 is one. */
function characters(written: string): number {
  return written.length - (written.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0)
}

/** No control character besides tab and line breaks, and no half of a surrogate pair. */
function isPlain(written: string): boolean {
  return written.isWellFormed() && !/\p{Cc}/u.test(written.replaceAll(/[\t\n\r]/g, ''))
}
