/** Whether a paper has room for what the moment of a transition brought. */
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { isRows } from '#kit/field.ts'
import type { Field, Fields } from '#kit/field.ts'

/**
 * The fields that a transition filled with more than they hold: a sum of too many digits, a text of
 * too many letters. Problems: `field-room`, by the papers' identifiers; none for papers that fit.
 */
export function withoutRoom(
  { fields, transitions }: Document,
  verb: string,
  papers: readonly AnyPaper[],
): Map<string, Problem[]> {
  if (transitions[verb]?.gathers === undefined) return new Map()
  const taken = Object.fromEntries(Object.entries(fields).filter(([, { isTaken }]) => isTaken))
  const found = papers.map((paper) => [paper.id, problemsIn(taken, paper, '')] as const)
  return new Map(found.filter(([, problems]) => problems.length > 0))
}

function problemsIn(fields: Fields, content: Content, before: string): Problem[] {
  return Object.entries(fields).flatMap(([name, of]) => {
    const path = `${before}${name}`
    if (!isRows(of)) return problemsOf(of, content[name], path)
    return rowsIn(content, name).flatMap((row, at) =>
      problemsIn(of.rows, row, `${path}[${at + 1}].`),
    )
  })
}

function problemsOf({ kind }: Field, value: unknown, field: string): Problem[] {
  if (value === null || value === undefined) return []
  if (z.safeEncode(kind.codec, value).success) return []
  const told = kind.column.write(value).slice(0, 60)
  const message =
    `This comes to ${told}, for which the field ${field} has no room. Make it smaller, or split ` +
    'it into several.'
  return [{ rule: 'field-room', field, message }]
}
