/** One of a few words that are said in the description. */
import { z } from 'zod'
import { cellText } from '#kit/cell.ts'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byValue, unreadable } from '#kit/kind.ts'
import type { Kind } from '#kit/kind.ts'
import { folded } from '#kit/reading.ts'

/** One of the words, which are the trade's own. */
export function choice<const Word extends string>(
  words: readonly [Word, ...Word[]],
  telling: Telling = {},
): Field<Word, false> {
  const kind: Kind<Word> = {
    name: 'choice',
    codec: z.enum(words, `It is none of ${words.join(', ')}. Choose one of these.`),
    column: {
      type: 'text',
      check: (column) => `${column} in (${words.map((word) => `'${word}'`).join(', ')})`,
      write: (value) => value,
      read: (stored) => words.find((word) => word === stored) ?? unreadable('choice', stored),
    },
    operators: byValue,
    cell: {
      format: { of: 'text' },
      write: (value) => value,
      read: (cell) => {
        const written = cellText(cell)
        const alike = words.filter((word) => folded(word) === folded(written))
        return { json: alike.length === 1 ? alike[0] : written }
      },
    },
    side: 'start',
    isWord: true,
    target: null,
  }
  return field(kind, telling)
}
