/** A link to a register or to an earlier paper. It carries the other's name and nothing more. */
import { z } from 'zod'
import { isId } from '#base/id.ts'
import { cellText } from '#kit/cell.ts'
import { field } from '#kit/field.ts'
import type { Field, Telling } from '#kit/field.ts'
import { byBeginning, byValue } from '#kit/kind.ts'
import type { Kind, Target } from '#kit/kind.ts'

/** What can be linked to: a register, a document. */
export interface Linkable {
  readonly target: Target
}

/**
 * A link: to a register by its code, to a document by its identifier. With `standsOn` the paper
 * stands on the linked one: that must be in one of these states when the paper leaves its first
 * state, and may leave them no more before the paper is undone.
 */
export function link(
  { target }: Linkable,
  telling: Telling & { readonly standsOn?: readonly string[] } = {},
): Field<string, false> {
  const { standsOn = [] } = telling
  return field(linkKind({ ...target, standsOn }), telling)
}

function linkKind(target: Target): Kind<string> {
  const byCode = target.key === 'code'
  const sentence = byCode
    ? `It is no code of a ${target.name}. Take one from the list.`
    : `It is no identifier of a ${target.name}. Copy it from the answer it came in.`
  return {
    name: 'link',
    codec: z
      .string(sentence)
      .refine((written) => (byCode ? isCode(written, target.longestCode) : isId(written)), sentence)
      .meta(byCode ? { maxLength: target.longestCode ?? 40 } : { format: 'uuid' }),
    column: {
      type: byCode ? 'text' : 'uuid',
      check: () => null,
      write: (value) => value,
      read: (stored) => String(stored),
    },
    operators: byCode ? byBeginning : byValue,
    cell: {
      format: { of: 'text' },
      write: (value) => value,
      read: (cell) => ({ json: cellText(cell).trim() }),
    },
    side: 'start',
    target,
  }
}

/** A code: what stands in lists and on print, 1 to 40 characters without blanks at the ends. */
export function isCode(written: string, longest = 40): boolean {
  return (
    Array.from(written).length <= longest &&
    /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u.test(written) &&
    written.isWellFormed()
  )
}
